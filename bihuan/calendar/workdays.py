"""Working days, and deadlines that end on them."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from bihuan.calendar.official import ONE_DAY, Day, OfficialYear, is_weekday, official_years


class NoOfficialCalendar(Exception):
    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(
            f"没有 {year} 年的法定工作日历。国务院办公厅公布该年放假安排后，请按 calendars/README.md 的格式"
            f"写成 {year}.yaml，放入系统目录的 calendar 文件夹。"
        )


@dataclass(frozen=True)
class Deadline:
    """A last day; provisional where it was counted through a year that has no official calendar yet."""

    day: Day
    provisional: bool


class CalendarDay(NamedTuple):
    """`is_working` is None where the day's year has no official calendar."""

    day: Day
    is_working: bool | None
    official: bool


class PolicyDay(NamedTuple):
    """A calendar day with what a SELECT needs so that it never counts days one by one.

    Working days in (a, b] are `working_number(b) - working_number(a)` where both have the same `span`, an unbroken
    run of official years; else they are not judged. `ends_on`: where a last day on this day ends.
    """

    day: Day
    is_working: bool | None
    official: bool
    ends_on: Day | None
    working_number: int | None
    span: int | None


def _official(year: int) -> OfficialYear:
    try:
        return official_years()[year]
    except KeyError:
        raise NoOfficialCalendar(year) from None


def has_official_calendar(year: int) -> bool:
    return year in official_years()


def is_working_day(day: Day) -> bool:
    return _official(day.year).is_working(day)


def working_days_between(start_exclusive: Day, end_inclusive: Day) -> int:
    """Working days in (start, end], none where end is not later; every day of the span needs an official calendar."""
    first = start_exclusive + ONE_DAY
    if end_inclusive < first:
        return 0
    counted = 0
    for year in range(first.year, end_inclusive.year + 1):
        official = _official(year)
        counted += official.working_through(min(end_inclusive, Day(year, 12, 31)))
        if year == first.year:
            counted -= official.counted[first.timetuple().tm_yday - 1]
    return counted


def _is_presumably_working(day: Day) -> tuple[bool, bool]:
    """Whether a day is worked, and whether that is only presumed: Monday to Friday, for want of a calendar."""
    official = official_years().get(day.year)
    return (is_weekday(day), True) if official is None else (official.is_working(day), False)


def _next_working_day(day: Day) -> Deadline:
    """The first working day from this one on, itself included."""
    presumed = False
    while True:
        working, guess = _is_presumably_working(day)
        presumed = presumed or guess
        if working:
            return Deadline(day, presumed)
        day += ONE_DAY


def add_working_days(day: Day, working_days: int) -> Deadline:
    """The nth working day after a day; the day itself does not count. Nought gives the day itself."""
    if working_days < 0:
        raise ValueError("working days are counted forwards")
    deadline = Deadline(day, provisional=False)
    for _ in range(working_days):
        following = _next_working_day(deadline.day + ONE_DAY)
        deadline = Deadline(following.day, deadline.provisional or following.provisional)
    return deadline


def roll(day: Day) -> Day | None:
    """Where a last day ends: on a rest day or holiday, the next working day. None: no official calendar says."""
    deadline = rolling_deadline(day)
    return None if deadline.provisional else deadline.day


def rolling_deadline(day: Day) -> Deadline:
    """As `roll`, but for planning work: presumed where no official calendar says."""
    return _next_working_day(day)


def table(first: Day, last: Day) -> Iterator[CalendarDay]:
    """Every day from first to last."""
    for step in range((last - first).days + 1):
        day = first + ONE_DAY * step
        working, presumed = _is_presumably_working(day)
        yield CalendarDay(day, None if presumed else working, not presumed)


def policy_table(first: Day, last: Day) -> Iterator[PolicyDay]:
    """Every day from first to last, numbered by working days within each unbroken run of official years."""
    span, number, was_official = 0, 0, False
    for day, working, official in table(first, last):
        if not official:
            was_official = False
            yield PolicyDay(day, None, False, None, None, None)
            continue
        if not was_official:
            span, number, was_official = span + 1, 0, True
        number += bool(working)
        yield PolicyDay(day, working, True, roll(day), number, span)


def days_until(start: Day, days: int) -> Day:
    """Day zero does not count: the last of so many days after start, rest days included."""
    return start + datetime.timedelta(days=days)
