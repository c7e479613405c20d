"""Dates as exact as their source gave them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.calendar.partial import PartialDate

Day = datetime.date
texts = (
    st.dates(Day(1900, 1, 1), Day(2100, 12, 31))
    .map(str)
    .flatmap(lambda text: st.sampled_from([text, text[:7], text[:4]]))
)


@given(text=texts)
def test_what_is_written_is_read_back_with_its_precision(text: str) -> None:
    read = PartialDate.from_text(text)
    assert read.text == str(read) == text
    assert read.precision == {4: "year", 7: "month", 10: "day"}[len(text)]


@pytest.mark.parametrize(
    ("text", "first"),
    [("2026", Day(2026, 1, 1)), ("2026-11", Day(2026, 11, 1)), ("2026-11-23", Day(2026, 11, 23))],
)
def test_a_month_is_its_first_day_and_a_year_too(text: str, first: Day) -> None:
    assert PartialDate.from_text(text).date == first


@pytest.mark.parametrize("text", ["", "26", "2026-1", "2026-13", "2026-02-30", "20261123", "2026/11/23"])
def test_anything_else_is_not_read(text: str) -> None:
    with pytest.raises(ValueError):
        PartialDate.from_text(text)


@pytest.mark.parametrize(
    ("one", "other", "agrees", "before"),
    [
        ("2026", "2026-11-23", True, False),
        ("2026-11", "2026-11-23", True, False),
        ("2026-10", "2026-11-23", False, True),
        ("2026-11-22", "2026-11-23", False, True),
        ("2025", "2026-01", False, True),
        ("2026-11-23", "2026-11", True, False),
        ("2027", "2026-11", False, False),
    ],
)
def test_two_dates_are_compared_as_far_as_the_coarser_is_given(
    one: str, other: str, agrees: bool, before: bool
) -> None:
    first, second = PartialDate.from_text(one), PartialDate.from_text(other)
    assert first.agrees_with(second) == second.agrees_with(first) == agrees
    assert first.is_before(second) == before


@given(one=texts, other=texts)
def test_exactly_one_of_before_after_and_agreeing_holds(one: str, other: str) -> None:
    first, second = PartialDate.from_text(one), PartialDate.from_text(other)
    assert [first.is_before(second), second.is_before(first), first.agrees_with(second)].count(True) == 1
