"""One delivery: what became of its rows, which go back, which words it used that no list knows."""

from urllib.parse import quote

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from bihuan.access.areas import Area
from bihuan.access.guarding import page, reader
from bihuan.access.journalling import journal_export
from bihuan.access.models import Account
from bihuan.exchange.downloads import rejected_file
from bihuan.exchange.feeds import Feed
from bihuan.exchange.models import OUTCOMES, Batch, Row
from bihuan.exchange.permitting import is_sealed, may_use
from bihuan.journal.writing import record
from bihuan.ui.excel import MIME
from bihuan.web.exchange.asking import batch_or_404
from bihuan.web.exchange.outcomes import counts_of
from bihuan.web.exchange.rows import rows_seen, shown_rows
from bihuan.web.exchange.words import words_in

PER_PAGE = 50


@page(Area.FEEDS)
def batch(request: HttpRequest, number: int) -> HttpResponseBase:
    account = reader(request)
    found, feed = batch_or_404(account, number)
    outcome = request.GET.get("outcome", "")
    rows = rows_seen(account, feed, Row.objects.filter(batch=found).order_by("line"))
    if outcome in OUTCOMES:
        rows = rows.filter(outcome=outcome)
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    decides = may_use(account, "decide", feed)
    given = {
        "batch": found,
        "feed": feed,
        "counts": counts_of(found.counts),
        "outcome": outcome if outcome in OUTCOMES else "",
        "shown": shown,
        "rows": shown_rows(account, list(shown)),
        "decides": decides,
        "words": words_in(found),
        "refused": found.notes[0].get("reason", "") if found.state == "refused" and found.notes else "",
    }
    if is_sealed(feed) and given["rows"]:
        _journal_read(account, found, feed, len(shown))
    return render(request, "exchange_desk/batch.html", given)


@page(Area.FEEDS, "export")
def rejected(request: HttpRequest, number: int) -> HttpResponseBase:
    """The rejected rows as the file that they came in, with why in the last column."""
    account = reader(request)
    found, _feed = batch_or_404(account, number)
    content, form = rejected_file(found)
    journal_export(account, "rejected_rows", found.counts.get("rejected", 0), str(found.pk))
    response = HttpResponse(content, content_type=MIME if form == "xlsx" else "text/csv; charset=utf-8")
    name = f"{found.file.rpartition('.')[0] or found.file}（退回）.{form}"
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def _journal_read(account: Account, found: Batch, feed: Feed, rows: int) -> None:
    detail: dict[str, object] = {"feed": feed.id, "rows": rows}
    record(
        "exchange.read_sealed",
        actor=str(account.pk),
        subject_kind="batch",
        subject_ref=str(found.pk),
        detail=detail,
    )
