"""What reads what: definitions in the order of their references, and the kinds that a check reads through them."""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb

from bihuan.policy.engine.calendar_tables import lay_calendar
from bihuan.policy.engine.database import closed_database, first_line, require_one_select
from bihuan.policy.engine.faults import SelectFault
from bihuan.policy.engine.parameters import lay_parameters, parameters_named
from bihuan.policy.packs.library import Library


@dataclass(frozen=True)
class Graph:
    """`tables`: definition or check → the tables named in its SELECT (`known.training`, `trial`, `p_trial_months`)."""

    tables: Mapping[str, frozenset[str]]
    definitions: frozenset[str]

    def in_order(self, names: Iterable[str]) -> list[str]:
        """The definitions that these (checks or definitions) rest on, each after those that it reads."""
        done: dict[str, None] = {}
        for name in names:
            self._place(name, (), done)
        return [name for name in done if name in self.definitions]

    def _place(self, name: str, above: tuple[str, ...], done: dict[str, None]) -> None:
        if name in done:
            return
        if name in above:
            raise SelectFault("定义", name, "循环引用：" + " → ".join((*above[above.index(name) :], name)))
        for table in sorted(self.tables[name]):
            if table in self.definitions:
                self._place(table, (*above, name), done)
        done[name] = None

    def reads(self, name: str) -> frozenset[str]:
        """The kinds that a check or definition reads, through all definitions."""
        through = {name, *self.in_order([name])}
        return frozenset(
            table.removeprefix("known.") for one in through for table in self.tables[one] if table.startswith("known.")
        )

    def resting_on(self, kinds: Iterable[str], names: Iterable[str]) -> list[str]:
        """Of these checks or definitions, those that read any of the kinds."""
        changed = set(kinds)
        return [name for name in names if not changed.isdisjoint(self.reads(name))]


@lru_cache(maxsize=4)
def graph_of(library: Library, cache: Path | None = None) -> Graph:
    """Parsed and bound by the database itself; a home keeps what it found, named by the digest of the packs."""
    kept = cache / f"graph-{library.digest[:32]}.json" if cache else None
    tables = _kept(kept) if kept else None
    if tables is None:
        tables = _found(library)
        if kept:
            _keep(kept, tables)
    return Graph(tables, frozenset(library.definitions))


def _kept(path: Path) -> dict[str, frozenset[str]] | None:
    try:
        return {name: frozenset(tables) for name, tables in json.loads(path.read_text("utf-8")).items()}
    except (OSError, ValueError):
        return None


def _keep(path: Path, tables: Mapping[str, frozenset[str]]) -> None:
    """A cache only: a folder that cannot be written is no fault."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in path.parent.glob("graph-*.json"):
            old.unlink(missing_ok=True)
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        temporary.write_text(json.dumps({name: sorted(named) for name, named in tables.items()}), "utf-8")
        temporary.replace(path)
    except OSError:
        return


def _found(library: Library) -> dict[str, frozenset[str]]:
    selects = {one.name: ("定义", one.select) for one in library.definitions.values()}
    selects |= {one.id: ("规则", one.select) for one in library.checks.values()}
    database = closed_database(threads=1)
    lay_calendar(database)
    database.execute("CREATE MACRO asked() AS DATE '2000-01-01'")
    used = parameters_named(select for _, select in selects.values())
    lay_parameters(database, [one for one in library.parameters.values() if one.table in used])
    try:
        return {name: _tables(database, what, name, select) for name, (what, select) in selects.items()}
    finally:
        database.close()


def _tables(database: duckdb.DuckDBPyConnection, what: str, name: str, select: str) -> frozenset[str]:
    require_one_select(database, what, name, select)
    try:
        named = database.get_table_names(select, qualified=True)
    except duckdb.Error as error:
        raise SelectFault(what, name, first_line(error)) from None
    return frozenset(text.split(" AS ")[0].replace('"', "") for text in named)
