"""Assessment checks of checks.md."""

from collections.abc import Iterator
from datetime import date, timedelta

from .county import Finding
from .facts import Fact
from .grades import annual, grade, routine
from .influence import is_admonition, is_measure, measure
from .people import Person
from .society import Society, about
from .terms import (
    completed_year,
    last_month,
    last_quarters,
    new_year,
    period,
    quarter_bounds,
    within_months,
    year_end,
)


def april(on: date) -> date:
    return date(on.year, 4, 1)


def annual_missing(society: Society, person: Person) -> Iterator[Finding]:
    year = completed_year(society.on)
    if society.on >= april(society.on) and person.in_service_through(year) and annual(person, year) is None:
        yield about(person, "assessment.annual_missing", "blue", [str(year)])


def _refs(person: Person, *years: int) -> list[tuple[str, str, int]]:
    found = (annual(person, year) for year in years)
    return [result.ref for result in found if result]


def poor_grade(society: Society, person: Person) -> Iterator[Finding]:
    """basic_competent, incompetent and incompetent_twice."""
    year = completed_year(society.on)
    last, before = grade(person, year), grade(person, year - 1)
    if last == "基本称职":
        yield about(person, "assessment.basic_competent", "yellow", [str(year)], _refs(person, year))
    elif last == "不称职" and before == "不称职":
        yield about(person, "assessment.incompetent_twice", "red", [str(year)], _refs(person, year, year - 1))
    elif last == "不称职":
        yield about(person, "assessment.incompetent", "red", [str(year)], _refs(person, year))


def bars_excellent(sanction: Fact) -> bool:
    return (
        is_measure(sanction, "政务处分", "警告")
        or is_measure(sanction, "党纪处分", "警告", "撤销党内职务")
        or (sanction["类别"] == "党纪处分" and measure(sanction).startswith("留党察看"))
        or is_admonition(sanction)
        or is_measure(sanction, "组织处理", "调整职务", "引咎辞职", "降低岗位等级")
    )


def opens_grade(sanction: Fact) -> bool:
    """No grade in the year of it."""
    return (
        is_measure(sanction, "政务处分", "记过")
        or is_measure(sanction, "党纪处分", "严重警告")
        or is_measure(sanction, "组织处理", "责令辞职", "免职", "降职")
    )


def opens_two_years(sanction: Fact) -> bool:
    """No grade in the year of it and the next."""
    return is_measure(sanction, "政务处分", "记大过", "降级", "撤职")


def _poor(rows: list[Fact]) -> list[Fact]:
    return [row for row in rows if row.counts and row["等次"] in ("一般", "较差")]


def excellent_barred(society: Society, person: Person) -> Iterator[Finding]:
    last = completed_year(society.on)
    for year in (last, last - 1, last - 2):
        if grade(person, year) != "优秀":
            continue
        sanctions = [s for s in person.counting("sanctions") if s.day("决定日期").year == year and bars_excellent(s)]
        poor = _poor(routine(person, new_year(year), year_end(year)))
        if sanctions or poor:
            refs = _refs(person, year) + [row.ref for row in sanctions + poor]
            yield about(person, "assessment.excellent_barred", "red", [str(year)], refs)


def grade_must_be_open(society: Society, person: Person) -> Iterator[Finding]:
    last = completed_year(society.on)
    for year in (last, last - 1, last - 2):
        sanctions = [
            s
            for s in person.counting("sanctions")
            if (s.day("决定日期").year == year and (opens_grade(s) or opens_two_years(s)))
            or (s.day("决定日期").year == year - 1 and opens_two_years(s))
        ]
        if grade(person, year) and sanctions:
            refs = _refs(person, year) + [row.ref for row in sanctions]
            yield about(person, "assessment.grade_must_be_open", "red", [str(year)], refs)


def routine_contradicts_annual(society: Society, person: Person) -> Iterator[Finding]:
    year = completed_year(society.on)
    rows = routine(person, new_year(year), year_end(year))
    poor = _poor(rows)
    if len(rows) >= 2 and 2 * len(poor) > len(rows) and grade(person, year) in ("优秀", "称职"):
        refs = _refs(person, year) + [row.ref for row in poor]
        observed: dict[str, object] = {"n": len(rows), "poor": len(poor)}
        yield about(person, "assessment.routine_contradicts_annual", "yellow", [str(year)], refs, observed)


def result_not_notified(society: Society, person: Person) -> Iterator[Finding]:
    for row in person.counting("assessments"):
        settled = row.dated("确定日期")
        if row["考核类型"] != "年度" or settled is None or row["书面通知日期"]:
            continue
        days = (society.on - settled).days
        if within_months(settled, 12, society.on) and days > 30:
            yield about(
                person, "assessment.result_not_notified", "blue", [row["期间"]], [row.ref], {"days": days}, {"days": 30}
            )


# -- units ------------------------------------------------------------------------------------------------------


def _of_unit(
    check: str, severity: str, unit: str, key: str, observed: dict[str, object], rows: list[Fact], limit: int
) -> Finding:
    return Finding(check, severity, "unit", unit, [key], observed, {"most": limit}, [row.ref for row in rows])


def _in_quota(result: Fact | None) -> bool:
    """An excused result is present and says nothing."""
    if result is None:
        return False
    return not result.counts or (result["应参加考核"] != "否" and result["等次"] != "不进行考核")


def excellent_quota(society: Society) -> Iterator[Finding]:
    year = completed_year(society.on)
    if society.on < april(society.on):
        return
    day = year_end(year)
    for unit, people in society.by_unit(society.counted, day).items():
        outside_team = [
            person
            for person in people
            if not any(society.posts.says(one.post, "是否班子成员") == "是" for one in person.held(day))
        ]
        results = [result for person in outside_team if (result := annual(person, year)) and _in_quota(result)]
        n, e = len(results), sum(result.counts and result["等次"] == "优秀" for result in results)
        if n < 5:
            continue
        usual, most = (2 * n + 5) // 10, (n + 2) // 4
        if e > usual:
            severity = "red" if e > most else "yellow"
            numbers: dict[str, object] = {"n": n, "excellent": e}
            limit = most if severity == "red" else usual
            yield _of_unit("assessment.excellent_quota", severity, unit, str(year), numbers, results, limit)


def routine_good_quota(society: Society) -> Iterator[Finding]:
    for name in last_quarters(society.on):
        first, last = quarter_bounds(name)
        for unit, people in society.by_unit(society.counted, last).items():
            rows = [row for person in people for row in routine(person, first, last)]
            n, good = len(rows), sum(row.counts and row["等次"] == "好" for row in rows)
            limit = (4 * n + 5) // 10
            if n >= 5 and good > limit:
                numbers: dict[str, object] = {"n": n, "good": good}
                yield _of_unit("assessment.routine_good_quota", "blue", unit, name, numbers, rows, limit)


def ledger_missing(society: Society) -> Iterator[Finding]:
    month = last_month(society.on)
    serving = [person for person in society.counted if person.in_service]
    for unit, people in society.by_unit(serving, society.on).items():
        section = [p for p in people if not p.leader(society.on) and p.started is not None and p.started < month]
        label = month.isoformat()[:7]
        missing = [p for p in section if not any(row.month("月份") == label for row in p.present("ledger"))]
        if len(section) >= 5 and 5 * len(missing) > len(section):
            yield Finding(
                "assessment.ledger_missing",
                "blue",
                "unit",
                unit,
                [label],
                {"n": len(section), "missing": len(missing)},
                {"most_percent": 20},
                [person.roster.ref for person in missing],
            )


# -- tasks ------------------------------------------------------------------------------------------------------


def later(fact: Fact, *columns: str) -> date | None:
    """The later of the dates given."""
    return max((day for column in columns if (day := fact.dated(column))), default=None)


def behind(task: Fact) -> bool:
    planned, actual = task.number("计划进度"), task.number("实际进度")
    return planned is not None and actual is not None and planned - actual >= 20


def key_task_delayed(society: Society) -> Iterator[Finding]:
    for task in society.facts.present("key_tasks"):
        if task.revoked or task["状态"] in ("完成", "终止"):
            continue
        due = later(task, "截止日期", "批准延期至")
        overdue = due is not None and due < society.on
        if overdue or behind(task):
            severity = "red" if overdue else "yellow"
            observed: dict[str, object] = {"due": due.isoformat() if due else ""}
            yield Finding(
                "assessment.key_task_delayed", severity, "task", task["任务编号"], [], observed, {}, [task.ref]
            )


def _visited(society: Society, cadre: str, first: date, last: date) -> bool:
    person = society.people.get(cadre)
    if person is None:
        return False
    for row in person.present("assessments"):
        bounds = period(row["期间"])
        if row["考核类型"] == "专项" and bounds and first <= bounds[1] <= last:
            return True
    return any(first <= row.day("日期") <= last for row in person.present("talks"))


def crucial_period_unvisited(society: Society) -> Iterator[Finding]:
    on = society.on
    for task in society.facts.counting("key_tasks"):
        if task["类别"] not in ("攻坚", "重大项目") or task["状态"] not in ("进行中", ""):
            continue
        due = later(task, "截止日期", "批准延期至")
        soon = due is not None and on <= due <= on + timedelta(days=90)
        if (soon or behind(task)) and not _visited(society, task["责任人标识"], on - timedelta(days=59), on):
            yield Finding(
                "assessment.crucial_period_unvisited",
                "blue",
                "task",
                task["任务编号"],
                [],
                {},
                {"days": 60},
                [task.ref],
            )


PERSONAL = (
    annual_missing,
    poor_grade,
    excellent_barred,
    grade_must_be_open,
    routine_contradicts_annual,
    result_not_notified,
)
COUNTY = (excellent_quota, routine_good_quota, ledger_missing, key_task_delayed, crucial_period_unvisited)


def judge(society: Society) -> Iterator[Finding]:
    for person in society.people.values():
        if society.judged(person):
            for check in PERSONAL:
                yield from check(society, person)
    for whole in COUNTY:
        yield from whole(society)
