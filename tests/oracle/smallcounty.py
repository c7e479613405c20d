"""A county of a few rows, for hand-worked days."""

from collections import defaultdict
from datetime import date
from typing import Self

from .county import County, Finding, Record
from .judge import judge

CADRE = {
    "性别": "男",
    "出生年月": "1980-05-01",
    "人员类别": "公务员",
    "人员状态": "在职",
    "参加工作时间": "2003-07-01",
    "现任单位编码": "U1",
}


class SmallCounty:
    def __init__(self, **cells: str) -> None:
        self.records: dict[str, list[Record]] = defaultdict(list)
        self.managed: frozenset[str] | None = None
        self.cadre("A", **cells)

    def add(self, feed: str, precision: dict[str, str] | None = None, **cells: str) -> Self:
        listed = self.records[feed]
        listed.append(Record(feed, f"{feed}.csv", len(listed) + 2, cells, precision or {}))
        return self

    def mine(self, feed: str, precision: dict[str, str] | None = None, **cells: str) -> Self:
        return self.add(feed, precision, **{"人员标识": "A"} | cells)

    def cadre(self, id_: str, **cells: str) -> Self:
        return self.add("roster", None, **{"身份证号": id_, "姓名": id_} | CADRE | cells)

    def post(self, code: str = "P1", **cells: str) -> Self:
        return self.add("posts", None, **{"职位编码": code, "单位编码": "U1", "职位名称": code} | cells)

    def unit(self, code: str = "U1", **cells: str) -> Self:
        return self.add("units", None, **{"单位编码": code, "单位名称": code} | cells)

    def appointed(self, start: str, level: str = "", **cells: str) -> Self:
        usual = {"单位编码": "U1", "职务名称": "职务", "职务层次": level, "任职日期": start}
        if "职位编码" not in cells and "职务名称" not in cells:
            usual["职位编码"] = "P1"
        return self.mine("appointments", None, **usual | cells)

    def result(self, period: str, grade: str, kind: str = "年度", **cells: str) -> Self:
        return self.mine("assessments", None, **{"考核类型": kind, "期间": period, "等次": grade} | cells)

    def sanction(self, day: str, category: str, kind: str, **cells: str) -> Self:
        return self.mine("sanctions", None, **{"类别": category, "种类": kind, "决定日期": day, "文号": "1号"} | cells)

    def talk(self, day: str, kind: str, **cells: str) -> Self:
        return self.mine("talks", None, **{"日期": day, "类型": kind} | cells)

    def award(self, day: str, kind: str, **cells: str) -> Self:
        return self.mine("awards", None, **{"奖励名称": kind or "奖", "类别": kind, "授予日期": day} | cells)

    def excuse(self, feed: str, key: str, day: str, kind: str = "容错") -> Self:
        return self.add("recognitions", 原记录类别=feed, 原记录键=key, 认定类型=kind, 认定日期=day)

    def findings(self, on: str, check: str) -> list[Finding]:
        found = judge(County(self.records, self.managed), date.fromisoformat(on))
        return [finding for finding in found if finding.check == check]

    def colour(self, on: str, check: str) -> str:
        """The colour of the one finding, '' where there is none."""
        found = self.findings(on, check)
        assert len(found) <= 1, found
        return found[0].severity if found else ""

    def keys(self, on: str, check: str) -> list[list[str]]:
        return [finding.key for finding in self.findings(on, check)]

    def subjects(self, on: str, check: str) -> list[str | tuple[str, str]]:
        return [finding.subject for finding in self.findings(on, check)]
