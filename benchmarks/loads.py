"""Load rows/s by feed: the population written out as department files and taken by the real `load`."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.lives import number_of
from benchmarks.measuring import Figure, timed
from benchmarks.places import places
from benchmarks.population import feed_of_kind, lives
from bihuan.exchange.cells import spelling
from bihuan.exchange.feeds import Column, Feed, all_feeds
from bihuan.exchange.loading import load
from bihuan.facts.models import Fact

AIM = 5000
FEW = 2000
"""Of fewer rows the fixed cost of a load is most of it: no aim."""
Cells = dict[str, str]


def measure_loads(size: int, folder: Path) -> Iterator[Figure]:
    """One file a feed, in their order; the largest a second time, when every row is unchanged."""
    files = write_files(size, folder)
    rows, seconds = 0, 0.0
    for feed, path in files.items():
        figure = _load(feed, path, "accepted")
        rows, seconds = rows + figure.size, seconds + figure.size / figure.value
        yield figure
    yield _figure("load, all of these", rows, seconds)
    largest = max(files, key=lambda feed: files[feed].stat().st_size)
    yield _load(largest, files[largest], "unchanged")


def _load(feed: str, path: Path, outcome: str) -> Figure:
    with timed() as clock:
        [loaded] = load([path])
    assert loaded.counts[outcome] == loaded.rows, (feed, loaded.counts, loaded.reasons[:2])
    return _figure(f"load {feed}, {outcome}", loaded.rows, clock.seconds)


def _figure(name: str, rows: int, seconds: float) -> Figure:
    speed, few = rows / seconds, rows < FEW
    return Figure(name, rows, speed, "rows/s", "" if few else f"≥ {AIM:,}", None if few else speed >= AIM)


def write_files(size: int, folder: Path) -> dict[str, Path]:
    """Feed → its file, in the order in which feeds depend on each other."""
    rows: dict[str, list[Cells]] = defaultdict(list)
    for fact in places(size):
        _add(rows, fact, None)
    for life in lives(size):
        roster: Cells = {"身份证号": number_of(life.place)}
        rows["roster"].append(roster)
        for fact in life.facts():
            _add(rows, fact, roster)
    return {feed: _write(folder, feed, rows[feed]) for feed in all_feeds() if feed in rows}


def _add(rows: dict[str, list[Cells]], fact: Fact, roster: Cells | None) -> None:
    """The facts of a roster's line go into one row."""
    feed = feed_of_kind()[fact.kind.name]
    cells = dict(_cells(feed, fact))
    if feed.identity_column:
        assert roster is not None
        roster |= cells
    else:
        rows[feed.id].append(cells)


def _cells(feed: Feed, fact: Fact) -> Iterator[tuple[str, str]]:
    for column in feed.columns.values():
        if column.person:
            cadre = getattr(fact, f"{column.person}_id")
            yield column.name, "" if cadre is None else number_of(cadre)
        elif column.field and column.kind == fact.kind.name:
            yield column.headers()[0], _cell(column, getattr(fact, column.field))


def _cell(column: Column, value: Any) -> str:
    if value is None:
        return ""
    return {True: "是", False: "否"}[value] if column.type == "boolean" else spelling(value)


def _write(folder: Path, feed: str, rows: list[Cells]) -> Path:
    path = folder / f"{feed}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path
