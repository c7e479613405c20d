"""What counts on D: facts not yet dated, dates not yet reached, rows excused (checks.md, Known and valid)."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

from .county import County, Record, Ref
from .terms import period, read_date

DATED_BY = {
    "appointments": "任职日期",
    "ranks": "起始日期",
    "training": "开始日期",
    "practice": "开始日期",
    "awards": "授予日期",
    "sanctions": "决定日期",
    "petitions": "登记日期",
    "audits": "发现日期",
    "declarations": "提交日期",
    "verifications": "核查日期",
    "talks": "日期",
    "approvals": "受理日期",
    "recognitions": "认定日期",
}
# A date after D that ends, answers, notifies, pays or records a step counts as empty …
EMPTY_AFTER = {
    "appointments": ("免职日期",),
    "key_tasks": ("完成日期",),
    "assessments": ("书面通知日期",),
    "awards": ("发放日期",),
    "inquiries": ("送达日期", "回复日期"),
    "petitions": ("办结日期",),
    "audits": ("整改日期",),
    "approvals": ("办结日期",),
    "selection": (
        "动议日期",
        "推荐日期",
        "考察日期",
        "档案审核日期",
        "个人事项查核日期",
        "纪检意见日期",
        "信访核查日期",
        "讨论决定日期",
        "任职谈话日期",
        "任职日期",
    ),
}
# … and a state that such a date would prove is then not yet reached (None: whatever the state says).
PROVEN_BY: dict[str, tuple[str, str, frozenset[str] | None]] = {
    "key_tasks": ("完成日期", "状态", frozenset({"完成"})),
    "audits": ("整改日期", "整改状态", frozenset({"已整改", "已销号"})),
    "petitions": ("办结日期", "办理结果", frozenset({"已办结"})),
    "inquiries": ("回复日期", "办理结果", None),
}
# Parts of each feed's key; a tuple is a part with what it falls back to when empty.
KEYS: dict[str, tuple[str | tuple[str, ...], ...]] = {
    "appointments": ("人员标识", ("职位编码", "单位编码", "职务名称"), "任职日期"),
    "ranks": ("人员标识", "职级", "起始日期"),
    "education": ("人员标识", "学历", "院校"),
    "family": ("人员标识", "称谓", "姓名"),
    "training": ("人员标识", "班次名称", "开始日期"),
    "practice": ("人员标识", ("岗位", "接收单位"), "开始日期"),
    "ledger": ("人员标识", "月份", "事项"),
    "key_tasks": ("任务编号",),
    "assessments": ("人员标识", "考核类型", "期间"),
    "awards": ("人员标识", "奖励名称", "授予日期"),
    "sanctions": (("文号", "种类", "决定日期"), "人员标识", "类别"),
    "inquiries": ("函询编号",),
    "petitions": ("登记编号",),
    "audits": ("审计项目编号", "序号"),
    "declarations": ("人员标识", "报告年度", "报告类型", "事项类别", ("序号", "内容")),
    "verifications": ("人员标识", "核查年度", "事项类别", ("序号", "核查值")),
    "talks": ("人员标识", "日期", "类型", "谈话人"),
    "selection": ("选任编号",),
    "powers": ("单位编码", "事项编码"),
    "approvals": ("办件编号",),
}
YEARS = ("报告年度", "核查年度", "依据年度")
NOT_EXCUSABLE = ("units", "posts", "roster", "recognitions")


class Fact:
    """A record as it stands on D."""

    def __init__(self, record: Record, on: date) -> None:
        self.record = record
        self.cells = {name: (value or "").strip() for name, value in record.cells.items()}
        self.tolerated = False
        self.revoked = False
        self._forget_the_future(on)

    def _forget_the_future(self, on: date) -> None:
        proven = PROVEN_BY.get(self.record.feed)
        for column in EMPTY_AFTER.get(self.record.feed, ()):
            day = self.dated(column)
            if day is None or day <= on:
                continue
            self.cells[column] = ""
            if proven and proven[0] == column and (proven[2] is None or self[proven[1]] in proven[2]):
                self.cells[proven[1]] = ""

    def __getitem__(self, column: str) -> str:
        value = self.cells.get(column, "")
        return value[:4] if column in YEARS else value

    @property
    def counts(self) -> bool:
        """Not excused."""
        return not (self.tolerated or self.revoked)

    @property
    def ref(self) -> Ref:
        return self.record.ref

    def dated(self, column: str) -> date | None:
        return read_date(self.cells.get(column, ""))

    def day(self, column: str) -> date:
        """A ★ date."""
        found = self.dated(column)
        assert found is not None, (self.ref, column)
        return found

    def precision(self, column: str) -> str:
        given = self.record.precision.get(column)
        return given or {4: "year", 7: "month"}.get(len(self[column]), "day")

    def number(self, column: str) -> Decimal | None:
        """Also under the name with its unit in brackets; % is stripped."""
        text = self[column] or next(
            (v for k, v in self.cells.items() if k.startswith((column + "(", column + "（"))), ""
        )
        try:
            return Decimal(text.rstrip("%％").replace(",", "")) if text else None
        except InvalidOperation:
            return None

    def month(self, column: str) -> str:
        return self[column][:7]

    def part(self, part: str | tuple[str, ...]) -> str:
        """A part of a key: the cell, or what it falls back to, joined."""
        if isinstance(part, str):
            return self[part]
        return self[part[0]] or "|".join(self[column] for column in part[1:])

    def key(self) -> str:
        return "|".join(self.part(part) for part in KEYS[self.record.feed])

    def key_forms(self) -> set[str]:
        """The key with its dates as ISO days, and as far as they were given."""
        forms = {self.key()}
        for column in self.record.precision:
            short = self[column][: {"month": 7, "year": 4}.get(self.record.precision[column], 10)]
            if self[column]:
                forms |= {form.replace(self[column], short) for form in forms}
        return forms


def result_day(fact: Fact) -> date | None:
    """From when a result counts: the last day of its 期间; 试用期 and 专项 from 确定日期 where earlier."""
    bounds = period(fact["期间"])
    last = bounds[1] if bounds else None
    settled = fact.dated("确定日期")
    if fact["考核类型"] in ("试用期", "专项") and settled and (last is None or settled < last):
        return settled
    return last


class Facts:
    """All facts of a county that exist on D, excused ones marked."""

    def __init__(self, county: County, on: date) -> None:
        self.on = on
        self.by_feed: dict[str, list[Fact]] = defaultdict(list)
        for feed, records in county.records.items():
            if feed != "roster":
                facts = [Fact(record, on) for record in records]
                self.by_feed[feed] = [fact for fact in facts if self._exists(feed, fact)]
        self.recognised: dict[tuple[str, str], set[str]] = defaultdict(set)
        for recognition in self.by_feed["recognitions"]:
            self.recognised[recognition["原记录类别"], recognition["原记录键"]].add(recognition["认定类型"])
        for feed, listed in self.by_feed.items():
            if feed in KEYS and feed not in NOT_EXCUSABLE:
                self._mark(listed)

    def _exists(self, feed: str, fact: Fact) -> bool:
        column = DATED_BY.get(feed)
        day = result_day(fact) if feed == "assessments" else fact.dated(column) if column else None
        return day is None or day <= self.on

    def _mark(self, listed: Iterable[Fact]) -> None:
        for fact in listed:
            kinds = self.recognitions_of(fact)
            fact.tolerated = "容错" in kinds
            fact.revoked = "撤销" in kinds

    def recognitions_of(self, fact: Fact) -> set[str]:
        kinds: set[str] = set()
        for form in fact.key_forms():
            kinds |= self.recognised.get((fact.record.feed, form), set())
        return kinds

    def present(self, feed: str) -> list[Fact]:
        """Every row on record, excused or not: what keeps a finding away, and n."""
        return self.by_feed.get(feed, [])

    def counting(self, feed: str) -> list[Fact]:
        """Rows that are not excused: what a finding stands on."""
        return [fact for fact in self.present(feed) if fact.counts]

    def by(self, feed: str, column: str, which: Callable[[str], list[Fact]]) -> dict[str, list[Fact]]:
        grouped: dict[str, list[Fact]] = defaultdict(list)
        for fact in which(feed):
            if fact[column]:
                grouped[fact[column]].append(fact)
        return grouped
