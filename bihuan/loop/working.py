"""Working a matter: a step is completed, facts are recorded, a paper is issued, the next step begins."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from bihuan.access.models import Account
from bihuan.calendar import clock
from bihuan.facts.entries import Writing, entry
from bihuan.facts.kinds import reference_of
from bihuan.facts.models import Source
from bihuan.journal import writing as journal
from bihuan.loop import library, recording, registry
from bihuan.loop.acting import check_may_act, office_of, waiting_run
from bihuan.loop.deadlines import counted_from, due, end_of
from bihuan.loop.ending import close_by_decision, settle_finding, withdraw
from bihuan.loop.errors import FormInvalid, MatterEnded, OutcomeUnknown, StatementMissing, TooEarly
from bihuan.loop.forms.base import StepForm
from bihuan.loop.graph import after
from bihuan.loop.matter import REVIEW, Matter, StepRun
from bihuan.loop.opening import new_run
from bihuan.loop.procedure import PART_WORDS, PARTS, Outcome, Procedure, Step
from bihuan.loop.record import Paper
from bihuan.loop.reviewing import REVIEW_STEP
from bihuan.loop.step_context import StepContext, completed_runs, context_of


def procedure_of(matter: Matter) -> Procedure:
    return library.version(matter.version_id)


def current_step(matter: Matter) -> Step:
    """The step that a matter is at; the review stands outside the procedure."""
    return REVIEW_STEP if matter.step == REVIEW else procedure_of(matter).step(matter.step)


def step_form(matter: Matter, account: Account, data: Mapping[str, Any] | None = None) -> StepForm:
    """The form of the current step: filled from `data`, else with what the dossier already holds."""
    step = current_step(matter)
    context = context_of(matter, procedure_of(matter), step, clock.today(), account)
    return registry.form_class(step.form)(data, context=context)


@transaction.atomic
def complete_step(matter: Matter, account: Account, data: Mapping[str, Any]) -> Matter:
    """Complete the current step with what its form asks; `data["outcome"]` says what follows where several may."""
    matter = Matter.objects.select_for_update().get(pk=matter.pk)
    if not matter.is_open:
        raise MatterEnded(matter.number)
    procedure, step, run = procedure_of(matter), current_step(matter), waiting_run(matter)
    check_may_act(account, matter, procedure, step, run)
    runs = completed_runs(matter)
    _check_time(matter, step, runs)
    _check_heard(procedure, step, runs)
    outcome = _outcome(step, str(data.get("outcome", "")))
    form = step_form(matter, account, {**_plain(data), "outcome": outcome.label})
    if not form.is_valid():
        raise FormInvalid(step.title, form.faults())
    _finish_run(run, account, form, outcome)
    assert form.context is not None
    _record_facts(form.context, form.cleaned_data, run, account)
    _issue_paper(outcome.paper or step.paper, run, account)
    text = f"{step.title}：{outcome.label}" if len(step.outcomes) > 1 else f"完成“{step.title}”"
    recording.note(matter, "step", text, account, step.id, outcome=outcome.label, facts=len(run.facts))
    journal.record(
        "matter.step", actor=str(account.pk), subject_kind="matter", subject_ref=matter.number, purpose=step.id
    )
    _go_on(matter, procedure, step, outcome, run, account)
    return matter


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """A QueryDict keeps lists; a form wants them where it asks for several."""
    if hasattr(data, "lists"):
        return {key: values if len(values) > 1 else values[-1] for key, values in data.lists() if values}
    return dict(data)


def _outcome(step: Step, label: str) -> Outcome:
    outcome = step.outcome(label)
    if outcome is None:
        raise OutcomeUnknown(step.title, label, [one.label for one in step.outcomes])
    return outcome


def _check_time(matter: Matter, step: Step, runs: tuple[StepRun, ...]) -> None:
    if step.earliest is None:
        return
    previous = clock.local_moment(runs[-1].completed_at).date() if runs and runs[-1].completed_at else clock.today()
    day_zero = counted_from(step.earliest.start, matter, previous, runs)
    first = end_of(step.earliest, day_zero or previous).day
    if clock.today() < first:
        raise TooEarly(step.title, first.isoformat())


def _check_heard(procedure: Procedure, step: Step, runs: tuple[StepRun, ...]) -> None:
    """The graph promises it; the record proves it."""
    if not step.adverse:
        return
    heard = 0
    for run in runs:
        if procedure.place(run.step):
            heard = after(procedure.step(run.step), heard)
    if heard < len(PARTS):
        raise StatementMissing(step.title, PART_WORDS[PARTS[heard]])


def _finish_run(run: StepRun, account: Account, form: StepForm, outcome: Outcome) -> None:
    run.completed_at, run.completed_by = clock.now(), account
    run.outcome, run.data = outcome.label, form.stored()
    run.save()


def _record_facts(context: StepContext, data: dict[str, Any], run: StepRun, account: Account) -> None:
    if not context.step.records:
        return
    handler = registry.handler(context.step.records)
    source = Source(feed="", department=context.matter.office.name, reference=context.reference)
    writing: Writing
    with entry(source, account.get_username(), f"办理事项 {context.matter.number}") as writing:
        handler(context, data, writing)
    run.facts = [reference_of(fact) for fact in writing.rows]
    run.save(update_fields=["facts"])


def _issue_paper(kind: str, run: StepRun, account: Account) -> None:
    if kind:
        count = Paper.objects.filter(matter_id=run.matter_id).count() + 1
        number = f"{run.matter.number}-{count}"
        title = registry.paper_title(kind)
        Paper.objects.create(
            matter_id=run.matter_id,
            run=run,
            kind=kind,
            title=title,
            number=number,
            issued_at=clock.now(),
            issued_by=account,
        )


def _go_on(matter: Matter, procedure: Procedure, step: Step, outcome: Outcome, run: StepRun, account: Account) -> None:
    if step is REVIEW_STEP:
        _after_review(matter, procedure, outcome, account)
        return
    if outcome.settles:
        settle_finding(matter, outcome.settles, account)
    if outcome.withdraw:
        withdraw(matter, outcome.withdraw, account, outcome.opens)
    elif outcome.close:
        close_by_decision(matter, procedure, outcome.close, account, _evidence(run), outcome.opens)
    else:
        begin_step(matter, procedure.step(outcome.to))


def _evidence(run: StepRun) -> list[str]:
    basis = str(run.data.get("basis", "")).strip()
    facts = StepRun.objects.filter(matter_id=run.matter_id).exclude(facts=[]).values_list("facts", flat=True)
    return [*([f"basis:{basis}"] if basis else []), *(f"fact:{fact}" for some in facts for fact in some)]


def _after_review(matter: Matter, procedure: Procedure, outcome: Outcome, account: Account) -> None:
    if outcome.close:
        proposed = _proposing_run(matter)
        found = procedure.step(proposed.step).outcome(proposed.outcome) if proposed else None
        close_by_decision(
            matter, procedure, matter.proposed, account, matter.evidence, found.opens if found else "", reviewed=True
        )
        return
    last = _proposing_run(matter)
    matter.state, matter.proposed, matter.evidence = "open", "", []
    begin_step(matter, procedure.step(last.step if last else procedure.first.id))


def _proposing_run(matter: Matter) -> StepRun | None:
    return matter.runs.exclude(completed_at=None).exclude(step=REVIEW).order_by("-completed_at", "-pk").first()


def begin_step(matter: Matter, step: Step) -> StepRun:
    """Start the next step and its clock."""
    run = new_run(matter, step, office_of(step, matter))
    deadline = due(step.within, matter, clock.today(), completed_runs(matter))
    if deadline is not None:
        run.due_on, run.due_provisional = deadline.day, deadline.provisional
    run.save(force_insert=True)
    matter.step, matter.due_on, matter.due_provisional = step.id, run.due_on, run.due_provisional
    matter.escalated_to, matter.escalated_on = None, None
    matter.save()
    return run
