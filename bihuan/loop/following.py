"""What the loop does when findings change: opens matters, ends them by fact, withdraws them; lapse closes none."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from bihuan.calendar import clock
from bihuan.loop import recording
from bihuan.loop.ending import end_by_facts, withdraw
from bihuan.loop.findings import facts_since, openings_for
from bihuan.loop.held import Followed, Held
from bihuan.loop.matter import Matter, StepRun
from bihuan.loop.opening import open_matters
from bihuan.loop.working import procedure_of
from bihuan.policy.models import Finding, Run
from bihuan.policy.signals import findings_changed

Transition = tuple[Finding, str]
BROAD_LEAST = 20
ONLY_NOTED = {
    "lapsed": "提示事项因时间经过不再出现；办理事项不因此办结",
    "rule changed": "制度版本变化后提示事项不再出现，请研判是否继续办理",
}


def connect() -> None:
    findings_changed.connect(follow, dispatch_uid="bihuan.loop.following")


@transaction.atomic
def follow(run: Run, transitions: Iterable[Transition], **_: Any) -> None:
    """Act on every transition of a stored run, in the transaction of that run."""
    changes = list(transitions)
    _open(run, [finding for finding, what in changes if what in {"opened", "changed"}])
    worked = Matter.objects.exclude(state="ended").exclude(finding=None).select_related("office", "finding")
    by_finding = {matter.finding_id: matter for matter in worked}
    for finding, what in changes:
        matter = by_finding.get(finding.pk)
        if matter is not None:
            _follow_one(run, matter, finding, what)
    Held.objects.filter(finding__holds=False).delete()


def _open(run: Run, findings: Sequence[Finding]) -> None:
    """Backlog and too broad checks are held; what needs confirmation waits in the triage list; the rest opens now."""
    if not findings:
        return
    first = not Followed.objects.exists()
    Followed.objects.get_or_create(run=str(run.pk), defaults={"moment": clock.now()})
    broad = _broad_checks(run, findings)
    held = [Held(finding=f, why="backlog" if first else "broad", since=clock.today()) for f in findings
            if _may_open(f) and (first or f.check_id in broad)]  # fmt: skip
    Held.objects.bulk_create(held, ignore_conflicts=True, batch_size=500)
    kept = set(Held.objects.values_list("finding_id", flat=True))
    now = [f for f in findings if f.pk not in kept and _may_open(f) and not waits_for_person(f)]
    open_matters(openings_for(now))


def waits_for_person(finding: Finding) -> bool:
    return finding.needs_confirmation and finding.confirmed_at is None


def _may_open(finding: Finding) -> bool:
    return finding.holds and finding.state != "settled"


def _broad_checks(run: Run, findings: Sequence[Finding]) -> set[str]:
    """Checks that name more than a fifth of the cadres, and many at once: an officer looks at the check first."""
    new = Counter(finding.check_id for finding in findings)
    return {check for check in run.broad if new[check] >= BROAD_LEAST}


def _follow_one(run: Run, matter: Matter, finding: Finding, what: str) -> None:
    if what == "remedied":
        _remedied(run, matter, finding)
    elif what == "withdrawn":
        if _is_committed(matter):
            recording.note(matter, "noted", "提示事项的依据已撤销，但已作出处理，请研判是否纠正")
        else:
            withdraw(matter, "提示事项的依据已撤销或不再作为依据", None)
    elif what in ONLY_NOTED:
        recording.note(matter, "noted", ONLY_NOTED[what])
    elif what == "changed":
        _changed(matter, finding)


def _remedied(run: Run, matter: Matter, finding: Finding) -> None:
    facts = [int(fact) for fact in finding.ended_by] or facts_since(finding.cadres, _seal_before(run), run.seal)
    if _is_committed(matter):
        recording.note(matter, "noted", "新入账的事实表明情况已解决；已作出的处理按程序继续办理", facts=facts)
        return
    end_by_facts(matter, facts)


def _seal_before(run: Run) -> int:
    earlier = Run.objects.filter(pk__lt=run.pk).order_by("-pk").first()
    return earlier.seal if earlier else 0


def _is_committed(matter: Matter) -> bool:
    """Whether a measure stands already, so that no later fact undoes it by itself."""
    committed = [step.id for step in procedure_of(matter).steps if step.committed]
    return StepRun.objects.filter(matter=matter, step__in=committed).exclude(completed_at=None).exists()


def _changed(matter: Matter, finding: Finding) -> None:
    before = matter.severity
    matter.severity, matter.sentence = finding.severity, finding.sentence
    matter.save(update_fields=["severity", "sentence"])
    recording.note(matter, "changed", "提示事项有变化", None, matter.step, before=before, after=finding.severity)
