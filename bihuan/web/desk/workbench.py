"""The first page: what waits for this account, and how its offices stand."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from bihuan.access.areas import Area
from bihuan.access.guarding import page, reader
from bihuan.access.models import Account
from bihuan.calendar import clock
from bihuan.facts.known import last_moment
from bihuan.loop.lists import matters_for
from bihuan.loop.matter import Matter
from bihuan.web.desk.office_counts import office_counts

LONGEST = 12


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for one account: the first lines, and how many there are, due by today, within the week."""

    matters: list[Matter]
    total: int
    due: int
    week: int


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
    return Queue(waiting[:LONGEST], len(waiting), sum(d <= 0 for d in days), sum(0 < d <= 7 for d in days))


def _greeting(hour: int) -> str:
    if hour < 12:
        return _("上午好")
    return _("下午好") if hour < 18 else _("晚上好")
