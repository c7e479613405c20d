"""Drawing by chance: days beside every boundary, empty cells, records of which no key comes twice."""

import random
from datetime import date, timedelta
from typing import Any

from tests.oracle.county import Record
from tests.oracle.facts import KEYS
from tests.oracle.terms import add_months

MONTHS_BACK = [0, 1, 2, 3, 5, 6, 8, 11, 12, 12, 13, 18, 23, 24, 24, 36, 36, 47, 48, 60, 60, 72, 108, 120]
DAYS_BACK = [0, 1, 14, 15, 29, 30, 31, 59, 60, 61, 89, 90, 91, 99, 100, 101, 364, 365, 366, 729, 730, 731, 1094, 1095]


def asked_day(seed: int) -> date:
    """A day to ask about, often one on which something turns."""
    rng = random.Random(f"day{seed}")
    year = rng.choice([2024, 2025, 2025, 2026, 2026])
    turning = [
        (1, 1),
        (1, 31),
        (2, 1),
        (2, 28),
        (3, 1),
        (3, 31),
        (4, 1),
        (4, 2),
        (6, 30),
        (7, 1),
        (9, 30),
        (10, 1),
        (12, 31),
    ]
    if rng.random() < 0.6:
        return date(year, *rng.choice(turning))
    if rng.random() < 0.1:
        return date(2024, 2, 29)
    return date(year, 1, 1) + timedelta(days=rng.randrange(365))


class Drawing:
    def __init__(self, seed: int, people: int) -> None:
        self.rng = random.Random(seed)
        self.on = asked_day(seed)
        self.records: dict[str, list[Record]] = {}
        self.seen: set[tuple[str, str]] = set()
        self.seen_states: set[tuple[str, str]] = set()
        self.people = [f"P{seed % 1000:03d}{n:03d}" for n in range(people)]
        self.units = [f"U{n}" for n in range(max(2, people // 9))]
        self.posts: list[dict[str, str]] = []

    def pick(self, *choices: Any) -> Any:
        return self.rng.choice(choices)

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def day(self, future: float = 0.06) -> date:
        """A day beside a boundary of D's, seldom after D."""
        rng = self.rng
        if rng.random() < future:
            return self.on + timedelta(days=rng.choice([1, 1, 2, 29, 30, 31, 90, 91, 200]))
        kind = rng.random()
        if kind < 0.45:
            found = add_months(self.on, -rng.choice(MONTHS_BACK)) + timedelta(days=rng.choice([-2, -1, 0, 0, 1, 1]))
        elif kind < 0.75:
            found = self.on - timedelta(days=rng.choice(DAYS_BACK))
        elif kind < 0.9:
            year = self.on.year - rng.choice([0, 1, 1, 2, 3, 4, 5])
            found = date(year, *rng.choice([(1, 1), (12, 31), (1, 31), (3, 31), (6, 30), (9, 30), (10, 1), (2, 28)]))
            found += timedelta(days=rng.choice([-1, 0, 0, 1]))
        else:
            found = self.on - timedelta(days=rng.randrange(1500))
        return found if found <= self.on or rng.random() < future else self.on

    def text(self, day: date | None, coarse: float = 0.06) -> str:
        if day is None:
            return ""
        draw = self.rng.random()
        if draw < coarse / 4:
            return f"{day.year}"
        return f"{day:%Y-%m}" if draw < coarse else day.isoformat()

    def maybe_day(self, share: float, least: date | None = None) -> str:
        if not self.chance(share):
            return ""
        day = self.day()
        return self.text(max(day, least) if least else day)

    def add(self, feed: str, **cells: Any) -> dict[str, str] | None:
        """A record, unless its key was drawn before."""
        said = {name: str(value) for name, value in cells.items() if value not in (None, "")}
        listed = self.records.setdefault(feed, [])
        if feed in KEYS:
            key = "|".join(self.part(said, part) for part in KEYS[feed])
            if (feed, key) in self.seen:
                return None
            self.seen.add((feed, key))
        listed.append(Record(feed, f"{feed}.csv", len(listed) + 2, said))
        return said

    @staticmethod
    def part(cells: dict[str, str], part: str | tuple[str, ...]) -> str:
        if isinstance(part, str):
            return cells.get(part, "")[:10]
        return cells.get(part[0]) or "|".join(cells.get(name, "") for name in part[1:])
