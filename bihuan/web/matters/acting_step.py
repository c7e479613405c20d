"""The form of the step that waits: whether this account may fill it in, and what came of trying."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField

from bihuan.access.models import Account
from bihuan.calendar import clock
from bihuan.loop import services
from bihuan.loop.acting import check_may_act
from bihuan.loop.deadlines import counted_from, end_of
from bihuan.loop.errors import LoopError
from bihuan.loop.forms.base import StepForm
from bihuan.loop.matter import Matter, StepRun
from bihuan.loop.procedure import Procedure, Step
from bihuan.loop.step_context import completed_runs


@dataclass(frozen=True, slots=True)
class Acting:
    """`form` None: somebody else must act, `refused` says who or why. `fault`: why the last try was not taken."""

    step: Step
    run: StepRun
    form: StepForm | None
    refused: str = ""
    fault: str = ""
    chosen: str = ""
    earliest: datetime.date | None = None
    lost: Sequence[tuple[str, str]] = ()

    @property
    def fields(self) -> list[BoundField]:
        """In the order of the form, what it asks for an ending last."""
        return sorted(self.form or (), key=lambda one: one.name == "basis")

    @property
    def is_choice(self) -> bool:
        return len(self.step.outcomes) > 1


def acting_of(
    account: Account, matter: Matter, procedure: Procedure, data: Mapping[str, Any] | None = None, fault: str = ""
) -> Acting | None:
    """None where the matter has ended. With `data` the form is bound: its errors stand at their fields."""
    if not matter.is_open:
        return None
    step, run = services.current_step(matter), services.waiting_run(matter)
    try:
        check_may_act(account, matter, procedure, step, run)
    except LoopError as error:
        return Acting(step, run, None, refused=str(error), fault=fault, lost=typed(data or {}))
    form = services.step_form(matter, account, data)
    return Acting(step, run, form, "", fault, form.outcome, earliest_of(matter, step))


def earliest_of(matter: Matter, step: Step) -> datetime.date | None:
    """The first day on which a step may be done, where that has yet to come."""
    if step.earliest is None:
        return None
    runs = completed_runs(matter)
    previous = clock.local_moment(runs[-1].completed_at).date() if runs and runs[-1].completed_at else clock.today()
    day_zero = counted_from(step.earliest.start, matter, previous, runs) or previous
    first = end_of(step.earliest, day_zero).day
    return first if first > clock.today() else None


def typed(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What somebody typed into a form that is no longer there, so that it can be copied."""
    skipped = {"csrfmiddlewaretoken", "run", "outcome"}
    return [(name, str(value)) for name, value in data.items() if name not in skipped and value]
