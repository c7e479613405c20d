"""Definitions laid one after the other, then each check asked, on a database whose known tables stand."""

import datetime
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import duckdb

from bihuan.policy.engine.contract import observations, require_shape
from bihuan.policy.engine.database import Connection, first_line, quoted, within_time
from bihuan.policy.engine.faults import SelectFault
from bihuan.policy.engine.graph import Graph
from bihuan.policy.engine.observation import Observation
from bihuan.policy.packs.library import Library


@dataclass(frozen=True)
class Bench:
    """What every question to one database shares: the packs and what reads what.

    A graph stands for packs whose every SELECT was parsed and is one statement, and a SELECT.
    """

    library: Library
    graph: Graph


@dataclass
class Judge:
    """One database that answers questions, one at a time. `pairs`: whether two checks are planned side by side.

    `standing`: definitions that are laid and stay, with what they were laid from.
    """

    database: Connection
    pairs: bool = False
    standing: dict[str, object] = field(default_factory=dict)

    def judge(
        self, bench: Bench, on: datetime.date, checks: Sequence[str], states: dict[str, object]
    ) -> list[Observation]:
        """Ask these checks for a day. Definitions in `states` stay laid while their state is the same."""
        definitions = bench.graph.in_order(checks)
        with within_time(self.database):
            try:
                self.database.execute(f"CREATE OR REPLACE MACRO asked() AS DATE '{on.isoformat()}'")
                self._lay(bench, definitions, states)
                return [said for answers in self._answers(bench, checks) for said in answers]
            finally:
                self._clear(name for name in definitions if name not in self.standing)

    def _lay(self, bench: Bench, definitions: Iterable[str], states: dict[str, object]) -> None:
        for name in definitions:
            state = states.get(name)
            if state is None or self.standing.get(name) != state:
                self.standing.pop(name, None)
                self._lay_one(name, bench.library.definitions[name].select)
                if state is not None:
                    self.standing[name] = state

    def _lay_one(self, name: str, select: str) -> None:
        try:
            self.database.execute(f"CREATE OR REPLACE TABLE {quoted(name)} AS {select}")
        except duckdb.InterruptException:
            raise
        except duckdb.Error as error:
            raise SelectFault("定义", name, first_line(error)) from None

    def _answers(self, bench: Bench, checks: Sequence[str]) -> Iterable[list[Observation]]:
        if not self.pairs or len(checks) < 2:
            return [ask(self.database, bench, name) for name in checks]
        cursors = [self.database.cursor(), self.database.cursor()]
        try:
            with ThreadPoolExecutor(len(cursors)) as pool:
                shares = [pool.submit(ask_all, cursor, bench, checks[place::2]) for place, cursor in enumerate(cursors)]
                return [share.result() for share in shares]
        finally:
            for cursor in cursors:
                cursor.close()

    def _clear(self, names: Iterable[str]) -> None:
        statements = [f"DROP TABLE IF EXISTS {quoted(name)}" for name in names]
        if statements:
            self.database.execute(";".join(statements))


def ask_all(cursor: Connection, bench: Bench, checks: Iterable[str]) -> list[Observation]:
    return [said for name in checks for said in ask(cursor, bench, name)]


def ask(cursor: Connection, bench: Bench, name: str) -> list[Observation]:
    """One check, over definitions that are laid."""
    check = bench.library.checks[name]
    try:
        found = cursor.execute(check.select)
        require_shape(check, found.description or ())
        rows = found.fetchall()
    except duckdb.InterruptException:
        raise
    except duckdb.Error as error:
        raise SelectFault("规则", name, first_line(error)) from None
    return observations(check, rows)
