"""A synthetic population of any size, written as facts through entries: valid data, and nobody's life."""

import random
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from benchmarks.lives import Life, number_of
from benchmarks.places import places
from bihuan.calendar import clock
from bihuan.crypto.index import keyed_index
from bihuan.dossier.kinds import IdentityNumber
from bihuan.dossier.models import Cadre
from bihuan.exchange.cells import spelling
from bihuan.exchange.feeds import Feed, all_feeds
from bihuan.exchange.works import key_text
from bihuan.facts.entries import entry
from bihuan.facts.models import Fact, Source

SLICE = 2000


@cache
def feed_of_kind() -> Mapping[str, Feed]:
    """Kind → the feed that brings it; a selection or an award comes in one feed only."""
    return {kind: feed for feed in reversed([*all_feeds().values()]) for kind in feed.facts if feed.format == "table"}


def lives(size: int, start: int = 0, cadres: Iterable[int] | None = None) -> Iterator[Life]:
    """Lives from `start` on. `cadres`: numbers of their dossiers (default: their places)."""
    numbers = range(start, size) if cadres is None else cadres
    for place, cadre in enumerate(numbers, start):
        yield Life(random.Random(place), place, size, cadre, clock.today())


def make_population(size: int) -> tuple[list[int], int]:
    """Write places, then people slice by slice, each slice one entry; the cadres' numbers, and how many facts."""
    count = _write("posts", places(size))
    made: list[int] = []
    for start in range(0, size, SLICE):
        cadres = [one.pk for one in Cadre.objects.bulk_create([Cadre() for _ in range(min(SLICE, size - start))])]
        count += _write("roster", _all_about(size, start, cadres))
        made += cadres
    return made, count


def _all_about(size: int, start: int, cadres: list[int]) -> Iterator[Fact]:
    for life in lives(size, start, cadres):
        yield IdentityNumber(cadre_id=life.cadre, number=number_of(life.place))
        yield from life.facts()


def _write(feed: str, facts: Iterable[Fact]) -> int:
    with entry(Source(feed=feed, file=f"{feed}.csv", department="合成"), "bench") as writing:
        for line, fact in enumerate(facts, 2):
            fact.derive()
            fact.key_index = key_index(fact)
            writing.record(fact, line)
    return len(writing.rows)


def key_index(fact: Fact) -> str:
    """The keyed index under which the kind's feed would deliver the fact."""
    feed = feed_of_kind().get(fact.kind.name)
    if feed is None or feed.identity_column:
        return ""
    parts = [part for name in feed.key for part in _parts(feed, fact, name)]
    return keyed_index("text", key_text(feed.id, parts)).hex()


def _parts(feed: Feed, fact: Fact, name: str) -> list[str]:
    text = _text(feed, fact, name)
    if text or name not in feed.key_fallback:
        return [text]
    return [_text(feed, fact, other) for other in feed.key_fallback[name]]


def _text(feed: Feed, fact: Fact, name: str) -> str:
    column = feed.columns[name]
    if column.person:
        return f"cadre:{getattr(fact, f'{column.person}_id')}"
    value: Any = getattr(fact, column.field)
    return "" if value in (None, "") else spelling(value)
