"""From the text of a row's cells to values, with every fault of the row gathered."""

import datetime
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

from bihuan.calendar.partial import PartialDate
from bihuan.exchange.feeds import ACT, DATA_DATE, Column, Feed
from bihuan.exchange.reading.values import (
    CLEARING,
    CellError,
    canonical_word,
    check_identity_number,
    normalise_name,
    normalise_text,
    parse_boolean,
    parse_date,
    parse_integer,
    parse_number,
    parse_percent,
    parse_period,
)

CLEARED = "\x00"
ACTS = {"": "", "新增": "", "更正": "更正", "撤销": "撤销"}
_VOCABULARIES = {"level": "职务层次", "rank": "职级", "grade": "等次"}


@dataclass(slots=True)
class Reason:
    """Why a row was not simply taken: column, value, and what would be right."""

    column: str
    value: str
    text: str

    def as_json(self) -> dict[str, str]:
        return {"field": self.column, "value": self.value, "reason": self.text}


@dataclass(slots=True)
class TypedRow:
    """One row: `values` by column name (absent where the cell is empty, CLEARED where it empties), and its faults."""

    line: int
    cells: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Reason] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    act: str = ""
    data_date: datetime.date | None = None

    def fault(self, column: str, value: str, text: str) -> None:
        self.faults.append(Reason(column, value, text))


@lru_cache(maxsize=1 << 16)
def partial(text: str) -> PartialDate:
    """A date in any of the forms of feeds.md; CellError otherwise."""
    parsed = parse_date(text)
    return PartialDate(parsed.date, parsed.precision)


def _year(text: str) -> int:
    return parse_date(text.removesuffix("度")).date.year


def _period(text: str) -> Any:
    return parse_period(text)


def _identity_text(text: str) -> str:
    """An applicant's paper: a 身份证号 where it is one, else the text as it stands (passports are no fault)."""
    try:
        return check_identity_number(text)
    except CellError:
        return normalise_text(text).upper()


_PARSERS: Mapping[str, Callable[[str], Any]] = {
    "text": normalise_text,
    "raw": str,
    "name": normalise_name,
    "date": partial,
    "number": parse_number,
    "percent": parse_percent,
    "integer": parse_integer,
    "year": _year,
    "period": _period,
    "identity": check_identity_number,
    "identity_text": _identity_text,
}


def type_row(feed: Feed, line: int, cells: dict[str, str], numbers: frozenset[str] = frozenset()) -> TypedRow:
    """Read every cell of a row that the feed knows; person columns are read by the linking."""
    row = TypedRow(line, cells)
    for column in feed.columns.values():
        if not column.person:
            _type_cell(row, column, numbers)
    row.act = ACTS.get(normalise_text(cells.get(ACT, "")), "?")
    if row.act == "?":
        row.fault(ACT, cells[ACT], "应为 新增、更正 或 撤销")
    _type_data_date(row)
    _check_order(row, feed)
    return row


def _type_data_date(row: TypedRow) -> None:
    text = row.cells.get(DATA_DATE, "")
    if text:
        try:
            row.data_date = partial(text).date
        except CellError as error:
            row.fault(DATA_DATE, text, _explain(error))


def cell_of(cells: Mapping[str, str], column: Column) -> str:
    """The text of a column under its name or another spelling of it."""
    text = cells.get(column.name, "")
    if not text:
        for other in column.also:
            text = text or cells.get(other, "")
    return text


def _type_cell(row: TypedRow, column: Column, numbers: frozenset[str]) -> None:
    text = cell_of(row.cells, column)
    if not text:
        if column.required:
            row.fault(column.name, "", "必填，不能为空")
        return
    if text == CLEARING:
        if column.required:
            row.fault(column.name, text, "必填，不能清除")
        row.values[column.name] = CLEARED
        return
    try:
        row.values[column.name] = value_of(row, column, text, column.name in numbers)
    except CellError as error:
        row.fault(column.name, text, _explain(error))


def value_of(row: TypedRow, column: Column, text: str, as_number: bool) -> Any:
    if column.role == "identity" or column.type == "identity":
        return check_identity_number(text, stored_as_number=as_number)
    if column.codes:
        return _closed(column, text)
    if column.type == "boolean":
        return _boolean(row, column, text)
    if column.type == "date":
        return partial(text)
    value = _PARSERS[column.type](text)
    if column.type in {"number", "percent"} and abs(value) >= Decimal(10) ** 14:
        raise CellError("数字太大", text, "请核对单位")
    return _open(row, column, value) if column.open else value


def _closed(column: Column, text: str) -> str:
    words = [canonical_word("谈话类型" if "述职述责述廉" in column.codes else column.name, text)]
    if column.several:
        words = [word for word in text.replace("，", "、").replace(",", "、").replace("；", "、").split("、") if word]
    for word in words:
        if word.strip() not in column.codes:
            raise CellError("不在规定的取值中", word, f"应为：{'、'.join(column.codes)}")
    return "、".join(word.strip() for word in words)


def _boolean(row: TypedRow, column: Column, text: str) -> bool | None:
    try:
        return parse_boolean(text)
    except CellError:
        row.notes.append((column.name, text))
        return None


def _open(row: TypedRow, column: Column, value: str) -> str:
    vocabulary = _VOCABULARIES.get(column.open)
    word = canonical_word(vocabulary, value) if vocabulary else value
    row.notes.append((column.open, word))
    return word


def _check_order(row: TypedRow, feed: Feed) -> None:
    """An end that precedes its start, compared as far as the coarser is given, is a fault."""
    for column in feed.columns.values():
        end, start = row.values.get(column.name), row.values.get(column.not_before)
        if isinstance(end, PartialDate) and isinstance(start, PartialDate) and end.is_before(start):
            row.fault(column.name, end.text, f"早于{column.not_before} {start.text}")


def _explain(error: CellError) -> str:
    return f"{error.reason}；{error.right}" if error.right else error.reason


def digest_of(values: Mapping[str, Any]) -> str:
    """Equal for two rows that state the same: over the values, not over their spelling."""
    parts = [f"{name}\x1f{spelling(value)}" for name, value in sorted(values.items())]
    return hashlib.sha256("\x1e".join(parts).encode()).hexdigest()


def spelling(value: Any) -> str:
    """The one text of a value, equal for equal values."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, PartialDate):
        return value.text
    return str(getattr(value, "text", value))
