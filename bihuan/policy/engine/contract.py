"""What a check may answer (docs/policy-packs.md), and from its rows to observations."""

import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from bihuan.policy.engine.faults import SelectFault
from bihuan.policy.engine.observation import GRAVITY, Identity, Observation
from bihuan.policy.packs.shapes import Check

COLUMNS = ("subject", "severity", "key", "observed", "required", "evidence", "cadres")
INTEGERS = ("BIGINT", "INTEGER", "HUGEINT", "SMALLINT")
LISTS_OF_INTEGERS = tuple(f"{name}[]" for name in INTEGERS)
TYPES = {
    "severity": ("VARCHAR",), "key": ("VARCHAR[]",), "observed": ("STRUCT",), "required": ("STRUCT",),
    "evidence": LISTS_OF_INTEGERS, "cadres": LISTS_OF_INTEGERS,
}  # fmt: skip
SUBJECT_TYPES = {"cadre": INTEGERS, "pair": LISTS_OF_INTEGERS}
Row = tuple[Any, ...]


def require_shape(check: Check, description: Sequence[tuple[Any, ...]]) -> None:
    """The columns and their types: judged before any row. An empty list has no type of its own."""
    names = tuple(column[0] for column in description)
    if names != COLUMNS:
        raise SelectFault("规则", check.id, f"结果的列应依次为 {'、'.join(COLUMNS)}，实为 {'、'.join(names)}")
    wanted = {"subject": SUBJECT_TYPES.get(check.subject, ("VARCHAR",))} | TYPES
    for name, column in zip(names, description, strict=True):
        given = str(column[1])
        plain = given.split("(")[0] if given.startswith("STRUCT") else given
        if plain not in wanted[name] and given not in {'"NULL"', "NULL", '"NULL"[]', "NULL[]"}:
            raise SelectFault("规则", check.id, f"{name} 应为 {wanted[name][0]}，实为 {given}")


def observations(check: Check, rows: Iterable[Row]) -> list[Observation]:
    """One finding each subject and key: of several severities that fit, the gravest."""
    best: dict[Identity, Observation] = {}
    for row in rows:
        said = _observation(check, row)
        known = best.get(said.identity)
        if known is None or _rank(said) < _rank(known):
            best[said.identity] = said
    return list(best.values())


def _rank(said: Observation) -> tuple[int, tuple[int, ...]]:
    return GRAVITY[said.severity], said.evidence


def _observation(check: Check, row: Row) -> Observation:
    subject, severity, key, observed, required, evidence, cadres = row
    if None in row:
        raise SelectFault("规则", check.id, f"{COLUMNS[row.index(None)]} 为空")
    if severity not in check.severities:
        raise SelectFault("规则", check.id, f"severity 为 {severity}，不在 severities 中")
    if len(key) > len(check.key):
        raise SelectFault("规则", check.id, f"key 至多 {len(check.key)} 项，实为 {key}")
    if None in key or None in evidence or None in cadres:
        raise SelectFault("规则", check.id, "key、evidence 或 cadres 中有空值")
    return Observation(
        check=check.id,
        severity=severity,
        subject=_subject(check, subject),
        key=tuple(key),
        observed={name: plain(value) for name, value in observed.items()},
        required={name: plain(value) for name, value in required.items()},
        evidence=tuple(sorted(set(evidence))),
        cadres=tuple(sorted(set(cadres))),
    )


def _subject(check: Check, value: Any) -> str:
    if check.subject != "pair":
        return str(value)
    if len(value) != 2 or None in value or value[0] >= value[1]:
        raise SelectFault("规则", check.id, f"subject 应为两个升序的干部编号，实为 {value}")
    return f"{value[0]}|{value[1]}"


def plain(value: Any) -> Any:
    """Numbers as JSON numbers, dates as ISO text; a whole number never with a point."""
    if isinstance(value, Decimal | float):
        return int(value) if value == int(value) else float(value)
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    if isinstance(value, list):
        return "、".join(str(plain(one)) for one in value)
    return value
