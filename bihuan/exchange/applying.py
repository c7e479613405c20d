"""Validate, link, apply: one transaction in which every row of a staged batch gets its outcome."""

import datetime
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from bihuan.exchange.codes import note_words
from bihuan.exchange.feeds import Feed, all_feeds
from bihuan.exchange.linking import Roster, read_roster
from bihuan.exchange.models import OUTCOMES, Batch, Decision, Delivered, Row
from bihuan.exchange.newcomers import admit
from bihuan.exchange.plans import Plan, content_digest, make_plan, read_ground, settle_twins
from bihuan.exchange.staging import Staged, staged_rows
from bihuan.exchange.structure import check_structure
from bihuan.exchange.targets import set_targets
from bihuan.exchange.works import Work, make_work
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
    """What became of a batch: each row's work, and the plans that wrote something."""

    works: list[Work] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)

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
    decided = list(decisions)
    answers = {(one.line, one.column): one.cadre_id for one in decided if one.cadre_id}
    forced = {one.line for one in decided if one.answer == "accept"}
    refused = {one.line: one.reason for one in decided if one.answer == "reject"}
    works = _make_works(feed, read_roster(), rows, answers, progress)
    for work in works:
        work.forced = work.row.line in forced
        if work.row.line in refused and work.outcome != "rejected":
            work.outcome, work.reasons = "", []
            work.row.fault("", "", f"经办人退回：{refused[work.row.line]}")
            work.end("rejected", *work.row.faults)
    check_structure(feed, works)
    settle_twins(works)
    applied = Applied(works)
    ground = read_ground(feed, works, received.date())
    for work in works:
        if not work.outcome:
            applied.plans.append(make_plan(feed, work, ground))
    return applied


def decisions_of(batch: Batch) -> list[Decision]:
    return list(Decision.objects.filter(batch=batch).order_by("pk"))


def _make_works(
    feed: Feed, roster: Roster, rows: Iterable[Staged], answers: dict[tuple[int, str], int], progress: Progress
) -> list[Work]:
    staged = list(rows)
    works: dict[int, Work] = {}
    first, later = _by_number_first(feed, staged)
    for count, row in enumerate([*first, *later]):
        work = make_work(feed, roster, row.line, row.cells, row.numbers, answers)
        works[row.line] = work
        if feed.id == "appointments" and work.cadre and not work.outcome:
            roster.learn_post(work.cadre, str(work.row.values.get("单位编码", "")))
        if count % SIZE == 0:
            progress("校验", count, len(staged))
    return [works[row.line] for row in staged]


def _by_number_first(feed: Feed, rows: list[Staged]) -> tuple[list[Staged], list[Staged]]:
    """Appointments that name their cadre by number tell in which units others of the file are to be found."""
    if feed.id != "appointments":
        return rows, []
    numbered = [row for row in rows if row.cells.get("身份证号") or row.cells.get("人员标识")]
    return numbered, [row for row in rows if not (row.cells.get("身份证号") or row.cells.get("人员标识"))]


def rewrite(batch: Batch, feed: Feed, applied: Applied) -> None:
    """Write what some rows of an applied batch say after a decision; the other rows keep their outcomes."""
    counts = Counter(batch.counts)
    lines = [work.row.line for work in applied.works]
    before = Row.objects.filter(batch=batch, line__in=lines).values_list("outcome", flat=True)
    counts.subtract(Counter(before))
    counts.update(applied.counts())
    _write(batch, feed, applied, silent)
    batch.counts = {outcome: counts[outcome] for outcome in OUTCOMES}
    batch.save(update_fields=["counts"])


def _write(batch: Batch, feed: Feed, applied: Applied, progress: Progress) -> None:
    source = Source(feed=feed.id, file=batch.file, department=feed.sent_by, digest=batch.digest)
    plans = [plan for plan in applied.plans if plan.changes]
    if feed.id == "recognitions":
        set_targets(plans)
    with entry(source, batch.actor) as writing:
        admit(feed, plans, writing)
        for count, plan in enumerate(plans):
            _act(writing, plan)
            if count % SIZE == 0:
                progress("入账", count, len(plans))
    seal = writing.entry.seal if writing.rows else None
    _write_outcomes(batch, applied.works, plans)
    _write_delivered(feed, plans, seal)
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
    lines = [work.row.line for work in works]
    if Row.objects.filter(batch=batch).exists():
        for start in range(0, len(lines), CHUNK):
            Row.objects.filter(batch=batch, line__in=lines[start : start + CHUNK]).delete()
    admitted = {plan.work.row.line: _cadre_of(plan) for plan in plans}
    insert_values(Row, OUTCOME_COLUMNS, (_outcome(batch, work, admitted.get(work.row.line)) for work in works))


def _cadre_of(plan: Plan) -> int | None:
    fact: Fact | None = plan.changes[0].new or plan.changes[0].old
    return getattr(fact, "cadre_id", None)


def _outcome(batch: Batch, work: Work, admitted: int | None) -> tuple[Any, ...]:
    link = next((link for link in work.links.values() if link.cadre), None)
    cadre = None if work.outcome in {"review", "rejected"} else work.cadre or admitted
    how = link.how if link and cadre else ("身份证号" if cadre else "")
    reasons = json.dumps([reason.as_json() for reason in work.reasons], ensure_ascii=False) if work.reasons else ""
    stored = REASONS.get_db_prep_value(reasons, connection)
    return batch.pk, work.row.line, work.outcome, work.key_index, cadre, how, stored, work.row.data_date


def _write_delivered(feed: Feed, plans: list[Plan], seal: int | None) -> None:
    known = Delivered.objects.filter(feed=feed.id)
    changed = [plan.work.key_index for plan in plans if plan.known]
    for start in range(0, len(changed), CHUNK):
        known.filter(key_index__in=changed[start : start + CHUNK]).delete()
    insert_values(Delivered, DELIVERED_COLUMNS, (_delivery(feed, plan, seal or 0) for plan in plans))


def _delivery(feed: Feed, plan: Plan, seal: int) -> tuple[Any, ...]:
    work = plan.work
    return feed.id, work.key_index, content_digest(work), plan.data_date, work.row.act == "撤销", seal
