"""What a delivered row does to the facts: compared with the last row that its feed delivered under its key."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from bihuan.exchange.feeds import DATA_DATE, Feed
from bihuan.exchange.ground import NOTHING, Ground, Standing
from bihuan.exchange.models import Delivered
from bihuan.exchange.typed import Reason
from bihuan.exchange.works import Work, contents
from bihuan.facts.kinds import model_of
from bihuan.facts.models import Fact


@dataclass(slots=True)
class Change:
    """One act on one kind: record where `old` is None, retract where `new` is None, else correct."""

    old: Fact | None
    new: Fact | None


@dataclass(slots=True)
class Plan:
    """What a row will do. `delivers`: from now on it is the last row of its key; `known`: there was one before."""

    work: Work
    data_date: datetime.date
    changes: list[Change] = field(default_factory=list)
    known: bool = False
    delivers: bool = False


def settle_delivered(feed: Feed, work: Work, ground: Ground) -> None:
    """End a row as *unchanged* that says nothing but what was delivered before: by the last row of its key, or, where
    its 数据日期 is older, what this feed said of that day."""
    last = ground.delivered.get(work.key_index)
    if last is None or work.row.act == "撤销":
        return
    under = ground.under.get(work.key_index, NOTHING)
    if not last.retracted and not _differs(feed, work, under.stated if under.by_hand else _latest(under.standing)):
        ground.confirm(work)
    elif ground.day_of(work) < last.data_date and _was_said(feed, work, under, ground.day_of(work)):
        work.end("unchanged")


def _was_said(feed: Feed, work: Work, under: Standing, day: datetime.date) -> bool:
    if feed.history:
        return bool(under.standing) and not _differs(feed, work, in_force(under.standing, day))
    entries = {fact.entry_id for fact in under.said}
    return any(not _differs(feed, work, [one for one in under.said if one.entry_id == entry]) for entry in entries)


def make_plan(feed: Feed, work: Work, ground: Ground) -> Plan:
    """Decide the row's outcome and, where it states something new, the acts that say so."""
    last = ground.delivered.get(work.key_index)
    plan = Plan(work, ground.day_of(work), known=last is not None)
    under = ground.under.get(work.key_index, NOTHING)
    if last is None and work.row.act == "撤销":
        work.end("rejected", Reason("操作", "撤销", "没有可撤销的记录：此记录未曾报送；请核对记录的主键各栏"))
        return plan
    objection = _objection(plan, last, under) if last else None
    if objection and not work.forced:
        work.end("review", objection)
        return plan
    older = last is not None and plan.data_date < last.data_date
    plan.delivers = not (older and feed.history)
    _change(feed, plan, under, older=older)
    if last and older:
        plan.data_date = last.data_date
    return plan


def _change(feed: Feed, plan: Plan, under: Standing, *, older: bool) -> None:
    """Of a row that makes several facts: *corrected* if any is, else *accepted*."""
    work = plan.work
    if work.row.act == "撤销":
        plan.changes = [Change(row, None) for row in under.standing]
        work.end("corrected")
        return
    base = in_force(under.standing, plan.data_date) if older and feed.history else _latest(under.standing)
    plan.changes = _differences(feed, work, base, plan, restated=under.by_hand)
    stood = {row.kind.name for row in base}
    corrects = any(change.new and change.new.kind.name in stood for change in plan.changes)
    work.end("corrected" if corrects or not plan.changes else "accepted")


def _objection(plan: Plan, last: Delivered, under: Standing) -> Reason | None:
    """Why a person must say which value holds."""
    if under.by_hand:
        return Reason("", "", "该记录已由经办人更正，本次报送与原报送不同，需认定以哪个为准")
    if plan.data_date < last.data_date:
        return Reason(DATA_DATE, str(plan.data_date), f"早于已掌握数据的日期 {last.data_date}，需认定以哪个为准")
    return None


def _latest(standing: Sequence[Fact]) -> list[Fact]:
    """The last state of each kind."""
    return list({row.kind.name: row for row in standing}.values())


def in_force(standing: Sequence[Fact], day: datetime.date) -> list[Fact]:
    """The state of each kind on a day: the last begun by then, else the earliest."""
    found: dict[str, Fact] = {}
    for row in standing:
        if row.kind.name not in found or (row.valid_from or datetime.date.min) <= day:
            found[row.kind.name] = row
    return list(found.values())


def _differs(feed: Feed, work: Work, base: Sequence[Fact]) -> bool:
    return bool(_differences(feed, work, base, None))


def _differences(
    feed: Feed, work: Work, base: Sequence[Fact], plan: Plan | None, *, restated: bool = False
) -> list[Change]:
    """What the row states that `base` does not; an empty cell states nothing.

    `restated`: what it says too that a person had said before; from now on the source stands for it.
    """
    changes = []
    by_kind = {row.kind.name: row for row in base}
    for kind, values in contents(feed, work).items():
        old = by_kind.get(kind)
        if old is None and len(feed.facts) > 1 and not any(value is not None for value in values.values()):
            continue
        new = _new_fact(feed, kind, values, old, work.key_index)
        equal = old is not None and new.stated() == old.stated()
        if equal and not restated:
            continue
        if plan and feed.history:
            new.valid_from = old.valid_from if old and equal else plan.data_date
        begins = feed.history and old is not None and old.valid_from != new.valid_from
        changes.append(Change(None if begins else old, new))
    return changes


def _new_fact(feed: Feed, kind: str, values: dict[str, Any], old: Fact | None, key_index: str) -> Fact:
    """The fact that a row states; an empty cell keeps what the feed delivered before."""
    model = model_of(kind)
    merged = (old.stated() if old else {}) | {name: _or_empty(model, name, value) for name, value in values.items()}
    fact = model.stating(merged | {"key_index": key_index})
    fact.derive()
    return fact


def _or_empty(model: type[models.Model], name: str, value: Any) -> Any:
    if value is not None:
        return value
    known = {field.attname: field for field in model._meta.concrete_fields}
    return known[name].get_default()
