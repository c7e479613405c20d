"""Steps belong to persons: who has one, and handing it to another."""

from django.db import transaction

from bihuan.access.models import Account
from bihuan.loop import recording
from bihuan.loop.acting import waiting_run
from bihuan.loop.errors import MatterEnded, NotYourStep
from bihuan.loop.matter import Matter, StepRun
from bihuan.loop.offices import is_member, leads


@transaction.atomic
def assign_step(matter: Matter, account: Account, to: Account) -> StepRun:
    """Take a step that nobody has (`to` = oneself), or, as head of the office, hand it to somebody in it."""
    if not matter.is_open:
        raise MatterEnded(matter.number)
    run = waiting_run(matter)
    office = run.office or matter.office
    takes_free_step = to == account and run.assigned_id is None and is_member(account, office)
    if not takes_free_step and not leads(account, office):
        raise NotYourStep(run.title, f"{office}负责人指派后的人员")
    if not is_member(to, office):
        raise NotYourStep(run.title, f"{office}的人员")
    run.assigned = to
    run.save(update_fields=["assigned"])
    recording.note(matter, "assigned", f"“{run.title}”由{to}办理", account, run.step)
    return run
