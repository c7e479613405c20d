"""incentive.promotion_years_short: years held at the level below before a rise."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from .county import Finding
from .ladders import LEVELS, RANKS, rank_index
from .people import Person, Rise
from .society import Society, about
from .terms import within_months

# To a level: the level below it, and the days needed there (2 years = 730, 3 = 1,095).
NEEDED = {
    "乡科级正职": ("乡科级副职", 730),
    "县处级副职": ("乡科级正职", 1095),
    "县处级正职": ("县处级副职", 730),
    "厅局级副职": ("县处级正职", 1095),
    "厅局级正职": ("厅局级副职", 730),
}
FIRST_LEVEL = "乡科级副职"


def days_at(person: Person, level: str, before: date) -> int:
    """Days before a date on which it was the level held, added up."""
    turns = {one.start for one in person.appointments}
    turns |= {one.end for one in person.appointments if one.end}
    turns |= {day for column in ("任现职时间", "任现职务层次时间") if (day := person.roster.dated(column))}
    edges = [*sorted(day for day in turns if day < before), before]
    spans = pairwise(edges)
    return sum((end - start).days for start, end in spans if person.level(start) == level)


def days_as_clerk(person: Person, event: date) -> int | None:
    """Days since the first 起始日期 of 一级科员 or higher; None where there is none by then."""
    clerk = RANKS.index("一级科员")
    known = [row.day("起始日期") for row in person.counting("ranks") if (rank_index(row["职级"]) or 0) >= clerk]
    first = min((day for day in known if day <= event), default=None)
    return None if first is None else (event - first).days


def short_of(person: Person, rise: Rise) -> tuple[int, int] | None:
    """Days served and days needed, where they fall short."""
    event = rise.appointment.start
    if rise.level == FIRST_LEVEL:
        served, needed = days_as_clerk(person, event), 1095
    else:
        below, needed = NEEDED[rise.level]
        served = days_at(person, below, event) or None
    jump = LEVELS.index(rise.level) - LEVELS.index(rise.before)
    if jump >= 2 and rise.before != LEVELS[0]:
        return served or 0, needed
    return (served, needed) if served is not None and served < needed else None


def promotion_years_short(society: Society, person: Person) -> Iterator[Finding]:
    for rise in person.rises:
        one = rise.appointment
        if one.fact is None or one.fact["是否破格"] == "是" or not within_months(one.start, 36, society.on):
            continue
        short = short_of(person, rise)
        if short:
            key = [one.key, one.start.isoformat()]
            days: dict[str, object] = {"days": short[0]}
            yield about(person, "incentive.promotion_years_short", "yellow", key, one.refs, days, {"days": short[1]})
