"""A dossier going out: everything that is known about one cadre on a day, as known at a moment, each with its source."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from bihuan.dossier.identity import members, numbers_of
from bihuan.facts.kinds import all_kinds
from bihuan.facts.known import seal_at
from bihuan.facts.models import Fact, FactSet


@dataclass(frozen=True, slots=True)
class AsOf:
    """The two times of every question: true on a day, known at a seal (None: all that is known)."""

    on: datetime.date
    seal: int | None = None

    @classmethod
    def at(cls, on: datetime.date, known_at: datetime.datetime | None) -> "AsOf":
        return cls(on, seal_at(known_at) if known_at else None)


def facts_of(cadre: int, as_of: AsOf) -> Iterator[Fact]:
    """Facts that concern the cadre, kind by kind, oldest first."""
    numbers = members(cadre, as_of.seal)
    for model in all_kinds():
        if model.kind.concerns:
            yield from _of_kind(model, numbers, as_of).select_related("entry__source").order_by("valid_from", "pk")


def _of_kind(model: type[Fact], numbers: list[int], as_of: AsOf) -> FactSet:
    about = models.Q()
    for column in model.kind.concerns:
        about |= models.Q(**{f"{column}__in": numbers})
    return model.objects.known(as_of.seal).filter(about) if _states_all(model) else (
        model.objects.known(as_of.seal).holding(as_of.on).filter(about)
    )


def _states_all(model: type[Fact]) -> bool:
    """Roster states are shown whole: before the first of them the earliest known holds."""
    return model.kind.name in {"person", "employment", "position"}


def dossier_json(cadre: int, as_of: AsOf) -> dict[str, Any]:
    """The dossier as data: `facts` by kind, each with the values as they were given and where they come from."""
    facts: dict[str, list[dict[str, Any]]] = {}
    for fact in facts_of(cadre, as_of):
        facts.setdefault(fact.kind.name, []).append(fact_json(fact))
    return {"身份证号": numbers_of([cadre]).get(cadre), "on": as_of.on.isoformat(), "known_seal": as_of.seal, "facts": facts}


def fact_json(fact: Fact) -> dict[str, Any]:
    """One fact: its columns under their Chinese names, when it holds, its source down to the line."""
    source = fact.entry.source
    return {
        "kind": fact.kind.name,
        "名称": fact.kind.label,
        "values": {field.verbose_name: _plain(getattr(fact, field.attname)) for field in _shown(fact)},
        "valid_from": fact.valid_from,
        "valid_to": fact.valid_to,
        "act": fact.act,
        "known_from": fact.entry.moment.isoformat(),
        "source": {"feed": source.feed, "file": source.file, "line": fact.line, "reference": source.reference},
    }


def _shown(fact: Fact) -> "list[models.Field[Any, Any]]":
    return [one for one in fact.stated_fields() if not one.is_relation and not one.name.endswith("_index")]


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int) else str(value)
