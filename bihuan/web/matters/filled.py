"""What was filled in at the steps before, for those who work the matter; the person concerned sees their own part."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from bihuan.access.models import Account
from bihuan.loop import registry
from bihuan.loop.acting import is_subject
from bihuan.loop.matter import REVIEW, Matter, StepRun
from bihuan.loop.objections import column_words, standing_fact
from bihuan.loop.office import OfficeMember
from bihuan.loop.procedure import Procedure
from bihuan.web.matters.words import spoken


@dataclass(frozen=True, slots=True)
class Filled:
    """One completed step: label and value of each field."""

    title: str
    outcome: str
    values: Sequence[tuple[str, str]]


def filled_in(account: Account, matter: Matter, procedure: Procedure, runs: Sequence[StepRun]) -> list[Filled]:
    """Empty for whoever neither works the matter nor is the person concerned."""
    done = [run for run in runs if run.completed_at is not None and run.step != REVIEW]
    if is_subject(account, matter):
        done = [run for run in done if run.role == "subject" or procedure.step(run.step).part]
    elif not _works(account, matter, runs):
        return []
    return [_filled(matter, procedure, run) for run in done if run.content]


def _works(account: Account, matter: Matter, runs: Sequence[StepRun]) -> bool:
    offices = {run.office_id for run in runs} | {matter.office_id}
    superior = matter.office.superior_id
    asked = {office for office in (*offices, superior) if office}
    return OfficeMember.objects.filter(account=account, office__in=asked).exists()


def _filled(matter: Matter, procedure: Procedure, run: StepRun) -> Filled:
    form: Any = registry.form_class(procedure.step(run.step).form)
    fields: dict[str, forms.Field] = form.base_fields
    values = [
        (str(field.label or name), _value(matter, name, run.data.get(name)))
        for name, field in fields.items()
        if run.data.get(name) not in (None, "", [], False)
    ]
    several = len(procedure.step(run.step).outcomes) > 1
    return Filled(run.title, run.outcome if several else "", values)


def _value(matter: Matter, name: str, value: Any) -> str:
    """The column of an objection is kept by its name in the table; a person reads its label."""
    if name == "column" and matter.target is not None:
        return column_words(standing_fact(matter.target)).get(str(value), str(value))
    return spoken(value)
