"""Rows in review whose person is spelled the same: what one decision may answer as well."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from bihuan.exchange.feeds import Feed, PersonColumns, all_feeds
from bihuan.exchange.models import Batch, Chunk, Row
from bihuan.exchange.staging import Staged


@dataclass(frozen=True, slots=True)
class Alike:
    """A row, and its column that names a person in the same words."""

    batch: Batch
    line: int
    column: str


def waiting_rows(feeds: Iterable[Feed]) -> QuerySet[Row]:
    """Rows in review of these feeds, oldest first. Deliveries with none of them are left out by their counts."""
    batches = Batch.objects.filter(feed__in=[feed.id for feed in feeds], counts__review__gt=0)
    rows = Row.objects.filter(outcome="review", batch__in=batches).select_related("batch")
    return rows.order_by("batch__received_at", "batch_id", "line")


def spelled(cells: Mapping[str, str], columns: PersonColumns) -> tuple[str, ...]:
    """How a row names one person; empty where it does not."""
    number = next((cells[name] for name in columns.numbers if cells.get(name)), "")
    parts = (number, *(cells.get(name, "") for name in columns.group()))
    return parts if any(parts) else ()


def alike(batch: Batch, staged: Staged, column: str, feeds: Iterable[Feed]) -> list[Alike]:
    """Other rows of these feeds in which somebody is spelled as in this column; in few queries, however many wait.

    A row's reasons repeat a cell of the person that could not be found: only where it is one of ours is the row opened.
    """
    columns = {one.name: persons for one, persons in all_feeds()[batch.feed].persons()}.get(column)
    mine = spelled(staged.cells, columns) if columns else ()
    if not mine:
        return []
    words = {word for word in mine if word}
    near: dict[int, dict[int, Batch]] = {}
    for row in waiting_rows(feeds):
        if (row.batch_id, row.line) != (batch.pk, staged.line) and _values(row) & words:
            near.setdefault(row.batch_id, {})[row.line] = row.batch
    return sorted(_same(near, mine), key=lambda one: (one.batch.received_at, one.batch.pk, one.line))


def _values(row: Row) -> set[str]:
    return {reason["value"] for reason in json.loads(row.reasons or "[]")}


def _same(near: Mapping[int, Mapping[int, Batch]], mine: tuple[str, ...]) -> Iterator[Alike]:
    for chunk in Chunk.objects.filter(batch_id__in=list(near)).order_by("batch_id", "number").iterator(20):
        wanted = near[chunk.batch_id]
        for line, cells, _numbers in json.loads(chunk.payload):
            if line in wanted:
                for column, columns in all_feeds()[wanted[line].feed].persons():
                    if spelled(cells, columns) == mine:
                        yield Alike(wanted[line], line, column.name)
