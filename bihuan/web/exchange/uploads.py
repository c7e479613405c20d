"""Sending files: take them, show what they would change, and load them when that is confirmed."""

from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from bihuan.access.areas import Area
from bihuan.access.guarding import page, reader
from bihuan.access.models import Account
from bihuan.exchange.feeds import all_feeds
from bihuan.exchange.loading import Loaded, load
from bihuan.exchange.permitting import usable
from bihuan.journal.writing import record
from bihuan.web.exchange.held import HeldUpload, discard, folder_of, held_files, new_token
from bihuan.web.exchange.outcomes import LABELS
from bihuan.web.exchange.preview import forbidden, is_beside, preview


# Asking for the token reads the files: where they go must be said before, so the check is made inside.
@csrf_exempt
@require_POST
@page(Area.FEEDS, "load")
def receive(request: HttpRequest) -> HttpResponseBase:
    """Keep the files in the private folder and go on to what they would change."""
    token = new_token()
    held = HeldUpload(folder_of(reader(request), token))
    request.upload_handlers = [held]
    answer = csrf_protect(_received)(request, held, token)
    if answer.status_code != 302 or not held.taken:
        discard(reader(request), token)
    return answer


def _received(request: HttpRequest, held: HeldUpload, token: str) -> HttpResponseBase:
    chosen = request.POST.get("feed", "")
    for name, reason in held.refused.items():
        messages.error(request, _("文件「%(file)s」：%(reason)s") % {"file": name, "reason": reason})
    if not held.taken:
        if not held.refused:
            messages.error(request, _("请先选取文件"))
        return redirect("feeds")
    return redirect(reverse("upload", args=[token]) + (f"?feed={chosen}" if chosen in all_feeds() else ""))


@page(Area.FEEDS, "load")
def upload(request: HttpRequest, token: str) -> HttpResponseBase:
    """GET: what the held files would change. POST: load them, or throw them away."""
    account = reader(request)
    files = held_files(account, token)
    if not files:
        messages.error(request, _("这次上传已经处理，或超过一小时没有确认；请重新上传"))
        return redirect("feeds")
    chosen = request.POST.get("feed", "") or request.GET.get("feed", "")
    if chosen and chosen not in all_feeds():
        raise Http404
    if request.method == "POST":
        return _decided(request, account, token, files, chosen)
    shown = preview(account, files, chosen)
    given = {
        "previews": shown,
        "loadable": any(one.loadable for one in shown),
        "chosen": chosen,
        "offered": usable(account, "load"),
    }
    return render(request, "exchange_desk/upload.html", given)


def _decided(request: HttpRequest, account: Account, token: str, files: list[Path], chosen: str) -> HttpResponseBase:
    if request.POST.get("act") != "load":
        discard(account, token)
        messages.info(request, _("已放弃：没有任何一行入账"))
        return redirect("feeds")
    told = {path: forbidden(account, path, chosen) for path in files if not is_beside(path)}
    loaded = load([path for path, why in told.items() if not why], chosen or None, actor=account.username)
    discard(account, token)
    for why in filter(None, told.values()):
        messages.error(request, why)
    for one in loaded:
        _journal(account, one)
        _tell(request, one)
    batches = [one.batch for one in loaded if one.batch]
    return redirect("batch", batches[0]) if len(loaded) == 1 and batches else redirect("feeds")


def _journal(account: Account, loaded: Loaded) -> None:
    detail: dict[str, object] = {"feed": loaded.feed or "", "rows": loaded.rows, "counts": dict(loaded.counts)}
    record(
        "exchange.load",
        actor=str(account.pk),
        subject_kind="batch",
        subject_ref=str(loaded.batch or ""),
        detail=detail,
    )


def _tell(request: HttpRequest, loaded: Loaded) -> None:
    if not loaded.batch:
        messages.error(request, "；".join(reason["reason"] for reason in loaded.reasons))
        return
    said = " · ".join(f"{LABELS[name]} {count}" for name, count in loaded.counts.items())
    address = reverse("batch", args=[loaded.batch])
    text = format_html('<a href="{}">{}</a>：{}', address, loaded.file, said)
    (messages.warning if loaded.needs_attention else messages.success)(request, text)
