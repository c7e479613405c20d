"""Dates in every form of feeds.md, and those that must not be guessed."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.calendar.partial import PartialDate
from bihuan.exchange.reading.partial_date import parse_date
from bihuan.exchange.reading.refusal import CellError, DateError

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23",
        "2026/11/23",
        "20261123",
        "2026.11.23",
        "2026年11月23日",
        "2026年11月23号",
        "2026 年 11 月 23 日",
        "２０２６－１１－２３",
        "２０２６．１１．２３",
        "2026-11-23 00:00:00",
        "2026-11-23T08:30:00",
        "2026-11-23T08:30:00+08:00",
        "2026/11/23 9:05",
        " 2026-11-23 ",
    ],
)
def test_a_day_is_read_in_every_spelling(text: str) -> None:
    assert parse_date(text) == PartialDate(date(2026, 11, 23), "day")


@pytest.mark.parametrize("text", ["2026.11", "202611", "2026年11月", "2026-11", "2026/11"])
def test_a_month_is_its_first_day(text: str) -> None:
    assert parse_date(text) == PartialDate(date(2026, 11, 1), "month")


@pytest.mark.parametrize("text", ["2026", "2026年", "２０２６"])
def test_a_year_is_its_first_day(text: str) -> None:
    assert parse_date(text) == PartialDate(date(2026, 1, 1), "year")


@pytest.mark.parametrize("text", ["2026-1-5", "2026/1/5", "2026.1.5", "2026年1月5日"])
def test_one_digit_months_and_days_are_taken(text: str) -> None:
    assert parse_date(text).date == date(2026, 1, 5)


def test_real_excel_dates_are_taken() -> None:
    assert (
        parse_date(datetime.fromisoformat("2026-11-23"))
        == parse_date(date(2026, 11, 23))
        == PartialDate(date(2026, 11, 23), "day")
    )


@pytest.mark.parametrize(
    "text", ["2026-02-30", "2026-13-01", "20260230", "2026年4月31日", "2027.02.29", "202613", "2026-11-00"]
)
def test_a_date_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(DateError, match=r"没有 .*这样的日期"):
        parse_date(text)


def test_the_refusal_says_how_many_days_the_month_has() -> None:
    with pytest.raises(DateError, match="2026 年 2 月只有 1—28 日"):
        parse_date("2026-02-30")


@pytest.mark.parametrize("text", ["23/11/2026", "11-12-2026", "26.11.23", "11/23", "26年11月23日", "1-2-26"])
def test_a_date_that_reads_in_two_ways_is_never_guessed(text: str) -> None:
    with pytest.raises(DateError, match="分不清年、月、日"):
        parse_date(text)


@pytest.mark.parametrize(
    "text", ["", "待定", "2026-11-23前", "2026-11/23", "2026-11-23Z", "二〇二六年", "2026.11.23.1"]
)
def test_what_is_no_date_is_refused_with_what_would_be_right(text: str) -> None:
    with pytest.raises(DateError, match="应写成 2026-11-23"):
        parse_date(text)


@pytest.mark.parametrize("text", ["0999-01-01", "9999-12-31", "261123"])
def test_years_out_of_reason_are_refused(text: str) -> None:
    with pytest.raises(DateError, match="不在 1850—2200 之间"):
        parse_date(text)


def test_a_number_that_lost_its_nought_is_refused_only_where_it_was_a_number() -> None:
    assert parse_date("2026.1") == PartialDate(date(2026, 1, 1), "month")
    with pytest.raises(DateError, match="1 月还是 10 月"):
        parse_date("2026.1", stored_as_number=True)
    assert parse_date("2026.11", stored_as_number=True).date == date(2026, 11, 1)
    assert parse_date("20261123", stored_as_number=True).date == date(2026, 11, 23)


def test_a_bare_serial_number_is_named_as_what_it_is() -> None:
    with pytest.raises(DateError, match="Excel 日期序号"):
        parse_date("46349")


def test_a_date_error_is_a_cell_error_that_can_be_placed() -> None:
    with pytest.raises(CellError) as caught:
        parse_date("23/11/2026")
    placed = caught.value.at(5, "开始日期")
    assert isinstance(placed, DateError)
    assert str(placed).startswith("第 5 行「开始日期」的值“23/11/2026”：")
    assert "应写成" in str(placed)


@given(DAYS)
def test_every_day_survives_every_spelling(day: date) -> None:
    for form in ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y.%m.%d", "%Y年%m月%d日"):
        assert parse_date(day.strftime(form)) == PartialDate(day, "day")


@given(DAYS, st.sampled_from(["day", "month", "year"]))
def test_what_is_shown_is_what_was_given(day: date, precision: str) -> None:
    text = day.isoformat()[: {"day": 10, "month": 7, "year": 4}[precision]]
    assert str(parse_date(text)) == text
    assert parse_date(text).precision == precision


@pytest.mark.parametrize(
    ("end", "start", "precedes"),
    [
        ("2026-03-01", "2026-03-02", True),
        ("2026-03", "2026-03-02", False),
        ("2026-02", "2026-03-02", True),
        ("2026", "2026-03-02", False),
        ("2025", "2026-03", True),
        ("2026-03-02", "2026-03-02", False),
    ],
)
def test_an_end_precedes_its_start_only_as_far_as_the_coarser_is_given(end: str, start: str, precedes: bool) -> None:
    assert parse_date(end).is_before(parse_date(start)) is precedes
