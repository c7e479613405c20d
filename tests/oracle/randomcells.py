"""Random cells: words, some empty, and days dense around D and on the turns of months."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from .county import County, Record
from .facts import KEYS, Fact

FAR = date(2100, 1, 1)


class RandomCells:
    """Cells drawn by one generator; one record a key."""

    def __init__(self, seed: int, cadres: int, on: date) -> None:
        self.draw = random.Random(seed)
        self.on = on
        self.county = County({})
        self._keys: set[tuple[str, str]] = set()
        self.people = [f"1101{n:014d}" for n in range(cadres)]
        self.units = [f"U{n}" for n in range(max(2, cadres // 8))]
        self.posts = [f"P{n:03d}" for n in range(max(4, cadres))]

    def pick(self, words: Sequence[str], empty: float = 0.0) -> str:
        return "" if self.draw.random() < empty else self.draw.choice(words)

    def day(self, back: int = 900, ahead: int = 40, empty: float = 0.0) -> str:
        """A day near D; every third on the first or last of a month, where terms turn."""
        if self.draw.random() < empty:
            return ""
        day = self.on + timedelta(days=self.draw.randint(-back, ahead))
        turn = self.draw.random()
        if turn < 0.15:
            day = day.replace(day=1)
        elif turn < 0.3:
            day = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        return day.isoformat()

    def after(self, start: str, most: int, empty: float = 0.3) -> str:
        if not start or self.draw.random() < empty:
            return ""
        return (date.fromisoformat(start) + timedelta(days=self.draw.randint(0, most))).isoformat()

    def year(self, back: int = 3) -> str:
        return str(self.on.year - self.draw.randint(0, back))

    def person(self) -> str:
        return self.draw.choice(self.people)

    def yes(self, share: float) -> str:
        return "是" if self.draw.random() < share else self.pick(["否", ""])

    def add(self, feed: str, **cells: str) -> None:
        record = Record(feed, f"{feed}.csv", len(self.county.of(feed)) + 2, cells)
        key = Fact(record, FAR).key() if feed in KEYS else str(record.line)
        if (feed, key) not in self._keys:
            self._keys.add((feed, key))
            self.county.records.setdefault(feed, []).append(record)
