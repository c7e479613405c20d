"""Official working days, deadlines that end on them, and what is said where no calendar is known."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bihuan.calendar.workdays import (
    CalendarDay,
    Deadline,
    NoOfficialCalendar,
    add_working_days,
    days_until,
    has_official_calendar,
    is_working_day,
    policy_table,
    roll,
    rolling_deadline,
    table,
    working_days_between,
)

Day = datetime.date
ONE_DAY = datetime.timedelta(days=1)
known = st.dates(Day(2004, 1, 1), Day(2026, 12, 31))
# Long enough before the end of what is known that a count of up to 60 stays inside.
early = st.dates(Day(2004, 1, 1), Day(2026, 6, 30))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (Day(2026, 11, 23), True),  # a Monday
        (Day(2026, 11, 22), False),  # a Sunday
        (Day(2026, 10, 1), False),  # 国庆节, a Thursday
        (Day(2026, 2, 17), False),  # 春节
        (Day(2025, 1, 26), True),  # a Sunday worked for 春节
        (Day(2020, 1, 31), False),  # 春节 lengthened by a later notice
        (Day(2024, 2, 9), True),  # 除夕, for which leave was only encouraged
    ],
)
def test_days_are_worked_as_announced_not_as_the_weekday_has_it(day: Day, worked: bool) -> None:
    assert is_working_day(day) is worked


def test_the_years_known_are_those_of_the_library() -> None:
    assert [year for year in range(1990, 2040) if has_official_calendar(year)] == list(range(2004, 2027))


@pytest.mark.parametrize("day", [Day(2003, 12, 31), Day(2027, 1, 4)])
def test_an_unknown_year_is_said_to_be_unknown(day: Day) -> None:
    with pytest.raises(NoOfficialCalendar, match=f"没有 {day.year} 年的法定工作日历"):
        is_working_day(day)


@settings(max_examples=50)
@given(start=known, length=st.integers(0, 400))
def test_working_days_between_are_those_of_the_days_after_start_up_to_end(start: Day, length: int) -> None:
    end = min(start + ONE_DAY * length, Day(2026, 12, 31))
    span = [start + ONE_DAY * step for step in range(1, (end - start).days + 1)]
    assert working_days_between(start, end) == sum(is_working_day(day) for day in span)


@given(one=known, two=known, three=known)
def test_spans_that_touch_add_up(one: Day, two: Day, three: Day) -> None:
    first, middle, last = sorted((one, two, three))
    assert working_days_between(first, last) == working_days_between(first, middle) + working_days_between(middle, last)
    assert working_days_between(last, first) == 0


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (Day(2026, 12, 30), Day(2027, 1, 1)),
        (Day(2003, 12, 30), Day(2004, 1, 5)),
        (Day(2003, 1, 1), Day(2027, 1, 1)),
    ],
)
def test_a_span_with_one_day_of_an_unknown_year_is_not_counted(start: Day, end: Day) -> None:
    with pytest.raises(NoOfficialCalendar):
        working_days_between(start, end)


def test_a_span_that_only_starts_after_an_unknown_day_is_counted() -> None:
    assert working_days_between(Day(2003, 12, 31), Day(2004, 1, 5)) == 2
    assert working_days_between(Day(2026, 12, 30), Day(2026, 12, 31)) == 1


@settings(max_examples=60)
@given(day=early, count=st.integers(1, 60))
def test_the_nth_working_day_is_worked_and_counts_n(day: Day, count: int) -> None:
    deadline = add_working_days(day, count)
    assert not deadline.provisional
    assert is_working_day(deadline.day)
    assert working_days_between(day, deadline.day) == count


def test_nought_working_days_is_the_day_itself_and_fewer_are_refused() -> None:
    assert add_working_days(Day(2026, 11, 22), 0) == Deadline(Day(2026, 11, 22), provisional=False)
    with pytest.raises(ValueError, match="forwards"):
        add_working_days(Day(2026, 11, 22), -1)


def test_five_working_days_from_the_eve_of_a_holiday() -> None:
    assert add_working_days(Day(2025, 9, 30), 5) == Deadline(Day(2025, 10, 14), provisional=False)


def test_a_deadline_counted_into_an_unknown_year_is_provisional() -> None:
    assert add_working_days(Day(2026, 12, 30), 1) == Deadline(Day(2026, 12, 31), provisional=False)
    assert add_working_days(Day(2026, 12, 30), 2) == Deadline(Day(2027, 1, 1), provisional=True)
    assert add_working_days(Day(2026, 12, 30), 3) == Deadline(Day(2027, 1, 4), provisional=True)


def test_a_deadline_counted_through_an_unknown_year_stays_provisional() -> None:
    assert add_working_days(Day(2003, 12, 30), 3) == Deadline(Day(2004, 1, 5), provisional=True)


@given(day=early)
def test_a_last_day_rolls_to_the_first_working_day_from_it_on(day: Day) -> None:
    end = roll(day)
    assert end is not None
    assert is_working_day(end)
    assert not any(is_working_day(day + ONE_DAY * step) for step in range((end - day).days))
    assert rolling_deadline(day) == Deadline(end, provisional=False)


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (Day(2025, 10, 1), Day(2025, 10, 9)),
        (Day(2025, 9, 28), Day(2025, 9, 28)),  # a Sunday that was worked
        (Day(2026, 11, 21), Day(2026, 11, 23)),
        (Day(2026, 11, 23), Day(2026, 11, 23)),
        (Day(2027, 1, 4), None),
        (Day(2003, 6, 2), None),
    ],
)
def test_examples_of_rolling(day: Day, end: Day | None) -> None:
    assert roll(day) == end


def test_a_deadline_that_would_roll_in_an_unknown_year_is_planned_but_provisional() -> None:
    assert rolling_deadline(Day(2027, 1, 2)) == Deadline(Day(2027, 1, 4), provisional=True)


def test_day_nought_does_not_count() -> None:
    assert days_until(Day(2026, 1, 1), 30) == Day(2026, 1, 31)


def test_the_table_says_what_is_unknown() -> None:
    assert list(table(Day(2026, 12, 31), Day(2027, 1, 1))) == [
        CalendarDay(Day(2026, 12, 31), is_working=True, official=True),
        CalendarDay(Day(2027, 1, 1), is_working=None, official=False),
    ]
    assert list(table(Day(2026, 1, 2), Day(2026, 1, 1))) == []


@settings(max_examples=25)
@given(one=known, two=known)
def test_the_policy_table_counts_as_the_functions_do(one: Day, two: Day) -> None:
    first, last = sorted((one, min(two, one + ONE_DAY * 500, Day(2026, 6, 30))))
    rows = {row.day: row for row in policy_table(first, last)}
    start, end = rows[first], rows[last]
    assert start.span == end.span == 1
    assert start.working_number is not None
    assert end.working_number is not None
    assert end.working_number - start.working_number == working_days_between(first, last)
    assert all(row.ends_on == roll(day) and row.is_working == is_working_day(day) for day, row in rows.items())


def test_the_policy_table_starts_a_new_span_after_unknown_years() -> None:
    rows = list(policy_table(Day(2003, 12, 31), Day(2027, 1, 1)))
    assert rows[0][2:] == rows[-1][2:] == (False, None, None, None)
    assert {row.span for row in rows[1:-1]} == {1}
