"""Files that departments send, made by hand: real bytes for the reader, nothing mocked."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from bihuan.exchange.reading.header import person_columns
from bihuan.exchange.reading.rows import RawRow
from bihuan.exchange.reading.table import Table, open_table

COLUMNS = ("身份证号", "姓名", "单位", "出生年月", "班次名称", "类别", "开始日期", "学时")
REQUIRED = ("人员标识", "班次名称", "开始日期", "学时")
PERSON = {"人员标识": person_columns()}
HEADER = ("身份证号", "班次名称", "开始日期", "学时")
RECORD = ("11010519491231002X", "青年干部班", "2026-03-02", "40")


def opened(path: Path, **options: Any) -> Table:
    options = {"known_columns": COLUMNS, "required": REQUIRED, "person_groups": PERSON} | options
    return open_table(path, **options)


def rows_of(path: Path, **options: Any) -> list[RawRow]:
    with opened(path, **options) as table:
        return list(table)


def notes_of(path: Path) -> list[str]:
    with opened(path) as table:
        list(table)
        return [next(text for text in note.cells.values() if text) for note in table.notes]


def csv_text(*rows: Sequence[str]) -> str:
    return "".join(",".join(row) + "\r\n" for row in rows)


def write_csv(folder: Path, *rows: Sequence[str], encoding: str = "utf-8", name: str = "培训记录.csv") -> Path:
    path = folder / name
    path.write_bytes(csv_text(*rows).encode(encoding))
    return path


def write_xlsx(folder: Path, *rows: Sequence[Any], name: str = "培训记录.xlsx") -> Path:
    return write_sheets(folder, {"数据": rows}, name=name)


def write_sheets(folder: Path, sheets: Mapping[str, Sequence[Sequence[Any]]], name: str = "培训记录.xlsx") -> Path:
    path = folder / name
    workbook = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False, "strings_to_formulas": False})
    for title, rows in sheets.items():
        sheet = workbook.add_worksheet(title)
        for index, row in enumerate(rows):
            for column, value in enumerate(row):
                if value != "":
                    sheet.write(index, column, value)
    workbook.close()
    return path


_CONTENT_TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORKBOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}"><sheets><sheet name="数据" sheetId="1" r:id="rId1"/></sheets>'
    "</workbook>"
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATION}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)


def raw_xlsx(folder: Path, sheet: str, extra: Mapping[str, bytes] | None = None, name: str = "手工.xlsx") -> Path:
    """A workbook whose sheet XML is given as it is."""
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES.encode(),
        "xl/workbook.xml": _WORKBOOK.encode(),
        "xl/_rels/workbook.xml.rels": _RELATIONS.encode(),
        "xl/worksheets/sheet1.xml": sheet.encode(),
        **(extra or {}),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in parts.items():
            package.writestr(part, content)
    path = folder / name
    path.write_bytes(stream.getvalue())
    return path


def sheet_xml(*rows: str) -> str:
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'


def inline_row(number: int, texts: Sequence[str]) -> str:
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f'<row r="{number}">{cells}</row>'
