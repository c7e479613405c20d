"""公民身份号码 (GB 11643): 17 digits and a check character; the 15 digits of old papers are completed."""

import re
from datetime import date
from functools import lru_cache

from bihuan.exchange.reading.partial_date import EARLIEST_YEAR, LATEST_YEAR
from bihuan.exchange.reading.refusal import CellError
from bihuan.exchange.reading.text import normalise_text, without_space

RIGHT = "应是 18 位身份证号，以文本保存"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_EXPONENT = re.compile(r"\d(?:\.\d+)?[Ee]\+?\d+").fullmatch
_LOST = "身份证号以数字保存，只能保留 15 位有效数字，末三位已经丢失"


def check_character(seventeen: str) -> str:
    return "10X98765432"[sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, seventeen, strict=True)) % 11]


def check_identity_number(text: str, *, stored_as_number: bool = False) -> str:
    """The number in its one spelling (18 characters, capital X), or a CellError that says which part is wrong."""
    if stored_as_number:
        raise CellError(_LOST, text, "请把整列设为文本格式，按证件重新填写 18 位")
    return _check(text)


@lru_cache(maxsize=1 << 16)
def _check(text: str) -> str:
    number = without_space(normalise_text(text)).upper().lstrip("'")
    if _EXPONENT(number):
        raise CellError(_LOST, text, "请把整列设为文本格式，按证件重新填写 18 位")
    if len(number) == 15 and number.isascii() and number.isdigit():
        seventeen = number[:6] + "19" + number[6:]
        number = seventeen + check_character(seventeen)
    if len(number) != 18:
        raise CellError(f"身份证号有 {len(number)} 位", text, RIGHT)
    if not (number.isascii() and number[:17].isdigit() and (number[17].isdigit() or number[17] == "X")):
        raise CellError("身份证号前 17 位应是数字，末位是数字或 X", text, RIGHT)
    _check_birth(number, text)
    if check_character(number[:17]) != number[17]:
        hint = "，末三位为 000，可能曾以数字保存而丢失" if number.endswith("000") else ""
        raise CellError(f"身份证号校验码不对{hint}", text, "请对照证件核对每一位")
    return number


def _check_birth(number: str, text: str) -> None:
    try:
        born = birth_of(number)
    except ValueError:
        born = None
    if born is None or not EARLIEST_YEAR <= born.year <= LATEST_YEAR:
        raise CellError(f"身份证号第 7—14 位 {number[6:14]} 不是日期", text, RIGHT)


def birth_of(number: str) -> date:
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def sex_of(number: str) -> str:
    return "男" if int(number[16]) % 2 else "女"
