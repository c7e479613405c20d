"""Each outcome of each step of each procedure is walked to the end of a real matter in a real database."""

import datetime
from collections import deque
from collections.abc import Callable

import pytest

from bihuan.access.models import Account
from bihuan.calendar import clock
from bihuan.facts.entries import entry
from bihuan.facts.kinds import reference_of
from bihuan.facts.models import Source
from bihuan.loop import library
from bihuan.loop.acting import may_act, waiting_run
from bihuan.loop.matter import REVIEW, Matter, StepRun
from bihuan.loop.procedure import Outcome, Procedure, Step
from bihuan.loop.recording import is_unbroken
from bihuan.loop.reviewing import AGREE
from bihuan.loop.stating import state
from bihuan.loop.working import complete_step, current_step, procedure_of
from bihuan.mechanisms.cultivation.kinds import Training
from tests.loop.county import County
from tests.loop.filled import FORMS, filled

Route = list[tuple[Step, Outcome]]
PROCEDURES = library.whole_procedures()
EDGES = [
    pytest.param(name, step.id, outcome.label, id=f"{name}-{step.id}-{outcome.label}")
    for name, procedure in PROCEDURES.items()
    for step in procedure.steps
    for outcome in step.outcomes
]


def shortest(procedure: Procedure, start: str, arrived: Callable[[Step, Outcome], bool]) -> Route:
    """The fewest steps from one on, up to and with the outcome that arrives."""
    waiting: deque[tuple[str, Route]] = deque([(start, [])])
    seen = {start}
    while waiting:
        step_id, route = waiting.popleft()
        step = procedure.step(step_id)
        for outcome in step.outcomes:
            if arrived(step, outcome):
                return [*route, (step, outcome)]
            if outcome.to and outcome.to not in seen:
                seen.add(outcome.to)
                waiting.append((outcome.to, [*route, (step, outcome)]))
    raise AssertionError(f"no way on from {start}")


def route_over(procedure: Procedure, step_id: str, label: str) -> Route:
    begin = shortest(procedure, procedure.first.id, lambda step, outcome: (step.id, outcome.label) == (step_id, label))
    if begin[-1][1].ends:
        return begin
    return begin + shortest(procedure, begin[-1][1].to, lambda _, outcome: outcome.ends)


def somebody(county: County, matter: Matter, step: Step) -> Account:
    run = waiting_run(matter)
    return next(person for person in county.people.values() if may_act(person, matter, procedure_of(matter), step, run))


def training_of(county: County) -> int:
    day = datetime.date(2025, 3, 3)
    with entry(Source(feed="training", file="training.csv"), "test") as writing:
        training = state(writing, Training, cadre=county.cadre, course="班次", category="专题", begun_on=day, hours=10)
    return reference_of(training)


def walk_on(county: County, matter: Matter, route: Route) -> Matter:
    """Each step some time after the one before: long enough for a public notice or a follow-up."""
    for step, outcome in route:
        assert matter.step == step.id
        pause = 190 if step.id == "follow_up" else 8
        clock.set_clock(clock.now() + datetime.timedelta(days=pause))
        person = somebody(county, matter, step)
        matter = complete_step(matter, person, filled(step.form, clock.today(), outcome.label))
    return matter


@pytest.mark.parametrize(("name", "step", "label"), EDGES)
def test_every_outcome_leads_to_an_end(
    opened: Callable[..., Matter], county: County, name: str, step: str, label: str
) -> None:
    procedure = PROCEDURES[name]
    matter = opened(name, severity="red", target=training_of(county) if name == "objection" else None)
    matter = walk_on(county, matter, route_over(procedure, step, label))
    if matter.state == "review":
        assert matter.step == REVIEW
        matter = complete_step(matter, somebody(county, matter, current_step(matter)), {"outcome": AGREE})
    assert matter.state == "ended"
    assert matter.ending in {"decision", "withdrawn"}
    assert not StepRun.objects.filter(matter=matter, completed_at=None).exists()
    assert is_unbroken(matter)
    assert (step, label) in set(StepRun.objects.filter(matter=matter).values_list("step", "outcome"))


def test_the_tests_can_fill_in_every_registered_form_of_a_procedure() -> None:
    used = {step.form for procedure in PROCEDURES.values() for step in procedure.steps}
    assert used <= set(FORMS)
