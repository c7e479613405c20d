"""Validate, link, apply: one transaction in which every row of a staged batch gets its outcome."""

import datetime
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from bihuan.calendar.clock import local_moment
from bihuan.exchange.codes import note_words, read_meanings
from bihuan.exchange.decisions import read_answers
from bihuan.exchange.feeds import Feed, all_feeds
from bihuan.exchange.ground import Ground, read_ground
from bihuan.exchange.linking import BY_NUMBER, Roster, read_roster
from bihuan.exchange.models import OUTCOMES, Batch, Decision, Delivered, Row
from bihuan.exchange.newcomers import admit
from bihuan.exchange.plans import Plan, make_plan, settle_delivered
from bihuan.exchange.staging import Staged, staged_rows
from bihuan.exchange.structure import check_structure
from bihuan.exchange.targets import set_targets
from bihuan.exchange.twins import settle_twins
from bihuan.exchange.typed import Reason
from bihuan.exchange.works import Answers, Work, content_digest, make_work
from bihuan.facts.bulk import insert_values
from bihuan.facts.entries import Writing, entry, take_seal_lock
from bihuan.facts.models import Fact, Source

Progress = Callable[[str, int, int], None]
SIZE = 2000
CHUNK = 900
REASONS = Row._meta.get_field("reasons")
OUTCOME_COLUMNS = ("batch_id", "line", "outcome", "key_index", "cadre_id", "how", "reasons", "data_date")
DELIVERED_COLUMNS = ("feed", "key_index", "digest", "data_date", "retracted", "seal")


@dataclass(slots=True)
class Applied:
    """What became of a batch: each row's work, and the plans of those that say something new."""

    works: list[Work]
    roster: Roster
    plans: list[Plan] = field(default_factory=list)
    ground: Ground = field(default_factory=lambda: Ground(datetime.date.min))

    def open(self) -> list[Work]:
        """Rows whose outcome is not decided yet."""
        return [work for work in self.works if not work.outcome]

    def counts(self) -> dict[str, int]:
        found = Counter(work.outcome for work in self.works)
        return {outcome: found[outcome] for outcome in OUTCOMES}


def silent(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def apply_batch(batch: Batch, progress: Progress = silent) -> Applied:
    """Apply a staged batch: all of it, or, when anything fails, nothing of it."""
    feed = all_feeds()[batch.feed]
    with transaction.atomic():
        take_seal_lock()
        applied = judge(feed, staged_rows(batch), batch.received_at, progress, decisions_of(batch))
        _write(batch, feed, applied, progress)
    return applied


def judge(
    feed: Feed,
    rows: Iterable[Staged],
    received: datetime.datetime,
    progress: Progress = silent,
    decisions: Iterable[Decision] = (),
) -> Applied:
    """Decide every row's outcome without writing anything; what a dry run shows."""
    staged, roster = list(rows), read_roster()
    answered = read_answers(feed, staged, decisions)
    applied = Applied(_make_works(feed, roster, staged, answered.cadres, progress), roster)
    for work in applied.works:
        work.forced = work.row.line in answered.accepted
        if work.row.line in answered.refused and work.outcome != "rejected":
            work.reasons.clear()
            work.end("rejected", Reason("", "", f"经办人退回：{answered.refused[work.row.line]}"))
    settle_twins(applied.works)
    applied.ground = read_ground(feed, applied.works, local_moment(received).date())
    for work in applied.open():
        settle_delivered(feed, work, applied.ground)
    check_structure(feed, applied.open(), roster)
    applied.plans = [make_plan(feed, work, applied.ground) for work in applied.open()]
    return applied


def decisions_of(batch: Batch) -> list[Decision]:
    return list(Decision.objects.filter(batch=batch).order_by("pk"))


def _make_works(feed: Feed, roster: Roster, staged: list[Staged], answers: Answers, progress: Progress) -> list[Work]:
    works: dict[int, Work] = {}
    meanings = read_meanings()

    def make(row: Staged) -> Work:
        return make_work(feed, roster, row.line, row.cells, row.numbers, answers, meanings)

    for count, row in enumerate(staged):
        works[row.line] = make(row)
        if count % SIZE == 0:
            progress("校验", count, len(staged))
    if feed.id == "appointments":
        _learn_from_file(roster, staged, works, make)
    return list(works.values())


def _learn_from_file(
    roster: Roster, staged: list[Staged], works: dict[int, Work], make: Callable[[Staged], Work]
) -> None:
    """Appointments tell in which units people are to be found, those of this file too, whatever the order of its rows."""
    news = True
    while news:
        held = [(work.cadre, work.row.values) for work in works.values() if work.cadre and not work.outcome]
        learnt = [
            roster.learn_post(cadre, str(values["单位编码"]), str(values.get("职位编码", ""))) for cadre, values in held
        ]
        news = any(learnt)
        for row in staged if news else ():
            if works[row.line].outcome != "rejected" and any(
                one.how != BY_NUMBER for one in works[row.line].links.values()
            ):
                works[row.line] = make(row)


def rewrite(batch: Batch, feed: Feed, applied: Applied, actor: str, reason: str) -> None:
    """Write what some rows of an applied batch say after a decision; the other rows keep their outcomes."""
    counts = Counter(batch.counts)
    lines = [work.row.line for work in applied.works]
    before = Row.objects.filter(batch=batch, line__in=lines).values_list("outcome", flat=True)
    counts.subtract(Counter(before))
    counts.update(applied.counts())
    Row.objects.filter(batch=batch, line__in=lines).delete()
    _write(batch, feed, applied, silent, actor, reason)
    batch.counts = {outcome: counts[outcome] for outcome in OUTCOMES}
    batch.save(update_fields=["counts"])


def _write(batch: Batch, feed: Feed, applied: Applied, progress: Progress, actor: str = "", reason: str = "") -> None:
    source = Source(feed=feed.id, file=batch.file, department=feed.sent_by, digest=batch.digest)
    plans = [plan for plan in applied.plans if plan.changes]
    if feed.id == "recognitions":
        set_targets(plans, applied.roster)
    with entry(source, actor or batch.actor, reason) as writing:
        admit(feed, plans, writing, applied.roster)
        for count, plan in enumerate(plans):
            _act(writing, plan)
            if count % SIZE == 0:
                progress("入账", count, len(plans))
    seal = writing.entry.seal if writing.rows else None
    _write_outcomes(batch, applied.works, plans)
    _write_delivered(feed, [plan for plan in applied.plans if plan.delivers], seal or 0)
    _confirm(feed, applied.ground.confirmed)
    if batch.state == "staged":
        batch.state, batch.counts, batch.seal = "applied", applied.counts(), seal
        batch.notes = note_words(batch, applied.works)
        batch.save()


def _act(writing: Writing, plan: Plan) -> None:
    line = plan.work.row.line
    for change in plan.changes:
        if change.new is None:
            assert change.old is not None
            writing.retract(change.old, "来源部门撤销", line)
        elif change.old is None:
            writing.record(change.new, line)
        else:
            writing.correct(change.old, change.new, "来源部门重新报送", line)


def _write_outcomes(batch: Batch, works: list[Work], plans: list[Plan]) -> None:
    admitted = {plan.work.row.line: _cadre_of(plan) for plan in plans}
    insert_values(Row, OUTCOME_COLUMNS, (_outcome(batch, work, admitted.get(work.row.line)) for work in works))


def _cadre_of(plan: Plan) -> int | None:
    fact: Fact | None = plan.changes[0].new or plan.changes[0].old
    return getattr(fact, "cadre_id", None)


def _outcome(batch: Batch, work: Work, admitted: int | None) -> tuple[Any, ...]:
    link = next((link for link in work.links.values() if link.cadre), None)
    cadre = None if work.outcome in {"review", "rejected"} else work.cadre or admitted
    how = link.how if link and cadre else (BY_NUMBER if cadre else "")
    stored = b""
    if work.reasons:
        reasons = json.dumps([reason.as_json() for reason in work.reasons], ensure_ascii=False)
        stored = REASONS.get_db_prep_value(reasons, connection)
    return batch.pk, work.row.line, work.outcome, work.key_index, cadre, how, stored, work.row.data_date


def _write_delivered(feed: Feed, plans: list[Plan], seal: int) -> None:
    known = Delivered.objects.filter(feed=feed.id)
    changed = [plan.work.key_index for plan in plans if plan.known]
    for start in range(0, len(changed), CHUNK):
        known.filter(key_index__in=changed[start : start + CHUNK]).delete()
    insert_values(Delivered, DELIVERED_COLUMNS, (_delivery(feed, plan, seal) for plan in plans))


def _delivery(feed: Feed, plan: Plan, seal: int) -> tuple[Any, ...]:
    work = plan.work
    return feed.id, work.key_index, content_digest(work), plan.data_date, work.row.act == "撤销", seal


def _confirm(feed: Feed, confirmed: Mapping[str, datetime.date]) -> None:
    """What was said once more is known as of the day on which it was said."""
    by_day: dict[datetime.date, list[str]] = {}
    for key, day in confirmed.items():
        by_day.setdefault(day, []).append(key)
    for day, keys in by_day.items():
        for start in range(0, len(keys), CHUNK):
            rows = Delivered.objects.filter(feed=feed.id, key_index__in=keys[start : start + CHUNK])
            rows.update(data_date=day)
