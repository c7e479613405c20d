"""Deadlines to the day: calendar days, working days, months; from opening, confirmation, delivery, receipt."""

import datetime
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.calendar import months, workdays
from bihuan.loop.deadlines import counted_from, due, end_of, working_days_left
from bihuan.loop.matter import Matter, StepRun
from bihuan.loop.procedure import Within
from tests.loop.county import on

Day = datetime.date
DAYS = st.dates(Day(2015, 1, 1), Day(2025, 12, 31))


@pytest.mark.parametrize(
    ("count", "unit", "rolls", "start", "last"),
    [
        (15, "working_days", False, Day(2025, 9, 24), Day(2025, 10, 21)),  # the National Day holiday lies between
        (1, "working_days", False, Day(2025, 9, 27), Day(2025, 9, 28)),  # a Sunday that is worked
        (5, "working_days", False, Day(2026, 3, 2), Day(2026, 3, 9)),
        (0, "working_days", False, Day(2026, 3, 7), Day(2026, 3, 7)),
        (30, "days", False, Day(2026, 1, 31), Day(2026, 3, 2)),
        (30, "days", True, Day(2025, 9, 1), Day(2025, 10, 9)),  # 1 October rolls past the holiday
        (60, "days", True, Day(2026, 3, 2), Day(2026, 5, 6)),  # 1 May rolls past the holiday
        (6, "months", False, Day(2025, 8, 31), Day(2026, 2, 28)),
        (
            6,
            "months",
            True,
            Day(2025, 8, 31),
            Day(2026, 2, 28),
        ),  # a Saturday that is worked before Spring Festival's end
        (12, "months", False, Day(2024, 2, 29), Day(2025, 2, 28)),
    ],
)
def test_the_last_day(count: int, unit: str, rolls: bool, start: Day, last: Day) -> None:
    within = Within(count, unit, "opened", rolls, "条")  # type: ignore[arg-type]
    assert end_of(within, start).day == last


@given(DAYS, st.integers(1, 60))
def test_n_working_days_hold_exactly_n_working_days(start: Day, count: int) -> None:
    last = end_of(Within(count, "working_days", "previous"), start).day
    assert workdays.working_days_between(start, last) == count
    assert workdays.is_working_day(last)


@given(st.dates(Day(2015, 1, 1), Day(2024, 11, 30)), st.integers(0, 24))
def test_a_rolled_last_day_is_worked_and_never_earlier(start: Day, count: int) -> None:
    plain = months.add_months(start, count)
    rolled = end_of(Within(count, "months", "previous", rolls=True), start).day
    assert rolled >= plain
    assert workdays.is_working_day(rolled)


def test_a_year_without_an_official_calendar_makes_the_day_provisional() -> None:
    assert end_of(Within(5, "working_days", "previous"), Day(2031, 3, 3)).provisional


def test_no_deadline_is_no_deadline(opened: Callable[..., Matter]) -> None:
    assert due(None, opened("reminder"), Day(2026, 3, 2), ()) is None


def run_with(**data: str) -> StepRun:
    run = StepRun(step="x")
    run.data = data
    return run


def test_each_moment_starts_its_own_clock(opened: Callable[..., Matter]) -> None:
    matter = opened("reminder")
    runs = (run_with(delivered_on="2026-03-04"), run_with(received_on="2026-03-06"))
    matter.confirmed_on = Day(2026, 3, 1)
    starts = {start: counted_from(start, matter, Day(2026, 3, 9), runs) for start in
              ("opened", "confirmed", "previous", "delivered", "received", "decided")}  # fmt: skip
    assert starts == {
        "opened": Day(2026, 3, 2),
        "confirmed": Day(2026, 3, 1),
        "previous": Day(2026, 3, 9),
        "delivered": Day(2026, 3, 4),
        "received": Day(2026, 3, 6),
        "decided": None,
    }


def test_without_confirmation_the_clock_starts_when_the_matter_is_opened(opened: Callable[..., Matter]) -> None:
    assert counted_from("confirmed", opened("reminder"), Day(2026, 3, 9), ()) == Day(2026, 3, 2)


def test_the_last_of_two_deliveries_counts(opened: Callable[..., Matter]) -> None:
    runs = (run_with(delivered_on="2026-03-04"), run_with(delivered_on="2026-03-11"))
    assert counted_from("delivered", opened("reminder"), Day(2026, 3, 12), runs) == Day(2026, 3, 11)


def test_a_date_that_nobody_recorded_gives_a_provisional_day(opened: Callable[..., Matter]) -> None:
    deadline = due(Within(5, "working_days", "delivered"), opened("reminder"), Day(2026, 3, 2), ())
    assert deadline is not None
    assert (deadline.day, deadline.provisional) == (Day(2026, 3, 9), True)


def test_the_days_of_a_check_go_before_those_of_the_first_step(opened: Callable[..., Matter]) -> None:
    assert opened("reminder").due_on == Day(2026, 3, 16)
    assert opened("reminder", within=10).due_on == Day(2026, 3, 12)


def test_a_step_over_the_new_year_holiday_counts_working_days_only(opened: Callable[..., Matter]) -> None:
    with on("2025-12-29"):
        assert opened("reminder").due_on == Day(2026, 1, 13)


@pytest.mark.parametrize(
    ("due_on", "today", "left"),
    [
        (Day(2026, 3, 6), Day(2026, 3, 2), 4),
        (Day(2026, 3, 2), Day(2026, 3, 2), 0),
        (Day(2026, 3, 2), Day(2026, 3, 9), -5),
        (Day(2031, 3, 6), Day(2031, 3, 2), None),
    ],
)
def test_working_days_left(due_on: Day, today: Day, left: int | None) -> None:
    assert working_days_left(due_on, today) == left
