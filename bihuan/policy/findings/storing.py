"""A run is stored: findings opened, kept, changed and ended, each with its event, in one transaction."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from bihuan.calendar import clock
from bihuan.dossier.projection import CurrentCadre
from bihuan.policy.engine.observation import Identity, Observation
from bihuan.policy.findings.life import Past, how_ended, state_after
from bihuan.policy.findings.sources import facts_behind
from bihuan.policy.findings.sentences import sentence_of
from bihuan.policy.models import Finding, FindingEvent, PackVersion, Run
from bihuan.policy.packs.library import Library
from bihuan.policy.signals import findings_changed

BATCH = 500
BROAD_SHARE = 5
SAID = [
    "severity", "state", "holds", "observed", "required", "clause", "sentence", "evidence", "cadres", "unit_code",
    "audience", "needs_confirmation", "confirmed_at", "confirmed_by", "decision", "opened_on", "changed_on", "ended_on", "ended_by", "run",
]  # fmt: skip


@dataclass(slots=True)
class Stored:
    """What a run made of everything: the findings that hold, and each transition."""

    run: Run
    holding: list[Finding] = field(default_factory=list)
    transitions: list[tuple[Finding, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Moment:
    """The two times of a run, and the packs it was made with."""

    on: datetime.date
    seal: int
    library: Library
    version: PackVersion


@transaction.atomic
def store(moment: Moment, said: Sequence[Observation], past: Past) -> Stored:
    """Compare what holds with what held, write the difference, tell whoever follows."""
    run = Run.objects.create(on=moment.on, seal=moment.seal, moment=clock.now(), version=moment.version)
    known = {finding.identity: finding for finding in Finding.objects.exclude(run=None)}
    stored = Stored(run)
    new: list[Finding] = []
    kept: list[Finding] = []
    for one in said:
        finding = known.get(one.identity)
        if finding is None:
            finding = _new(moment, one)
            new.append(finding)
            stored.transitions.append((finding, "opened"))
        else:
            what = _again(finding, one)
            if what != "persists":
                stored.transitions.append((finding, what))
            kept.append(finding)
        _say(finding, one, moment, run)
        stored.holding.append(finding)
    ended = _ended(known.values(), {one.identity for one in said}, moment, past, stored)
    _write(new, [*kept, *ended])
    _write_events(run, stored)
    _count(run, stored, said)
    findings_changed.send(sender=Run, run=run, transitions=stored.transitions)
    return stored


def _new(moment: Moment, said: Observation) -> Finding:
    check = moment.library.checks[said.check]
    return Finding(
        check_id=said.check,
        subject_kind=check.subject,
        subject=said.subject,
        key=list(said.key),
        key_text="|".join(said.key)[:300],
        mechanism=check.mechanism,
        state="opened",
        opened_on=moment.on,
    )


def _again(finding: Finding, said: Observation) -> str:
    """A finding that is known fires: it goes on, changed, or is back after it had ended."""
    if finding.holds:
        finding.state = state_after(finding, said)
        what = "persists" if finding.state == "settled" else finding.state
    elif finding.state == "settled" and state_after(finding, said) == "settled":
        what = "persists"
    else:
        finding.state = what = "opened"
    if what in {"changed", "opened"}:
        finding.confirmed_at = finding.confirmed_by = None
        finding.decision = ""
    return what


def _say(finding: Finding, said: Observation, moment: Moment, run: Run) -> None:
    check = moment.library.checks[said.check]
    if finding.state == "changed":
        finding.changed_on = moment.on
    if finding.state == "opened" and not finding.holds:
        finding.opened_on = moment.on
    finding.holds, finding.ended_on, finding.ended_by = True, None, []
    finding.severity, finding.observed, finding.required = said.severity, said.observed, said.required
    finding.evidence, finding.cadres = list(said.evidence), list(said.cadres)
    finding.clause = [citation.as_json() for citation in check.clauses]
    finding.sentence = sentence_of(check, said)
    finding.audience, finding.needs_confirmation = check.audience, check.triage
    finding.unit_code = said.subject if check.subject == "unit" else ""
    finding.run = run


def _ended(
    known: Iterable[Finding], firing: set[Identity], moment: Moment, past: Past, stored: Stored
) -> list[Finding]:
    ended = []
    for finding in known:
        if finding.holds and finding.identity not in firing:
            what = how_ended(finding, past)
            finding.holds, finding.ended_on, finding.run = False, moment.on, stored.run
            if what in {"remedied", "withdrawn"}:
                finding.ended_by = _followers(finding)
            if finding.state != "settled":
                finding.state = what
            stored.transitions.append((finding, what))
            ended.append(finding)
    return ended


def _followers(finding: Finding) -> list[int]:
    """The rows that corrected what the finding rested on: they are what ended it, where there are any."""
    found = []
    for reference, fact in facts_behind(finding.evidence).items():
        later = type(fact)._base_manager.filter(supersedes=fact.pk).values_list("pk", flat=True)
        found += [reference - fact.pk + row for row in later]
    return sorted(found)


def _write(new: list[Finding], known: list[Finding]) -> None:
    Finding.objects.bulk_create(new, batch_size=BATCH)
    Finding.objects.bulk_update(known, SAID, batch_size=100)
    through = Finding.people.through
    numbers = [finding.pk for finding in known if finding.state in {"changed", "opened"}]
    for start in range(0, len(numbers), BATCH):
        through._default_manager.filter(finding_id__in=numbers[start : start + BATCH]).delete()
    changed = {*numbers, *(finding.pk for finding in new)}
    rows = [
        through(finding_id=finding.pk, cadre_id=cadre)
        for finding in [*new, *known]
        if finding.pk in changed
        for cadre in finding.cadres
    ]
    through._default_manager.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def _write_events(run: Run, stored: Stored) -> None:
    rows = [
        FindingEvent(
            finding=finding, run=run, moment=run.moment, on=run.on, state=what, severity=finding.severity,
            observed=finding.observed, evidence=finding.evidence,
        )
        for finding, what in stored.transitions
    ]  # fmt: skip
    FindingEvent.objects.bulk_create(rows, batch_size=BATCH)


def _count(run: Run, stored: Stored, said: Sequence[Observation]) -> None:
    run.counts = dict(Counter(what for _, what in stored.transitions)) | {"holding": len(stored.holding)}
    people = CurrentCadre.objects.filter(status="在职").count()
    named = Counter(check for check, _ in {(one.check, one.subject) for one in said if one.subject.isdigit()})
    run.broad = sorted(check for check, count in named.items() if count * BROAD_SHARE > people > 0)
    run.save(update_fields=["counts", "broad"])
