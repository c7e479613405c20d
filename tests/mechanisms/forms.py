"""How the tests of forms fill one in: in the place of a step with given outcomes, without a database."""

import datetime
from typing import Any

from bihuan.loop.forms.base import StepForm
from bihuan.loop.matter import Matter, StepRun
from bihuan.loop.procedure import By, Outcome, Procedure, Step
from bihuan.loop.step_context import StepContext

TODAY = datetime.date(2026, 3, 20)


def context(closing: tuple[str, ...] = (), given: dict[str, dict[str, Any]] | None = None) -> StepContext:
    """A step whose outcomes in `closing` end the matter; `given`: what earlier steps asked."""
    outcomes = tuple(Outcome(label, close=label) for label in closing) or (Outcome("继续", to="next"),)
    step = Step("step", "步骤", By("officer"), "form", outcomes)
    procedure = Procedure("trial", "试", "restraint", "supervision", ("某规定",), (step,))
    runs = []
    for name, data in (given or {}).items():
        run = StepRun(step=name)
        run.data = data
        runs.append(run)
    return StepContext(Matter(sentence="情况。"), procedure, step, TODAY, None, tuple(runs), given or {})


def faults(form_class: type[StepForm], data: dict[str, Any], around: StepContext | None = None) -> dict[str, list[str]]:
    """Label → faults; empty where the form can be taken."""
    form = form_class(data, context=around)
    return {} if form.is_valid() else form.faults()
