"""Dates in every form that feeds.md takes, with the precision that was given."""

import datetime
import re
from calendar import monthrange
from functools import lru_cache

from bihuan.calendar.partial import PartialDate
from bihuan.exchange.reading.refusal import DateError
from bihuan.exchange.reading.text import normalise_text, without_space

EARLIEST_YEAR, LATEST_YEAR = 1850, 2200
RIGHT = "应写成 2026-11-23、2026年11月23日、20261123，只知道月的写 2026-11，只知道年的写 2026"
_PLAIN_STOPS = str.maketrans("／．－—–", "/.---")
_SEPARATED = re.compile(r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?").fullmatch
_CHINESE = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})[日号])?)?").fullmatch
_SOLID = re.compile(r"(\d{4})(\d{2})?(\d{2})?").fullmatch
_TIME = re.compile(r"(?:[Tt]|(?<=\d)\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\+08:?00)?$")
_SHORT_YEAR = re.compile(r"\d{1,2}([-/.])\d{1,2}(?:\1(?:\d{2}|\d{4}))?|\d{2}年\d{1,2}月(?:\d{1,2}[日号])?").fullmatch
_SERIAL = re.compile(r"[2-9]\d{4}(?:\.\d+)?").fullmatch


def parse_date(value: str | datetime.date, *, stored_as_number: bool = False) -> PartialDate:
    """Read a date; `stored_as_number`: a spreadsheet held it as a number, where 2026.10 has lost its nought."""
    if isinstance(value, datetime.datetime):
        return PartialDate(value.date(), "day")
    if isinstance(value, datetime.date):
        return PartialDate(value, "day")
    if stored_as_number and re.fullmatch(r"\d{4}\.1", value):
        raise DateError("以数字保存，分不清是 1 月还是 10 月", value, "请把单元格设为文本后重填，如 2026.01 或 2026.10")
    return _parse_text(value)


@lru_cache(maxsize=1 << 16)
def _parse_text(text: str) -> PartialDate:
    plain = normalise_text(text)
    if not plain.isascii() or " " in plain or ":" in plain:
        plain = without_space(_TIME.sub("", plain.translate(_PLAIN_STOPS)))
    found = _SEPARATED(plain)
    if found:
        return _build(text, found[1], found[3], found[4])
    found = _SOLID(plain) or _CHINESE(plain)
    if found:
        return _build(text, found[1], found[2], found[3])
    if _SHORT_YEAR(plain):
        raise DateError("年份没有写满四位或不在最前，分不清年、月、日", text, RIGHT)
    if _SERIAL(plain):
        raise DateError("像是未设日期格式的 Excel 日期序号", text, "请把单元格设为日期格式后再导出")
    raise DateError("读不出日期", text, RIGHT)


def _build(text: str, year_text: str, month_text: str | None, day_text: str | None) -> PartialDate:
    year, month, day = int(year_text), int(month_text or 1), int(day_text or 1)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise DateError(f"年份 {year} 不在 {EARLIEST_YEAR}—{LATEST_YEAR} 之间", text, RIGHT)
    if not 1 <= month <= 12:
        raise DateError(f"没有 {month} 月这样的日期", text, RIGHT)
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise DateError(f"没有 {day} 日这样的日期，{year} 年 {month} 月只有 1—{days} 日", text, RIGHT)
    return PartialDate(datetime.date(year, month, day), "day" if day_text else "month" if month_text else "year")
