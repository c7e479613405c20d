"""What reads what: definitions in the order of their references, and the kinds that a check reads through them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

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
def graph_of(library: Library) -> Graph:
    selects = {one.name: ("定义", one.select) for one in library.definitions.values()}
    selects |= {one.id: ("规则", one.select) for one in library.checks.values()}
    database = closed_database(threads=1)
    lay_calendar(database)
    database.execute("CREATE MACRO asked() AS DATE '2000-01-01'")
    used = parameters_named(select for _, select in selects.values())
    lay_parameters(database, [one for one in library.parameters.values() if one.table in used])
    tables = {name: _tables(database, what, name, select) for name, (what, select) in selects.items()}
    return Graph(tables, frozenset(library.definitions))


def _tables(database: duckdb.DuckDBPyConnection, what: str, name: str, select: str) -> frozenset[str]:
    require_one_select(database, what, name, select)
    try:
        named = database.get_table_names(select, qualified=True)
    except duckdb.Error as error:
        raise SelectFault(what, name, first_line(error)) from None
    return frozenset(text.split(" AS ")[0].replace('"', "") for text in named)
