"""Who may do a step: a role in an office, the person concerned, or another person than before."""

from bihuan.access.models import Account
from bihuan.loop.errors import LoopError, NotYourStep, RecusalNeeded, SecondPersonNeeded
from bihuan.loop.matter import Matter, StepRun
from bihuan.loop.office import Office
from bihuan.loop.offices import is_member, leads, office_for, source_office, unit_office
from bihuan.loop.procedure import ROLE_WORDS, Procedure, Step
from bihuan.loop.recusal import ground_for_recusal
from bihuan.loop.reviewing import REVIEW_STEP, check_reviewer


def office_of(step: Step, matter: Matter) -> Office:
    """The office that owes a step."""
    place = step.by.office
    if place == "own":
        return matter.office
    if place == "superior":
        return matter.office.superior or matter.office
    if place == "unit":
        return unit_office(matter.unit_code) if matter.unit_code else matter.office
    if place == "source":
        return source_office(matter.target) if matter.target else office_for("cadre", matter.office.jurisdiction)
    return office_for(place, matter.office.jurisdiction)


def is_subject(account: Account, matter: Matter) -> bool:
    return account.cadre_id is not None and matter.cadres.filter(pk=account.cadre_id).exists()


def waiting_run(matter: Matter) -> StepRun:
    """The step that waits to be done."""
    return matter.runs.select_related("office", "assigned").get(completed_at=None)


def check_may_act(account: Account, matter: Matter, procedure: Procedure, step: Step, run: StepRun) -> None:
    """Raise where this person may not do this step of this matter."""
    if step is REVIEW_STEP:
        check_reviewer(account, matter)
    elif not _has_role(account, matter, step, run):
        raise NotYourStep(step.title, _who(step, run))
    if step.by.role != "subject" or not is_subject(account, matter):
        _check_apart(account, matter, procedure, step)


def _has_role(account: Account, matter: Matter, step: Step, run: StepRun) -> bool:
    office = run.office or matter.office
    if step.by.role == "subject":
        if is_subject(account, matter):
            return True
        return is_member(account, office) if step.by.proxy or not matter.cadres.exists() else False
    if run.assigned_id not in {None, account.pk} and not leads(account, office):
        return False
    return leads(account, office) if step.by.role == "head" else is_member(account, office)


def _who(step: Step, run: StepRun) -> str:
    if run.assigned_id:
        return f"{run.office or ''}{run.assigned}"
    office = run.office.name if run.office and step.by.role != "subject" else ""
    return f"{office}{ROLE_WORDS[step.by.role]}"


def _check_apart(account: Account, matter: Matter, procedure: Procedure, step: Step) -> None:
    """Nobody works a matter about themselves or their kin; two-person steps are two persons."""
    ground = ground_for_recusal(account, matter)
    if ground:
        raise RecusalNeeded(ground)
    for other in step.by.another_than:
        if matter.runs.filter(step=other, completed_by=account).exists():
            raise SecondPersonNeeded(step.title, procedure.step(other).title)


def may_act(account: Account, matter: Matter, procedure: Procedure, step: Step, run: StepRun) -> bool:
    """Whether a page offers the step to this person."""
    try:
        check_may_act(account, matter, procedure, step, run)
    except LoopError:
        return False
    return True
