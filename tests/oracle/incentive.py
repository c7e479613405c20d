"""Incentive checks of checks.md: what is due to a cadre."""

from collections.abc import Iterator
from datetime import date, timedelta

from .county import Finding
from .facts import Fact
from .grades import annual, grade, grade_stated, graded_years, ungraded
from .influence import influences, inside, last_ending
from .ladders import RANKS, YEARS_TO_RANK
from .people import Person
from .society import Society, about
from .tenure import promotion_years_short
from .terms import add_months, completed_year, months_old, new_year, period, within_months, year_end

FOUR_AWARDS = ("嘉奖", "三等功", "二等功", "一等功")


def rank_base(person: Person, rank: str) -> date | None:
    """First 起始日期 of the unbroken run of the rank, else 任现职级时间."""
    if not person.ranks:
        return person.roster.dated("任现职级时间")
    base = None
    for row in reversed(person.ranks):
        if row["职级"] != rank:
            break
        base = row.day("起始日期")
    return base


def counted_months(person: Person, base: date, on: date) -> int:
    """Calendar months after base's month up to D's, those of years not counted left out."""
    count = 0
    for index in range(base.year * 12 + base.month, on.year * 12 + on.month):
        result = annual(person, index // 12)
        if not ungraded(result) and grade_stated(result) not in ("基本称职", "不称职"):
            count += 1
    return count


def _last_known_result(person: Person, on: date) -> Fact | None:
    """Of the completed year; before 1 April, where it has none, of the year before."""
    year = completed_year(on)
    result = annual(person, year)
    return annual(person, year - 1) if result is None and on < date(on.year, 4, 1) else result


def rank_due(society: Society, person: Person) -> Iterator[Finding]:
    on = society.on
    rank = person.rank(on)
    if not rank or rank == RANKS[-1]:
        return
    following = RANKS[RANKS.index(rank) + 1]
    base = rank_base(person, rank)
    if base is None or base > on or inside(person, on):
        return
    excellent = [y for y in graded_years(person) if grade(person, y) == "优秀" and base <= year_end(y) <= on]
    needed = 12 * YEARS_TO_RANK[following] - 6 * len(excellent)
    months = counted_months(person, base, on)
    if months >= needed and grade_stated(_last_known_result(person, on)) in ("优秀", "称职"):
        refs = [row.ref for row in person.ranks if row.day("起始日期") >= base] or person.evidence
        numbers: dict[str, object] = {"months": months, "excellent": len(excellent)}
        yield about(person, "incentive.rank_due", "green", [following], refs, numbers, {"months": needed})


def merit3_due(society: Society, person: Person) -> Iterator[Finding]:
    year = completed_year(society.on)
    if any(grade(person, y) != "优秀" for y in (year, year - 1, year - 2)):
        return
    for award in person.present("awards"):
        regular = award["类别"] in ("三等功", "") and award["奖励方式"] in ("定期", "")
        if regular and award.day("授予日期") > year_end(year - 2):
            return
    refs = [result.ref for y in (year, year - 1, year - 2) if (result := annual(person, y))]
    yield about(person, "incentive.merit3_due", "green", [str(year)], refs)


def commendation_due(society: Society, person: Person) -> Iterator[Finding]:
    year = completed_year(society.on)
    if society.on < date(society.on.year, 7, 1) or grade(person, year) != "优秀":
        return
    for award in person.present("awards"):
        of_year = award["依据年度"] == str(year) if award["依据年度"] else award.day("授予日期") > year_end(year)
        if of_year and award["类别"] in (*FOUR_AWARDS, ""):
            return
    result = annual(person, year)
    yield about(person, "incentive.commendation_due", "green", [str(year)], [result.ref] if result else None)


def award_barred(society: Society, person: Person) -> Iterator[Finding]:
    for award in person.counting("awards"):
        day = award.day("授予日期")
        barring = inside(person, day)
        if barring and within_months(day, 36, society.on):
            refs = [award.ref, barring.sanction.ref]
            observed: dict[str, object] = {"end": barring.end.isoformat()}
            key = [award["奖励名称"], day.isoformat()]
            yield about(person, "incentive.award_barred", "yellow", key, refs, observed)


def promotions(society: Society, person: Person) -> Iterator[tuple[list[str], date, list[tuple[str, str, int]]]]:
    """Appointments that raise and higher ranks begun, within look-back: key, date, evidence."""
    for rise in person.rises:
        one = rise.appointment
        if within_months(one.start, 36, society.on):
            yield [one.key, one.start.isoformat()], one.start, one.refs
    for row in person.higher_ranks():
        day = row.day("起始日期")
        if within_months(day, 36, society.on):
            yield [row["职级"], day.isoformat()], day, [row.ref]


def promotion_in_influence(society: Society, person: Person) -> Iterator[Finding]:
    for key, day, refs in promotions(society, person):
        barring = inside(person, day)
        if barring:
            observed: dict[str, object] = {"end": barring.end.isoformat()}
            yield about(person, "incentive.promotion_in_influence", "red", key, [*refs, barring.sanction.ref], observed)


def _result_then(person: Person, event: date) -> Fact | None:
    """The annual result known at the event: of the year before it, unless settled later (else 1 April)."""
    result = annual(person, event.year - 1)
    settled = (result.dated("确定日期") if result else None) or date(event.year, 4, 1)
    return annual(person, event.year - 2) if settled > event else result


def promotion_after_poor_grade(society: Society, person: Person) -> Iterator[Finding]:
    for key, day, refs in promotions(society, person):
        result = _result_then(person, day)
        if result and grade_stated(result) in ("基本称职", "不称职"):
            yield about(person, "incentive.promotion_after_poor_grade", "red", key, [*refs, result.ref])


def probation_review_due(society: Society, person: Person) -> Iterator[Finding]:
    on = society.on
    for one in person.appointments:
        if one.fact is None or one.fact["任职方式"] != "试用":
            continue
        if not any(held.identity == one.identity for held in person.held(on)):
            continue
        stages = [(13, "red"), (12, "yellow"), (11, "blue")]
        severity = next((colour for months, colour in stages if months_old(one.start, months, on)), "")
        if severity and not any(_reviews(row, one.start) for row in person.present("assessments")):
            key = [one.key, one.start.isoformat()]
            yield about(person, "incentive.probation_review_due", severity, key, one.refs)


def _reviews(result: Fact, start: date) -> bool:
    bounds = period(result["期间"])
    settled = result.dated("确定日期") or (bounds[1] if bounds else None)
    return result["考核类型"] == "试用期" and settled is not None and settled >= add_months(start, 6)


def frontline_unrecognised(society: Society, person: Person) -> Iterator[Finding]:
    on = society.on
    if inside(person, on):
        return
    ends: list[tuple[date, list[str], Fact]] = []
    for row in person.counting("practice"):
        end = row.dated("结束日期")
        if row["锻炼类型"] != "其他" and row["结束评价"] == "优秀" and end:
            ends.append((end, [row.part(("岗位", "接收单位")), row.day("开始日期").isoformat()], row))
    for task in person.counting("key_tasks"):
        done, due = task.dated("完成日期"), task.dated("截止日期")
        crucial = task["类别"] in ("攻坚", "重大项目") and task["状态"] == "完成" and task["督查评价"] == "好"
        if crucial and done and due and done <= due:
            ends.append((done, [task["任务编号"]], task))
    for end, key, row in ends:
        awarded = any(award.day("授予日期") > end for award in person.present("awards"))
        if 30 <= (on - end).days <= 365 and not awarded:
            yield about(person, "incentive.frontline_unrecognised", "green", key, [row.ref])


def _in_township(society: Society, person: Person, day: date) -> bool:
    units = (one.unit(society.posts) for one in person.held(day))
    return any(society.posts.kind_of_unit(unit) in ("乡镇", "街道") for unit in units)


def _township_since(society: Society, person: Person, since: date) -> bool:
    """Held such posts from D back to `since` or earlier, never two days without one."""
    day, without = society.on, 0
    while True:
        if _in_township(society, person, day):
            without = 0
            if day <= since:
                return True
        elif day == society.on or (without := without + 1) > 1:
            return False
        day -= timedelta(days=1)


def grassroots_channel(society: Society, person: Person) -> Iterator[Finding]:
    on = society.on
    since, year = add_months(on, -36), completed_year(on)
    excellent = [y for y in (year, year - 1, year - 2) if grade(person, y) == "优秀"]
    raised = any(since < rise.appointment.start <= on for rise in person.rises)
    if len(excellent) < 2 or raised or inside(person, on):
        return
    if _township_since(society, person, since):
        refs = [result.ref for y in excellent if (result := annual(person, y))]
        yield about(person, "incentive.grassroots_channel", "green", [], refs, {"excellent": len(excellent)})


def award_unpaid(society: Society, person: Person) -> Iterator[Finding]:
    for award in person.counting("awards"):
        day = award.day("授予日期")
        age = (society.on - day).days
        if award["类别"] in FOUR_AWARDS and within_months(day, 12, society.on) and age > 90 and not award["发放日期"]:
            key = [award["奖励名称"], day.isoformat()]
            yield about(person, "incentive.award_unpaid", "green", key, [award.ref], {"days": age}, {"days": 90})


def wage_step_due(society: Society, person: Person) -> Iterator[Finding]:
    for column, key, least in (("任现档次时间", "档次", 2), ("任现级别时间", "级别", 5)):
        since = person.roster.dated(column)
        if since is None:
            continue
        years = [y for y in graded_years(person) if y <= completed_year(society.on) and new_year(y) >= since]
        good = [y for y in years if grade(person, y) in ("优秀", "称职")]
        if len(good) >= least:
            refs = [result.ref for y in good if (result := annual(person, y))] + person.evidence
            numbers: dict[str, object] = {"years": len(good)}
            yield about(person, "incentive.wage_step_due", "green", [key], refs, numbers, {"years": least})


def influence_ended(society: Society, person: Person) -> Iterator[Finding]:
    on = society.on
    last = last_ending(influences(person))
    if last is None or not on - timedelta(days=60) < last.end <= on:
        return
    if not any(row["类型"] == "回访" and row.day("日期") >= last.end for row in person.present("talks")):
        yield about(person, "incentive.influence_ended", "green", [last.end.isoformat()], [last.sanction.ref])


def tolerance_study_due(society: Society, person: Person) -> Iterator[Finding]:
    rows = [s for s in person.counting("sanctions") if s["类别"] in ("诫勉", "批评教育", "组织处理")]
    rows += [a for a in person.counting("audits") if a["责任类型"] == "领导"]
    for row in rows:
        feed = row.record.feed
        day = row.day("决定日期" if feed == "sanctions" else "发现日期")
        studied = society.facts.recognitions_of(row) & {"容错", "不予容错"}
        if row["情形"] and within_months(day, 12, society.on) and not studied:
            yield about(person, "incentive.tolerance_study_due", "green", [feed, row.key()], [row.ref])


def clarification_due(society: Society) -> Iterator[Finding]:
    for row in society.facts.counting("petitions"):
        closed = row.dated("办结日期")
        if row["反映类别"] != "检举控告" or not row["被反映人标识"] or closed is None:
            continue
        false = row["办理结果"] == "失实" or (row["办理结果"] == "诬告" and row["认定机关级别"] == "市级以上")
        decided = society.facts.recognitions_of(row) & {"澄清", "无需澄清"}
        if false and within_months(closed, 12, society.on) and not decided:
            number = row["登记编号"]
            yield Finding("incentive.clarification_due", "green", "petition", number, [], {}, {}, [row.ref])


PERSONAL = (
    rank_due,
    merit3_due,
    commendation_due,
    award_barred,
    promotion_in_influence,
    promotion_after_poor_grade,
    promotion_years_short,
    probation_review_due,
    frontline_unrecognised,
    grassroots_channel,
    award_unpaid,
    wage_step_due,
    influence_ended,
    tolerance_study_due,
)


def judge(society: Society) -> Iterator[Finding]:
    for person in society.people.values():
        if society.judged(person):
            for check in PERSONAL:
                yield from check(society, person)
    yield from clarification_due(society)
