"""A row on its way: read, linked, keyed. What is decided about it is in plans.py."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bihuan.crypto.index import keyed_index
from bihuan.exchange.cells import CLEARED, Meanings, spelling
from bihuan.exchange.feeds import Feed
from bihuan.exchange.linking import BY_NUMBER, BY_OFFICER, Link, Roster, resolve
from bihuan.exchange.typed import NO_MEANINGS, Reason, TypedRow, digest_of, type_row

WITHHELD = "\x01退回"
"""The one cell of a row whose contents must not be kept (report.upward); its value is the reason."""


@dataclass(slots=True)
class Work:
    """One row of a batch. `outcome` is empty until something is decided; `forced`: an officer said that it holds."""

    row: TypedRow
    links: dict[str, Link] = field(default_factory=dict)
    key: str = ""
    key_index: str = ""
    outcome: str = ""
    reasons: list[Reason] = field(default_factory=list)
    forced: bool = False
    digest: str = ""

    @property
    def cadre(self) -> int | None:
        """The first cadre that the row names."""
        return next((link.cadre for link in self.links.values() if link.cadre), None)

    def end(self, outcome: str, *reasons: Reason) -> None:
        self.outcome = outcome
        self.reasons.extend(reasons)


Answers = Mapping[tuple[int, str], int]
NO_ANSWERS: Answers = {}


def make_work(
    feed: Feed,
    roster: Roster,
    line: int,
    cells: dict[str, str],
    numbers: Iterable[str] = (),
    answers: Answers = NO_ANSWERS,
    meanings: Meanings = NO_MEANINGS,
) -> Work:
    """Type, link and key one row. `answers`: (line, person column) → the cadre that an officer named."""
    if WITHHELD in cells:
        work = Work(TypedRow(line, {}))
        work.end("rejected", Reason("", "", cells[WITHHELD]))
        return work
    as_number = frozenset(numbers)
    work = Work(type_row(feed, line, cells, as_number, meanings))
    _link(feed, roster, work, as_number, answers)
    if work.row.faults:
        work.end("rejected", *work.row.faults)
        return work
    _key(feed, roster, work)
    for link in work.links.values():
        if link.problem and not link.cadre:
            work.end("review", Reason(link.column, link.value, link.problem))
    return work


def _link(feed: Feed, roster: Roster, work: Work, as_number: frozenset[str], answers: Answers) -> None:
    row = work.row
    for column, columns in feed.persons():
        link = resolve(roster, row.cells, columns, as_number)
        if link.fatal:
            row.fault(link.column, link.value, link.problem)
        elif link.problem and answers and (row.line, column.name) in answers:
            link = Link(answers[row.line, column.name], BY_OFFICER)
        elif column.required and link.empty:
            row.fault(column.name, "", f"必填：请给出身份证号，或{columns.name}、{columns.unit}和{columns.born}")
        elif column.required and link.cleared:
            row.fault(link.column, link.value, "必填，不能清除")
        work.links[column.name] = link
    number = row.values.get(feed.identity_column) if feed.identity_column else None
    if number:
        cadre = roster.owner(number)
        work.links[feed.identity_column] = Link(cadre, BY_NUMBER if cadre else "", feed.identity_column, number)


def _key(feed: Feed, roster: Roster, work: Work) -> None:
    if feed.identity_column:
        parts = [_first_number(roster, work, feed.identity_column)]
    else:
        parts = [part for name in feed.key for part in _key_parts(feed, work, name)]
    work.key = key_text(feed.id, parts)
    work.key_index = keyed_index("text", work.key).hex()


def _first_number(roster: Roster, work: Work, column: str) -> str:
    """The number that the cadre's lines were first delivered under: a new 身份证号 begins no new line."""
    link = work.links[column]
    first = roster.first_index.get(link.cadre) if link.cadre else None
    return f"identity:{first or keyed_index('identity', link.value).hex()}"


def key_text(feed: str, parts: Iterable[str]) -> str:
    """The delivery key as one text; people in it are cadre numbers."""
    return "\x1f".join([feed, *parts])


def _key_parts(feed: Feed, work: Work, name: str) -> list[str]:
    if name in work.links:
        return [work.links[name].key_part()]
    value = _keyed_value(work, name)
    if not value and name in feed.key_fallback:
        return [_keyed_value(work, part) for part in feed.key_fallback[name]]
    return [value]


def _keyed_value(work: Work, name: str) -> str:
    """As the file spells it: an officer's mapping of a word moves no row to another key."""
    row = work.row
    value = row.raw.get(name) if name in row.raw else row.values.get(name)
    return "" if value is None or value == CLEARED else spelling(value)


def people(work: Work) -> dict[str, str]:
    """The people of a row, among its values; whose own line it is, its number says already."""
    values = work.row.values
    return {f"\x00{name}": link.spelled() for name, link in work.links.items() if name not in values}


def content_digest(work: Work) -> str:
    """Equal for two deliveries that state the same, whenever and in whatever spelling."""
    if not work.digest:
        work.digest = digest_of(work.row.values | people(work))
    return work.digest


def contents(feed: Feed, work: Work) -> dict[str, dict[str, Any]]:
    """Kind → column → value, for the cells that are given; a cleared cell is None."""
    made: dict[str, dict[str, Any]] = {kind: {} for kind in feed.facts}
    values = work.row.values
    for column in feed.columns.values():
        if column.person:
            link = work.links[column.name]
            if link.cadre or link.cleared:
                for kind in feed.facts:
                    made[kind][f"{column.person}_id"] = link.cadre
        elif column.field and column.name in values:
            _store(made[column.kind], column.type, column.field, values[column.name])
    return made


def _store(made: dict[str, Any], kind: str, field_name: str, value: Any) -> None:
    if isinstance(value, str) and value == CLEARED:
        made[field_name] = None
    elif kind == "period":
        made.update({field_name: value.text, "period_from": value.first, "period_to": value.last})
    else:
        made[field_name] = value
