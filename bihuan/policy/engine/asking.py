"""Questions to the engine: which checks fire on a day, by what was known at a seal, for everybody or for some."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import pyarrow as pa

from bihuan.policy.engine.circle import ALL_IN_LITERALS, circle, lay_cadres, listed, units_on
from bihuan.policy.engine.database import Connection, closed_database, quoted
from bihuan.policy.engine.factbase import FactBase
from bihuan.policy.engine.judging import Bench, Judge
from bihuan.policy.engine.laying import lay_empty_known, lay_ground, lay_known
from bihuan.policy.engine.observation import Observation
from bihuan.policy.engine.placeholders import fallbacks_in, rooted
from bihuan.policy.engine.tables import KindTable, kind_tables

Ground = tuple[str, str | None, tuple[str, ...]]
"""Packs, jurisdiction and managed 管理权限 that a database is made ready for."""


@dataclass(frozen=True)
class Question:
    """`cadres`: only what touches one of them; `units`: and what is said of these units (None: theirs on the day)."""

    on: datetime.date
    seal: int
    checks: tuple[str, ...]
    cadres: frozenset[int] | None = None
    units: frozenset[str] | None = None


def _few_database() -> Connection:
    """Over a few rows threads cost more than they give."""
    database = closed_database(threads=1)
    lay_empty_known(database)
    return database


@dataclass
class Engine:
    """The facts, and two judges: one over everybody, one over a few cadres whose rows are carried to it."""

    base: FactBase
    _everybody: Judge = field(init=False)
    _grounds: dict[int, Ground] = field(default_factory=dict)
    _carried: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._everybody = Judge(self.base.database)

    @cached_property
    def _few(self) -> Judge:
        return Judge(_few_database(), pairs=True)

    def ask(
        self, bench: Bench, manages: tuple[str, ...], question: Question, canonical: Mapping[int, int]
    ) -> list[Observation]:
        self.base.know(question.seal, canonical)
        if question.cadres is not None:
            return self._rooted(self._ask_few(bench, manages, question))
        self._lay_ground(self._everybody, bench, manages)
        return self._rooted(self._everybody.judge(bench, question.on, question.checks, {}))

    def _rooted(self, said: list[Observation]) -> list[Observation]:
        """A key that points at a row points at the first of its corrections."""
        roots = self.base.roots(fallbacks_in(part for one in said for part in one.key))
        return [replace(one, key=rooted(one.key, roots)) if roots and fallbacks_in(one.key) else one for one in said]

    def _lay_ground(self, judge: Judge, bench: Bench, manages: tuple[str, ...]) -> Ground:
        ground = (bench.library.digest, bench.library.jurisdiction, manages)
        if self._grounds.get(id(judge)) != ground:
            lay_ground(judge.database, bench.library, manages)
            self._grounds[id(judge)] = ground
        return ground

    def _ask_few(self, bench: Bench, manages: tuple[str, ...], question: Question) -> list[Observation]:
        assert question.cadres is not None
        ground = self._lay_ground(self._few, bench, manages)
        reads = frozenset().union(*(bench.graph.reads(check) for check in question.checks))
        counts_units = any(bench.library.checks[check].subject == "unit" for check in question.checks)
        cursor = self.base.database
        if len(question.cadres) > ALL_IN_LITERALS:
            lay_cadres(cursor, question.cadres)
        units = question.units
        if units is None:
            units = frozenset(units_on(cursor, question.cadres, question.on.isoformat()))
        around = circle(cursor, question.cadres, units, reads, counts_units)
        self._carry(cursor, around, reads, question.seal)
        states = self._states(bench, question, ground)
        said = self._few.judge(bench, question.on, question.checks, states)
        return [one for one in said if touches(bench, one, question.cadres, units)]

    def _carry(self, cursor: Connection, around: Collection[int], reads: Iterable[str], seal: int) -> None:
        """Bring the known rows of the circle over. What belongs to every circle is brought only when it changed."""
        if len(around) > ALL_IN_LITERALS:
            lay_cadres(cursor, around)
        for name in sorted(reads):
            kind = kind_tables()[name]
            state = self._state_of(kind, seal)
            if kind.cadre_columns or self._carried.get(name) != state:
                lay_known(self._few.database, kind, _known_rows(cursor, kind, around))
                self._carried[name] = state

    def _state_of(self, kind: KindTable, seal: int) -> int:
        """Equal for seals at which the kind's rows are the same."""
        last = self.base.last.get(kind.name, 0)
        return seal if seal < last else last

    def _states(self, bench: Bench, question: Question, ground: Ground) -> dict[str, object]:
        """Definitions that rest on nothing personal, with what they rest on: they stay from question to question."""
        states: dict[str, object] = {}
        for name in bench.graph.in_order(question.checks):
            kinds = [kind_tables()[kind] for kind in sorted(bench.graph.reads(name))]
            if not any(kind.cadre_columns for kind in kinds):
                states[name] = (ground, question.on, tuple(self._state_of(kind, question.seal) for kind in kinds))
        return states


def _known_rows(cursor: Connection, kind: KindTable, around: Collection[int]) -> pa.Table:
    where = " OR ".join(f"{quoted(column)} IN {listed(around)}" for column in kind.cadre_columns) or "true"
    rows = cursor.execute(f"SELECT * FROM known.{quoted(kind.name)} WHERE {where}").fetchall()
    schema = kind.schema(kind.known)
    columns = zip(*rows, strict=True) if rows else ([] for _ in schema)
    return pa.table(
        [pa.array(list(column), type_) for column, type_ in zip(columns, schema.types, strict=True)], schema=schema
    )


def touches(bench: Bench, one: Observation, cadres: Collection[int], units: Collection[str]) -> bool:
    """Whether a finding is within reach: it touches one of the cadres, or is about one of the units."""
    if not set(cadres).isdisjoint(one.cadres):
        return True
    return bench.library.checks[one.check].subject == "unit" and one.subject in units
