"""What a check may answer (docs/policy-packs.md), and from its rows to observations."""

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from bihuan.policy.engine.faults import SelectFault
from bihuan.policy.engine.observation import Observation
from bihuan.policy.packs.shapes import Check

COLUMNS = ("subject", "severity", "key", "observed", "required", "evidence", "cadres")
CODES = ("unit", "task", "petition", "case", "inquiry", "selection", "audit")
GRAVEST = """
SELECT {columns} FROM ({select}) AS said
QUALIFY row_number() OVER (PARTITION BY subject, key ORDER BY
    CASE severity WHEN 'red' THEN 0 WHEN 'yellow' THEN 1 WHEN 'blue' THEN 2 ELSE 3 END, evidence) = 1
"""


def gravest_each(select: str) -> str:
    """One finding a key: of several severities that fit, the gravest."""
    return GRAVEST.format(columns=", ".join(COLUMNS), select=select)


def _is_bigints(type_: pa.DataType) -> bool:
    return pa.types.is_list(type_) and pa.types.is_integer(type_.value_type)


def _is_texts(type_: pa.DataType) -> bool:
    return pa.types.is_list(type_) and (pa.types.is_string(type_.value_type) or pa.types.is_null(type_.value_type))


def _is_integers_or_none(type_: pa.DataType) -> bool:
    return _is_bigints(type_) or (pa.types.is_list(type_) and pa.types.is_null(type_.value_type))


SUBJECT_TYPES: dict[str, tuple[str, Callable[[pa.DataType], bool]]] = {
    "cadre": ("干部编号 BIGINT", pa.types.is_integer),
    "pair": ("两个干部编号 BIGINT[]", _is_bigints),
    **dict.fromkeys(CODES, ("编号 VARCHAR", pa.types.is_string)),
}
TYPES: dict[str, tuple[str, Callable[[pa.DataType], bool]]] = {
    "severity": ("VARCHAR", pa.types.is_string),
    "key": ("VARCHAR[]", _is_texts),
    "observed": ("STRUCT", pa.types.is_struct),
    "required": ("STRUCT", pa.types.is_struct),
    "evidence": ("BIGINT[]", _is_bigints),
    "cadres": ("BIGINT[]", _is_integers_or_none),
}


def require_shape(check: Check, schema: pa.Schema) -> None:
    """The columns and their types: judged before any row."""
    if tuple(schema.names) != COLUMNS:
        raise SelectFault("规则", check.id, f"结果的列应依次为 {'、'.join(COLUMNS)}，实为 {'、'.join(schema.names)}")
    for name, (says, fits) in ({"subject": SUBJECT_TYPES[check.subject]} | TYPES).items():
        if not fits(schema.field(name).type):
            raise SelectFault("规则", check.id, f"{name} 应为 {says}，实为 {schema.field(name).type}")


def require_rows(check: Check, table: pa.Table) -> None:
    for name in COLUMNS:
        if table.column(name).null_count:
            raise SelectFault("规则", check.id, f"有 {table.column(name).null_count} 行的 {name} 为空")
    wrong = set(pc.unique(table.column("severity")).to_pylist()) - set(check.severities)
    if wrong:
        raise SelectFault("规则", check.id, f"severity 为 {'、'.join(sorted(wrong))}，不在 severities 中")
    lengths = set(pc.unique(pc.list_value_length(table.column("key"))).to_pylist()) - {len(check.key)}
    if lengths:
        raise SelectFault("规则", check.id, f"key 应有 {len(check.key)} 项，实为 {sorted(lengths)}")
    for name in ("key", "evidence", "cadres"):
        if pc.list_flatten(table.column(name)).null_count:
            raise SelectFault("规则", check.id, f"{name} 中有空值")
    _require_pairs(check, table)


def _require_pairs(check: Check, table: pa.Table) -> None:
    if check.subject != "pair":
        return
    for pair in table.column("subject").to_pylist():
        if len(pair) != 2 or None in pair or pair[0] >= pair[1]:
            raise SelectFault("规则", check.id, f"subject 应为两个升序的干部编号，实为 {pair}")


def observations(check: Check, table: pa.Table) -> Iterator[Observation]:
    """Rows that were found in order, one finding each."""
    require_shape(check, table.schema)
    require_rows(check, table)
    subjects = [_subject(subject) for subject in table.column("subject").to_pylist()]
    columns = (table.column(name).to_pylist() for name in COLUMNS[1:])
    for subject, severity, key, observed, required, evidence, cadres in zip(subjects, *columns, strict=True):
        yield Observation(
            check=check.id,
            severity=severity,
            subject=subject,
            key=tuple(key),
            observed=_plain(observed),
            required=_plain(required),
            evidence=tuple(sorted(set(evidence))),
            cadres=tuple(sorted(set(cadres))),
        )


def _subject(value: Any) -> str:
    return "|".join(map(str, value)) if isinstance(value, list) else str(value)


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(value) for name, value in values.items()}


def _value(value: Any) -> Any:
    """Numbers as JSON numbers, dates as ISO text; a whole number never with a point."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()[:10]
    if isinstance(value, list):
        return "、".join(str(_value(one)) for one in value)
    return value
