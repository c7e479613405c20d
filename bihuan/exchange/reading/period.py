"""Assessment periods: a year, a quarter or a month."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from bihuan.exchange.reading.partial_date import EARLIEST_YEAR, LATEST_YEAR
from bihuan.exchange.reading.refusal import CellError
from bihuan.exchange.reading.text import normalise_text, without_space

RIGHT = "应写成 2026（年度）、2026Q3（季度）或 2026-09（月份）"
_YEAR = re.compile(r"(\d{4})(?:年|年度)?").fullmatch
_QUARTER = re.compile(r"(\d{4})(?:年|年度|[-/.])?(?:[Qq]([1-4])|第?([1-4一二三四])季度?)").fullmatch
_MONTH = re.compile(r"(\d{4})(?:年|[-/.])(\d{1,2})(?:月|月份)?").fullmatch
_SOLID_MONTH = re.compile(r"(\d{4})(\d{2})").fullmatch
_FIRST_OF_MONTH = re.compile(r"(\d{4})-(\d{2})-01").fullmatch
_CHINESE_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4}


@dataclass(frozen=True, slots=True)
class Period:
    """`text` is the one spelling; both days are inside."""

    text: str
    kind: Literal["year", "quarter", "month"]
    first: date
    last: date


@lru_cache(maxsize=1 << 12)
def parse_period(text: str) -> Period:
    plain = without_space(normalise_text(text))
    found = _YEAR(plain)
    if found:
        return _months(text, int(found[1]), 1, 12)
    found = _QUARTER(plain)
    if found:
        digit = found[2] or found[3]
        quarter = _CHINESE_DIGITS.get(digit) or int(digit)
        return _months(text, int(found[1]), 3 * quarter - 2, 3)
    # A spreadsheet turns a typed 2026-09 into the date of its first day.
    found = _MONTH(plain) or _SOLID_MONTH(plain) or _FIRST_OF_MONTH(plain)
    if found:
        return _months(text, int(found[1]), int(found[2]), 1)
    raise CellError("读不出期间", text, RIGHT)


def parse_month(text: str) -> Period:
    """月份 of the ledger: a period that must be one month."""
    period = parse_period(text)
    if period.kind != "month":
        raise CellError("应是一个月份", text, "应写成 2026-09")
    return period


def _months(text: str, year: int, first: int, count: int) -> Period:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR or not 1 <= first <= 12:
        raise CellError("没有这样的期间", text, RIGHT)
    last = first + count - 1
    start, end = date(year, first, 1), date(year, last, monthrange(year, last)[1])
    if count == 12:
        return Period(str(year), "year", start, end)
    if count == 3:
        return Period(f"{year}Q{last // 3}", "quarter", start, end)
    return Period(f"{year}-{first:02d}", "month", start, end)
