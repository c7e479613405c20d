"""Years, quarters and months, written as keys and feeds write them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.calendar import periods
from bihuan.calendar.periods import NotAPeriod, Period, parse_period

Day = datetime.date
days = st.dates(Day(1950, 1, 1), Day(2100, 12, 31))
ONE_DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", Day(2025, 1, 1), Day(2025, 12, 31)),
        ("2025Q3", Day(2025, 7, 1), Day(2025, 9, 30)),
        ("2025Q4", Day(2025, 10, 1), Day(2025, 12, 31)),
        ("2025-09", Day(2025, 9, 1), Day(2025, 9, 30)),
        ("2024-02", Day(2024, 2, 1), Day(2024, 2, 29)),
        (" 2025-12 ", Day(2025, 12, 1), Day(2025, 12, 31)),
    ],
)
def test_a_written_period_has_a_first_and_a_last_day(text: str, first: Day, last: Day) -> None:
    assert parse_period(text).first == first
    assert periods.last_day(text) == last
    assert parse_period(text).text == text.strip()


@pytest.mark.parametrize(
    "text", ["", "25", "2025Q5", "2025Q0", "2025-13", "2025-9", "2025-00", "2025q3", "0000", "2025年"]
)
def test_anything_else_is_refused_with_what_would_be_right(text: str) -> None:
    with pytest.raises(NotAPeriod, match="2026Q3"):
        parse_period(text)


@given(day=days)
def test_a_day_lies_in_its_year_quarter_and_month(day: Day) -> None:
    for period in (periods.year_of(day), periods.quarter_of(day), periods.month_of(day)):
        assert day in period
        assert parse_period(period.text) == period
        assert period.before().last + ONE_DAY == period.first
        assert day not in period.before()


@given(day=days, count=st.integers(1, 12))
def test_completed_quarters_have_ended_and_touch(day: Day, count: int) -> None:
    quarters = periods.completed_quarters(day, count)
    assert len(quarters) == count
    assert all(quarter.has_ended(day) for quarter in quarters)
    assert not periods.quarter_of(day).has_ended(day)
    assert [later.before() for later in quarters[:-1]] == quarters[1:]


@pytest.mark.parametrize(
    ("day", "year", "month", "quarter"),
    [
        (Day(2025, 12, 31), 2024, "2025-11", "2025Q3"),
        (Day(2026, 1, 1), 2025, "2025-12", "2025Q4"),
        (Day(2026, 3, 31), 2025, "2026-02", "2025Q4"),
        (Day(2026, 4, 1), 2025, "2026-03", "2026Q1"),
    ],
)
def test_what_ends_today_has_not_ended_before_today(day: Day, year: int, month: str, quarter: str) -> None:
    assert periods.completed_year(day) == year
    assert periods.completed_month(day).text == month
    assert [q.text for q in periods.completed_quarters(day, 1)] == [quarter]


def test_quarters_back_cross_the_year() -> None:
    assert [q.text for q in periods.completed_quarters(Day(2026, 5, 1), 4)] == ["2026Q1", "2025Q4", "2025Q3", "2025Q2"]
    assert Period(Day(2026, 1, 1), 12).before(2).text == "2024"
