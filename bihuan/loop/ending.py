"""How a matter ends: by fact, by decision with evidence and a second person, or withdrawn. Lapse never closes one."""

from django.db import transaction

from bihuan.access.models import Account
from bihuan.calendar import clock
from bihuan.journal import writing as journal
from bihuan.loop import library, recording
from bihuan.loop.acting import waiting_run
from bihuan.loop.errors import EvidenceMissing, MatterEnded, NotYourStep
from bihuan.loop.matter import REVIEW, Matter
from bihuan.loop.offices import is_member
from bihuan.loop.opening import Opening, new_run, open_matter
from bihuan.loop.procedure import Procedure
from bihuan.loop.reviewing import REVIEW_STEP, needs_review, reviewing_office
from bihuan.policy import decisions

ENDING_WORDS = {"fact": "以事实办结", "decision": "以决定办结", "withdrawn": "撤回", "merged": "并案"}
CLOSED_WORD = {"rectification": "销号"}


def close_by_decision(
    matter: Matter,
    procedure: Procedure,
    decision: str,
    account: Account,
    evidence: list[str],
    opens: str = "",
    reviewed: bool = False,
) -> None:
    """End by decision, or ask the second person first where one is still owed."""
    if not evidence:
        raise EvidenceMissing(matter.number)
    matter.proposed, matter.evidence = decision, evidence
    if not reviewed and needs_review(matter, procedure):
        _ask_second_person(matter, account)
        return
    settle_finding(matter, decision, account)
    _end(matter, "decision", decision, account)
    if opens:
        hand_on(matter, opens, account)


def _ask_second_person(matter: Matter, account: Account) -> None:
    run = new_run(matter, REVIEW_STEP, reviewing_office(matter))
    run.save(force_insert=True)
    matter.state, matter.step = "review", REVIEW
    matter.due_on, matter.due_provisional = None, False
    matter.save()
    recording.note(matter, "review", f"拟办结“{matter.proposed}”，送另一人复核", account, REVIEW)


@transaction.atomic
def end_by_decision(matter: Matter, account: Account, decision: str, evidence: list[str]) -> Matter:
    """An officer of the office proposes the end at any step, on evidence; a second person looks at it first."""
    matter = Matter.objects.select_for_update().get(pk=matter.pk)
    if not matter.is_open:
        raise MatterEnded(matter.number)
    if not is_member(account, matter.office):
        raise NotYourStep("办结", matter.office.name)
    if not evidence or not decision.strip():
        raise EvidenceMissing(matter.number)
    run = waiting_run(matter)
    run.completed_at, run.completed_by, run.outcome = clock.now(), account, "提前办结"
    run.save()
    procedure = library.version(matter.version_id)
    close_by_decision(matter, procedure, decision, account, [f"basis:{item}" for item in evidence])
    return matter


def withdraw(matter: Matter, reason: str, account: Account | None, opens: str = "") -> None:
    """End as withdrawn: what the matter rested on fell away, or whoever asked took it back."""
    _end(matter, "withdrawn", reason, account)
    if opens and account:
        hand_on(matter, opens, account)


@transaction.atomic
def end_by_facts(matter: Matter, facts: list[int], reason: str = "新入账的事实表明已经解决") -> Matter:
    """New facts remedied the finding: they are the evidence, nobody signs."""
    matter = Matter.objects.select_for_update().get(pk=matter.pk)
    if matter.is_open:
        matter.evidence = [f"fact:{fact}" for fact in facts]
        _end(matter, "fact", reason, None)
    return matter


def settle_finding(matter: Matter, decision: str, account: Account) -> None:
    """A decision on a finding that still holds makes it settled."""
    if matter.finding is not None and matter.finding.holds and matter.finding.state != "settled":
        decisions.settle(matter.finding, decision, account, matter.number)
        recording.note(matter, "settled", f"提示事项已作决定：{decision}", account)


def _end(matter: Matter, ending: str, reason: str, account: Account | None) -> None:
    matter.runs.filter(completed_at=None).delete()
    matter.state, matter.ending, matter.reason = "ended", ending, reason[:200]
    matter.ended_at, matter.due_on, matter.due_provisional = clock.now(), None, False
    matter.save()
    word = CLOSED_WORD.get(matter.procedure, "办结")
    recording.note(matter, "ended", f"{word}（{ENDING_WORDS[ending]}）：{reason}", account, evidence=matter.evidence)
    actor = str(account.pk) if account else "system"
    journal.record("matter.ended", actor=actor, subject_kind="matter", subject_ref=matter.number, purpose=ending)


def hand_on(matter: Matter, procedure: str, account: Account) -> Matter:
    """Open what follows, as the procedure's YAML says; the new matter names this one as its parent."""
    following = open_matter(
        Opening(
            procedure=procedure,
            subject_kind=matter.subject_kind,
            subject_ref=matter.subject_ref,
            title=f"{library.find(procedure).title}（承接 {matter.number}）",
            sentence=matter.sentence,
            cadres=tuple(matter.cadres.values_list("pk", flat=True)),
            unit_code=matter.unit_code,
            jurisdiction=matter.office.jurisdiction,
            severity=matter.severity,
            audience=matter.audience,
            parent=matter,
        ),
        account,
    )
    recording.note(matter, "handed_on", f"转办：{following.number} {following.title}", account)
    return following
