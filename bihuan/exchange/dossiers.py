"""A dossier going out: everything that is known about one cadre on a day, as known at a moment, each with its source."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import models

from bihuan.dossier import timeline
from bihuan.dossier.identity import numbers_of
from bihuan.dossier.pictures import pictures
from bihuan.exchange.cells import spelling
from bihuan.facts.known import seal_at
from bihuan.facts.models import Fact

ROSTER_KINDS = ("person", "employment", "position")


@dataclass(frozen=True, slots=True)
class AsOf:
    """The two times of every question: true on a day, known at a seal (None: all that is known)."""

    on: datetime.date
    seal: int | None = None

    @classmethod
    def at(cls, on: datetime.date, known_at: datetime.datetime | None) -> "AsOf":
        return cls(on, seal_at(known_at) if known_at else None)


def facts_of(cadre: int, as_of: AsOf) -> list[Fact]:
    """What had begun by the day, ended ones too, oldest first; of the roster's states the one that holds on the day."""
    begun = (fact for fact in timeline.facts_of(cadre, as_of.on, as_of.seal) if fact.kind.name not in ROSTER_KINDS)
    return sorted([*_roster_states(cadre, as_of), *begun], key=_place)


def _place(fact: Fact) -> tuple[int, datetime.date, int]:
    return fact.kind.number, fact.valid_from or datetime.date.min, fact.pk


def _roster_states(cadre: int, as_of: AsOf) -> list[Fact]:
    """Before the first of them the earliest known holds (feeds.md)."""
    states = (
        state
        for picture in pictures([cadre], as_of.on, as_of.seal).values()
        for state in (picture.person, picture.employment, picture.position)
    )
    return [state for state in states if state is not None]


def dossier_json(cadre: int, as_of: AsOf) -> dict[str, Any]:
    """The dossier as data: `facts` by kind, each with the values as they were given and where they come from."""
    facts: dict[str, list[dict[str, Any]]] = {}
    for fact in facts_of(cadre, as_of):
        facts.setdefault(fact.kind.name, []).append(fact_json(fact, as_of.on))
    return {
        "身份证号": numbers_of([cadre], as_of.seal).get(cadre),
        "on": as_of.on.isoformat(),
        "known_seal": as_of.seal,
        "facts": facts,
    }


def fact_json(fact: Fact, on: datetime.date) -> dict[str, Any]:
    """One fact: its columns under their Chinese names, when it holds and whether on the day, its source to the line."""
    source = fact.entry.source
    return {
        "kind": fact.kind.name,
        "名称": fact.kind.label,
        "values": {str(field.verbose_name): _plain(getattr(fact, field.attname)) for field in _shown(fact)},
        "valid_from": fact.valid_from,
        "valid_to": fact.valid_to,
        "holds": fact.valid_to is None or fact.valid_to > on,
        "act": fact.act,
        "reason": fact.reason,
        "known_from": fact.entry.moment.isoformat(),
        "source": {"feed": source.feed, "file": source.file, "line": fact.line, "reference": source.reference},
    }


def _shown(fact: Fact) -> "list[models.Field[Any, Any]]":
    return [one for one in fact.stated_fields() if not one.is_relation and not one.name.endswith("_index")]


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int) else spelling(value)
