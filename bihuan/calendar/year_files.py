"""An office's own file of one year's official calendar (see calendars/README.md for the format)."""

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import ScalarNode

Day = datetime.date
ONE_DAY = datetime.timedelta(days=1)
FIELDS = ("year", "source", "rest", "work")


class BadYearFile(Exception):
    """A calendar file that cannot be read as what it should be."""

    def __init__(self, path: Path, line: int | None, wrong: str, wanted: str) -> None:
        at = f"第 {line} 行" if line else "文件"
        super().__init__(f"工作日历 {path.name} {at}：{wrong}；{wanted}。")


class _DatesAsText(RoundTripConstructor):
    """Leaves dates as they are written, so that an impossible one is ours to name."""


def _as_text(constructor: RoundTripConstructor, node: ScalarNode) -> str:
    return str(node.value)


_DatesAsText.add_constructor("tag:yaml.org,2002:timestamp", _as_text)


class YearFile:
    """Reads one file; every complaint names the line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.content = self._parsed()
        self.year = self._year()

    def _parsed(self) -> Any:
        try:
            yaml = YAML(typ="rt")
            yaml.Constructor = _DatesAsText
            content = yaml.load(self.path.read_text("utf-8"))
        except MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else None
            raise BadYearFile(self.path, line, "不是合格的 YAML", "请对照 calendars/README.md 中的格式") from None
        except (UnicodeDecodeError, YAMLError):
            raise BadYearFile(self.path, None, "不是 UTF-8 编码的 YAML", "请另存为 UTF-8") from None
        if not isinstance(content, dict):
            raise BadYearFile(self.path, None, "没有内容", "应有 year、source、rest、work 四项")
        for unknown in [key for key in content if key not in FIELDS]:
            wrong = f"项“{unknown}”无法识别"
            raise BadYearFile(self.path, self._line(content, unknown), wrong, "只能有 year、source、rest、work 四项")
        return content

    def _line(self, holder: Any, key: Any) -> int | None:
        position = holder.lc.data.get(key)
        return position[0] + 1 if position else None

    def _year(self) -> int:
        year = self.content.get("year")
        if not isinstance(year, int) or not 1949 < year < 9999:
            wrong = f"年份是“{year}”"
            raise BadYearFile(self.path, self._line(self.content, "year"), wrong, "应为四位数的年份，如 2027")
        if not self.content.get("source"):
            wanted = "应写明公布放假安排的文件名和文号"
            raise BadYearFile(self.path, self._line(self.content, "source"), "没有写来源", wanted)
        return year

    def days(self, field: str) -> set[Day]:
        """The days of a list whose items are a day or `first..last`."""
        found: set[Day] = set()
        items = self.content.get(field) or []
        if not isinstance(items, list):
            wanted = "每个日期或起止日期写一行，前面加“- ”"
            raise BadYearFile(self.path, self._line(self.content, field), f"{field} 不是列表", wanted)
        for index, item in enumerate(items):
            found.update(self._span(item, self._line(items, index)))
        return found

    def _span(self, item: Any, line: int | None) -> Iterable[Day]:
        wanted = f"应写作 {self.year}-01-01 或 {self.year}-01-01..{self.year}-01-03，且在 {self.year} 年之内"
        try:
            ends = [Day.fromisoformat(part.strip()) for part in str(item).split("..")]
        except ValueError:
            raise BadYearFile(self.path, line, f"“{item}”不是日期", wanted) from None
        first, last = ends[0], ends[-1]
        if len(ends) > 2 or last < first or {first.year, last.year} != {self.year}:
            raise BadYearFile(self.path, line, f"“{item}”起止不对或不在本年", wanted)
        return [first + ONE_DAY * step for step in range((last - first).days + 1)]


def read_year_file(path: Path) -> tuple[int, set[Day], set[Day]]:
    """The year, its days of rest on weekdays or weekends, its weekend days that are worked."""
    file = YearFile(path)
    rest, work = file.days("rest"), file.days("work")
    if rest & work:
        both = min(rest & work).isoformat()
        raise BadYearFile(path, None, f"{both} 既列为休息日又列为上班日", "同一天只能列在一处")
    return file.year, rest, work
