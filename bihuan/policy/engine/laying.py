"""A database made ready for questions: calendar, parameters and settings; then the known tables."""

from collections.abc import Iterable

import pyarrow as pa

from bihuan.policy.engine.calendar_tables import lay_calendar
from bihuan.policy.engine.database import Connection, quoted
from bihuan.policy.engine.parameters import lay_parameters, parameters_named
from bihuan.policy.engine.tables import KindTable, kind_tables
from bihuan.policy.packs.library import Library


def lay_library(database: Connection, library: Library) -> None:
    """The parameters that any definition or check of the packs reads."""
    selects = [one.select for one in library.definitions.values()] + [one.select for one in library.checks.values()]
    used = parameters_named(selects)
    lay_parameters(database, [one for one in library.parameters.values() if one.table in used])


def lay_ground(database: Connection, library: Library, manages: Iterable[str]) -> None:
    """Everything that does not depend on facts."""
    lay_calendar(database)
    lay_library(database, library)
    words = pa.table({"management": pa.array(sorted(set(manages)), pa.string())})
    database.register("laid_words", words)
    database.execute("CREATE OR REPLACE TABLE setting_manages AS SELECT * FROM laid_words")
    database.unregister("laid_words")


def lay_empty_known(database: Connection) -> None:
    """The known tables, without rows: for a database that gets them question by question."""
    statements = ["CREATE SCHEMA IF NOT EXISTS known"]
    for kind in kind_tables().values():
        columns = ", ".join(f"{quoted(column.name)} {column.type}" for column in kind.known)
        statements.append(f"CREATE TABLE known.{quoted(kind.name)} ({columns})")
    database.execute(";".join(statements))


def lay_known(database: Connection, kind: KindTable, rows: pa.Table) -> None:
    """One kind's rows as they are known, in place of those that were there."""
    name = f"known.{quoted(kind.name)}"
    database.register("laid_rows", rows)
    database.execute(f"TRUNCATE {name}; INSERT INTO {name} SELECT * FROM laid_rows")
    database.unregister("laid_rows")
