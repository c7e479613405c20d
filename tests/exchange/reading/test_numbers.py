"""Numbers, percentages, yes and no."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.exchange.reading.numbers import parse_boolean, parse_integer, parse_number, parse_percent
from bihuan.exchange.reading.refusal import CellError


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("40", "40"),
        ("85.50", "85.5"),
        ("1,234,567.8", "1234567.8"),
        ("-5", "-5"),
        ("＋３", "3"),
        (".5", "0.5"),
        ("８５．５", "85.5"),
    ],
)
def test_a_plain_number_is_read(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", "约40", "40学时", "12万", "1,23", "NaN", "Infinity", "0x10", "--5", "1.2.3", "1_000", "①"]
)
def test_what_is_no_number_is_refused_with_what_would_be_right(text: str) -> None:
    with pytest.raises(CellError, match="应只写数字"):
        parse_number(text)


def test_scientific_notation_is_refused_for_what_it_may_have_lost() -> None:
    with pytest.raises(CellError, match="科学计数法"):
        parse_number("1.2E+17")


def test_a_percentage_is_no_plain_number() -> None:
    with pytest.raises(CellError, match="不是百分数"):
        parse_number("85%")


def test_a_hundred_digits_are_refused_at_once() -> None:
    with pytest.raises(CellError):
        parse_number("9" * 100)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_every_ordinary_number_is_read_as_itself(number: Decimal) -> None:
    assert parse_number(format(number, "f")) == number


@pytest.mark.parametrize("text", ["85", "85%", "85 %", "８５％", "85.0%"])
def test_a_percentage_is_the_same_with_and_without_its_mark(text: str) -> None:
    assert parse_percent(text) == 85


@pytest.mark.parametrize("text", ["%", "85%%", "全部"])
def test_what_is_no_percentage_is_refused(text: str) -> None:
    with pytest.raises(CellError, match="85% 或 85"):
        parse_percent(text)


def test_an_integer_may_have_noughts_behind_the_point_but_nothing_else() -> None:
    assert parse_integer("12.0") == 12
    with pytest.raises(CellError, match="应是整数"):
        parse_integer("12.5")


@pytest.mark.parametrize("text", ["是", "Y", "y", "1", "Yes", "TRUE", "√", " 是 ", "１"])
def test_yes_in_all_its_spellings(text: str) -> None:
    assert parse_boolean(text) is True


@pytest.mark.parametrize("text", ["否", "N", "0", "no", "false", "×"])
def test_no_in_all_its_spellings(text: str) -> None:
    assert parse_boolean(text) is False


@pytest.mark.parametrize("text", ["", "未知", "2", "是否", "部分"])
def test_neither_yes_nor_no_is_refused(text: str) -> None:
    with pytest.raises(CellError, match="应写“是”或“否”"):
        parse_boolean(text)
