"""The second person: nobody ends a matter alone. Red: from another office. Blue: a tenth, drawn unforeseeably."""

from bihuan.access.models import Account
from bihuan.crypto.index import keyed_index
from bihuan.loop.errors import NotYourStep, OtherOfficeNeeded, SecondPersonNeeded
from bihuan.loop.matter import REVIEW, Matter, StepRun
from bihuan.loop.office import Office
from bihuan.loop.offices import is_member
from bihuan.loop.procedure import By, Outcome, Procedure, Step

AGREE, RETURN = "同意办结", "退回补充"
REVIEW_STEP = Step(
    id=REVIEW,
    title="复核",
    by=By("officer", "superior"),
    form="loop.review",
    outcomes=(Outcome(AGREE, close=AGREE), Outcome(RETURN, to="")),
)
SAMPLE = 10


def is_sampled(number: str) -> bool:
    """Whether a blue matter is in the tenth that a second person looks at."""
    return int.from_bytes(keyed_index("text", f"sample|{number}")[:4]) % SAMPLE == 0


def needs_review(matter: Matter, procedure: Procedure) -> bool:
    """Whether a second person has yet to look at the end of a matter."""
    if matter.severity == "blue" and not is_sampled(matter.number):
        return False
    return not _second_was_there(matter, procedure)


def _second_was_there(matter: Matter, procedure: Procedure) -> bool:
    """The procedure's own second person counts: somebody who worked no other step, for red in another office."""
    if not procedure.second:
        return False
    runs = StepRun.objects.filter(matter=matter).exclude(completed_at=None).exclude(role="subject")
    second = runs.filter(step=procedure.second).order_by("-pk").first()
    if second is None or runs.exclude(step=procedure.second).filter(completed_by=second.completed_by).exists():
        return False
    return matter.severity != "red" or second.office_id != matter.office_id


def reviewing_office(matter: Matter) -> Office:
    return matter.office.superior or matter.office


def check_reviewer(account: Account, matter: Matter) -> None:
    """Raise where this person may not be the second one."""
    offices = [reviewing_office(matter)] if matter.severity == "red" else [matter.office, reviewing_office(matter)]
    if matter.severity == "red" and is_member(account, matter.office):
        raise OtherOfficeNeeded(matter.number)
    if not any(is_member(account, office) for office in offices):
        raise NotYourStep(REVIEW_STEP.title, "、".join(dict.fromkeys(office.name for office in offices)))
    worked = matter.runs.filter(completed_by=account).exclude(step=REVIEW).order_by("-pk").first()
    if worked is not None:
        raise SecondPersonNeeded(REVIEW_STEP.title, worked.title)
