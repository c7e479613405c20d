"""One finding: what a rule says, on which clause and facts it rests, and what became of it."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from bihuan.access.areas import Area
from bihuan.access.guarding import page, reader
from bihuan.access.models import Account
from bihuan.access.roles import Role
from bihuan.calendar import clock
from bihuan.loop.matter import Matter
from bihuan.policy.models import Finding, FindingEvent
from bihuan.ui.shapes import Chip, Moment
from bihuan.ui.words import SEVERITIES
from bihuan.web.matters.basis import basis_of
from bihuan.web.matters.evidence import gathered
from bihuan.web.matters.people import about, people, unit_names
from bihuan.web.matters.seeing import seen_finding, seen_matters
from bihuan.web.matters.words import STATE_TONES, STATES

RECENT = 30


@page(Area.FINDINGS)
def finding(request: HttpRequest, number: int) -> HttpResponseBase:
    account = reader(request)
    found = seen_finding(account, number)
    basis = basis_of(found)
    events = list(found.events.select_related("run").order_by("-moment", "-pk")[: RECENT + 1])
    given = {
        "finding": found,
        "basis": basis,
        "title": basis.check.title if basis.check else found.check_id,
        "state": STATES.get(found.state, found.state),
        "state_tone": STATE_TONES.get(found.state, ""),
        "people": about(found.cadres, people(account, found.cadres)),
        "unit": unit_names([found.unit_code]).get(found.unit_code, ""),
        "evidence": gathered(account, found.evidence, _first(found)),
        "moments": [_moment(event, found.mechanism) for event in events[:RECENT]],
        "may_object": account.present_role == Role.CADRE,
        "matters": _matters(account, found),
    }
    return render(request, "matters_desk/finding.html", given)


def _first(found: Finding) -> int | None:
    return int(found.cadres[0]) if found.cadres else None


def _moment(event: FindingEvent, mechanism: str) -> Moment:
    state = str(STATES.get(event.state, event.state))
    colour = str(SEVERITIES.get(event.severity, event.severity))
    by = event.actor or (_("按制度库研判") if event.run_id else _("系统"))
    when = event.on.isoformat()
    return Moment(when, state, event.reason, mechanism, [Chip(by), Chip(colour)], _recorded(event))


def _recorded(event: FindingEvent) -> list[str]:
    learned = f"{clock.local_moment(event.moment):%Y-%m-%d %H:%M}"
    return [_("%(moment)s 记入") % {"moment": learned}] if learned[:10] != event.on.isoformat() else []


def _matters(account: Account, found: Finding) -> list[Matter]:
    return list(seen_matters(account).filter(finding=found).select_related("office").order_by("-opened_at"))
