"""Any list as an Excel file: the rows on the screen's filter, all pages of them, cells that no spreadsheet will run."""

import datetime
import tempfile
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import IO, Any
from urllib.parse import quote

import xlsxwriter
from django.conf import settings
from django.http import FileResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django_tables2 import Table

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
WIDEST, NARROWEST = 60, 8
LOOKED_AT = 200
"""How many rows are looked at to choose a column's width: constant memory allows no second pass over all."""


def neutral(value: object) -> object:
    """A cell as it may stand in a spreadsheet: text that would run as a formula gets an apostrophe in front."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()[:16].replace("T", " ")
    text = str(value)
    return f"'{text}" if text.startswith(STARTS_FORMULA) else text


def table_response(table: Table, name: str, notes: Sequence[str] = ()) -> FileResponse:
    """The whole table as a download. `notes` stand above it: for which day, known when, by which filter."""
    rows = table.as_values()
    header = [str(cell) for cell in next(rows)]
    return rows_response(header, rows, name, notes)


def rows_response(
    header: Sequence[str], rows: Iterable[Sequence[Any]], name: str, notes: Sequence[str]
) -> FileResponse:
    """A header and rows as a download named `<name>.xlsx`."""
    file = tempfile.SpooledTemporaryFile(max_size=8 * 1024 * 1024)  # noqa: SIM115 - the response closes it
    write_sheet(file, header, rows, notes)
    file.seek(0)
    response = FileResponse(file, content_type=MIME)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return response


def write_sheet(file: IO[bytes], header: Sequence[str], rows: Iterable[Sequence[Any]], notes: Sequence[str]) -> None:
    """One sheet, row by row in constant memory; a synthetic home says so on its first line."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    sheet = book.add_worksheet(_("数据"))
    bold = book.add_format({"bold": True, "bottom": 1, "bg_color": "#F1F3F5"})
    quiet = book.add_format({"font_color": "#56606E"})
    above = ([_("合成数据：其中的人和事都是虚构的")] if settings.SYNTHETIC else []) + list(notes)
    start = iter(rows)
    first = [[neutral(cell) for cell in row] for row in islice(start, LOOKED_AT)]
    for column, width in enumerate(_widths(header, first)):
        sheet.set_column(column, column, width)
    for line, note in enumerate(above):
        sheet.write_string(line, 0, note, quiet)
    top = len(above)
    for column, title in enumerate(header):
        sheet.write_string(top, column, title, bold)
    sheet.freeze_panes(top + 1, 0)
    for line, row in enumerate(_chain(first, start), top + 1):
        _write_row(sheet, line, row)
    book.close()


def _chain(first: list[list[object]], rest: Iterable[Sequence[Any]]) -> Iterable[list[object]]:
    yield from first
    for row in rest:
        yield [neutral(cell) for cell in row]


def _write_row(sheet: Any, line: int, row: list[object]) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, bool):
            sheet.write_string(line, column, _("是") if cell else _("否"))
        elif isinstance(cell, int | float):
            sheet.write_number(line, column, cell)
        elif cell not in {None, ""}:
            sheet.write_string(line, column, str(cell))


def _widths(header: Sequence[str | Promise], rows: list[list[object]]) -> list[int]:
    """Chinese characters are two wide."""
    columns = [[str(title), *(str(row[at]) for row in rows if row[at] is not None)] for at, title in enumerate(header)]
    return [min(WIDEST, max(NARROWEST, *(_width(text) for text in column)) + 2) for column in columns]


def _width(text: str) -> int:
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)
