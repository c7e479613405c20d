"""From the text of a row's cells to values, with every fault of the row gathered."""

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bihuan.calendar.partial import PartialDate
from bihuan.exchange.cells import CLEARED, Meanings, NumberStored, explain, parser_of, partial, spelling
from bihuan.exchange.feeds import ACT, DATA_DATE, Column, Feed
from bihuan.exchange.reading.values import CLEARING, CellError, normalise_text

ACTS = {"": "", "新增": "", "更正": "更正", "撤销": "撤销"}
NO_MEANINGS: Meanings = {}
NO_NUMBERS: NumberStored = frozenset()


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
    """One row: `values` by column name (absent where the cell is empty, CLEARED where it empties), and its faults.

    `notes`: (list, word) of words of open lists. `raw`: column → the file's own word, where an officer's mapping gave
    another: a key is spelled as the file spells it.
    """

    line: int
    cells: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Reason] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    raw: dict[str, Any] = field(default_factory=dict)
    act: str = ""
    data_date: datetime.date | None = None

    def fault(self, column: str, value: str, text: str) -> None:
        self.faults.append(Reason(column, value, text))


def type_row(
    feed: Feed,
    line: int,
    cells: dict[str, str],
    numbers: NumberStored = NO_NUMBERS,
    meanings: Meanings = NO_MEANINGS,
) -> TypedRow:
    """Read every cell of a row that the feed knows; person columns are read by the linking."""
    row = TypedRow(line, cells)
    for column in feed.columns.values():
        if not column.person:
            text = cell_of(cells, column)
            if text:
                _type_cell(row, column, text, numbers, meanings)
            elif column.required:
                row.fault(column.name, "", "必填，不能为空")
    if ACT in cells:
        row.act = ACTS.get(normalise_text(cells[ACT]), "?")
        if row.act == "?":
            row.fault(ACT, cells[ACT], "应为 新增、更正 或 撤销")
    if DATA_DATE in cells:
        _type_data_date(row, numbers)
    _check_order(row, feed)
    return row


def _type_data_date(row: TypedRow, numbers: NumberStored) -> None:
    text = row.cells[DATA_DATE]
    try:
        row.data_date = partial(text, DATA_DATE in numbers).date
    except CellError as error:
        row.fault(DATA_DATE, text, explain(error))


def cell_of(cells: Mapping[str, str], column: Column) -> str:
    """The text of a column under its name or another spelling of it."""
    text = cells.get(column.name, "")
    if not text:
        for other in column.also:
            text = text or cells.get(other, "")
    return text


def _type_cell(row: TypedRow, column: Column, text: str, numbers: NumberStored, meanings: Meanings) -> None:
    if text == CLEARING:
        if column.required:
            row.fault(column.name, text, "必填，不能清除")
        row.values[column.name] = CLEARED
        return
    as_number = bool(numbers) and not numbers.isdisjoint((column.name, *column.also))
    try:
        value = parser_of(column)(text, as_number)
    except CellError as error:
        if column.type != "boolean":
            row.fault(column.name, text, explain(error))
            return
        row.notes.append((column.name, text))
        value = {"是": True, "否": False}.get(meanings.get((column.name, text), ""))
    if column.open:
        row.notes.append((column.open, value))
        meant = meanings.get((column.open, value))
        if meant:
            row.raw[column.name], value = value, meant
    row.values[column.name] = value


def _check_order(row: TypedRow, feed: Feed) -> None:
    """An end that precedes its start, compared as far as the coarser is given, is a fault."""
    for column, other in feed.ordered_pairs:
        end, start = row.values.get(column), row.values.get(other)
        if isinstance(end, PartialDate) and isinstance(start, PartialDate) and end.is_before(start):
            row.fault(column, end.text, f"早于{other} {start.text}；请核对两个日期")


def digest_of(values: Mapping[str, Any]) -> str:
    """Equal for two rows that state the same: over the values, not over their spelling."""
    parts = [f"{name}\x1f{spelling(value)}" for name, value in sorted(values.items())]
    return hashlib.sha256("\x1e".join(parts).encode()).hexdigest()
