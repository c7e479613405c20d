"""One cadre's dossier: everything on it is of one day and as known at one time."""

from typing import Any
from urllib.parse import quote, urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from bihuan.access.areas import Area
from bihuan.access.decision import Grain, may
from bihuan.access.guarding import page, reader
from bihuan.access.journalling import journal_export, journal_read
from bihuan.access.models import Account
from bihuan.access.scoping import visible_cadres
from bihuan.dossier.identity import canonical
from bihuan.dossier.models import Cadre
from bihuan.dossier.pictures import Picture, pictures
from bihuan.exchange.appointment_forms import lrmx_of
from bihuan.facts.kinds import model_of
from bihuan.web.desk.asof import Standpoint, standpoint
from bihuan.web.desk.dossier_findings import findings_of
from bihuan.web.desk.dossier_header import header_of
from bihuan.web.desk.dossier_panels import FOUR, matters_of, ring_of
from bihuan.web.desk.dossier_timeline import cycle_of
from bihuan.web.desk.dossier_trend import trend_of

SECTIONS = (*FOUR, "dossier")


@page(Area.DOSSIER)
def dossier(request: HttpRequest, cadre: int) -> HttpResponseBase:
    """Who may not see the cadre gets the same answer as for one who does not exist."""
    account, stand = reader(request), standpoint(request)
    top = _seen(account, cadre)
    if top != cadre:
        return redirect(f"{request.path.replace(str(cadre), str(top))}?{request.GET.urlencode()}")
    picture = pictures([top], stand.on, stand.seal).get(top) or Picture(top, None, None, None, "", None)
    given: dict[str, Any] = {"cadre": top, "standpoint": stand, "may_form": _may_form(account)}
    if picture.person is not None:
        given |= _contents(request, account, picture, stand)
    return render(request, "desk/dossier.html", given)


@page(Area.DOSSIER)
def my_dossier(request: HttpRequest) -> HttpResponseBase:
    """The reader's own dossier."""
    account = reader(request)
    if account.cadre_id is None:
        raise Http404
    return redirect("cadre", canonical(account.cadre_id))


def _contents(request: HttpRequest, account: Account, picture: Picture, stand: Standpoint) -> dict[str, Any]:
    show = request.GET.get("show", "")
    mechanism = show if show in SECTIONS else ""
    cycle = cycle_of(account, picture.cadre, stand, mechanism, bool(request.GET.get("all")))
    matters = matters_of(account, picture.cadre, stand)
    findings = findings_of(account, picture.cadre, stand, cycle.facts, matters)
    spec, words = ring_of(findings, matters)
    journal_read(account, picture.cadre, cycle.facts)
    return {
        "header": header_of(picture, stand.on),
        "findings": findings,
        "matters": matters,
        "ring": spec,
        "ring_words": words,
        "trend": trend_of(cycle.facts),
        "moments": cycle.moments,
        "hidden": cycle.hidden,
        "show": mechanism,
        "whole": _link(request, all="1"),
        "sections": [
            {"name": name, "count": cycle.counts[name], "href": _link(request, show="" if name == mechanism else name)}
            for name in SECTIONS
            if cycle.counts.get(name)
        ],
    }


def _link(request: HttpRequest, **changed: str) -> str:
    query = {name: value for name, value in {**request.GET.dict(), **changed}.items() if value}
    return f"?{urlencode(query)}#cycle"


def _seen(account: Account, cadre: int) -> int:
    top = canonical(cadre)
    if not visible_cadres(account, Cadre.objects.filter(pk=top)).exists():
        raise Http404
    return top


def _may_form(account: Account) -> bool:
    """The 任免审批表 repeats family and more: whoever may read that kind whole."""
    whole = may(account, "see", model_of("appointment_form")) == Grain.WHOLE
    return whole and may(account, "export", Area.DOSSIER) == Grain.WHOLE


@page(Area.DOSSIER, "export")
def form_file(request: HttpRequest, cadre: int) -> HttpResponseBase:
    """The 任免审批表 as the day and the known time have it."""
    account, stand = reader(request), standpoint(request)
    top = _seen(account, cadre)
    if not _may_form(account):
        raise PermissionDenied
    picture = pictures([top], stand.on, stand.seal).get(top)
    if picture is None or picture.person is None:
        raise Http404
    journal_export(account, "lrmx", 1, subject=str(top))
    response = HttpResponse(lrmx_of(top, stand.as_of), content_type="application/xml")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(picture.person.name)}.lrmx"
    return response
