"""Rejected rows go back as the file they came in, with one more column that says why."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from typing import Literal

import xlsxwriter

from bihuan.exchange.reading.text import neutralise

REASON = "退回原因"
_LONGEST_CELL = 32_767


def rejected_workbook(
    columns: Sequence[str], rows: Iterable[tuple[Mapping[str, str], str]], fmt: Literal["xlsx", "csv"] = "xlsx"
) -> bytes:
    """`rows`: (cells by column, reason). Cells are text and neutralised; sent again as they are, they read the same."""
    kept = [column for column in columns if column != REASON]
    lines = ([*(cells.get(column, "") for column in kept), reason] for cells, reason in rows)
    neutral = ([neutralise(text) for text in line] for line in lines)
    return (_csv if fmt == "csv" else _xlsx)([*kept, REASON], neutral)


def _csv(header: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    stream = StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(header)
    writer.writerows(lines)
    # The BOM tells Excel that this is UTF-8.
    return stream.getvalue().encode("utf-8-sig")


def _xlsx(header: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    stream = BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"constant_memory": True, "strings_to_formulas": False})
    sheet = workbook.add_worksheet("退回记录")
    text = workbook.add_format({"num_format": "@"})
    bold = workbook.add_format({"bold": True, "num_format": "@"})
    red = workbook.add_format({"num_format": "@", "font_color": "#B42318"})
    sheet.set_column(0, len(header) - 1, 16, text)
    sheet.set_column(len(header) - 1, len(header) - 1, 60, red)
    for index, name in enumerate(header):
        sheet.write_string(0, index, name, bold)
    for row, line in enumerate(lines, 1):
        for index, value in enumerate(line):
            if value:
                sheet.write_string(row, index, value[:_LONGEST_CELL], red if index == len(header) - 1 else text)
    workbook.close()
    return stream.getvalue()
