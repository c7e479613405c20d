"""Posts and appointments: to which post one is, whether it is in force, runs that touch (checks.md, Posts held)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .county import Ref
from .facts import Fact, Facts
from .ladders import LEVELS


class Posts:
    """The posts on record, by code and by name in their unit."""

    def __init__(self, facts: Facts) -> None:
        self.by_code = {fact["职位编码"]: fact for fact in facts.present("posts")}
        self.units = {fact["单位编码"]: fact for fact in facts.present("units")}
        self._named: dict[tuple[str, str], list[str]] = defaultdict(list)
        for code, fact in self.by_code.items():
            self._named[fact["单位编码"], fact["职位名称"]].append(code)

    def named(self, unit: str, name: str) -> str:
        """The one post of that name in the unit, else ''."""
        codes = self._named.get((unit, name), []) if name else []
        return codes[0] if len(codes) == 1 else ""

    def says(self, code: str, column: str) -> str:
        fact = self.by_code.get(code)
        return fact[column] if fact else ""

    def kind_of_unit(self, unit: str) -> str:
        fact = self.units.get(unit)
        return fact["单位类别"] if fact else ""

    def sensitive(self, code: str) -> set[str]:
        """Its 重点岗位, 无 aside."""
        return set(self.says(code, "重点岗位").split("、")) - {"", "无"}


@dataclass
class Appointment:
    """An appointment, or the roster's present post where that stands in for one (`fact` is then None)."""

    fact: Fact | None
    start: date
    end: date | None
    own_code: str
    name: str
    stated_unit: str
    secondment: bool
    acting: bool
    own_level: str
    post: str = ""
    roster_ref: Ref | None = None

    def in_force(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    @property
    def key(self) -> str:
        """A post in a key: the appointment's own 职位编码, else 职务名称."""
        return self.own_code or self.name

    @property
    def identity(self) -> tuple[str, ...]:
        return (self.post,) if self.post else (self.stated_unit, self.name)

    @property
    def refs(self) -> list[Ref]:
        if self.fact:
            return [self.fact.ref]
        return [self.roster_ref] if self.roster_ref else []

    def level(self, posts: Posts) -> str:
        """Its own, else its post's; '' where unknown or off the ladder."""
        level = self.own_level or posts.says(self.post, "职务层次")
        return level if level in LEVELS else ""

    def unit(self, posts: Posts) -> str:
        """The post's 单位编码; of an unidentified post the appointment's."""
        return posts.says(self.post, "单位编码") or ("" if self.post in posts.by_code else self.stated_unit)


def appointment_of(fact: Fact) -> Appointment:
    return Appointment(
        fact=fact,
        start=fact.day("任职日期"),
        end=fact.dated("免职日期"),
        own_code=fact["职位编码"],
        name=fact["职务名称"],
        stated_unit=fact["单位编码"],
        secondment=fact["任职方式"] == "挂职",
        acting=fact["是否主持工作"] == "是",
        own_level=fact["职务层次"],
    )


def identify(appointments: list[Appointment], posts: Posts, on: date, roster_unit: str, roster_post: str) -> None:
    """Say of each appointment to which post it is."""
    for one in appointments:
        one.post = one.own_code or posts.named(one.stated_unit, one.name)
    if not roster_post:
        return
    by_code_or_name = [one for one in appointments if one.in_force(on) and one.post == roster_post]
    for one in appointments:
        open_here = one.in_force(on) and not one.secondment and one.stated_unit == roster_unit
        if not one.post and open_here and not by_code_or_name:
            one.post = roster_post


@dataclass
class Run:
    """Appointments to one post that touch, a day between them at most."""

    appointments: list[Appointment]

    @property
    def start(self) -> date:
        return min(one.start for one in self.appointments)

    @property
    def end(self) -> date | None:
        ends = [one.end for one in self.appointments]
        return None if None in ends else max(end for end in ends if end)

    def in_force(self, day: date) -> bool:
        return any(one.in_force(day) for one in self.appointments)

    def named_by(self, on: date) -> Appointment:
        """Its appointment in force on D, else its last."""
        among = [one for one in self.appointments if one.in_force(on)] or self.appointments
        return max(among, key=lambda one: (one.start, one.end or date.max, one.post, one.own_code))

    @property
    def refs(self) -> list[Ref]:
        return [ref for one in self.appointments for ref in one.refs]


def runs(appointments: Iterable[Appointment]) -> list[Run]:
    grouped: dict[tuple[str, ...], list[Appointment]] = defaultdict(list)
    for one in sorted(appointments, key=lambda one: (one.start, one.end or date.max)):
        grouped[one.identity].append(one)
    return [run for listed in grouped.values() for run in _touching(listed)]


def _touches(end: date | None, start: date) -> bool:
    return end is None or start <= end + timedelta(days=1)


def _touching(listed: list[Appointment]) -> list[Run]:
    found: list[Run] = []
    for one in listed:
        if found and _touches(found[-1].end, one.start):
            found[-1].appointments.append(one)
        else:
            found.append(Run([one]))
    return found
