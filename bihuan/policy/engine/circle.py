"""Whose facts decide what is said of some cadres and units: kin, partners in cases, everybody of the units.

A question about a few is asked over the facts of this circle alone, and gives what a question about all would, once
what it says of others is left out (a property test). Units, posts, powers and recognitions belong to every circle.
"""

from collections.abc import Collection, Iterable

import pyarrow as pa

from bihuan.policy.engine.database import Connection

ALL_IN_LITERALS = 400

PARTNERS = """
    SELECT unnest([handler, reviewer]) FROM known.approval WHERE handler IN {asked} OR reviewer IN {asked}"""
KIN = """
    SELECT i.cadre FROM known.family AS f JOIN known.identity AS i ON i.number_index = f.number_index
        WHERE f.cadre IN {asked}
    UNION ALL
    SELECT p.cadre FROM known.family AS f JOIN known.person AS p ON p.name_birth_index = f.name_birth_index
        WHERE f.cadre IN {asked}
    UNION ALL
    SELECT f.cadre FROM known.identity AS i JOIN known.family AS f ON f.number_index = i.number_index
        WHERE i.cadre IN {asked}
    UNION ALL
    SELECT unnest([f.cadre, n.cadre])
    FROM known.person AS p JOIN known.person AS n ON n.name_birth_index = p.name_birth_index
        LEFT JOIN known.family AS f ON f.name_birth_index = p.name_birth_index WHERE p.cadre IN {asked}"""
MATES = """
    SELECT cadre FROM known.position WHERE unit_code IN (SELECT unit_code FROM asked_unit)
    UNION ALL
    SELECT cadre FROM known.appointment WHERE unit_code IN (SELECT unit_code FROM asked_unit)"""


def listed(cadres: Collection[int]) -> str:
    """The cadres as a list that the scan itself can use, while it is short."""
    if not cadres:
        return "(NULL)"
    if len(cadres) > ALL_IN_LITERALS:
        return "(SELECT cadre FROM asked_cadre)"
    return "(" + ", ".join(str(int(cadre)) for cadre in sorted(cadres)) + ")"


def circle(
    cursor: Connection, cadres: Iterable[int], units: Collection[str], reads: Collection[str], counts_units: bool
) -> set[int]:
    """The cadres whose rows are needed. `reads`: the kinds asked; `counts_units`: whether a check judges units."""
    found = set(cadres)
    if "approval" in reads:
        found |= _more(cursor, PARTNERS, found)
    if "family" in reads:
        found |= _more(cursor, KIN, found)
        found |= _more(cursor, KIN, found)
    if counts_units and units:
        lay_names(cursor, "asked_unit", "unit_code", pa.array(sorted(units), pa.string()))
        found |= _more(cursor, MATES, found)
    return found


def _more(cursor: Connection, sql: str, cadres: set[int]) -> set[int]:
    if len(cadres) > ALL_IN_LITERALS:
        lay_cadres(cursor, cadres)
    rows = cursor.execute(sql.format(asked=listed(cadres))).fetchall()
    return {row[0] for row in rows if row[0] is not None}


def lay_cadres(cursor: Connection, cadres: Iterable[int]) -> None:
    lay_names(cursor, "asked_cadre", "cadre", pa.array(sorted(cadres), pa.int64()))


def lay_names(cursor: Connection, table: str, column: str, values: pa.Array) -> None:
    cursor.register("laid_names", pa.table([values], names=[column]))
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT * FROM laid_names")
    cursor.unregister("laid_names")


def units_on(cursor: Connection, cadres: Collection[int], day: str) -> set[str]:
    """The units of the roster's present post and of the appointments in force on the day."""
    sql = f"""
        SELECT unit_code FROM known.position WHERE cadre IN {listed(cadres)}
        UNION SELECT unit_code FROM known.appointment WHERE cadre IN {listed(cadres)}
            AND begun_on <= DATE '{day}' AND (ended_on IS NULL OR ended_on > DATE '{day}')"""
    return {row[0] for row in cursor.execute(sql).fetchall() if row[0]}


def units_ever(cursor: Connection, cadres: Collection[int]) -> set[str]:
    """Every unit that any row ever gave these cadres, superseded rows too."""
    sql = f"""
        SELECT unit_code FROM fact.position WHERE cadre IN {listed(cadres)}
        UNION SELECT unit_code FROM fact.appointment WHERE cadre IN {listed(cadres)}"""
    return {row[0] for row in cursor.execute(sql).fetchall() if row[0]}
