"""A row on its way: read, linked, keyed. What is decided about it is in plans.py."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bihuan.crypto.index import keyed_index
from bihuan.exchange.feeds import Feed
from bihuan.exchange.linking import Link, Roster, resolve
from bihuan.exchange.typed import CLEARED, Reason, TypedRow, spelling, type_row

WITHHELD = "\x01退回"
"""The one cell of a row whose contents must not be kept (report.upward); its value is the reason."""


@dataclass(slots=True)
class Work:
    """One row of a batch. `outcome` is empty until something is decided; `given` are the officer's answers."""

    row: TypedRow
    links: dict[str, Link] = field(default_factory=dict)
    key: str = ""
    key_index: str = ""
    outcome: str = ""
    reasons: list[Reason] = field(default_factory=list)
    forced: bool = False

    @property
    def cadre(self) -> int | None:
        """The first cadre that the row names."""
        return next((link.cadre for link in self.links.values() if link.cadre), None)

    def end(self, outcome: str, *reasons: Reason) -> None:
        self.outcome = outcome
        self.reasons.extend(reasons)


Answers = Mapping[tuple[int, str], int]


def make_work(
    feed: Feed, roster: Roster, line: int, cells: dict[str, str], numbers: Iterable[str] = (), answers: Answers = {}
) -> Work:
    """Type, link and key one row. `answers`: (line, person column) → the cadre that an officer named."""
    if WITHHELD in cells:
        work = Work(TypedRow(line, {}))
        work.end("rejected", Reason("", "", cells[WITHHELD]))
        return work
    as_number = frozenset(numbers)
    work = Work(type_row(feed, line, cells, as_number))
    for column, columns in feed.persons():
        link = resolve(roster, cells, columns, as_number)
        answered = answers.get((line, column.name))
        work.links[column.name] = Link(cadre=answered, how="人工认定") if answered and not link.fatal else link
        if link.empty and column.required:
            work.row.fault(column.name, "", f"必填：请给出身份证号，或{columns.name}、{columns.unit}和{columns.born}")
        if link.fatal:
            work.row.fault(link.column, link.value, link.problem)
    if work.row.faults:
        work.end("rejected", *work.row.faults)
        return work
    _key(feed, work)
    _review_links(work)
    return work


def _review_links(work: Work) -> None:
    for link in work.links.values():
        if link.problem and not link.cadre:
            work.end("review", Reason(link.column, link.value, link.problem))


def _key(feed: Feed, work: Work) -> None:
    parts = [part for name in feed.key for part in _key_parts(feed, work, name)]
    work.key = key_text(feed.id, parts)
    work.key_index = keyed_index("text", work.key).hex()


def key_text(feed: str, parts: Iterable[str]) -> str:
    """The delivery key as one text; people in it are cadre numbers."""
    return "|".join([feed, *parts])


def _key_parts(feed: Feed, work: Work, name: str) -> list[str]:
    if name in work.links:
        cadre = work.links[name].cadre
        return [f"cadre:{cadre}" if cadre else ""]
    value = work.row.values.get(name)
    if value in (None, CLEARED, "") and name in feed.key_fallback:
        return [spelling(work.row.values.get(part, "")) for part in feed.key_fallback[name]]
    return [spelling(value) if value not in (None, CLEARED) else ""]


def contents(feed: Feed, work: Work) -> dict[str, dict[str, Any]]:
    """Kind → column → value, for the cells that are given; a cleared cell is None."""
    made: dict[str, dict[str, Any]] = {kind: {} for kind in feed.facts}
    for column in feed.columns.values():
        if column.person:
            link = work.links[column.name]
            if link.cadre:
                for kind in feed.facts:
                    made[kind][f"{column.person}_id"] = link.cadre
        elif column.field and column.name in work.row.values:
            made[column.kind] |= _stored(column.type, column.field, work.row.values[column.name])
    return made


def _stored(kind: str, field_name: str, value: Any) -> dict[str, Any]:
    if value is CLEARED or value == CLEARED:
        return {field_name: None}
    if kind == "period":
        return {field_name: value.text, "period_from": value.first, "period_to": value.last}
    return {field_name: value}
