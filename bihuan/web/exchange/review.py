"""认定: rows that wait for a person, oldest first."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from bihuan.access.areas import Area
from bihuan.access.guarding import page, reader
from bihuan.calendar import clock
from bihuan.exchange.alike import waiting_rows
from bihuan.exchange.downloads import words_of
from bihuan.exchange.feeds import Feed, all_feeds
from bihuan.exchange.models import Row
from bihuan.exchange.permitting import usable
from bihuan.web.exchange.standing import received_on

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Waiting:
    """One row of the queue. `days`: how long it has waited."""

    row: Row
    feed: Feed
    why: str
    days: int


class FeedChoice(forms.Form):
    """Which department's rows."""

    feed = forms.ChoiceField(label=_("汇聚"), required=False)


# Reports are decided by their own offices, which the door of 认定 does not know; feed by feed it is asked below.
@page(Area.FEEDS)
def review(request: HttpRequest) -> HttpResponseBase:
    account = reader(request)
    decided = usable(account, "decide")
    if not decided:
        raise PermissionDenied
    counted = waiting_rows(decided).order_by().values_list("batch__feed").annotate(Count("pk"))
    counts = dict(counted)
    form = _form(request, [feed for feed in decided if feed.id in counts], counts)
    asked = form.cleaned_data["feed"] if form.is_valid() else ""
    rows = waiting_rows([feed for feed in decided if asked in ("", feed.id)])
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    given = {
        "form": form,
        "shown": shown,
        "waiting": [_waiting(row) for row in shown],
        "total": sum(counts.values()),
        "feeds": len(counts),
    }
    return render(request, "exchange_desk/review.html", given)


def _form(request: HttpRequest, feeds: list[Feed], counts: dict[str, int]) -> FeedChoice:
    form = FeedChoice({"feed": request.GET.get("feed", "")})
    field = form.fields["feed"]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", _("全部")), *((feed.id, f"{feed.name}（{counts[feed.id]}）") for feed in feeds)]
    return form


def _waiting(row: Row) -> Waiting:
    days = (clock.today() - received_on(row.batch)).days
    return Waiting(row, all_feeds()[row.batch.feed], words_of(row.reasons), days)
