"""Selection, approvals and powers (checks.md, Restraint)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from .county import Finding
from .facts import Fact
from .ladders import level_index
from .people import LEADER_LEVEL
from .society import Society
from .terms import add_months, look_back, span, within_months, working_days, working_days_after

DATED_ITEMS = (
    ("档案审核", "档案审核日期"),
    ("个人事项查核", "个人事项查核日期"),
    ("纪检意见", "纪检意见日期"),
    ("信访核查", "信访核查日期"),
)


def _proposed_to_leader(society: Society, row: Fact) -> bool:
    level = level_index(row["拟任职务层次"] or society.posts.says(row["拟任职位编码"], "职务层次"))
    return level is not None and level >= LEADER_LEVEL


def _dated_items(society: Society, row: Fact, decided: date | None) -> Iterator[str]:
    for item, column in DATED_ITEMS:
        if item == "个人事项查核" and not _proposed_to_leader(society, row):
            continue
        day = row.dated(column)
        if day is None or (decided is not None and day > decided):
            yield item


def _decision_items(row: Fact, decided: date) -> Iterator[str]:
    if row["廉洁双签"] == "否":
        yield "廉洁双签"
    entitled, came, agreed = row.number("应到会"), row.number("到会"), row.number("同意")
    if entitled is not None and came is not None and came * 3 < entitled * 2:
        yield "到会"
    if entitled is not None and agreed is not None and agreed * 2 <= entitled:
        yield "同意"
    recommended = row.dated("推荐日期")
    if recommended and add_months(recommended, 12) < decided:
        yield "推荐过期"
    first, last = row.dated("公示起"), row.dated("公示止")
    shown = working_days(span(first, last)) if first and last else None
    if shown is not None and shown < 5:
        yield "公示"


def selection_gate(society: Society) -> Iterator[Finding]:
    on = society.on
    for row in society.facts.counting("selection"):
        decided, examined = row.dated("讨论决定日期"), row.dated("考察日期")
        red: list[str] = []
        blue: list[str] = []
        if decided and look_back(decided, on):
            red = [*_dated_items(society, row, decided), *_decision_items(row, decided)]
            blue = ["任职谈话"] if row.dated("任职日期") and not row["任职谈话日期"] else []
        elif decided is None and examined and look_back(examined, on):
            red = list(_dated_items(society, row, None))
        for severity, items in (("red", red), ("blue", blue)):
            for item in items:
                number = row["选任编号"]
                yield Finding("restraint.selection_gate", severity, "selection", number, [item], {}, {}, [row.ref])


# -- approvals --------------------------------------------------------------------------------------------------


def case_within(row: Fact, on: date) -> bool:
    """Look-back of cases: 受理日期 within 12 months, or still open."""
    return within_months(row.day("受理日期"), 12, on) or not row["办结日期"]


def _limit(society: Society, powers: dict[str, list[Fact]], row: Fact) -> Fact | None:
    """The power of the code in the 经办人's unit on 受理日期, else of the one unit that has it."""
    listed = powers.get(row["事项编码"], [])
    handler = society.people.get(row["经办人标识"])
    unit = handler.unit(row.day("受理日期")) if handler else ""
    own = [power for power in listed if unit and power["单位编码"] == unit]
    if own:
        return own[0]
    return listed[0] if len({power["单位编码"] for power in listed}) == 1 else None


def approval_overtime(society: Society) -> Iterator[Finding]:
    powers: dict[str, list[Fact]] = defaultdict(list)
    for power in society.facts.counting("powers"):
        powers[power["事项编码"]].append(power)
    for row in society.facts.counting("approvals"):
        limit = _limit(society, powers, row)
        allowed = limit.number("法定时限") if limit is not None else None
        if limit is None or allowed is None or not case_within(row, society.on):
            continue
        closed = row.dated("办结日期")
        used = working_days_after(row.day("受理日期"), closed or society.on)
        allowed += row.number("暂停工作日") or 0
        if used is not None and used > allowed:
            severity, number = ("yellow" if closed else "blue"), row["办件编号"]
            refs = [row.ref, limit.ref]
            yield Finding(
                "restraint.approval_overtime",
                severity,
                "case",
                number,
                [],
                {"working_days": used},
                {"working_days": allowed},
                refs,
            )


def approval_self_reviewed(society: Society) -> Iterator[Finding]:
    for row in society.facts.counting("approvals"):
        same = row["审核人标识"] and row["经办人标识"] == row["审核人标识"]
        if same and case_within(row, society.on):
            yield Finding("restraint.approval_self_reviewed", "red", "case", row["办件编号"], [], {}, {}, [row.ref])


def duty_recusal(society: Society) -> Iterator[Finding]:
    family: dict[str, list[tuple[str, Fact]]] = defaultdict(list)
    for member in society.facts.counting("family"):
        for id_ in {member["成员身份证号"], society.names(member)} - {""}:
            family[member["人员标识"]].append((id_, member))
    firms: dict[str, list[Fact]] = defaultdict(list)
    for declared in society.facts.counting("declarations"):
        if declared["事项类别"] == "经商办企业" and declared["信用代码"]:
            firms[declared["人员标识"]].append(declared)
    for row in society.facts.counting("approvals"):
        officers = {row["经办人标识"], row["审核人标识"]} - {""}
        applicant, firm = row["申请人证件号"], row["申请人信用代码"]
        rows = [member for one in officers for id_, member in family[one] if applicant and id_ == applicant]
        rows += [declared for one in officers for declared in firms[one] if firm and declared["信用代码"] == firm]
        if (rows or (applicant and applicant in officers)) and case_within(row, society.on):
            refs = [row.ref, *(other.ref for other in rows)]
            yield Finding("restraint.duty_recusal", "red", "case", row["办件编号"], [], {}, {}, refs)


def power_list_incomplete(society: Society) -> Iterator[Finding]:
    for row in society.facts.counting("powers"):
        risky = row["风险等级"] == "高" and not row["负面清单"]
        if not row["责任职位编码"] or not row["公开方式"] or risky:
            yield Finding(
                "restraint.power_list_incomplete", "blue", "unit", row["单位编码"], [row["事项编码"]], {}, {}, [row.ref]
            )


COUNTY = (selection_gate, approval_overtime, approval_self_reviewed, duty_recusal, power_list_incomplete)
