"""What a delivered row does to the facts: compared with the last row that its feed delivered under its key."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from bihuan.exchange.feeds import DATA_DATE, Feed
from bihuan.exchange.models import Delivered
from bihuan.exchange.typed import Reason, digest_of
from bihuan.exchange.works import Work, contents
from bihuan.facts.kinds import model_of
from bihuan.facts.models import Fact

CHUNK = 900
BY_HAND = ""
"""The `feed` of a source that is a step of a matter, not a delivery."""


@dataclass(slots=True)
class Change:
    """One act on one kind: record where `old` is None, retract where `new` is None, else correct."""

    old: Fact | None
    new: Fact | None


@dataclass(slots=True)
class Plan:
    """What a row will do. No changes: the outcome was decided without any. `known`: its key was delivered before."""

    work: Work
    changes: list[Change] = field(default_factory=list)
    data_date: datetime.date | None = None
    known: bool = False


@dataclass(slots=True)
class Ground:
    """What stands before a batch: last deliveries and standing facts by key index.

    `by_hand`: where a person corrected or retracted since, what the feed itself had stated last.
    """

    delivered: Mapping[str, Delivered]
    standing: Mapping[str, list[Fact]]
    by_hand: Mapping[str, list[Fact]]
    arrived: datetime.date


def read_ground(feed: Feed, works: Iterable[Work], arrived: datetime.date) -> Ground:
    """Fetch what the open rows are compared with; rows equal to the last delivery end here, as *unchanged*."""
    open_works = [work for work in works if work.key_index and not work.outcome]
    delivered = _last_deliveries(feed, sorted({work.key_index for work in open_works}))
    differing = set()
    for work in open_works:
        last = delivered.get(work.key_index)
        if last and not last.retracted:
            if work.row.act != "撤销" and last.digest == content_digest(work):
                work.end("unchanged")
            else:
                differing.add(work.key_index)
    standing: dict[str, list[Fact]] = {}
    by_hand: dict[str, list[Fact]] = {}
    keys = sorted(differing)
    for start in range(0, len(keys), CHUNK):
        _read_standing(feed, keys[start : start + CHUNK], standing, by_hand)
    return Ground(delivered, standing, by_hand, arrived)


def _last_deliveries(feed: Feed, keys: list[str]) -> dict[str, Delivered]:
    found: dict[str, Delivered] = {}
    for start in range(0, len(keys), CHUNK):
        rows = Delivered.objects.filter(feed=feed.id, key_index__in=keys[start : start + CHUNK])
        found |= {row.key_index: row for row in rows}
    return found


def _read_standing(
    feed: Feed, keys: list[str], standing: dict[str, list[Fact]], by_hand: dict[str, list[Fact]]
) -> None:
    touched = set(keys)
    for kind in feed.facts if keys else ():
        rows = model_of(kind).objects.known().filter(key_index__in=keys).select_related("entry__source")
        for row in rows.order_by("valid_from", "pk"):
            standing.setdefault(row.key_index, []).append(row)
            if row.entry.source.feed != BY_HAND:
                touched.discard(row.key_index)
    for kind in feed.facts:
        _read_stated(feed, kind, sorted(touched), by_hand)


def _read_stated(feed: Feed, kind: str, keys: list[str], by_hand: dict[str, list[Fact]]) -> None:
    stated = model_of(kind)._base_manager.filter(entry__source__feed=feed.id).exclude(act="retract")
    latest: dict[str, Fact] = {}
    for start in range(0, len(keys), CHUNK):
        for row in stated.filter(key_index__in=keys[start : start + CHUNK]).order_by("entry_id", "pk"):
            latest[row.key_index] = row
    for key, row in latest.items():
        by_hand.setdefault(key, []).append(row)


def settle_twins(works: Iterable[Work]) -> None:
    """One key twice in a file: equal rows are *unchanged* after the first, unequal ones all *review*."""
    groups: dict[str, list[Work]] = {}
    for work in works:
        if not work.outcome and work.key_index:
            groups.setdefault(work.key_index, []).append(work)
    for group in groups.values():
        if len(group) > 1:
            _settle_group(group)


def _settle_group(group: list[Work]) -> None:
    digests = {_row_digest(work) for work in group}
    forced = [work for work in group if work.forced]
    if len(digests) == 1 or forced:
        kept = forced[0] if forced else group[0]
        for work in group:
            if work is not kept:
                work.end("unchanged", Reason("", "", f"与第 {kept.row.line} 行重复"))
        return
    lines = "、".join(str(work.row.line) for work in group)
    for work in group:
        work.end("review", Reason("", "", f"同一文件中同一记录有不同内容：第 {lines} 行"))


def _row_digest(work: Work) -> str:
    return digest_of(work.row.values | {"\x00act": work.row.act, "\x00date": work.row.data_date or ""} | _people(work))


def _people(work: Work) -> dict[str, Any]:
    return {f"\x00{name}": link.cadre or "" for name, link in work.links.items()}


def content_digest(work: Work) -> str:
    """Equal for two deliveries that state the same, whenever and in whatever spelling."""
    return digest_of(work.row.values | _people(work))


def make_plan(feed: Feed, work: Work, ground: Ground) -> Plan:
    """Decide the row's outcome and, where it states something new, the acts that say so."""
    plan = Plan(work, data_date=work.row.data_date or ground.arrived)
    last = ground.delivered.get(work.key_index)
    plan.known = last is not None
    if last is None or last.retracted:
        _first(feed, work, plan)
        return plan
    standing = ground.standing.get(work.key_index, [])
    stated = ground.by_hand.get(work.key_index, standing)
    if work.row.act != "撤销" and not _differences(feed, work, stated, plan):
        work.end("unchanged")
        return plan
    changes = _retractions(standing) if work.row.act == "撤销" else _differences(feed, work, standing, plan)
    if not changes:
        work.end("unchanged")
        return plan
    objection = _objection(work, plan, last, ground)
    if objection and not work.forced:
        work.end("review", objection)
        return plan
    plan.changes = changes
    work.end("corrected")
    return plan


def _first(feed: Feed, work: Work, plan: Plan) -> None:
    if work.row.act == "撤销":
        work.end("rejected", Reason("操作", "撤销", "没有可撤销的记录：此记录未曾报送或已撤销"))
        return
    for kind, values in contents(feed, work).items():
        if values.keys() - {"cadre_id"} or len(feed.facts) == 1:
            plan.changes.append(Change(None, _new_fact(feed, kind, values, None, plan)))
    work.end("accepted")


def _objection(work: Work, plan: Plan, last: Delivered, ground: Ground) -> Reason | None:
    """Why a person must say which value holds."""
    if work.key_index in ground.by_hand:
        return Reason("", "", "该记录已由经办人更正，本次报送与原报送不同，需认定以哪个为准")
    if plan.data_date and plan.data_date < last.data_date:
        return Reason(DATA_DATE, str(plan.data_date), f"早于已掌握数据的日期 {last.data_date}")
    return None


def _retractions(standing: list[Fact]) -> list[Change]:
    return [Change(row, None) for row in standing]


def _differences(feed: Feed, work: Work, standing: list[Fact], plan: Plan) -> list[Change]:
    changes = []
    for kind, values in contents(feed, work).items():
        old = _latest(kind, standing)
        if old is None and not (values.keys() - {"cadre_id"}):
            continue
        new = _new_fact(feed, kind, values, old, plan)
        if old is not None and new.stated() == old.stated():
            continue
        changes.append(Change(None if feed.history and _begins_later(new, old) else old, new))
    return changes


def _begins_later(new: Fact, old: Fact | None) -> bool:
    """A roster line of a later day begins a new state; the old one holds until then."""
    return old is not None and bool(new.valid_from and old.valid_from and new.valid_from > old.valid_from)


def _latest(kind: str, standing: list[Fact]) -> Fact | None:
    rows = [row for row in standing if row.kind.name == kind]
    return rows[-1] if rows else None


def _new_fact(feed: Feed, kind: str, values: dict[str, Any], old: Fact | None, plan: Plan) -> Fact:
    """The fact that a row states; an empty cell keeps what the feed delivered before."""
    model = model_of(kind)
    merged = (old.stated() if old else {}) | {name: _or_empty(model, name, value) for name, value in values.items()}
    fact = model(**merged, key_index=plan.work.key_index)
    if feed.history:
        fact.valid_from = plan.data_date
    fact.derive()
    return fact


def _or_empty(model: type[models.Model], name: str, value: Any) -> Any:
    if value is not None:
        return value
    return model._meta.get_field(name).get_default()
