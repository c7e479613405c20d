"""Restraint checks of checks.md: audits, petitions, inquiries, talks; the rest in their own modules."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from . import declarations, process, recusal
from .assessment import april, later
from .county import Finding
from .facts import Fact
from .people import Person
from .posts import runs
from .society import Society, about
from .terms import add_months, completed_year, rolling, within_months, working_days_after, year_end


def exit_audit_missing(society: Society, person: Person) -> Iterator[Finding]:
    on = society.on
    for run in runs(one for one in person.appointments if person.makes_head(one)):
        left = run.end
        if left is None or not within_months(left, 24, on) or add_months(run.start, 12) > left:
            continue
        audited = any(
            row["审计类型"] in ("任中", "离任", "") and run.start <= row.day("发现日期")
            for row in person.present("audits")
        )
        if not audited:
            key = [run.named_by(on).key, left.isoformat()]
            yield about(person, "restraint.exit_audit_missing", "blue", key, run.refs)


def _serial(text: str) -> str:
    return str(int(text)) if text.isdigit() else text


def rectification_overdue(society: Society) -> Iterator[Finding]:
    for row in society.facts.present("audits"):
        due = later(row, "整改期限", "延期至")
        done = row["整改日期"] or row["整改状态"] in ("已整改", "已销号")
        if row.revoked or _serial(row["序号"]) == "0" or due is None or due >= society.on or done:
            continue
        subject = f"{row['审计项目编号']}/{row['序号']}"
        required: dict[str, object] = {"due": due.isoformat()}
        yield Finding("restraint.rectification_overdue", "red", "audit", subject, [], {}, required, [row.ref])


def _petition_colour(row: Fact, accepted: date, on: date) -> str:
    extended = row.dated("延期至")
    at_most, usual = rolling(accepted, 90), rolling(accepted, 60)
    if (extended and on > extended) or (at_most and on > at_most):
        return "red"
    return "yellow" if extended is None and usual and on > usual else ""


def petition_overdue(society: Society) -> Iterator[Finding]:
    for row in society.facts.counting("petitions"):
        accepted = row.dated("受理日期")
        settled = row["办结日期"] or row["办理结果"] == "已办结"
        if row["反映类别"] != "申诉求决" or accepted is None or settled:
            continue
        severity = _petition_colour(row, accepted, society.on)
        if severity:
            number = row["登记编号"]
            yield Finding("restraint.petition_overdue", severity, "petition", number, [], {}, {}, [row.ref])


def matter(number: str, original: dict[str, str]) -> str:
    """登记编号 folded by 原登记编号, to its root."""
    seen = {number}
    while original.get(number) and original[number] not in seen:
        number = original[number]
        seen.add(number)
    return number


def petitions_repeated(society: Society, person: Person) -> Iterator[Finding]:
    original = {row["登记编号"]: row["原登记编号"] for row in society.facts.present("petitions")}
    matters: dict[str, list[Fact]] = defaultdict(list)
    for row in person.counting("petitions"):
        if row["反映类别"] == "检举控告":
            matters[matter(row["登记编号"], original)].append(row)
    standing = []
    for rows in matters.values():
        latest = max(rows, key=lambda row: (row.day("登记日期"), row["登记编号"]))
        cleared = latest["办结日期"] and latest["办理结果"] in ("失实", "诬告", "无法核实")
        if within_months(latest.day("登记日期"), 12, society.on) and not cleared:
            standing.append(latest)
    if len(standing) >= 3:
        refs = [row.ref for row in standing]
        numbers: dict[str, object] = {"matters": len(standing)}
        yield about(person, "restraint.petitions_repeated", "blue", [], refs, numbers, {"matters": 3})


def inquiry_unanswered(society: Society, person: Person) -> Iterator[Finding]:
    for row in person.counting("inquiries"):
        delivered = row.dated("送达日期")
        if delivered is None or row["回复日期"] or row["办理结果"]:
            continue
        waited = working_days_after(delivered, society.on)
        if waited is not None and waited > 15:
            severity = "red" if waited > 30 else "yellow"
            number = row["函询编号"]
            numbers: dict[str, object] = {"working_days": waited}
            yield Finding("restraint.inquiry_unanswered", severity, "inquiry", number, [], numbers, {}, [row.ref])


def talked(person: Person, kind: str, first: date, last: date) -> bool:
    return any(row["类型"] == kind and first <= row.day("日期") <= last for row in person.present("talks"))


def admonition_followup(society: Society, person: Person) -> Iterator[Finding]:
    on = society.on
    for row in person.counting("sanctions"):
        day = row.day("决定日期")
        due = add_months(day, 6) <= on < add_months(day, 18)
        if row["类别"] == "诫勉" and due and not talked(person, "回访", add_months(day, 5), on):
            yield about(person, "restraint.admonition_followup", "yellow", [day.isoformat()], [row.ref])


def talk_missing(society: Society, person: Person) -> Iterator[Finding]:
    on = society.on
    if not all(person.leader(day) or person.head(day) for day in (on, add_months(on, -12))):
        return
    talks = [row for row in person.present("talks") if row["类型"] == "谈心"]
    if not any(within_months(row.day("日期"), 12, on) for row in talks):
        yield about(person, "restraint.talk_missing", "blue", [])


def duty_report_missing(society: Society, person: Person) -> Iterator[Finding]:
    on, year = society.on, completed_year(society.on)
    if on < april(on) or not person.head(year_end(year)):
        return
    if not talked(person, "述职述责述廉", date(year, 10, 1), on):
        yield about(person, "restraint.duty_report_missing", "yellow", [str(year)])


PERSONAL = (
    petitions_repeated,
    inquiry_unanswered,
    admonition_followup,
    talk_missing,
    duty_report_missing,
    *declarations.PERSONAL,
    *recusal.PERSONAL,
)
COUNTY = (rectification_overdue, petition_overdue, recusal.kin_in_one_unit, *process.COUNTY)
LEFT = ("在职", "退休", "调出")


def judge(society: Society) -> Iterator[Finding]:
    for person in society.people.values():
        if society.judged(person):
            for check in PERSONAL:
                yield from check(society, person)
        if society.judged(person, *LEFT):
            yield from exit_audit_missing(society, person)
    for whole in COUNTY:
        yield from whole(society)
