"""Months, rolling terms, working days and periods, by hand and by hypothesis."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.oracle.terms import (
    add_months,
    completed_year,
    last_month,
    last_quarters,
    months_old,
    period,
    rolling,
    same_date,
    within_months,
    working_days_after,
    year_ends,
)

DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))
MONTHS = st.integers(-600, 600)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2025-01-31", 1, "2025-02-28"),
        ("2025-08-31", 6, "2026-02-28"),
        ("2025-12-31", 2, "2026-02-28"),
        ("2024-02-29", -60, "2019-02-28"),
        ("2025-03-31", -1, "2025-02-28"),
        ("2025-01-15", -1, "2024-12-15"),
    ],
)
def test_months_added_keep_the_day_or_end_with_the_month(day: str, months: int, expected: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(expected)


@given(DAYS, MONTHS)
def test_months_land_in_the_month_counted(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    last = calendar.monthrange(moved.year, moved.month)[1]
    assert moved.day == min(day.day, last)


@given(DAYS, DAYS, MONTHS)
def test_months_never_turn_the_order_of_days(one: date, other: date, months: int) -> None:
    earlier, later = sorted((one, other))
    assert add_months(earlier, months) <= add_months(later, months)


@given(DAYS, MONTHS)
def test_going_back_never_lands_later_and_loses_three_days_at_most(day: date, months: int) -> None:
    back = add_months(add_months(day, months), -months)
    assert timedelta(0) <= day - back <= timedelta(days=3)


@given(DAYS, DAYS, st.integers(1, 120))
def test_a_fact_is_either_recent_or_old_or_to_come(fact: date, on: date, months: int) -> None:
    assert (fact > on) + within_months(fact, months, on) + (fact <= on and months_old(fact, months, on)) == 1


def test_within_and_old_meet_on_the_boundary_day() -> None:
    fact = date(2024, 2, 29)
    assert within_months(fact, 12, date(2025, 2, 27))
    assert not within_months(fact, 12, date(2025, 2, 28))
    assert months_old(fact, 12, date(2025, 2, 28))


def test_the_completed_year_has_ended_before_the_day() -> None:
    assert completed_year(date(2026, 1, 1)) == 2025
    assert completed_year(date(2025, 12, 31)) == 2024


def test_year_ends_are_open_at_the_start_and_closed_at_the_end() -> None:
    assert year_ends(date(2020, 12, 31), date(2022, 12, 31)) == [date(2021, 12, 31), date(2022, 12, 31)]
    assert year_ends(date(2020, 12, 30), date(2021, 12, 30)) == [date(2020, 12, 31)]


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        ("2026-03-02", 30, "2026-04-01"),  # a Wednesday
        ("2026-03-05", 30, "2026-04-07"),  # 4 April is a Saturday in 清明 (4–6): Tuesday
        ("2025-09-01", 30, "2025-10-09"),  # 1 October: 国庆 to the 8th
        ("2026-01-29", 30, "2026-02-28"),  # a Saturday made a working day
        ("2026-12-01", 30, "2026-12-31"),
        ("2026-12-02", 30, None),  # 1 January 2027: no calendar
    ],
)
def test_rolling_terms_end_on_a_working_day(start: str, days: int, last: str | None) -> None:
    expected = date.fromisoformat(last) if last else None
    assert rolling(date.fromisoformat(start), days) == expected


def test_working_days_exclude_day_zero_and_include_the_last() -> None:
    friday, monday = date(2026, 3, 6), date(2026, 3, 9)
    assert working_days_after(friday, friday) == 0
    assert working_days_after(friday, monday) == 1
    assert working_days_after(date(2026, 2, 13), date(2026, 2, 28)) == 6  # 春节 15–23, made-up days 14 and 28
    assert working_days_after(date(2026, 12, 30), date(2027, 1, 1)) is None


def test_periods_have_a_first_and_a_last_day() -> None:
    assert period("2025") == (date(2025, 1, 1), date(2025, 12, 31))
    assert period("2025Q3") == (date(2025, 7, 1), date(2025, 9, 30))
    assert period("2024-02") == (date(2024, 2, 1), date(2024, 2, 29))
    assert period("") is None
    assert period("近期") is None


def test_quarters_and_months_have_ended_before_the_day() -> None:
    assert last_quarters(date(2026, 1, 1)) == ["2025Q4", "2025Q3", "2025Q2", "2025Q1"]
    assert last_quarters(date(2025, 12, 31)) == ["2025Q3", "2025Q2", "2025Q1", "2024Q4"]
    assert last_month(date(2026, 3, 31)) == date(2026, 2, 1)
    assert last_month(date(2026, 1, 1)) == date(2025, 12, 1)


def test_dates_compare_as_far_as_the_coarser_is_given() -> None:
    first, later = date(2025, 3, 1), date(2025, 3, 17)
    assert same_date(first, "month", later, "day")
    assert not same_date(first, "day", later, "day")
    assert same_date(date(2025, 1, 1), "year", later, "month")
    assert not same_date(date(2025, 4, 1), "month", later, "day")
