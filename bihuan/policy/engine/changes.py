"""Whom facts that came between two seals may concern, or that only everybody will do."""

from collections.abc import Iterable
from dataclasses import dataclass

from bihuan.policy.engine.circle import lay_cadres, listed, units_ever
from bihuan.policy.engine.database import quoted
from bihuan.policy.engine.factbase import FactBase
from bihuan.policy.engine.tables import KindTable, kind_tables

NAMES = {"person", "employment", "identity"}
"""Kinds that decide whom a family row of somebody else names."""
NAMESAKES = """
    SELECT n.cadre FROM fact.person AS p JOIN fact.person AS n ON n.name_birth_index = p.name_birth_index
        WHERE p.cadre IN {asked}
    UNION ALL
    SELECT f.cadre FROM fact.person AS p JOIN fact.family AS f ON f.name_birth_index = p.name_birth_index
        WHERE p.cadre IN {asked}
    UNION ALL
    SELECT f.cadre FROM fact.identity AS i JOIN fact.family AS f ON f.number_index = i.number_index
        WHERE i.cadre IN {asked}"""


@dataclass(frozen=True, slots=True)
class Changes:
    """`kinds` that got rows; `cadres` and `units` that are concerned, or None where it cannot be told: everybody."""

    kinds: frozenset[str]
    cadres: frozenset[int] | None = frozenset()
    units: frozenset[str] = frozenset()


def changes_between(base: FactBase, after: int, upto: int) -> Changes:
    kinds = [kind for kind in kind_tables().values() if base.last.get(kind.name, 0) > after]
    names = frozenset(kind.name for kind in kinds)
    cadres: set[int] = set()
    for kind in kinds:
        found = _recognised(base, after, upto) if kind.name == "recognition" else _concerned(base, kind, after, upto)
        if found is None or kind.name == "same_person":
            return Changes(names, None)
        cadres |= found
    cursor = base.database.cursor()
    try:
        lay_cadres(cursor, cadres)
        if names & NAMES and cadres:
            cadres |= _namesakes(base, cadres)
            lay_cadres(cursor, cadres)
        return Changes(names, frozenset(cadres), frozenset(units_ever(cursor, cadres)))
    finally:
        cursor.close()


def _namesakes(base: FactBase, cadres: set[int]) -> set[int]:
    cursor = base.database.cursor()
    try:
        lay_cadres(cursor, cadres)
        rows = cursor.execute(NAMESAKES.format(asked=listed(cadres))).fetchall()
        return canonicalised(base, (row[0] for row in rows))
    finally:
        cursor.close()


def _concerned(base: FactBase, kind: KindTable, after: int, upto: int) -> set[int] | None:
    """The cadres of new rows and of the rows that these correct or take back; None where a row names nobody."""
    if not kind.cadre_columns:
        return None
    columns = ", ".join(quoted(name) for name in kind.cadre_columns)
    name = f"fact.{quoted(kind.name)}"
    new = f"seal > {int(after)} AND seal <= {int(upto)}"
    rows = base.database.execute(
        f"SELECT {columns} FROM {name} WHERE {new} OR ref IN (SELECT supersedes FROM {name} WHERE {new})"
    ).fetchall()
    return _all_of(base, rows)


def _all_of(base: FactBase, rows: Iterable[tuple[int | None, ...]]) -> set[int] | None:
    cadres: set[int] = set()
    for row in rows:
        if all(cadre is None for cadre in row):
            return None
        cadres |= {cadre for cadre in row if cadre is not None}
    return canonicalised(base, cadres)


def _recognised(base: FactBase, after: int, upto: int) -> set[int] | None:
    """The cadres of the facts that new recognitions are about."""
    targets = f"(SELECT target_index FROM fact.recognition WHERE seal > {int(after)} AND seal <= {int(upto)})"
    cadres: set[int] = set()
    for kind in kind_tables().values():
        if kind.name not in base.last or kind.name == "recognition":
            continue
        columns = ", ".join(quoted(name) for name in kind.cadre_columns) or "NULL"
        rows = base.database.execute(
            f"SELECT {columns} FROM fact.{quoted(kind.name)} WHERE key_index IN {targets}"
        ).fetchall()
        found = _all_of(base, rows)
        if found is None:
            return None
        cadres |= found
    return cadres


def canonicalised(base: FactBase, cadres: Iterable[int | None]) -> set[int]:
    mapping = dict(base.database.execute("SELECT cadre, canonical FROM canonical").fetchall())
    return {mapping.get(cadre, cadre) for cadre in cadres if cadre is not None}
