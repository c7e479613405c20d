"""Assessment periods."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.exchange.reading.period import parse_month, parse_period
from bihuan.exchange.reading.refusal import CellError


@pytest.mark.parametrize("text", ["2026", "2026年", "2026年度", "２０２６"])
def test_a_year(text: str) -> None:
    period = parse_period(text)
    assert (period.text, period.kind, period.first, period.last) == (
        "2026",
        "year",
        date(2026, 1, 1),
        date(2026, 12, 31),
    )


@pytest.mark.parametrize(
    "text",
    [
        "2026Q3",
        "2026q3",
        "2026-Q3",
        "2026年三季度",
        "2026年第3季度",
        "2026年第三季度",
        "2026年3季度",
        "2026 年 第三季度",
    ],
)
def test_a_quarter(text: str) -> None:
    period = parse_period(text)
    assert (period.text, period.kind, period.first, period.last) == (
        "2026Q3",
        "quarter",
        date(2026, 7, 1),
        date(2026, 9, 30),
    )


@pytest.mark.parametrize(
    "text", ["2026-09", "2026.09", "2026/9", "202609", "2026年9月", "2026年09月份", "2026-9", "2026-09-01"]
)
def test_a_month(text: str) -> None:
    period = parse_period(text)
    assert (period.text, period.kind, period.first, period.last) == (
        "2026-09",
        "month",
        date(2026, 9, 1),
        date(2026, 9, 30),
    )


@pytest.mark.parametrize(
    "text", ["", "2026Q5", "2026-13", "26年", "上半年", "2026-09-15", "2026至2028", "0026", "2026年五季度"]
)
def test_what_is_no_period_is_refused_with_what_would_be_right(text: str) -> None:
    with pytest.raises(CellError, match="2026Q3"):
        parse_period(text)


def test_february_ends_as_its_year_says() -> None:
    assert parse_period("2028-02").last == date(2028, 2, 29)
    assert parse_period("2026-02").last == date(2026, 2, 28)


def test_a_month_of_the_ledger_must_be_one_month() -> None:
    assert parse_month("2026年9月").text == "2026-09"
    with pytest.raises(CellError, match="应是一个月份"):
        parse_month("2026Q3")


@given(st.integers(1900, 2199), st.integers(1, 12))
def test_the_months_of_a_year_follow_one_another_without_gap(year: int, month: int) -> None:
    period = parse_period(f"{year}-{month:02d}")
    assert parse_period(period.text) == period
    after = period.last + timedelta(days=1)
    assert after.day == 1
    assert (after.month - period.first.month) % 12 == 1


@given(st.integers(1900, 2199))
def test_four_quarters_fill_a_year(year: int) -> None:
    quarters = [parse_period(f"{year}Q{number}") for number in range(1, 5)]
    assert quarters[0].first == parse_period(str(year)).first
    assert quarters[-1].last == parse_period(str(year)).last
    for one, following in pairwise(quarters):
        assert following.first - one.last == timedelta(days=1)
