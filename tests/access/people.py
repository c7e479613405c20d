"""Synthetic people, units and accounts for tests of who sees what."""

import datetime
from typing import Any

from django.test import Client

from bihuan.access.models import Account
from bihuan.access.roles import Role
from bihuan.calendar.partial import PartialDate
from bihuan.dossier.kinds import Employment, IdentityNumber, Person, Position, UnitState
from bihuan.dossier.models import Cadre
from bihuan.facts.entries import entry
from bihuan.facts.models import Fact, Source

BEGUN = datetime.date(2020, 1, 1)
DEPARTMENTS = {"roster": "组织部", "sanctions": "纪委监委", "assessments": "考核办"}


def day(text: str) -> Any:
    """A date as a source gave it. `Any`: the model plugin takes a date column for a text one."""
    return PartialDate.from_text(text)


def state(*facts: Fact, feed: str = "roster", actor: str = "test") -> None:
    """Record facts in one entry, each on a line of its own of `<feed>.csv`."""
    source = Source(feed=feed, file=f"{feed}.csv", department=DEPARTMENTS.get(feed, "组织部"))
    with entry(source, actor) as writing:
        for line, fact in enumerate(facts, 2):
            fact.derive()
            writing.record(fact, line)


def make_units(**parents: str) -> None:
    """`make_units(A="", B="A")`: B below A."""
    state(*(UnitState(unit_code=code, name=f"{code} 局", parent_code=up) for code, up in parents.items()), feed="units")


def make_cadre(name: str = "合成甲", unit: str = "A", born: str = "1980-05", **position: Any) -> int:
    """A cadre on the roster since 2020; their number."""
    cadre = Cadre.objects.create()
    facts: list[Fact] = [
        Person(cadre=cadre, name=name, sex="男", born_on=day(born), began_work_on=day("2004-07"), valid_from=BEGUN),
        Employment(cadre=cadre, status="在职", category="公务员", management="县管", valid_from=BEGUN),
        Position(
            cadre=cadre,
            unit_code=unit,
            valid_from=BEGUN,
            **{"post_name": "科长", "level": "乡科级正职", "rank": "一级主任科员"} | position,
        ),
        IdentityNumber(cadre=cadre, number=f"62012219800501{cadre.pk:04d}"),
    ]
    state(*facts)
    return int(cadre.pk)


def make_account(role: Role | str, **given: Any) -> Account:
    """An account that never signs in by password, so that none has to be hashed."""
    account = Account(username=f"{role}-{Account.objects.count()}", role=Role(role), password="!", **given)
    account.save()
    return account


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client
