"""The truth of feeds.md, kept beside the product: what becomes of each row, and what is known then."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from tests.journeys.meant import Register, whose
from tests.journeys.rawcounty import key_of, people_columns
from tests.journeys.sent import CLEAR, Delivery, Sent, SentFile
from tests.journeys.wordings import ORDER
from tests.oracle.county import County, Record

Key = tuple[str, ...]
NUMBER = re.compile(r"\d{17}[\dX]")


@dataclass
class Known:
    """What a feed delivered under one key. `said`: each state that it stated, with its day; `states`: the roster's."""

    cells: dict[str, str]
    day: str
    file: str
    line: int
    retracted: bool = False
    said: list[dict[str, str]] = field(default_factory=list)
    states: dict[str, tuple[dict[str, str], str, int]] = field(default_factory=dict)


class Ledger:
    def __init__(self, managed: frozenset[str] | None = None) -> None:
        self.managed = managed
        self.known: dict[str, dict[Key, Known]] = defaultdict(dict)

    def take(self, delivery: Delivery, received: datetime) -> None:
        """Decide every row of a delivery, in the order in which feeds depend on each other."""
        for file in sorted(delivery.files, key=lambda one: (ORDER.index(one.feed), one.name)):
            self._take_file(file, received.date().isoformat())

    def _take_file(self, file: SentFile, arrived: str) -> None:
        for row in file.rows:
            row.outcome, row.owner = "", None
        self._link(file)
        keyed: dict[Key, list[Sent]] = defaultdict(list)
        for row in file.rows:
            if not row.outcome:
                keyed[key_of(row.feed, row.cells | self._named[id(row)])].append(row)
        for key, rows in keyed.items():
            for row in self._one_of(rows):
                self._decide(file, key, row, arrived)

    # -- whose ---------------------------------------------------------------------------------------------------

    def _link(self, file: SentFile) -> None:
        """Appointments teach in which units people are to be found, those of this file too."""
        register = Register(self.known)
        self._named: dict[int, dict[str, str]] = {}
        while True:
            for row in file.rows:
                self._link_row(register, row)
            if file.feed != "appointments" or not self._learn(register, file):
                return

    def _link_row(self, register: Register, row: Sent) -> None:
        row.outcome, row.owner = ("rejected", None) if row.spoilt else ("", None)
        if row.spoilt:
            return
        found = {column: whose(register, naming) for column, naming in row.people.items()}
        self._named[id(row)] = {column: number or "" for column, number in found.items()}
        if None in found.values():
            row.outcome = "review"
        elif row.feed == "roster":
            row.owner = row.cells["身份证号"]
        else:
            named = (found[column] for column in people_columns(row.feed))
            row.owner = next((number for number in named if number and number != CLEAR), None)

    def _learn(self, register: Register, file: SentFile) -> bool:
        news = False
        for row in file.rows:
            if row.owner and not row.outcome:
                news |= register.learn(row.owner, row.cells.get("单位编码", ""), row.cells.get("职位编码", ""))
        return news

    # -- one key twice in a file ---------------------------------------------------------------------------------

    def _one_of(self, rows: list[Sent]) -> list[Sent]:
        """Equal rows are unchanged after the first, unequal ones all review."""
        first, *others = rows
        if all(self._content(one) == self._content(first) for one in others):
            for one in others:
                one.outcome = "unchanged"
            return [first]
        for one in rows:
            one.outcome, one.owner = "review", None
        return []

    def _content(self, row: Sent) -> tuple[object, ...]:
        return self._stated(row), row.act == "撤销", row.data_date

    def _stated(self, row: Sent) -> dict[str, str]:
        """What the row states; an empty cell states nothing."""
        people = {column: number for column, number in self._named[id(row)].items() if number}
        return {name: value for name, value in (row.cells | people).items() if value}

    # -- against what is known -----------------------------------------------------------------------------------

    def _decide(self, file: SentFile, key: Key, row: Sent, arrived: str) -> None:
        last, stated, day = self.known[file.feed].get(key), self._stated(row), row.data_date or arrived
        if file.feed == "roster" and _doubtful(row, last):
            row.outcome, row.owner = "review", None
        elif last is None and file.feed == "recognitions" and not self._names_the_known(row):
            row.outcome = "review"
        elif last is None and row.act == "撤销":
            row.outcome, row.owner = "rejected", None
        elif last is None:
            row.outcome = "accepted"
            self._state(file, key, row, merged({}, stated), day)
        elif row.act == "撤销":
            self._withdraw(row, last, day)
        elif agrees(last.cells, stated) and not last.retracted:
            row.outcome = "unchanged"
            last.day = max(last.day, day)
        elif day < last.day:
            was_said = any(agrees(cells, stated) for cells in last.said)
            row.outcome, row.owner = ("unchanged", row.owner) if was_said else ("review", None)
        else:
            row.outcome = "accepted" if last.retracted else "corrected"
            self._state(file, key, row, merged(last.cells, stated), day)

    def _names_the_known(self, row: Sent) -> bool:
        """Whether everybody whom the key of a recognition names is in the roster."""
        named = [part for part in row.cells["原记录键"].split("|") if NUMBER.fullmatch(part)]
        return all((part,) in self.known["roster"] for part in named)

    def _withdraw(self, row: Sent, last: Known, day: str) -> None:
        if last.retracted:
            row.outcome = "unchanged"
            last.day = max(last.day, day)
        elif day < last.day:
            row.outcome, row.owner = "review", None
        else:
            row.outcome = "corrected"
            last.retracted, last.cells, last.day = True, {}, day

    def _state(self, file: SentFile, key: Key, row: Sent, cells: dict[str, str], day: str) -> None:
        known = self.known[file.feed].setdefault(key, Known({}, day, file.name, row.line))
        known.cells, known.day, known.file, known.line, known.retracted = cells, day, file.name, row.line, False
        known.said.append(cells)
        known.states[day] = (cells, file.name, row.line)

    # -- what stands ---------------------------------------------------------------------------------------------

    def county(self) -> County:
        """What is known now, as the oracle reads it."""
        records: dict[str, list[Record]] = {}
        for feed in ORDER:
            standing = [one for one in self.known[feed].values() if not one.retracted]
            records[feed] = [
                Record(feed, file, line, cells | ({"_from": day} if feed == "roster" else {}))
                for one in standing
                for day, (cells, file, line) in (
                    one.states.items() if feed == "roster" else [(one.day, (one.cells, one.file, one.line))]
                )
            ]
        return County(records, self.managed)


def _doubtful(row: Sent, last: Known | None) -> bool:
    """A number that is known under another name, or whose own year and month of birth are not those of its row."""
    number, born = row.cells["身份证号"], row.cells["出生年月"]
    renamed = last is not None and last.cells["姓名"] != row.cells["姓名"]
    return renamed or f"{number[6:10]}-{number[10:12]}" != born[:7]


def merged(before: dict[str, str], stated: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in (before | stated).items() if value and value != CLEAR}


def agrees(before: dict[str, str], stated: dict[str, str]) -> bool:
    """Whether a row states nothing that is not known already."""
    return all(before.get(name, "") == ("" if value == CLEAR else value) for name, value in stated.items())
