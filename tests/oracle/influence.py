"""Influence periods (checks.md, Influence period)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .facts import Fact
from .ladders import ADMONITION_MONTHS, INFLUENCE, PREFIXES
from .people import Person
from .terms import DAY, add_months


def measure(sanction: Fact) -> str:
    """种类 without one leading 党内/党纪/政务/行政."""
    kind = sanction["种类"].replace("（", "(").replace("）", ")").replace(" ", "")
    for prefix in PREFIXES:
        if kind.startswith(prefix):
            return kind[len(prefix) :]
    return kind


def is_admonition(sanction: Fact) -> bool:
    return "诫勉" in (sanction["类别"], measure(sanction))


def is_measure(sanction: Fact, category: str, *kinds: str) -> bool:
    return sanction["类别"] == category and measure(sanction) in kinds


@dataclass(frozen=True)
class Influence:
    """[start, end): end is the day after the last."""

    sanction: Fact
    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end


def influence_of(sanction: Fact) -> Influence | None:
    start = sanction.day("决定日期")
    stated = sanction.dated("影响期止")
    if stated:
        return Influence(sanction, start, stated + DAY)
    months = INFLUENCE.get(sanction["类别"], {}).get(measure(sanction))
    if is_admonition(sanction):
        months = ADMONITION_MONTHS
    return Influence(sanction, start, add_months(start, months)) if months else None


def influences(person: Person) -> list[Influence]:
    found = (influence_of(sanction) for sanction in person.counting("sanctions"))
    return [one for one in found if one]


def last_ending(periods: Iterable[Influence]) -> Influence | None:
    return max(periods, key=lambda one: (one.end, one.start), default=None)


def inside(person: Person, day: date) -> Influence | None:
    """The one that ends last of those the day is inside of."""
    return last_ending(one for one in influences(person) if day in one)
