"""Months as the shared terms of the checks count them."""

import calendar
import datetime

Day = datetime.date


def add_months(day: Day, months: int) -> Day:
    """The same day so many months later (earlier where negative), or the last day of that month if it lacks the day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return Day(year, month + 1, min(day.day, last))


def add_years(day: Day, years: int) -> Day:
    return add_months(day, 12 * years)


def is_months_old(fact: Day, months: int, on: Day) -> bool:
    """Whether a fact is so many months old on a day."""
    return add_months(fact, months) <= on


def is_within_months_before(fact: Day, months: int, on: Day) -> bool:
    """fact <= D < fact + n months: the day itself counts, the day on which n months are full does not."""
    return fact <= on and not is_months_old(fact, months, on)


def months_between(start: Day, end: Day) -> int:
    """Whole months from start to end: the most of them that fit. Negative where end is earlier."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add_months(start, months) <= end else months - 1


def calendar_months_after(start: Day, end: Day) -> int:
    """The calendar months after that of start, up to and with that of end (time in rank is counted by month)."""
    return (end.year - start.year) * 12 + end.month - start.month


def last_day_of_month(day: Day) -> Day:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
