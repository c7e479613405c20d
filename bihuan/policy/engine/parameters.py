"""Parameters in the engine: a dated table each, and for a number the value in force on a day."""

import datetime
import re
from collections.abc import Iterable, Iterator

from bihuan.policy.engine.database import Connection
from bihuan.policy.engine.literals import literal
from bihuan.policy.packs.shapes import Parameter

USE = re.compile(r"\bp_[a-z0-9_]+\b")


def parameters_named(selects: Iterable[str]) -> set[str]:
    """The names `p_…` that stand in SELECTs, as tables or as functions."""
    return {name for select in selects for name in USE.findall(select)}


def lay_parameters(database: Connection, parameters: Iterable[Parameter]) -> None:
    statements = [statement for parameter in parameters for statement in _statements(parameter)]
    if statements:
        database.execute(";\n".join(statements))


def _statements(parameter: Parameter) -> Iterator[str]:
    yield table_of(parameter)
    if parameter.is_scalar:
        yield macro_of(parameter)


def table_of(parameter: Parameter) -> str:
    """`valid_from, valid_to, jurisdiction`, then `value` or the named columns."""
    names = ", ".join(("valid_from", "valid_to", "jurisdiction", *(parameter.columns or ("value",))))
    rows = ", ".join("(" + ", ".join(row) + ")" for row in _rows(parameter))
    dated = (
        "* REPLACE (valid_from::DATE AS valid_from, valid_to::DATE AS valid_to, jurisdiction::VARCHAR AS jurisdiction)"
    )
    return f"CREATE OR REPLACE VIEW {parameter.table} AS SELECT {dated} FROM (VALUES {rows}) AS v({names})"


def _rows(parameter: Parameter) -> Iterator[tuple[str, ...]]:
    ends: list[datetime.date | None] = [version.valid_from for version in parameter.versions[1:]]
    for version, end in zip(parameter.versions, [*ends, None], strict=True):
        for row in version.rows:
            yield tuple(literal(value) for value in (version.valid_from, end, version.jurisdiction, *row))


def macro_of(parameter: Parameter) -> str:
    """The value in force on a day; NULL before the first version. As a CASE, which costs nothing per row."""
    cases = [
        f"WHEN day < {literal(later.valid_from)} THEN {literal(earlier.rows[0][0])}"
        for earlier, later in zip(parameter.versions, parameter.versions[1:], strict=False)
    ]
    first = parameter.versions[0].valid_from
    if first is not None:
        cases.insert(0, f"WHEN day < {literal(first)} THEN NULL")
    last = literal(parameter.versions[-1].rows[0][0])
    body = f"CASE {' '.join(cases)} ELSE {last} END" if cases else last
    return f"CREATE OR REPLACE MACRO {parameter.table}(day) AS {body}"
