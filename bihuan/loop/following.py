"""What the loop does when findings change: opens matters, ends them by fact, withdraws them; lapse closes none."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction

from bihuan.calendar import clock
from bihuan.dossier.projection import CurrentCadre
from bihuan.loop import recording
from bihuan.loop.ending import end_by_facts, withdraw
from bihuan.loop.findings import openings_for
from bihuan.loop.held import Followed, Held
from bihuan.loop.matter import Matter, StepRun
from bihuan.loop.opening import open_matters
from bihuan.loop.working import procedure_of
from bihuan.policy.signals import findings_changed

if TYPE_CHECKING:
    from bihuan.policy.models import Finding

Transition = tuple["Finding", str]
BROAD_SHARE, BROAD_LEAST = 5, 20
ONLY_NOTED = {
    "lapsed": "提示事项因时间经过不再出现；办理事项不因此办结",
    "rule changed": "制度版本变化后提示事项不再出现，请研判是否继续办理",
}


def connect() -> None:
    findings_changed.connect(follow, dispatch_uid="bihuan.loop.following")


@transaction.atomic
def follow(run: Any, transitions: Iterable[Transition], **_: Any) -> None:
    """Act on every transition of a stored run, in the transaction of that run."""
    changes = list(transitions)
    _open(run, [finding for finding, what in changes if what in {"opened", "changed"}])
    open_matters_of = {
        matter.finding_id: matter
        for matter in Matter.objects.filter(finding__in=[finding.pk for finding, _ in changes])
        .exclude(state="ended")
        .select_related("office", "finding")
    }
    for finding, what in changes:
        matter = open_matters_of.get(finding.pk)
        if matter is not None:
            _follow_one(matter, finding, what)


def _open(run: Any, findings: Sequence["Finding"]) -> None:
    """Backlog and too broad checks are held; what needs confirmation waits in the triage list; the rest opens now."""
    if not findings:
        return
    first = not Followed.objects.exists()
    Followed.objects.get_or_create(run=str(getattr(run, "pk", run)), defaults={"moment": clock.now()})
    broad = _broad_checks(findings)
    held = [Held(finding=f, why="backlog" if first else "broad", since=clock.today()) for f in findings
            if _may_open(f) and (first or f.check_id in broad)]  # fmt: skip
    Held.objects.bulk_create(held, ignore_conflicts=True, batch_size=500)
    kept = set(Held.objects.filter(finding__in=[f.pk for f in findings]).values_list("finding_id", flat=True))
    now = [f for f in findings if f.pk not in kept and _may_open(f) and not waits_for_person(f)]
    open_matters(openings_for(now))


def waits_for_person(finding: "Finding") -> bool:
    return finding.needs_confirmation and finding.confirmed_at is None


def _may_open(finding: "Finding") -> bool:
    return finding.state in {"opened", "persists", "changed"}


def _broad_checks(findings: Sequence["Finding"]) -> set[str]:
    """Checks that newly name more than a fifth of the cadres in service: said before anything opens."""
    people = CurrentCadre.objects.filter(status="在职").count()
    named = Counter(finding.check_id for finding in findings if finding.subject_kind == "cadre")
    return {check for check, count in named.items() if count >= BROAD_LEAST and count * BROAD_SHARE > people}


def _follow_one(matter: Matter, finding: "Finding", what: str) -> None:
    if what == "remedied":
        _remedied(matter, finding)
    elif what == "withdrawn":
        if _is_committed(matter):
            recording.note(matter, "noted", "提示事项的依据已撤销，但已作出处理，请研判是否纠正")
        else:
            withdraw(matter, "提示事项的依据已撤销或不再作为依据", None)
    elif what in ONLY_NOTED:
        recording.note(matter, "noted", ONLY_NOTED[what])
    elif what == "changed":
        _changed(matter, finding)


def _remedied(matter: Matter, finding: "Finding") -> None:
    facts = [int(fact) for fact in getattr(finding, "ended_by", None) or finding.evidence]
    if _is_committed(matter):
        recording.note(matter, "noted", "新入账的事实表明情况已解决；已作出的处理按程序继续办理", facts=facts)
        return
    end_by_facts(matter, facts)


def _is_committed(matter: Matter) -> bool:
    """Whether a measure stands already, so that no later fact undoes it by itself."""
    committed = [step.id for step in procedure_of(matter).steps if step.committed]
    return StepRun.objects.filter(matter=matter, step__in=committed).exclude(completed_at=None).exists()


def _changed(matter: Matter, finding: "Finding") -> None:
    before = matter.severity
    matter.severity, matter.sentence = finding.severity, finding.sentence
    matter.save(update_fields=["severity", "sentence"])
    recording.note(matter, "changed", "提示事项有变化", None, matter.step, before=before, after=finding.severity)
