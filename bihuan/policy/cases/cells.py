"""One clean cell of a case as the value that its column holds in the engine."""

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from bihuan.calendar.partial import PartialDate
from bihuan.calendar.periods import parse_period


class BadCell(ValueError):
    """A cell that a case may not hold; the text says what would be right."""


def _boolean(text: str) -> bool:
    try:
        return {"是": True, "否": False}[text]
    except KeyError:
        raise BadCell("应为 是 或 否") from None


def _date(text: str) -> PartialDate:
    try:
        return PartialDate.from_text(text)
    except ValueError:
        raise BadCell("应为 2026-03-01、2026-03 或 2026") from None


def _number(text: str) -> Decimal:
    try:
        return Decimal(text.rstrip("%％"))
    except InvalidOperation:
        raise BadCell("应为数字") from None


def _integer(text: str) -> int:
    return int(_number(text))


def _year(text: str) -> int:
    return _date(text.removesuffix("年度").removesuffix("年")).date.year


PARSERS: Mapping[str, Callable[[str], Any]] = {
    "boolean": _boolean,
    "date": _date,
    "number": _number,
    "percent": _number,
    "integer": _integer,
    "year": _year,
}


def value_of(type_: str, text: str) -> Any:
    return PARSERS[type_](text) if type_ in PARSERS else text


def fill(row: dict[str, Any], name: str, type_: str, text: str) -> None:
    """Put the cell's value into the row, with the precision of a date and the days of a period beside it."""
    value = value_of(type_, text)
    if isinstance(value, PartialDate):
        row[name], row[f"{name}_precision"] = value.date, value.precision
    else:
        row[name] = value
    if type_ == "period":
        try:
            period = parse_period(text)
        except ValueError as error:
            raise BadCell(str(error)) from None
        row["period_from"], row["period_to"] = period.first, period.last


def as_text(value: Any) -> str:
    """A cell as the YAML gives it: numbers, booleans and dates as a feed would write them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()[:10]
    return str(value).strip()
