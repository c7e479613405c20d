"""A paper before it is drawn: what it says, without any layout."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """`rows`: a table of name and value, for records of talks and approval forms."""

    title: str
    number: str
    addressee: str
    paragraphs: tuple[str, ...]
    signed_by: str
    day: datetime.date
    rows: tuple[tuple[str, str], ...] = ()
    copies_to: str = ""
    synthetic: bool = False


def chinese_day(day: datetime.date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else "____年__月__日"
