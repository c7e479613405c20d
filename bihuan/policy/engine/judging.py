"""Definitions laid one after the other, then each check asked, on a database whose known tables stand."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

import duckdb

from bihuan.policy.engine.contract import gravest_each, observations
from bihuan.policy.engine.database import Connection, first_line, quoted, require_one_select, within_time
from bihuan.policy.engine.faults import SelectFault
from bihuan.policy.engine.graph import Graph
from bihuan.policy.engine.observation import Observation
from bihuan.policy.packs.library import Library


@dataclass(frozen=True)
class Bench:
    """What every question to one database shares: the packs and what reads what."""

    library: Library
    graph: Graph


def judge(database: Connection, bench: Bench, on: datetime.date, checks: Iterable[str]) -> list[Observation]:
    """Ask these checks for a day. Leaves nothing behind: all that is made is temporary, on a cursor of its own."""
    asked = list(checks)
    cursor = database.cursor()
    try:
        with within_time(cursor):
            cursor.execute(f"CREATE TEMP MACRO asked() AS DATE '{on.isoformat()}'")
            lay_definitions(cursor, bench, bench.graph.in_order(asked))
            return [said for name in asked for said in ask(cursor, bench, name)]
    finally:
        cursor.close()


def lay_definitions(cursor: Connection, bench: Bench, names: Iterable[str]) -> None:
    for name in names:
        definition = bench.library.definitions[name]
        require_one_select(cursor, "定义", name, definition.select)
        try:
            cursor.execute(f"CREATE TEMP TABLE {quoted(name)} AS {definition.select}")
        except duckdb.InterruptException:
            raise
        except duckdb.Error as error:
            raise SelectFault("定义", name, first_line(error)) from None


def ask(cursor: Connection, bench: Bench, name: str) -> list[Observation]:
    """One check, over definitions that are laid."""
    check = bench.library.checks[name]
    require_one_select(cursor, "规则", name, check.select)
    try:
        table = cursor.sql(gravest_each(check.select)).to_arrow_table()
    except duckdb.InterruptException:
        raise
    except duckdb.Error as error:
        raise SelectFault("规则", name, first_line(error)) from None
    return list(observations(check, table))
