"""Department files as they come: three formats, their encodings, titles above, notes below, columns in any order."""

import csv
import io
import json
import random
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.journeys.sent import Delivery, Sent, SentFile
from tests.journeys.spellings import Real, in_json, in_sheet, spelled
from tests.journeys.wordings import REQUIRED, prefix_of

EXTRA = ("备注信息", "填报科室", "Remark")
NOISE = ("", "", "无", "=1+1", "'+86 10", "其中：两人\n另有一人", "甲,乙")
TITLES = ("2026年度情况汇总表", "填报单位：县委组织部")
NOTES = ("注：本表由有关单位提供，数据截至上月末。", "填表人：某某")
DATE_FORMATS = ("yyyy-mm-dd", "yyyy/m/d", 'yyyy"年"m"月"d"日"')
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030")


def write_delivery(folder: Path, delivery: Delivery, draw: random.Random) -> Path:
    """One folder; every row learns the line that it stands on."""
    target = folder / f"delivery-{delivery.number}"
    target.mkdir(parents=True)
    for file in delivery.files:
        for line, row in enumerate(file.rows, start=2):
            row.line = line
        _WRITERS[file.name.rpartition(".")[2]](target / file.name, file, draw)
    return target


class Layout:
    """A file's columns and habits."""

    def __init__(self, file: SentFile, draw: random.Random) -> None:
        self.draw, self.style = draw, draw.randrange(100)
        self.number_column = {
            column: draw.choice(_number_columns(file.feed, column)) for row in file.rows for column in row.people
        }
        self.rows = [self._flat(row) for row in file.rows]
        columns = {name: None for row in self.rows for name in row}
        columns |= dict.fromkeys(name for name in REQUIRED[file.feed].split() if name not in self.number_column)
        columns |= dict.fromkeys(draw.sample(EXTRA, draw.randint(0, 2)))
        if not self._names_somebody(file, columns):
            columns |= dict.fromkeys(self.number_column.values())
        self.columns = list(columns)
        draw.shuffle(self.columns)

    def _names_somebody(self, file: SentFile, columns: dict[str, None]) -> bool:
        needed = [column for column in self.number_column if column in REQUIRED[file.feed].split()]
        return all(
            self.number_column[one] in columns or f"{prefix_of(file.feed, one)}姓名" in columns for one in needed
        )

    def _flat(self, row: Sent) -> dict[str, tuple[str, bool]]:
        """Column → value, and whether it is the file's own text, to be written as it is."""
        cells = {name: (row.words.get(name, value), name in row.words) for name, value in row.cells.items()}
        for column, naming in row.people.items():
            front = prefix_of(row.feed, column)
            for part, value in naming.cells.items() if any(naming.cells.values()) else ():
                cells[self.number_column[column] if part == "身份证号" else front + part] = (value, False)
        if row.act:
            cells["操作"] = (row.act, False)
        if row.data_date:
            cells["数据日期"] = (row.data_date, False)
        return cells | {column: (text, True) for column, text in row.spoilt.items()}

    def header(self) -> list[str]:
        marks = {name: name.replace("(", "（").replace(")", "）") for name in self.columns}
        return [marks[name] if self.draw.random() < 0.5 else name for name in self.columns]

    def value(self, row: dict[str, tuple[str, bool]], column: str, spell: Any) -> Any:
        if column in EXTRA:
            return self.draw.choice(NOISE)
        value, verbatim = row.get(column, ("", False))
        if value.endswith("X") and len(value) == 18 and self.draw.random() < 0.3:
            return value.lower()
        name = column if column in ("出生年月",) or not column.endswith("出生年月") else "出生年月"
        return value if verbatim else spell(self.draw, name, value, self.style)


def _number_columns(feed: str, column: str) -> list[str]:
    front = prefix_of(feed, column)
    return [column, "身份证号"] if front in ("", "干部") else [column]


def _write_csv(path: Path, file: SentFile, draw: random.Random) -> None:
    layout, text = Layout(file, draw), io.StringIO()
    writer = csv.writer(text, lineterminator=draw.choice(["\n", "\r\n"]), quoting=draw.choice([0, 0, 1]))
    width = len(layout.columns)
    for title in TITLES[: draw.choice([0, 0, 1, 2])]:
        writer.writerow([title, *[""] * (width - 1)])
    writer.writerow(layout.header())
    for row in layout.rows:
        writer.writerow([layout.value(row, column, spelled) for column in layout.columns])
    for note in NOTES[: draw.choice([0, 0, 1, 2])]:
        writer.writerow([note, *[""] * (width - 1)])
    path.write_bytes(text.getvalue().encode(draw.choice(ENCODINGS)))


def _write_jsonl(path: Path, file: SentFile, draw: random.Random) -> None:
    layout, lines = Layout(file, draw), []
    for row in layout.rows:
        record = {column: layout.value(row, column, in_json) for column in layout.columns}
        for column in [
            name for name, value in record.items() if not value and value is not False and draw.random() < 0.5
        ]:
            del record[column]
        lines.append(json.dumps(record, ensure_ascii=draw.random() < 0.2))
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _write_xlsx(path: Path, file: SentFile, draw: random.Random) -> None:
    layout = Layout(file, draw)
    book = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False, "strings_to_formulas": False})
    sheet, dated = book.add_worksheet("数据"), book.add_format({"num_format": draw.choice(DATE_FORMATS)})
    at = draw.choice([0, 1, 2])
    for line, title in enumerate(TITLES[:at]):
        sheet.merge_range(line, 0, line, max(1, len(layout.columns) - 1), title)
    sheet.write_row(at, 0, layout.header())
    for line, row in enumerate(layout.rows, start=at + 1):
        for place, column in enumerate(layout.columns):
            value = layout.value(row, column, in_sheet)
            if isinstance(value, Real):
                sheet.write_datetime(line, place, value, dated)
            elif value not in ("", None):
                sheet.write(line, place, value)
    for line, note in enumerate(NOTES[: draw.choice([0, 1, 2])], start=at + len(layout.rows) + 1):
        sheet.write(line, 0, note)
    book.close()


_WRITERS = {"csv": _write_csv, "jsonl": _write_jsonl, "xlsx": _write_xlsx}
