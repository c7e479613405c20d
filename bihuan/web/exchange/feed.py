"""One department's kind of file: its deliveries, its columns, its empty workbook."""

from urllib.parse import quote

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from bihuan.access.areas import Area
from bihuan.access.guarding import page, reader
from bihuan.access.journalling import journal_export
from bihuan.exchange.downloads import spec_of, template
from bihuan.exchange.models import Batch
from bihuan.exchange.permitting import may_use
from bihuan.exchange.writing.template import explanation
from bihuan.ui.excel import MIME
from bihuan.web.exchange.asking import feed_or_404
from bihuan.web.exchange.outcomes import Count, counts_of

PER_PAGE = 25


@page(Area.FEEDS)
def feed(request: HttpRequest, name: str) -> HttpResponseBase:
    account = reader(request)
    found = feed_or_404(account, name)
    shown = Paginator(Batch.objects.filter(feed=found.id), PER_PAGE).get_page(request.GET.get("page"))
    given = {
        "feed": found,
        "shown": shown,
        "deliveries": [(batch, _counts(batch)) for batch in shown],
        "columns": [explanation(column) for column in spec_of(found).columns],
        "sends": may_use(account, "load", found),
        "is_table": found.format == "table",
    }
    return render(request, "exchange_desk/feed.html", given)


def _counts(batch: Batch) -> list[Count]:
    return counts_of(batch.counts)


@page(Area.FEEDS)
def template_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """The workbook that a department fills in: drop-downs from the code lists, a sheet that explains each column."""
    account = reader(request)
    found = feed_or_404(account, name)
    if found.format != "table":
        raise Http404
    journal_export(account, "template", 0, found.id)
    response = HttpResponse(template(found), content_type=MIME)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}.xlsx"
    return response
