"""The procedure of a matter as the stepper draws it: the way taken, where it stands, the usual way ahead."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _

from bihuan.calendar import clock
from bihuan.loop.matter import REVIEW, Matter, StepRun
from bihuan.loop.procedure import Procedure
from bihuan.loop.procedure import Step as ProcedureStep
from bihuan.ui.shapes import Step, StepState


def steps_of(matter: Matter, procedure: Procedure, runs: Sequence[StepRun], today: datetime.date) -> list[Step]:
    """A step that was worked twice stands once, as it was worked last."""
    done = [run for run in runs if run.completed_at is not None]
    waiting = next((run for run in runs if run.completed_at is None), None)
    last = {run.step: run for run in done}
    taken = [run for run in done if last[run.step] is run and (waiting is None or run.step != waiting.step)]
    drawn = [_taken(run) for run in taken]
    if not matter.is_open:
        return [*drawn, Step(_("办结"), _ended(matter), "done")]
    if waiting is not None:
        drawn.append(_waiting(waiting, today))
    seen = {run.step for run in taken}
    drawn += [Step(step.title, _within(step), "ahead") for step in _ahead(procedure, matter.step, seen)]
    return (
        [*drawn, Step(_("办结"), "" if procedure.second else _("须另一人复核"), "ahead")]
        if matter.step != REVIEW
        else drawn
    )


def _ahead(procedure: Procedure, at: str, seen: set[str]) -> list[ProcedureStep]:
    """The first outcome that leads forward, from step to step."""
    order = {step.id: place for place, step in enumerate(procedure.steps)}
    found: list[ProcedureStep] = []
    here = at
    while here in order:
        onward = [one.to for one in procedure.step(here).outcomes if one.to and order[one.to] > order[here]]
        if not onward:
            break
        here = onward[0]
        if here not in seen:
            found.append(procedure.step(here))
    return found


def _taken(run: StepRun) -> Step:
    assert run.completed_at is not None
    who = str(run.completed_by) if run.completed_by else _("系统")
    return Step(run.title, f"{who} · {clock.local_moment(run.completed_at):%m-%d}", "done")


def _waiting(run: StepRun, today: datetime.date) -> Step:
    late = run.due_on is not None and run.due_on < today
    state: StepState = "late" if late else "current"
    note = _("%(day)s 前") % {"day": f"{run.due_on:%m-%d}"} if run.due_on else ""
    return Step(run.title, note, state)


def _within(step: ProcedureStep) -> str:
    return step.within.words if step.within else ""


def _ended(matter: Matter) -> str:
    when = f"{clock.local_moment(matter.ended_at):%m-%d}" if matter.ended_at else ""
    return f"{matter.reason} · {when}" if matter.reason else when
