"""Months as checks.md counts them: the same day, or the last day of a month that lacks it."""

import calendar
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.calendar import months

Day = datetime.date
days = st.dates(Day(1950, 1, 1), Day(2100, 12, 31))
counts = st.integers(-600, 600)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (Day(2024, 2, 29), 12, Day(2025, 2, 28)),
        (Day(2024, 2, 29), 48, Day(2028, 2, 29)),
        (Day(2025, 1, 31), 1, Day(2025, 2, 28)),
        (Day(2024, 1, 31), 1, Day(2024, 2, 29)),
        (Day(2025, 8, 31), 6, Day(2026, 2, 28)),
        (Day(2025, 3, 31), -1, Day(2025, 2, 28)),
        (Day(2025, 1, 15), -1, Day(2024, 12, 15)),
        (Day(2025, 12, 1), 1, Day(2026, 1, 1)),
        (Day(2026, 2, 28), -12, Day(2025, 2, 28)),
        (Day(2026, 5, 5), 0, Day(2026, 5, 5)),
    ],
)
def test_examples(day: Day, count: int, expected: Day) -> None:
    assert months.add_months(day, count) == expected


@given(day=days, count=counts)
def test_the_month_is_so_many_later_and_the_day_the_same_or_the_last(day: Day, count: int) -> None:
    moved = months.add_months(day, count)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == count
    last = calendar.monthrange(moved.year, moved.month)[1]
    assert moved.day == day.day or (moved.day == last and last < day.day)


@given(one=days, other=days, count=counts)
def test_a_later_day_never_ends_earlier(one: Day, other: Day, count: int) -> None:
    first, second = sorted((one, other))
    assert months.add_months(first, count) <= months.add_months(second, count)


@given(day=days, years=st.integers(-50, 50))
def test_years_are_twelve_months(day: Day, years: int) -> None:
    assert months.add_years(day, years) == months.add_months(day, 12 * years)


@given(fact=days, count=st.integers(1, 120))
def test_a_fact_is_so_many_months_old_from_the_day_itself_on(fact: Day, count: int) -> None:
    full = months.add_months(fact, count)
    before = full - datetime.timedelta(days=1)
    assert months.is_months_old(fact, count, full)
    assert not months.is_months_old(fact, count, before)
    assert months.is_within_months_before(fact, count, before)
    assert not months.is_within_months_before(fact, count, full)
    assert months.is_within_months_before(fact, count, fact)
    assert not months.is_within_months_before(fact, count, fact - datetime.timedelta(days=1))


@given(start=days, end=days)
def test_whole_months_are_the_most_that_fit(start: Day, end: Day) -> None:
    between = months.months_between(start, end)
    assert months.add_months(start, between) <= end < months.add_months(start, between + 1)


@pytest.mark.parametrize(
    ("start", "end", "whole", "by_month"),
    [
        (Day(2024, 2, 29), Day(2025, 2, 28), 12, 12),
        (Day(2025, 1, 31), Day(2025, 2, 27), 0, 1),
        (Day(2025, 1, 31), Day(2025, 2, 28), 1, 1),
        (Day(2025, 1, 1), Day(2025, 12, 31), 11, 11),
        (Day(2025, 12, 31), Day(2026, 1, 1), 0, 1),
        (Day(2026, 1, 1), Day(2025, 12, 31), -1, -1),
    ],
)
def test_whole_months_and_calendar_months_differ(start: Day, end: Day, whole: int, by_month: int) -> None:
    assert months.months_between(start, end) == whole
    assert months.calendar_months_after(start, end) == by_month


@given(day=days)
def test_the_last_day_of_a_month_is_before_the_first_of_the_next(day: Day) -> None:
    following = months.last_day_of_month(day) + datetime.timedelta(days=1)
    assert following == months.add_months(day.replace(day=1), 1)
