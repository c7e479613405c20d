"""What the tests of the loop share: people and their offices, a cadre, days on the clock."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from bihuan.access.models import Account
from bihuan.calendar import clock
from bihuan.dossier.kinds import Employment, Person, Position
from bihuan.dossier.models import Cadre
from bihuan.facts.entries import entry
from bihuan.facts.models import Source
from bihuan.loop.stating import build

TODAY = datetime.date(2026, 3, 2)
SEATS = [
    ("li", "supervision", "officer"), ("wang", "supervision", "head"), ("xu", "supervision", "officer"),
    ("gong", "civil_service", "officer"), ("gonghead", "civil_service", "head"),
    ("jiao", "education", "officer"), ("jiaohead", "education", "head"),
    ("kao", "assessment", "officer"), ("ganbu", "cadre", "officer"), ("ganbuhead", "cadre", "head"),
    ("ji", "discipline", "officer"), ("ji2", "discipline", "officer"), ("jihead", "discipline", "head"),
    ("shen", "audit", "officer"), ("shen2", "audit", "officer"), ("shenhead", "audit", "head"),
    ("buzhang", "leadership", "head"), ("fubuzhang", "leadership", "deputy"), ("shuji", "committee", "head"),
]  # fmt: skip


def on(day: str) -> clock.SetClock:
    """The clock at nine in the morning of a day."""
    moment = datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time(9), clock.SHANGHAI)
    return clock.set_clock(moment)


@dataclass
class County:
    """Accounts by name, one cadre with an account of their own."""

    people: dict[str, Account] = field(default_factory=dict)
    cadre: Cadre = field(default_factory=Cadre)

    def __getitem__(self, name: str) -> Account:
        return self.people[name]


def make_cadre(name: str, unit_code: str = "U01", **position: Any) -> Cadre:
    cadre = Cadre.objects.create()
    facts = [
        build(Person, cadre=cadre, name=name, born_on=datetime.date(1980, 5, 1)),
        Employment(cadre=cadre, status="在职", category="公务员"),
        Position(cadre=cadre, unit_code=unit_code, post_name="科员", **position),
    ]
    with entry(Source(feed="roster", file="roster.csv"), "test") as writing:
        for fact in facts:
            fact.valid_from = datetime.date(2020, 1, 1)
            fact.derive()
            writing.record(fact)
    return cadre


def unlocked(seats: list[tuple[str, str, str]]) -> list[Account]:
    """Accounts that never sign in, so that no password has to be hashed."""
    return [Account(username=name, role=duty, password="!") for name, duty, _ in seats]
