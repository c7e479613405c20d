"""Numbers, percentages and yes or no."""

import re
from decimal import Decimal
from functools import lru_cache

from bihuan.exchange.reading.refusal import CellError
from bihuan.exchange.reading.text import normalise_text

_PLAIN = re.compile(r"[+-]?(?:\d{1,18}|\d{1,3}(?:,\d{3})+)(?:\.\d{1,18})?|[+-]?\.\d{1,18}").fullmatch
_EXPONENT = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d+").fullmatch
_STOPS = str.maketrans("．，－＋％−﹪", ".,-+%-%")
_YES = frozenset({"是", "y", "yes", "true", "t", "1", "√", "✓", "✔"})
_NO = frozenset({"否", "n", "no", "false", "f", "0", "×", "✗", "✘"})


@lru_cache(maxsize=1 << 15)
def parse_number(text: str) -> Decimal:
    """A plain decimal number; thousands may be marked by commas, a unit is never guessed."""
    plain = normalise_text(text).translate(_STOPS)
    if _PLAIN(plain):
        return Decimal(plain.replace(",", ""))
    if _EXPONENT(plain):
        raise CellError("是科学计数法，末几位可能已经丢失", text, "请把单元格设为数值格式，写出全部数字")
    if plain.endswith("%"):
        raise CellError("本栏不是百分数", text, "应只写数字，如 85.5")
    raise CellError("读不出数字", text, "应只写数字，不带单位，如 12 或 85.5")


def parse_integer(text: str) -> int:
    """A whole number; 12.0 is taken, 12.5 is not."""
    number = parse_number(text)
    if number != number.to_integral_value():
        raise CellError("应是整数", text, "如 12")
    return int(number)


def parse_percent(text: str) -> Decimal:
    """`85%` and `85` are both 85; a cell formatted as a percentage arrives here as `85%`."""
    plain = normalise_text(text).translate(_STOPS)
    try:
        return parse_number(plain.removesuffix("%").rstrip())
    except CellError as error:
        raise CellError("读不出百分数", text, "应写成 85% 或 85") from error


@lru_cache(maxsize=1 << 10)
def parse_boolean(text: str) -> bool:
    word = normalise_text(text).casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise CellError("看不出是或否", text, "应写“是”或“否”（也可写 Y/N、1/0）")
