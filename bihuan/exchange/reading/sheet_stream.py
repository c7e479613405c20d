"""One sheet, row by row.

Read by ourselves because a values-only reader hides what feeds.md asks for (formulas, numbers that were percentages or
months, error values), and because python-calamine allocates rows x columns before it hands out the first row: a
5 kB file with one cell in XFD1048576 asks it for 549 GB and ends the process. Here a row costs what it holds.
"""

import re
from collections.abc import Sequence

from bihuan.exchange.reading.cell_format import Meaning, number_text
from bihuan.exchange.reading.refusal import FileRefused
from bihuan.exchange.reading.rows import NO_FORMULAS, SourceRow
from bihuan.exchange.reading.xml_stream import StreamHandler

MOST_ROWS = 1_048_576
MOST_COLUMNS = 1_024
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})").fullmatch
_NONE: frozenset[int] = frozenset()
# Excel writes characters that XML cannot hold, and carriage returns, as _x000D_.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class SheetRows(StreamHandler):
    """Gathers finished rows in `done`."""

    def __init__(self, strings: Sequence[str], meanings: Sequence[Meaning], *, from_1904: bool) -> None:
        self.done: list[SourceRow] = []
        self._strings = strings
        self._meanings = meanings
        self._from_1904 = from_1904
        self._columns: dict[str, int] = {}
        self._row = 0
        self._in_cell = self._in_guide = False
        self._pieces: list[str] = []
        self._formula: list[str] | None = None
        self._into: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name in ("v", "t"):
            self._into = self._pieces if self._in_cell and not self._in_guide else None
        elif name == "row":
            self._start_row(attributes.get("r"))
        elif name == "f" and self._in_cell:
            self._formula = self._into = list[str]()
        elif name == "rPh":
            self._in_guide = True
        elif ":" in name:
            self.start(name.rpartition(":")[2], attributes)

    def data(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)

    def end(self, name: str) -> None:
        if name == "c":
            self._end_cell()
        elif name in ("v", "t", "f"):
            self._into = None
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self._in_guide = False
        elif ":" in name:
            self.end(name.rpartition(":")[2])

    def _start_row(self, given: str | None) -> None:
        row = int(given) if given and given.isdigit() and len(given) < 9 else self._row + 1
        if not self._row < row <= MOST_ROWS:
            raise FileRefused(f"工作表的行号 {row} 不合次序或超过 {MOST_ROWS}，工作表已损坏；请复制数据到新工作簿再报")
        self._row, self._column, self._problem = row, -1, ""
        self._values: dict[int, str] = {}
        self._numbers: list[int] = []
        self._formulas: dict[int, str] = {}

    def _start_cell(self, attributes: dict[str, str]) -> None:
        if not self._row:
            raise FileRefused("工作表里有不在任何一行中的单元格，工作表已损坏；请复制数据到新工作簿再报")
        reference = attributes.get("r")
        self._column = self._column + 1 if reference is None else self._column_of(reference)
        self._type = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        self._in_cell = True
        self._formula = None
        self._pieces = []

    def _column_of(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        column = self._columns.get(letters)
        if column is None:
            if not _REFERENCE(reference):
                raise FileRefused(f"单元格位置 {reference[:20]} 无效，工作表已损坏；请复制数据到新工作簿再报")
            column = 0
            for letter in letters:
                column = column * 26 + ord(letter) - 64
            column -= 1
            self._columns[letters] = column
        return column

    def _end_cell(self) -> None:
        self._in_cell = False
        column, text = self._column, "".join(self._pieces)
        if self._formula is not None:
            self._formulas[column] = "=" + "".join(self._formula)
        if not text:
            return
        if self._type == "n":
            text = self._number(column, text)
        elif self._type == "s":
            text = self._shared(text)
        elif self._type == "b":
            text = "是" if text == "1" else "否"
        elif self._type == "e":
            self._problem = f"第 {column + 1} 格是错误值 {text}；应填写实际的值"
        elif self._type == "d":
            text = text.replace("T", " ").removesuffix(" 00:00:00")
        self._values[column] = _ESCAPED.sub(_unescape, text) if "_x" in text else text

    def _number(self, column: int, text: str) -> str:
        meaning = self._meanings[int(self._style)] if self._style.isdigit() and self._known_style() else "number"
        if meaning in ("number", "percent"):
            self._numbers.append(column)
        return number_text(text.strip(), meaning, from_1904=self._from_1904)

    def _known_style(self) -> bool:
        return len(self._style) < 7 and int(self._style) < len(self._meanings)

    def _shared(self, text: str) -> str:
        if text.isdigit() and len(text) < 9 and int(text) < len(self._strings):
            return self._strings[int(text)]
        raise FileRefused("单元格所指的文本不存在，工作簿已损坏；请用 Excel 或 WPS 重新另存为 .xlsx")

    def _end_row(self) -> None:
        filled = [column for column, text in self._values.items() if text]
        last = max((*filled, *self._formulas), default=-1)
        if last >= MOST_COLUMNS:
            raise FileRefused(
                f"第 {self._row} 行第 {last + 1} 列还有内容，超过上限 {MOST_COLUMNS} 列；请删去多余的列再报"
            )
        if last < 0:
            return
        values = [""] * (last + 1)
        for column in filled:
            values[column] = self._values[column]
        numbers = frozenset(self._numbers) if self._numbers else _NONE
        self.done.append(SourceRow(self._row, values, numbers, self._formulas or NO_FORMULAS, self._problem))


def _unescape(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))
