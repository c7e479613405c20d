"""Dates, months, rolling terms, working days and periods (checks.md, Days and months)."""

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

import chinese_calendar

DAY = timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The same day n months later, or the last day of that month if it lacks the day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_old(fact: date, months: int, on: date) -> bool:
    return add_months(fact, months) <= on


def within_months(fact: date, months: int, on: date) -> bool:
    """Within n months before D: fact ≤ D < fact + n months."""
    return fact <= on < add_months(fact, months)


def look_back(fact: date, on: date) -> bool:
    return within_months(fact, 36, on)


def completed_year(on: date) -> int:
    """The last calendar year that ended before D."""
    return on.year - 1


def new_year(year: int) -> date:
    return date(year, 1, 1)


def year_end(year: int) -> date:
    return date(year, 12, 31)


def year_ends(after: date, until: date) -> list[date]:
    """Each 31 December in (after, until]."""
    days = [year_end(year) for year in range(after.year, until.year + 1)]
    return [day for day in days if after < day <= until]


@cache
def workday(day: date) -> bool | None:
    """By the official calendar; None where the day's year has none."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None


def working_days(days: Iterable[date]) -> int | None:
    """How many are working days; None where one of them has no official calendar."""
    count = 0
    for day in days:
        works = workday(day)
        if works is None:
            return None
        count += works
    return count


def span(first: date, last: date) -> list[date]:
    """Every day of [first, last]."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def working_days_after(start: date, last: date) -> int | None:
    """Working days in (start, last]."""
    return working_days(span(start + DAY, last))


def rolling(start: date, days: int) -> date | None:
    """Last day of a rolling term: day zero excluded, a rest day rolls to the next working day.

    None where the official calendar does not reach: not judged.
    """
    last = start + timedelta(days=days)
    works = workday(last)
    while works is False:
        last += DAY
        works = workday(last)
    return None if works is None else last


def period(text: str) -> tuple[date, date] | None:
    """First and last day of 2026, 2026Q3 or 2026-09."""
    text = text.strip().upper()
    if len(text) == 4 and text.isdigit():
        return new_year(int(text)), year_end(int(text))
    if len(text) == 6 and text[4] == "Q" and text[:4].isdigit() and text[5] in "1234":
        first = date(int(text[:4]), 3 * int(text[5]) - 2, 1)
        return first, add_months(first, 3) - DAY
    if len(text) == 7 and text[4] == "-" and text[:4].isdigit() and text[5:].isdigit():
        first = date(int(text[:4]), int(text[5:]), 1)
        return first, add_months(first, 1) - DAY
    return None


def quarter(day: date) -> str:
    return f"{day.year}Q{(day.month + 2) // 3}"


def quarter_bounds(name: str) -> tuple[date, date]:
    bounds = period(name)
    assert bounds is not None
    return bounds


def last_quarters(on: date, count: int = 4) -> list[str]:
    """The last quarters that ended before D, latest first."""
    first = date(on.year, 3 * ((on.month - 1) // 3) + 1, 1)
    return [quarter(add_months(first, -3 * n)) for n in range(1, count + 1)]


def last_month(on: date) -> date:
    """First day of the last month that ended before D."""
    return add_months(on.replace(day=1), -1)


def read_date(text: str) -> date | None:
    """An ISO date; a month or a year is its first day."""
    text = text.strip()
    if not text:
        return None
    if len(text) == 4:
        return date(int(text), 1, 1)
    if len(text) == 7:
        return date(int(text[:4]), int(text[5:]), 1)
    return date.fromisoformat(text)


def coarsened(day: date, precision: str) -> tuple[int, ...]:
    """The date as far as the precision states it."""
    parts = (day.year, day.month, day.day)
    return parts[: {"year": 1, "month": 2}.get(precision, 3)]


def same_date(one: date, one_precision: str, other: date, other_precision: str) -> bool:
    """Equal as far as the coarser of the two is given."""
    coarser = "day"
    for name in ("month", "year"):
        if name in (one_precision, other_precision):
            coarser = name
    return coarsened(one, coarser) == coarsened(other, coarser)
