"""A DuckDB that can compute and nothing else: in memory, no files, no network, settings locked, both caps set.

BIHUAN_ENGINE_MEMORY and BIHUAN_ENGINE_SECONDS set the caps.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from bihuan.policy.engine.faults import EngineFault, SelectFault, TooLong

Connection = duckdb.DuckDBPyConnection


def memory_cap() -> str:
    return os.environ.get("BIHUAN_ENGINE_MEMORY", "6GB")


def time_cap() -> float:
    return float(os.environ.get("BIHUAN_ENGINE_SECONDS", "600"))


def closed_database(threads: int | None = None) -> Connection:
    """Facts come in as Arrow tables from Python alone: the session itself never had access to anything.

    Optimising and threads cost more than they give over the few rows of one person; `threads=1` is for those.
    """
    config: dict[str, str | bool | int | float | list[str]] = {
        "enable_external_access": "false",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "allow_community_extensions": "false",
        "python_enable_replacements": "false",
        "memory_limit": memory_cap(),
        "temp_directory": "",
        "preserve_insertion_order": "false",
    }
    if threads:
        config["threads"] = str(threads)
    database = duckdb.connect(":memory:", config=config)
    database.execute("SET lock_configuration = true")
    return database


def require_one_select(database: Connection, what: str, name: str, select: str) -> None:
    """Parsed, not pattern-matched: exactly one statement, and that a SELECT."""
    try:
        statements = database.extract_statements(select)
    except duckdb.Error as error:
        raise SelectFault(what, name, first_line(error)) from None
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise SelectFault(what, name, "必须恰好是一个 SELECT 语句")


@contextmanager
def within_time(database: Connection) -> Iterator[None]:
    """Interrupt what runs longer than the cap."""
    seconds = time_cap()
    late = threading.Event()

    def stop() -> None:
        late.set()
        database.interrupt()

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (duckdb.InterruptException, EngineFault):
        if late.is_set():
            raise TooLong(seconds) from None
        raise
    finally:
        timer.cancel()


def first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
