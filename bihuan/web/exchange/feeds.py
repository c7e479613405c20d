"""汇聚: every feed by department, how fresh it is, and the form that sends files."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from bihuan.access.areas import Area
from bihuan.access.decision import Grain, may
from bihuan.access.guarding import page, reader
from bihuan.web.exchange.standing import by_department, standings_of
from bihuan.web.exchange.upload_form import upload_form


@page(Area.FEEDS)
def feeds(request: HttpRequest) -> HttpResponseBase:
    account = reader(request)
    standings = standings_of(account)
    given = {
        "departments": list(by_department(standings)),
        "form": upload_form(account, request.GET.get("feed", "")),
        "waiting": sum(one.waiting for one in standings if one.decided),
        "decides": any(one.decided for one in standings),
        "never": sum(one.last is None for one in standings),
        "deliveries": sum(one.deliveries for one in standings),
        "total": len(standings),
        "may_evaluate": may(account, "manage", Area.POLICY) == Grain.WHOLE,
        "judges_persons": may(account, "decide", Area.REVIEW) == Grain.WHOLE,
    }
    return render(request, "exchange_desk/feeds.html", given)
