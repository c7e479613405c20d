"""The first page: what waits for this account, and how its offices stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from bihuan.access.areas import Area
from bihuan.access.guarding import page, reader
from bihuan.access.models import Account
from bihuan.calendar import clock
from bihuan.dossier.projection import CurrentCadre
from bihuan.facts.known import last_moment
from bihuan.loop.lists import matters_for
from bihuan.loop.matter import Matter
from bihuan.web.desk.office_counts import office_counts

LONGEST = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One matter of the queue, and whom it is about."""

    matter: Matter
    about: str


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for one account: the first lines, and how many there are, due by today, within the week."""

    lines: list[Line]
    total: int
    due: int
    week: int

    @property
    def hidden(self) -> int:
        return self.total - len(self.lines)


@page(Area.WORKBENCH)
def workbench(request: HttpRequest) -> HttpResponseBase:
    account = reader(request)
    return render(
        request,
        "desk/workbench.html",
        {
            "greeting": _greeting(clock.now().hour),
            "queue": _queue(account),
            "offices": office_counts(account),
            "data_until": last_moment(),
        },
    )


def _queue(account: Account) -> Queue:
    waiting = list(matters_for(account).select_related("office").order_by("due_on", "number"))
    days = [(matter.due_on - clock.today()).days for matter in waiting if matter.due_on]
    return Queue(_lines(waiting[:LONGEST]), len(waiting), sum(d <= 0 for d in days), sum(0 < d <= 7 for d in days))


def _lines(matters: Sequence[Matter]) -> list[Line]:
    about: dict[int, list[int]] = {}
    rows = Matter.cadres.through._default_manager.filter(matter__in=[matter.pk for matter in matters])
    for matter, cadre in rows.values_list("matter_id", "cadre_id"):
        about.setdefault(matter, []).append(cadre)
    people = {cadre for numbers in about.values() for cadre in numbers}
    names = dict(CurrentCadre.objects.filter(cadre_id__in=people).values_list("cadre_id", "name"))
    return [Line(one, "、".join(names.get(cadre, "") for cadre in about.get(one.pk, []))) for one in matters]


def _greeting(hour: int) -> str:
    if hour < 12:
        return _("上午好")
    return _("下午好") if hour < 18 else _("晚上好")
