"""The same value as different departments write it."""

import random
from datetime import date
from typing import Any

from tests.journeys.sent import CLEAR
from tests.journeys.wordings import BOOLEANS, DATES, NUMBERS, PERCENTS

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
DAYS = (
    "{y}-{m:02d}-{d:02d}", "{y}/{m:02d}/{d:02d}", "{y}{m:02d}{d:02d}", "{y}.{m:02d}.{d:02d}", "{y}年{m:02d}月{d:02d}日",
    "{y}年{m}月{d}日", "{y}/{m}/{d}",
)  # fmt: skip
MONTHS = ("{y}.{m:02d}", "{y}{m:02d}", "{y}年{m:02d}月", "{y}-{m:02d}", "{y}年{m}月")
YES_NO = (("是", "否"), ("Y", "N"), ("1", "0"))


class Real(date):
    """A day that is to be written as a spreadsheet's own date."""


def spelled_date(draw: random.Random, value: str, style: int) -> str:
    """`style`: the habit of the file, kept in most cells."""
    year, month, day = (int(part) for part in (value + "-01-01")[:10].split("-"))
    forms = {4: ("{y}", "{y}"), 7: MONTHS, 10: DAYS}[len(value)]
    chosen = forms[style % len(forms)] if draw.random() < 0.8 else draw.choice(forms)
    text = chosen.format(y=year, m=month, d=day)
    return text.translate(FULL_WIDTH) if draw.random() < 0.05 else text


def spelled(draw: random.Random, column: str, value: str, style: int) -> str:
    """A cell of a text file."""
    if not value or value == CLEAR:
        return value and draw.choice(["（清除）", "(清除)"])
    if column in DATES:
        text = spelled_date(draw, value, style)
    elif column in BOOLEANS:
        text = YES_NO[style % 3][value == "否"]
    elif column in PERCENTS:
        text = value + draw.choice(["", "%"])
    elif column in NUMBERS and value.isdigit():
        text = draw.choice([value, value, value + ".0", value.translate(FULL_WIDTH)])
    else:
        text = value.replace("(", draw.choice("(（")).replace(")", draw.choice(")）"))
    return f" {text} " if draw.random() < 0.04 else text


def in_sheet(draw: random.Random, column: str, value: str, style: int) -> Any:
    """A cell of a spreadsheet: text, a number, or a real date."""
    if value and value != CLEAR:
        if column in DATES and len(value) == 10 and draw.random() < 0.5:
            return Real.fromisoformat(value)
        if column in NUMBERS and draw.random() < 0.6:
            return float(value)
    return spelled(draw, column, value, style)


def in_json(draw: random.Random, column: str, value: str, style: int) -> Any:
    """A value of JSON Lines: text, a number, true or false, null."""
    if not value:
        return draw.choice([None, ""])
    if value != CLEAR:
        if column in BOOLEANS and draw.random() < 0.5:
            return value == "是"
        if column in NUMBERS and draw.random() < 0.5:
            return float(value) if "." in value else int(value)
    return spelled(draw, column, value, style)
