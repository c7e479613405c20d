"""Opening matters: for a finding or by hand, one or many at once."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import Truncator

from bihuan.access.models import Account
from bihuan.calendar import clock
from bihuan.journal import writing as journal
from bihuan.journal.content import Draft
from bihuan.loop import library, recording
from bihuan.loop.acting import office_of
from bihuan.loop.deadlines import due
from bihuan.loop.matter import Matter, ProcedureVersion, StepRun
from bihuan.loop.numbering import take_numbers
from bihuan.loop.office import Office
from bihuan.loop.offices import office_for, unit_office
from bihuan.loop.procedure import Procedure, Step, Within
from bihuan.loop.recording import Noted

if TYPE_CHECKING:
    from bihuan.policy.models import Finding

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Opening:
    """What a new matter is about. `within`: days for the first step, where the check names them."""

    procedure: str
    subject_kind: str
    subject_ref: str
    title: str = ""
    sentence: str = ""
    cadres: tuple[int, ...] = ()
    unit_code: str = ""
    office: str = ""
    jurisdiction: str = ""
    mechanism: str = ""
    severity: str = "yellow"
    audience: str = "subject"
    finding: "Finding | None" = None
    check_id: str = ""
    parent: Matter | None = None
    target: int | None = None
    within: int | None = None
    confirmed_on: datetime.date | None = None


def open_matter(opening: Opening, account: Account | None = None) -> Matter:
    """Open one matter; `account` None: the system opens it for a finding that needs no confirmation."""
    return open_matters([opening], account)[0]


@transaction.atomic
def open_matters(openings: Sequence[Opening], account: Account | None = None) -> list[Matter]:
    """Open many matters in one act, so that a batch of backlog costs a few queries and not thousands."""
    if not openings:
        return []
    procedures = {name: library.find(name) for name in dict.fromkeys(opening.procedure for opening in openings)}
    for procedure in procedures.values():
        keep_version(procedure)
    offices = _offices(openings, procedures)
    numbers = _numbers(openings, procedures)
    matters = [
        _matter(opening, procedures[opening.procedure], offices[place], numbers[place], account)
        for place, opening in enumerate(openings)
    ]
    Matter.objects.bulk_create(matters, batch_size=CHUNK)
    links = [
        Matter.cadres.through(matter_id=matter.pk, cadre_id=cadre)
        for matter, opening in zip(matters, openings, strict=True)
        for cadre in dict.fromkeys(opening.cadres)
    ]
    Matter.cadres.through.objects.bulk_create(links, batch_size=CHUNK)
    first_steps = [
        start_of(matter, procedures[opening.procedure]) for matter, opening in zip(matters, openings, strict=True)
    ]
    StepRun.objects.bulk_create(first_steps, batch_size=CHUNK)
    recording.note_first(Noted(matter, "opened", _words(matter), account, matter.step) for matter in matters)
    _journal(matters, account)
    return matters


def keep_version(procedure: Procedure) -> None:
    """Store the text of a procedure once, so that a matter goes on as it began."""
    if not ProcedureVersion.objects.filter(pk=procedure.digest).exists():
        ProcedureVersion.objects.create(
            digest=procedure.digest, procedure=procedure.id, text=procedure.text, first_used_at=clock.now()
        )


def _offices(openings: Sequence[Opening], procedures: dict[str, Procedure]) -> list[Office]:
    wanted = [
        (opening.office or procedures[opening.procedure].office, opening.jurisdiction, opening.unit_code)
        for opening in openings
    ]
    found = {key: _office(*key) for key in dict.fromkeys(wanted)}
    return [found[key] for key in wanted]


def _office(duty: str, jurisdiction: str, unit_code: str) -> Office:
    """A unit's own desk where the check says so; the supervision office where no unit is known."""
    if duty != "unit":
        return office_for(duty, jurisdiction)
    return unit_office(unit_code) if unit_code else office_for("supervision", jurisdiction)


def _mechanism(opening: Opening, procedure: Procedure) -> str:
    return opening.mechanism or procedure.mechanism


def _numbers(openings: Sequence[Opening], procedures: dict[str, Procedure]) -> list[str]:
    mechanisms = [_mechanism(opening, procedures[opening.procedure]) for opening in openings]
    series = {name: iter(take_numbers(name, mechanisms.count(name))) for name in dict.fromkeys(mechanisms)}
    return [next(series[name]) for name in mechanisms]


def _matter(opening: Opening, procedure: Procedure, office: Office, number: str, account: Account | None) -> Matter:
    matter = Matter(
        number=number,
        procedure=procedure.id,
        version_id=procedure.digest,
        title=Truncator(opening.title or procedure.title).chars(200),
        sentence=opening.sentence,
        mechanism=_mechanism(opening, procedure),
        severity=opening.severity,
        audience=opening.audience,
        finding=opening.finding,
        check_id=opening.check_id,
        parent=opening.parent,
        subject_kind=opening.subject_kind,
        subject_ref=opening.subject_ref,
        unit_code=opening.unit_code,
        target=opening.target,
        office=office,
        step=procedure.first.id,
        opened_at=clock.now(),
        opened_by=account,
        confirmed_on=opening.confirmed_on,
    )
    deadline = due(_first_within(opening, procedure.first), matter, clock.today(), ())
    if deadline is not None:
        matter.due_on, matter.due_provisional = deadline.day, deadline.provisional
    return matter


def _first_within(opening: Opening, step: Step) -> Within | None:
    """The days that the check gives go before those of the first step."""
    if opening.within is None:
        return step.within
    return Within(opening.within, "days", "opened", rolls=True, article="规则所定期限")


def start_of(matter: Matter, procedure: Procedure) -> StepRun:
    step = procedure.first
    run = new_run(matter, step, office_of(step, matter))
    run.due_on, run.due_provisional = matter.due_on, matter.due_provisional
    return run


def new_run(matter: Matter, step: Step, office: Office) -> StepRun:
    return StepRun(
        matter=matter, step=step.id, title=step.title, role=step.by.role, office=office, started_at=clock.now()
    )


def _words(matter: Matter) -> str:
    source = "由提示事项立项" if matter.finding_id else "立项"
    return f"{source}：{matter.title}，由{matter.office}承办"


def _journal(matters: list[Matter], account: Account | None) -> None:
    actor = str(account.pk) if account else "system"
    journal.record_many(
        Draft("matter.opened", actor, "matter", matter.number, "", {"procedure": matter.procedure})
        for matter in matters
    )
