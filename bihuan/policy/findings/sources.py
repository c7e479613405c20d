"""From references of facts to where they were stated, and to the texts that keys only point at."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Manager

from bihuan.facts.kinds import split_reference
from bihuan.facts.models import Fact

CHUNK = 900
FALLBACK_FIELDS = ("host", "content")
"""Columns that stand in for an empty part of a delivery key: 接收单位 of practice, 内容 and 核查值 of declarations."""


@dataclass(frozen=True, slots=True)
class Stated:
    """Where one fact was stated."""

    feed: str
    file: str
    line: int | None

    def as_json(self) -> dict[str, str | int | None]:
        return {"feed": self.feed, "file": self.file, "line": self.line}


def stated_where(references: Iterable[int]) -> dict[int, Stated]:
    """Reference → source, for facts that exist."""
    found: dict[int, Stated] = {}
    for model, rows in by_model(references).items():
        for start in range(0, len(rows), CHUNK):
            chosen = rows_of(model).filter(pk__in=rows[start : start + CHUNK])
            for row, line, feed, file in chosen.values_list("pk", "line", "entry__source__feed", "entry__source__file"):
                found[model.kind.number * 10**12 + row] = Stated(feed, file, line)
    return found


def facts_behind(references: Iterable[int]) -> dict[int, Fact]:
    """Reference → the fact itself."""
    found: dict[int, Fact] = {}
    for model, rows in by_model(references).items():
        for start in range(0, len(rows), CHUNK):
            chosen = rows_of(model).filter(pk__in=rows[start : start + CHUNK]).select_related("entry__source")
            found |= {model.kind.number * 10**12 + fact.pk: fact for fact in chosen}
    return found


def fallback_texts(references: Iterable[int]) -> dict[int, str]:
    """Reference → the text that stands in for an empty part of its delivery key."""
    return {
        reference: next((str(getattr(fact, name)) for name in FALLBACK_FIELDS if getattr(fact, name, "")), "")
        for reference, fact in facts_behind(references).items()
    }


def rows_of(model: type[Fact]) -> "Manager[Any]":
    """Every row that was ever written of a kind; which kind, nobody knows before it runs."""
    manager: Manager[Any] = model._base_manager
    return manager


def by_model(references: Iterable[int]) -> dict[type[Fact], list[int]]:
    grouped: dict[type[Fact], list[int]] = defaultdict(list)
    for reference in sorted(set(references)):
        model, row = split_reference(reference)
        grouped[model].append(row)
    return grouped
