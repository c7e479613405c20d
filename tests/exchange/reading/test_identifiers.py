"""身份证号 and 统一社会信用代码: the standards' arithmetic, checked against an independent implementation."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from bihuan.exchange.reading.credit_code import check_credit_code, credit_check_character
from bihuan.exchange.reading.identity_number import birth_of, check_character, check_identity_number, sex_of
from bihuan.exchange.reading.refusal import CellError

STANDARD = "11010519491231002X"
BIRTHS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
NUMBERS = st.builds(lambda born, order: f"110105{born:%Y%m%d}{order:03d}", BIRTHS, st.integers(0, 999))


@pytest.mark.parametrize(
    "text",
    [
        STANDARD,
        "11010519491231002x",
        " 110105 19491231 002X ",
        "１１０１０５１９４９１２３１００２Ｘ",
        "'11010519491231002X",
    ],
)
def test_the_standards_own_example_is_taken_in_every_spelling(text: str) -> None:
    assert check_identity_number(text) == STANDARD


@given(NUMBERS)
def test_a_number_with_its_check_character_is_taken_and_agrees_with_stdnum(seventeen: str) -> None:
    number = seventeen + check_character(seventeen)
    assert check_identity_number(number) == number
    assert ric.calc_check_digit(number) == number[17]


@given(NUMBERS, st.sampled_from("0123456789X"))
def test_any_other_check_character_is_refused(seventeen: str, last: str) -> None:
    if last != check_character(seventeen):
        with pytest.raises(CellError, match="校验码不对"):
            check_identity_number(seventeen + last)


@given(NUMBERS, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(seventeen: str, place: int, shift: int) -> None:
    number = seventeen + check_character(seventeen)
    wrong = str((int(number[place]) + shift) % 10)
    with pytest.raises(CellError):
        check_identity_number(number[:place] + wrong + number[place + 1 :])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1101051949123100", "有 16 位"),
        ("", "有 0 位"),
        ("1101051949123100222", "有 19 位"),
        ("1101051949123100AX", "前 17 位应是数字"),
        ("11010519491331002X", "19491331 不是日期"),
        ("11010517491231002X", "17491231 不是日期"),
        ("110105194912310029", "校验码不对"),
        ("110105194912310000", "末三位为 000"),
        ("1.10105E+17", "末三位已经丢失"),
        ("①10105194912310029", "前 17 位应是数字"),
    ],
)
def test_the_refusal_names_the_part_that_is_wrong(text: str, reason: str) -> None:
    with pytest.raises(CellError, match=reason):
        check_identity_number(text)


def test_a_number_stored_as_a_number_is_refused_naming_the_loss() -> None:
    with pytest.raises(CellError, match=r"以数字保存.*末三位已经丢失.*设为文本"):
        check_identity_number(STANDARD, stored_as_number=True)


def test_the_fifteen_digits_of_old_papers_are_completed() -> None:
    assert check_identity_number("110105491231002") == STANDARD


def test_birth_and_sex_stand_in_the_number() -> None:
    assert birth_of(STANDARD) == date(1949, 12, 31)
    assert sex_of(STANDARD) == "女"
    assert sex_of("110105194912310011") == "男"


def test_a_real_credit_code_is_taken() -> None:
    assert check_credit_code("91110000600037341l") == "91110000600037341L"


CODES = st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9).map(lambda body: "11350102" + body)


@given(CODES)
def test_credit_codes_agree_with_stdnum(seventeen: str) -> None:
    code = seventeen + credit_check_character(seventeen)
    assert check_credit_code(code) == code
    assert uscc.calc_check_digit(seventeen) == code[17]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("9111000060003734", "有 16 位"),
        ("91110000600037341I", "不该有的字符 I"),
        ("91110000600037341M", "校验码不对"),
        ("91AB0000600037341L", "行政区划数字"),
    ],
)
def test_a_wrong_credit_code_is_refused(text: str, reason: str) -> None:
    with pytest.raises(CellError, match=reason):
        check_credit_code(text)
