"""One door for every table that a department sends: `open_table`."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Self

from bihuan.exchange.reading.csv_file import DELIMITERS, csv_rows
from bihuan.exchange.reading.encoding import encoding_of
from bihuan.exchange.reading.header import TOP_ROWS, HeaderRule, find_header, header_missing
from bihuan.exchange.reading.jsonl_file import jsonl_rows, keys_of
from bihuan.exchange.reading.notes import without_trailing_notes
from bihuan.exchange.reading.records import records_below
from bihuan.exchange.reading.refusal import FileRefused, HeaderMissing
from bihuan.exchange.reading.rows import RawRow, SourceRow
from bihuan.exchange.reading.sniff import MOST_BYTES, ending_of
from bihuan.exchange.reading.xlsx_file import Sheet, Workbook


@dataclass
class Table:
    """An opened file. Iterate it once; `notes` is filled when the last record has been read.

    `header_line` is the header's row in the file (0 in JSON Lines, which has none); `RawRow.line` counts it as 1.
    """

    columns: tuple[str, ...]
    header_line: int
    _records: Iterator[RawRow]
    encoding: str = ""
    sheet: str = ""
    file: str = ""
    notes: list[RawRow] = field(default_factory=list)
    _close: Callable[[], None] = lambda: None

    def __iter__(self) -> Iterator[RawRow]:
        try:
            yield from self._records
        except FileRefused as refused:
            refused.file = self.file
            raise

    def close(self) -> None:
        self._close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_table(
    path: Path,
    *,
    known_columns: Collection[str],
    required: Collection[str],
    person_groups: Mapping[str, Collection[str]] | None = None,
    max_bytes: int = MOST_BYTES,
) -> Table:
    """Open a .xlsx, .csv or .jsonl for reading row by row, or raise FileRefused.

    `person_groups`: a column that means a person (人员标识, 责任人标识) → every column that may stand for it
    (`header.person_columns`).
    """
    rule = HeaderRule(known_columns, tuple(required), person_groups or {})
    try:
        table = _OPENERS[ending_of(path, max_bytes)](path, rule)
    except FileRefused as refused:
        refused.file = path.name
        raise
    table.file = path.name
    return table


def _open_csv(path: Path, rule: HeaderRule) -> Table:
    encoding = encoding_of(path)
    refusal: HeaderMissing | None = None
    for delimiter in DELIMITERS:
        rows = csv_rows(path, encoding, delimiter)
        try:
            table = _table(rows, rule, surplus_is_error=True)
        except FileRefused as refused:
            rows.close()
            if not isinstance(refused, HeaderMissing):
                raise
            refusal = refusal or refused
        else:
            table.encoding, table._close = encoding, rows.close
            return table
    assert refusal is not None
    raise refusal


def _open_jsonl(path: Path, rule: HeaderRule) -> Table:
    encoding = encoding_of(path)
    columns = keys_of(path, encoding, rule)
    records = jsonl_rows(path, encoding, rule)
    return Table(tuple(columns), 0, records, encoding, _close=records.close)


def _open_xlsx(path: Path, rule: HeaderRule) -> Table:
    workbook = Workbook(path)
    try:
        sheet = _only_sheet(workbook, rule)
        table = _table(workbook.rows(sheet), rule)
    except BaseException:
        workbook.close()
        raise
    table.sheet, table._close = sheet.name, workbook.close
    return table


def _only_sheet(workbook: Workbook, rule: HeaderRule) -> Sheet:
    """The one visible sheet with a header; of several, the one with records. Two with records would lose one's rows."""
    if not workbook.sheets:
        raise FileRefused("工作簿里没有可见的工作表")
    headed, refusals = [], []
    for sheet in workbook.sheets:
        try:
            _table(workbook.rows(sheet), rule)
        except HeaderMissing as missing:
            refusals.append(missing)
        else:
            headed.append(sheet)
    if not headed:
        raise refusals[0]
    if len(headed) == 1:
        return headed[0]
    full = [sheet for sheet in headed if any(True for _ in _table(workbook.rows(sheet), rule))]
    if len(full) > 1:
        names = "、".join(sheet.name for sheet in full)
        raise FileRefused(f"有 {len(full)} 个工作表都含有表头和记录：{names}；一个文件只能有一张，请分别另存后再报")
    return (full or headed)[0]


def _table(rows: Iterator[SourceRow], rule: HeaderRule, *, surplus_is_error: bool = False) -> Table:
    top: list[SourceRow] = []
    for row in rows:
        top.append(row)
        if row.position >= TOP_ROWS:
            break
    heads: Sequence[tuple[int, Sequence[str]]] = [(row.position, row.values) for row in top if row.position <= TOP_ROWS]
    found = find_header(heads, rule)
    if found is None:
        raise header_missing(heads, rule)
    position, names = found
    columns = tuple(name for name in names if name)
    below = chain((row for row in top if row.position > position), rows)
    records = records_below(below, position, names, surplus_is_error=surplus_is_error)
    notes: list[RawRow] = []
    return Table(columns, position, without_trailing_notes(records, rule, columns[0], notes), notes=notes)


_OPENERS: dict[str, Callable[[Path, HeaderRule], Table]] = {
    ".csv": _open_csv,
    ".jsonl": _open_jsonl,
    ".xlsx": _open_xlsx,
}
