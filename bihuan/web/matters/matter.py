"""One matter: where it comes from and leads, its procedure, what it rests on, the step that waits, its record."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bihuan.access.areas import Area
from bihuan.access.audience import visible_findings
from bihuan.access.guarding import page, reader
from bihuan.access.models import Account
from bihuan.access.roles import Role
from bihuan.calendar import clock
from bihuan.calendar.months import add_months
from bihuan.loop import services
from bihuan.loop.errors import FormInvalid, LoopError
from bihuan.loop.matter import Matter
from bihuan.loop.procedure import Procedure, Within
from bihuan.policy.models import Finding
from bihuan.ui.shapes import Chip, Moment
from bihuan.web.matters.acting_step import Acting, acting_of, typed
from bihuan.web.matters.basis import basis_of
from bihuan.web.matters.chain import stages_of
from bihuan.web.matters.evidence import gathered
from bihuan.web.matters.filled import filled_in
from bihuan.web.matters.papers import papers_for
from bihuan.web.matters.people import about, people, unit_names
from bihuan.web.matters.seeing import seen_matter, seen_matters
from bihuan.web.matters.steps import steps_of

SIMILAR_MONTHS = 24


@page(Area.MATTERS)
def matter(request: HttpRequest, number: int) -> HttpResponseBase:
    """POST completes the step that waits. What the loop refuses is told at the form, which keeps what was typed."""
    account = reader(request)
    found = seen_matter(account, number)
    if request.method != "POST":
        return _page(request, account, found, acting_of(account, found, services.procedure_of(found)))
    return _act(request, account, found)


def _act(request: HttpRequest, account: Account, found: Matter) -> HttpResponseBase:
    procedure = services.procedure_of(found)
    waiting = services.waiting_run(found) if found.is_open else None
    if waiting is None or request.POST.get("run") != str(waiting.pk):
        return _page(request, account, found, acting_of(account, found, procedure), _overtaken(request.POST))
    title = waiting.title
    try:
        done = services.complete_step(found, account, request.POST)
    except LoopError as error:
        fault = "" if isinstance(error, FormInvalid) else str(error)
        data = request.POST.dict()
        return _page(request, account, found, acting_of(account, found, procedure, data, fault))
    messages.success(request, _("已完成“%(step)s”") % {"step": title})
    if not seen_matters(account).filter(pk=done.pk).exists():
        return redirect("matters")
    return redirect("matter", done.pk)


def _overtaken(data: QueryDict) -> Sequence[tuple[str, str]]:
    """The step was completed by somebody else meanwhile: nothing was submitted, and nothing typed is lost."""
    return typed(data.dict()) or [("", "")]


def _page(
    request: HttpRequest,
    account: Account,
    found: Matter,
    acting: Acting | None,
    overtaken: Sequence[tuple[str, str]] = (),
) -> HttpResponseBase:
    procedure = services.procedure_of(found)
    runs = list(found.runs.select_related("office", "completed_by", "assigned").order_by("pk"))
    waiting = next((run for run in runs if run.completed_at is None), None)
    cadres = list(found.cadres.values_list("pk", flat=True))
    given: dict[str, Any] = {
        "matter": found,
        "procedure": procedure,
        "acting": acting,
        "overtaken": overtaken,
        "people": about(cadres, people(account, cadres)),
        "unit": unit_names([found.unit_code]).get(found.unit_code, ""),
        "stages": stages_of(account, found, procedure, waiting),
        "steps": steps_of(found, procedure, runs, clock.today()),
        "diagram": services.draw_procedure(procedure, found, runs),
        "filled": filled_in(account, found, procedure, runs),
        "papers": papers_for(account, found),
        "moments": _record(found),
        "unbroken": services.is_unbroken(found),
        "similar": _similar(account, found),
        "may_object": account.present_role == Role.CADRE,
        "limit": _limit(found, procedure),
        **_basis(account, found, cadres),
    }
    return render(request, "matters_desk/matter.html", given)


def _basis(account: Account, found: Matter, cadres: Sequence[int]) -> dict[str, Any]:
    """Of a matter that somebody opened by hand: the record it is about, where it is about one."""
    first = cadres[0] if cadres else None
    finding = None
    if found.finding_id is not None:
        finding = (
            visible_findings(account, Finding.objects.filter(pk=found.finding_id))
            .select_related("run__version")
            .first()
        )
    references = finding.evidence if finding else [found.target] if found.target else []
    return {
        "finding": finding,
        "basis": basis_of(finding) if finding else None,
        "evidence": gathered(account, references, first) if references else None,
    }


def _record(found: Matter) -> list[Moment]:
    rows = found.records.select_related("actor").order_by("-place")
    return [
        Moment(
            f"{clock.local_moment(row.moment):%Y-%m-%d %H:%M}",
            row.text,
            mechanism=found.mechanism,
            chips=[Chip(str(row.actor) if row.actor else _("系统"))],
        )
        for row in rows
    ]


def _similar(account: Account, found: Matter) -> dict[str, int] | None:
    """Figures of the county are for those who work in it, not for the person concerned."""
    if account.present_role == Role.CADRE:
        return None
    since: datetime.date = add_months(clock.today(), -SIMILAR_MONTHS)
    return services.similar(found, since)


def _limit(found: Matter, procedure: Procedure) -> Within | None:
    """The days of the step that waits, as its procedure has them."""
    step = next((one for one in procedure.steps if one.id == found.step), None)
    return step.within if step and found.is_open else None
