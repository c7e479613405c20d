"""What happens to a record on its way: sent once, sent late, corrected, emptied, taken back, sent twice, spoilt."""

import random
from collections.abc import Iterable
from datetime import date, timedelta

from tests.journeys.rawcounty import RawCounty, in_order, people_columns
from tests.journeys.sent import CLEAR, Naming, Sent
from tests.journeys.wordings import (
    BOOLEANS,
    CLOSED,
    DATES,
    KEYS,
    NUMBERS,
    REQUIRED,
    SAME_WORD,
    STARTS,
    WORDED,
)
from tests.oracle.county import Record

Told = list[tuple[int, Sent]]
STAYS = {"roster": {"姓名", "性别", "出生年月", "人员类别", "管理权限"}, "petitions": {"反映类别"}}
FIRST, LAST = 0, 2


class Stories:
    """Tells each record's story; an event is (delivery, row), rows of one delivery may meet in one file."""

    def __init__(self, raw: RawCounty, draw: random.Random) -> None:
        self.raw, self.draw = raw, draw
        self.twins = {
            number
            for number, one in raw.who.items()
            if sum(other.name == one.name and other.born[:7] == one.born[:7] for other in raw.who.values()) > 1
        }
        self.unit_of = {one.cells["身份证号"]: one.cells["现任单位编码"] for one in raw.county.of("roster")}

    def tell(self, record: Record) -> Told:
        if record.feed in ("units", "posts"):
            return [(FIRST, self.row(record.feed, record.cells))]
        if record.feed == "roster":
            return self._of_a_person(record)
        return self._of_an_event(record)

    # -- a person ------------------------------------------------------------------------------------------------

    def _of_a_person(self, record: Record) -> Told:
        """A line of the roster: one in four changes later, one in ten comes late."""
        cells, roll = record.cells, self.draw.random()
        if roll < 0.1:
            return [(1, self.row("roster", cells))]
        if roll < 0.4:
            before = self.altered("roster", cells, 3)
            at = self.draw.choice([1, 2])
            return [
                (FIRST, self.row("roster", before)),
                (at, self.row("roster", self.partial("roster", before, cells))),
            ]
        told = [(FIRST, self.row("roster", cells))]
        if roll < 0.6:
            told.append((1, self.row("roster", cells)))
        if roll > 0.95:
            told.append((LAST, self.row("roster", cells | {"姓名": cells["姓名"] + "某"}, why="renamed")))
        elif roll > 0.9:
            told.append(
                (LAST, self.row("roster", self.altered("roster", cells, 2), why="older", data_date=self._old()))
            )
        return told

    def _old(self) -> str:
        return (self.raw.on - timedelta(days=3000)).isoformat()

    # -- an event ------------------------------------------------------------------------------------------------

    def _of_an_event(self, record: Record) -> Told:
        feed, cells, roll = record.feed, record.cells, self.draw.random()
        words = self.words(cells)
        if roll < 0.45:
            return [(FIRST, self.row(feed, cells, words))]
        if roll < 0.6:
            return [(self.draw.choice([1, 2]), self.row(feed, cells, words))]
        if roll < 0.78:
            before = self.altered(feed, cells, 2)
            later = self.row(feed, self.partial(feed, before, cells), words, act=self.draw.choice(["", "更正"]))
            return [(FIRST, self.row(feed, before, words)), (self.draw.choice([1, 2]), later)]
        return self._odd(feed, cells, words, roll)

    def _odd(self, feed: str, cells: dict[str, str], words: dict[str, str], roll: float) -> Told:
        first = (FIRST, self.row(feed, cells, words))
        if roll < 0.82:
            return [first, (FIRST, self.row(feed, cells, words, why="twin"))]
        if roll < 0.85:
            other = self.row(feed, self.altered(feed, cells, 1), words, why="quarrel")
            return [first, (FIRST, other), (LAST, self.row(feed, cells, words))]
        if roll < 0.89:
            return [first, (1, self.row(feed, self.partial(feed, cells, cells), words, why="again"))]
        if roll < 0.92:
            return [first, (self.draw.choice([1, 2]), self.row(feed, cells, words, act="撤销"))]
        if roll < 0.94:
            older = self.row(feed, self.altered(feed, cells, 1), words, why="older", data_date=self._old())
            return [first, (1, older)]
        return [first, *self._spoilt(feed, cells)]

    def _spoilt(self, feed: str, cells: dict[str, str]) -> Told:
        """A row that cannot be read beside the one that can."""
        row = self.row(feed, cells, why="spoilt")
        row.spoilt = dict([self.draw.choice(list(self._faults(feed, row)))])
        return [(self.draw.choice([0, 1, 2]), row)]

    def _faults(self, feed: str, row: Sent) -> Iterable[tuple[str, str]]:
        for column, value in row.cells.items():
            if column in DATES and value:
                yield column, self.draw.choice(["2025-13-01", "2025-02-30", "去年", "25.3.1"])
            if column in NUMBERS:
                yield column, "若干"
            if column in STARTS and len(row.cells.get(STARTS[column], "")) == 10:
                start = date.fromisoformat(row.cells[STARTS[column]])
                yield column, (start - timedelta(days=40)).isoformat()
        if CLOSED.get(feed) and row.cells.get(CLOSED[feed]):
            yield CLOSED[feed], "其它的"
        for column in REQUIRED[feed].split():
            if column in row.cells:
                yield column, ""

    # -- cells ---------------------------------------------------------------------------------------------------

    def row(
        self, feed: str, cells: dict[str, str], words: dict[str, str] | None = None, act: str = "", why: str = "",
        data_date: str = "",
    ) -> Sent:  # fmt: skip
        people = {column: self.naming(feed, cells.get(column, "")) for column in people_columns(feed)}
        plain = {name: value for name, value in cells.items() if name not in people}
        fitting = {name: word for name, word in (words or {}).items() if word in SAME_WORD.get(cells.get(name, ""), ())}
        return Sent(feed, plain, people, fitting, act=act, why=why, data_date=data_date)

    def words(self, cells: dict[str, str]) -> dict[str, str]:
        """Words that this department has for what others call otherwise; the same in all its files."""
        return {
            column: self.draw.choice(SAME_WORD[value])
            for column, value in cells.items()
            if column in WORDED and value in SAME_WORD and self.draw.random() < 0.5
        }

    def altered(self, feed: str, cells: dict[str, str], most: int) -> dict[str, str]:
        """The record as it was first known: some cells that no key hangs on other, still empty, or not empty yet."""
        fixed = {name for part in KEYS[feed] for name in ([part] if isinstance(part, str) else part)}
        columns = {name for one in self.raw.county.of(feed)[:40] for name, value in one.cells.items() if value}
        free = sorted(columns - fixed - STAYS.get(feed, set()))
        before = dict(cells)
        for column in self.draw.sample(free, min(len(free), self.draw.randint(1, most))):
            values = [one.cells.get(column, "") for one in self.raw.county.of(feed)]
            other = before | {column: self.draw.choice(values if self.draw.random() < 0.6 else [""])}
            if in_order(other) and not (column in REQUIRED[feed].split() and not other[column]):
                before = other
        return {name: value for name, value in before.items() if value}

    def partial(self, feed: str, before: dict[str, str], after: dict[str, str]) -> dict[str, str]:
        """A later row: what changed, what must be there, some of the rest; what is no more, cleared."""
        fixed = {name for part in KEYS[feed] for name in ([part] if isinstance(part, str) else part)}
        fixed |= set(REQUIRED[feed].split()) | set(STAYS.get(feed, set()))
        short = self.draw.random() < 0.5
        kept = {
            name: value
            for name, value in after.items()
            if name in fixed or before.get(name) != value or not (short and self.draw.random() < 0.6)
        }
        return kept | {name: CLEAR for name in before if name not in after}

    # -- people --------------------------------------------------------------------------------------------------

    def naming(self, feed: str, number: str) -> Naming:
        """By number, by name and unit and birth, by both; sometimes so that an officer must decide."""
        if number in ("", CLEAR):
            return Naming({"身份证号": number})
        one, roll = self.raw.who[number], self.draw.random()
        spelled = self.raw.names_of(self.unit_of[number])
        group = {"姓名": one.name, "单位": self.draw.choice(spelled), "出生年月": one.born[: self.draw.choice([7, 10])]}
        if self.draw.random() < 0.5:
            group["性别"] = one.sex
        if (
            roll < 0.45
            or (feed == "appointments" and number in self.twins)
            or (feed == "petitions" and self.raw.managed)
        ):
            return Naming({"身份证号": number})
        if roll < 0.9:
            return Naming(group)
        if roll < 0.97:
            return Naming(group | {"身份证号": number})
        wrong = self.draw.choice(["姓名", "单位", "出生年月", "性别", "清"])
        return Naming(_mistaken(group, wrong, number if self.draw.random() < 0.3 else ""))


def _mistaken(group: dict[str, str], wrong: str, number: str) -> dict[str, str]:
    """A typo, an unknown unit, another month, the other sex, or one of the three left out."""
    other = {
        "姓名": group["姓名"] + "子",
        "单位": "邻县某局",
        "出生年月": "1955-01",
        "性别": "男女"[group.get("性别") == "男"],
    }
    cells = group | {wrong: other[wrong]} if wrong in other else {k: v for k, v in group.items() if k != "单位"}
    return cells | ({"身份证号": number} if number else {})


assert not BOOLEANS & DATES
