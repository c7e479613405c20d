"""Annual grades and routine results (checks.md, Annual grade)."""

from datetime import date

from .facts import Fact
from .ladders import GRADES, WITHOUT_GRADE
from .people import Person
from .terms import period


def annual(person: Person, year: int) -> Fact | None:
    """The 年度 result of the year, graded or not, excused or not."""
    for fact in person.present("assessments"):
        if fact["考核类型"] == "年度" and fact["期间"] == str(year):
            return fact
    return None


def grade_stated(result: Fact | None) -> str:
    """Its grade; an excused result says nothing."""
    return GRADES.get(result["等次"], "") if result and result.counts else ""


def grade(person: Person, year: int) -> str:
    return grade_stated(annual(person, year))


def ungraded(result: Fact | None) -> bool:
    """A result that says it is without a grade."""
    return bool(result and result.counts and result["等次"] in WITHOUT_GRADE)


def graded_years(person: Person) -> list[int]:
    rows = person.counting("assessments")
    return sorted(int(f["期间"]) for f in rows if f["考核类型"] == "年度" and len(f["期间"]) == 4)


def routine(person: Person, first: date, last: date) -> list[Fact]:
    """平时 results, excused or not, whose 期间 lies in [first, last]."""
    found = []
    for fact in person.present("assessments"):
        bounds = period(fact["期间"])
        if fact["考核类型"] == "平时" and bounds and first <= bounds[0] and bounds[1] <= last:
            found.append(fact)
    return found
