"""What a number in a cell means: a plain number, a percentage, or a day, month, year or time."""

import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Literal

from lxml import etree

Meaning = Literal["number", "percent", "day", "month", "year", "time"]

# 27 to 58 as Excel reads them on a Chinese system.
_BUILT_IN: dict[int, Meaning] = {
    **dict.fromkeys((9, 10), "percent"),
    **dict.fromkeys((17, 27, 36, 50, 52, 57), "month"),
    **dict.fromkeys((14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58), "day"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56), "time"),
}
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_LAST_SERIAL = 2_958_466


def meanings(styles: etree._Element) -> list[Meaning]:
    """One for every cell style, in the order that cells name them."""
    codes = {element.get("numFmtId"): element.get("formatCode", "") for element in styles.iter("{*}numFmt")}
    cell_styles = next(styles.iter("{*}cellXfs"), None)
    if cell_styles is None:
        return []
    return [meaning_of(xf.get("numFmtId", "0"), codes) for xf in cell_styles.iterchildren("{*}xf")]


def meaning_of(identifier: str, codes: dict[str | None, str]) -> Meaning:
    if identifier in codes:
        return _meaning_of_code(codes[identifier])
    return _BUILT_IN.get(int(identifier), "number") if identifier.isdigit() else "number"


def _meaning_of_code(code: str) -> Meaning:
    plain = _QUOTED.sub("", code.split(";")[0]).lower().replace("general", "")
    if "%" in plain:
        return "percent"
    if "d" in plain:
        return "day"
    if "y" in plain or "e" in plain.replace("e+", "").replace("e-", ""):
        return "month" if "m" in plain else "year"
    if "h" in plain or "s" in plain:
        return "time"
    return "number"


def number_text(raw: str, meaning: Meaning, *, from_1904: bool) -> str:
    """The text that a person saw, near enough to be read as it was meant. Spreadsheets keep 15 significant digits."""
    if meaning == "number" and raw.isdigit():
        return raw
    try:
        number = Decimal(raw)
    except InvalidOperation:
        return raw
    if not number.is_finite() or abs(number.adjusted()) > 30:
        return raw
    if meaning in ("number", "percent"):
        return _plain(number * 100) + "%" if meaning == "percent" else _plain(number)
    moment = _moment(float(number), from_1904=from_1904)
    if moment is None:
        return _plain(number)
    has_day = number >= 1 or (from_1904 and meaning != "time")
    return _moment_text(moment, meaning, has_day=has_day)


def _plain(number: Decimal) -> str:
    text = format(Decimal(format(number, ".15g")), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _moment(serial: float, *, from_1904: bool) -> datetime | None:
    if not 0 <= serial < _LAST_SERIAL:
        return None
    # Serial 60 is 29 February 1900, a day that never was: Lotus's error, kept by Excel.
    epoch = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30 if serial >= 60 else 31)  # noqa: DTZ001
    return epoch + timedelta(seconds=round(serial * 86_400))


def _moment_text(moment: datetime, meaning: Meaning, *, has_day: bool) -> str:
    midnight = not (moment.hour or moment.minute or moment.second)
    if not has_day or (meaning == "time" and midnight):
        return moment.strftime("%H:%M:%S")
    if not midnight:
        return moment.isoformat(" ")
    if meaning == "year" and (moment.month, moment.day) == (1, 1):
        return f"{moment.year:04d}"
    if meaning == "month" and moment.day == 1:
        return f"{moment.year:04d}-{moment.month:02d}"
    return moment.date().isoformat()
