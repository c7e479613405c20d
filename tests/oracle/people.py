"""A cadre as on D: service, posts held, unit, level, rank, trial, leader, head (checks.md, Shared terms)."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from .county import Record, Ref
from .facts import Fact, Facts
from .ladders import LEVELS, RANKS, level_index, rank_index
from .posts import Appointment, Posts, Run, appointment_of, identify, runs
from .terms import DAY, add_months, new_year

BOUND = ("公务员", "参公", "")
LEADER_LEVEL = LEVELS.index("县处级副职")
LEADER_RANK = RANKS.index("四级调研员")


def roster_on(states: list[Record], on: date) -> Fact:
    """The state with the latest _from ≤ D, else the earliest known."""
    ordered = sorted(states, key=lambda record: record.cells.get("_from", ""))
    before = [record for record in ordered if record.cells.get("_from", "") <= on.isoformat()]
    return Fact(before[-1] if before else ordered[0], on)


@dataclass(frozen=True)
class Rise:
    """An appointment that raises the level, and the level it is above."""

    appointment: Appointment
    before: str
    level: str


class Person:
    def __init__(self, facts: Facts, posts: Posts, roster: Fact, rows: dict[str, list[Fact]]) -> None:
        self.facts, self.posts, self.roster, self.on = facts, posts, roster, facts.on
        self.id = roster["身份证号"]
        self.rows = rows
        self.appointments = [appointment_of(fact) for fact in self.counting("appointments")]
        self.appointments.sort(key=lambda one: (one.start, one.own_code, one.name))
        own = roster["现任职位编码"] or posts.named(roster["现任单位编码"], roster["现任职务"])
        identify(self.appointments, posts, self.on, roster["现任单位编码"], roster["现任职位编码"])
        self.present_post = self._present_post(own)

    # -- rows ---------------------------------------------------------------------------------------------------

    def present(self, feed: str) -> list[Fact]:
        return self.rows.get(feed, [])

    def counting(self, feed: str) -> list[Fact]:
        return [fact for fact in self.present(feed) if fact.counts]

    # -- service ------------------------------------------------------------------------------------------------

    @property
    def in_service(self) -> bool:
        return self.roster["人员状态"] == "在职"

    @property
    def bound(self) -> bool:
        return self.roster["人员类别"] in BOUND

    @cached_property
    def started(self) -> date | None:
        """参加工作时间, else the earliest 任职日期 or 职级 起始日期 known."""
        known = [one.start for one in self.appointments] + [fact.day("起始日期") for fact in self.counting("ranks")]
        return self.roster.dated("参加工作时间") or min(known, default=None)

    def in_service_through(self, year: int) -> bool:
        return self.in_service and self.started is not None and self.started <= new_year(year)

    def trial_over_before(self, year: int) -> bool:
        return self.started is not None and add_months(self.started, 12) <= new_year(year)

    def since(self, column: str, day: date) -> bool:
        """The roster's statement reaches back to its date; without one it holds on D alone."""
        begun = self.roster.dated(column)
        return day == self.on if begun is None else begun <= day

    # -- posts --------------------------------------------------------------------------------------------------

    def _present_post(self, code: str) -> Appointment | None:
        """The roster's present post, unless an appointment to it is on record."""
        if not (code or self.roster["现任职务"]):
            return None
        stand_in = Appointment(
            fact=None,
            start=self.roster.dated("任现职时间") or self.on,
            end=None,
            own_code=self.roster["现任职位编码"],
            name=self.roster["现任职务"],
            stated_unit=self.roster["现任单位编码"],
            secondment=False,
            acting=False,
            own_level="",
            post=code,
            roster_ref=self.roster.ref,
        )
        on_record = any(one.identity == stand_in.identity for one in self.appointments)
        return None if on_record else stand_in

    def in_force(self, day: date) -> list[Appointment]:
        """Appointments in force, 挂职 aside."""
        return [one for one in self.appointments if one.in_force(day) and not one.secondment]

    def held(self, day: date) -> list[Appointment]:
        """Posts held: appointments in force, 挂职 included; with none in force the roster's present post."""
        listed = [one for one in self.appointments if one.in_force(day)]
        stand_in = self.present_post
        if stand_in and not self.in_force(day) and self.since("任现职时间", day):
            listed.append(stand_in)
        return listed

    def runs_held(self) -> list[Run]:
        """Runs in force on D; the roster's present post counts as an appointment of 任现职时间."""
        stand_in = [one for one in self.held(self.on) if one.fact is None]
        return [run for run in runs(self.appointments + stand_in) if run.in_force(self.on)]

    def unit(self, day: date) -> str:
        listed = self.in_force(day)
        here = self.roster["现任单位编码"]
        if any(one.stated_unit == here for one in listed):
            return here
        if listed:
            return max(listed, key=lambda one: (one.start, one.post, one.name, one.stated_unit)).stated_unit
        return here if self.since("任现职时间", day) else ""

    # -- level and rank -----------------------------------------------------------------------------------------

    def level(self, day: date) -> str:
        """职务层次 on a day; '' where unknown."""
        known = [one.level(self.posts) for one in self.held(day) if not one.secondment]
        known = [level for level in known if level]
        if known:
            return max(known, key=LEVELS.index)
        stated = self.roster["职务层次"]
        return stated if stated in LEVELS and self.since("任现职务层次时间", day) else ""

    @cached_property
    def ranks(self) -> list[Fact]:
        """Ranks rows in date order; of one day only the higher."""
        by_day: dict[date, Fact] = {}
        for fact in self.counting("ranks"):
            day = fact.day("起始日期")
            known = by_day.get(day)
            if known is None or _height(fact) > _height(known):
                by_day[day] = fact
        return [by_day[day] for day in sorted(by_day)]

    def rank(self, day: date) -> str:
        """职级 on a day; '' where unknown or off the ladder."""
        rows = [fact for fact in self.ranks if fact.day("起始日期") <= day]
        if self.ranks:
            stated = rows[-1]["职级"] if rows else ""
        else:
            stated = self.roster["职级"] if self.since("任现职级时间", day) else ""
        return stated if stated in RANKS else ""

    def higher_ranks(self) -> list[Fact]:
        """Rows above the row of an earlier day."""
        found = []
        for fact in self.counting("ranks"):
            before = [row for row in self.ranks if row.day("起始日期") < fact.day("起始日期")]
            if before and _height(before[-1]) >= 0 and _height(fact) > _height(before[-1]):
                found.append(fact)
        return found

    def leader(self, day: date) -> bool:
        level, rank = level_index(self.level(day)), rank_index(self.rank(day))
        return (level is not None and level >= LEADER_LEVEL) or (rank is not None and rank >= LEADER_RANK)

    def head(self, day: date) -> bool:
        return any(self.makes_head(one) for one in self.held(day))

    def makes_head(self, one: Appointment) -> bool:
        return not one.secondment and (one.acting or self.posts.says(one.post, "是否主要领导") == "是")

    # -- rises --------------------------------------------------------------------------------------------------

    def _level_before(self, day: date) -> str:
        """The highest known of the appointments of the day before, else of the last one left; '' not judged."""
        eve = day - DAY
        listed = self.in_force(eve)
        if not listed:
            left = [one for one in self.appointments if not one.secondment and one.end and one.end <= eve]
            latest = max((one.end for one in left if one.end), default=None)
            listed = [one for one in left if one.end == latest]
        known = [level for level in (one.level(self.posts) for one in listed) if level]
        return max(known, key=LEVELS.index) if known else ""

    @cached_property
    def rises(self) -> list[Rise]:
        first: dict[tuple[date, str], Rise] = {}
        by_code = sorted(self.appointments, key=lambda one: (not one.post, one.post, one.name, one.stated_unit))
        for one in by_code:
            level = one.level(self.posts)
            before = self._level_before(one.start)
            if one.secondment or not level or not before or LEVELS.index(level) <= LEVELS.index(before):
                continue
            first.setdefault((one.start, level), Rise(one, before, level))
        return sorted(first.values(), key=lambda rise: (rise.appointment.start, rise.level))

    @property
    def evidence(self) -> list[Ref]:
        return [self.roster.ref]


def _height(fact: Fact) -> int:
    index = rank_index(fact["职级"])
    return -1 if index is None else index
