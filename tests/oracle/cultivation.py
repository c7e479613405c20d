"""Cultivation checks of checks.md."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from .county import Finding
from .facts import Fact
from .ladders import level_index
from .people import LEADER_LEVEL, Person
from .society import Society, about
from .terms import (
    add_months,
    completed_year,
    look_back,
    months_old,
    new_year,
    period,
    span,
    within_months,
    year_end,
    year_ends,
)


def first_day(training: Fact) -> date:
    return training.day("开始日期")


def ended(training: Fact) -> date:
    """No 结束日期 = ended on its first day."""
    return training.dated("结束日期") or first_day(training)


def completed(rows: Iterable[Fact], first: date, last: date) -> list[Fact]:
    """Training that ended in [first, last]; 是否结业 = 否 never counts."""
    return [row for row in rows if row["是否结业"] != "否" and first <= ended(row) <= last]


def effort(rows: Iterable[Fact]) -> tuple[Decimal, int]:
    """学时 added, different calendar days covered."""
    listed = list(rows)
    days = {day for row in listed for day in span(first_day(row), ended(row))}
    return sum((row.number("学时") or Decimal(0) for row in listed), Decimal(0)), len(days)


def attended(person: Person, first: date, last: date) -> list[Fact]:
    """What counts for hours and days: 网络 aside."""
    return [row for row in completed(person.counting("training"), first, last) if row["类别"] != "网络"]


def _short_in(person: Person, year: int) -> bool:
    if person.leader(year_end(year)) or not person.in_service_through(year) or not person.trial_over_before(year):
        return False
    hours, days = effort(attended(person, new_year(year), year_end(year)))
    return hours < 90 and days < 12


def section_hours_short(society: Society, person: Person) -> Iterator[Finding]:
    year = completed_year(society.on)
    if person.leader(society.on) or not _short_in(person, year):
        return
    rows = attended(person, new_year(year), year_end(year))
    hours, days = effort(rows)
    yield about(
        person,
        "cultivation.section_hours_short",
        "yellow" if _short_in(person, year - 1) else "blue",
        [str(year)],
        [row.ref for row in rows] + person.evidence,
        {"hours": hours, "days": days},
        {"hours": 90, "days": 12},
    )


def leader_hours_short(society: Society, person: Person) -> Iterator[Finding]:
    on = society.on
    opened = add_months(on, -60)
    if not all(person.leader(day) for day in [on, *year_ends(opened, on)]):
        return
    rows = attended(person, opened + timedelta(days=1), on)
    hours, days = effort(rows)
    if hours < 550 and days < 90:
        refs = [row.ref for row in rows] + person.evidence
        observed: dict[str, object] = {"hours": hours, "days": days}
        required: dict[str, object] = {"hours": 550, "days": 90}
        yield about(person, "cultivation.leader_hours_short", "yellow", [], refs, observed, required)


def _prepares(training: Fact, least_days: int) -> bool:
    """任职 training, or 党校 long enough; an empty 类别 clears, for it does not state otherwise."""
    if training["类别"] in ("任职", ""):
        return True
    length = (ended(training) - first_day(training)).days + 1
    return training["类别"] == "党校" and length >= least_days


def onpost_training_missing(society: Society, person: Person) -> Iterator[Finding]:
    for rise in person.rises:
        one = rise.appointment
        if not add_months(one.start, 12) <= society.on < add_months(one.start, 24):
            continue
        least_days = 30 if (level_index(rise.level) or 0) >= LEADER_LEVEL else 15
        rows = completed(person.present("training"), add_months(one.start, -12), add_months(one.start, 12))
        if not any(_prepares(row, least_days) for row in rows):
            key = [one.key, one.start.isoformat()]
            required: dict[str, object] = {"months": 12, "days": least_days}
            yield about(person, "cultivation.onpost_training_missing", "yellow", key, one.refs, {}, required)


def integrity_education_missing(society: Society, person: Person) -> Iterator[Finding]:
    on = society.on
    rows = [row for row in person.present("training") if row["是否结业"] != "否" and row["类别"] in ("警示教育", "")]
    if any(within_months(ended(row), 12, on) for row in rows):
        return
    for run in person.runs_held():
        if society.posts.sensitive(run.appointments[0].post) and months_old(run.start, 3, on):
            key = [run.named_by(on).key]
            yield about(person, "cultivation.integrity_education_missing", "blue", key, run.refs)


def _practice_stage(row: Fact, on: date) -> str:
    """中期 or 结束 where that evaluation is due and missing."""
    begun, end = row.day("开始日期"), row.dated("结束日期")
    if end is None:
        return ""
    if (on - end).days > 30 and look_back(end, on) and not row["结束评价"]:
        return "结束"
    long_enough = add_months(begun, 6) <= end + timedelta(days=1)
    past_half = 2 * ((on - begun).days + 1) > (end - begun).days + 1
    return "中期" if on <= end and long_enough and past_half and not row["中期评价"] else ""


def practice_unevaluated(society: Society, person: Person) -> Iterator[Finding]:
    for row in person.counting("practice"):
        stage = _practice_stage(row, society.on)
        if stage:
            key = [row.part(("岗位", "接收单位")), row.day("开始日期").isoformat(), stage]
            yield about(person, "cultivation.practice_unevaluated", "blue", key, [row.ref])


def _followed(person: Person, after: date) -> bool:
    talks = any(row["类型"] in ("谈心", "回访") and row.day("日期") > after for row in person.present("talks"))
    if talks:
        return True
    for row in person.present("assessments"):
        bounds = period(row["期间"])
        if row["考核类型"] in ("专项", "试用期") and bounds and bounds[1] > after:
            return True
    return False


def adaptation_untracked(society: Society, person: Person) -> Iterator[Finding]:
    on = society.on
    raised = [id(rise.appointment) for rise in person.rises]
    for one in person.appointments:
        if not (100 <= (on - one.start).days <= 365 and one.in_force(on)):
            continue
        held_before = {held.identity for held in person.held(one.start - timedelta(days=1))}
        to_head = society.posts.says(one.post, "是否主要领导") == "是" and one.identity not in held_before
        if (id(one) in raised or to_head) and not _followed(person, one.start):
            key = [one.key, one.start.isoformat()]
            yield about(person, "cultivation.adaptation_untracked", "blue", key, one.refs)


PERSONAL = (
    section_hours_short,
    leader_hours_short,
    onpost_training_missing,
    integrity_education_missing,
    practice_unevaluated,
    adaptation_untracked,
)


def judge(society: Society) -> Iterator[Finding]:
    for person in society.people.values():
        if society.judged(person):
            for check in PERSONAL:
                yield from check(society, person)
