"""What an officer does in triage: confirm, dismiss with a reason, open a batch of the backlog."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bihuan.access.areas import Area
from bihuan.access.audience import visible_findings
from bihuan.access.guarding import page, reader
from bihuan.access.models import Account
from bihuan.loop import services
from bihuan.loop.errors import LoopError
from bihuan.policy.models import Finding
from bihuan.policy.versions import current_library
from bihuan.web.matters.triage import decided_by, is_decided_by, triage_page
from bihuan.web.matters.triage_tables import Fault


@require_POST
@page(Area.TRIAGE, "decide")
def decide(request: HttpRequest, number: int) -> HttpResponseBase:
    """`act`: confirm or dismiss. What is refused is told at the row, with the reason that was typed."""
    account, reason = reader(request), request.POST.get("reason", "").strip()
    finding = visible_findings(account, Finding.objects.filter(pk=number)).first()
    if finding is None:
        raise Http404
    if not is_decided_by(current_library().checks.get(finding.check_id), decided_by(account)):
        return triage_page(request, Fault(number, _("这项提示由其承办科室研判"), reason))
    try:
        if request.POST.get("act") == "dismiss":
            services.dismiss_finding(finding, account, reason)
            messages.success(request, _("已不予立项：%(sentence)s") % {"sentence": finding.sentence})
        else:
            _confirm(request, finding, account)
    except LoopError as error:
        return triage_page(request, Fault(number, str(error), reason))
    return redirect("triage")


def _confirm(request: HttpRequest, finding: Finding, account: Account) -> None:
    matter = services.confirm_finding(finding, account)
    if matter is None:
        messages.success(request, _("已确认，这项提示不需要立项"))
        return
    link = format_html('<a href="{}">{} {}</a>', reverse("matter", args=[matter.pk]), matter.number, matter.title)
    messages.success(request, format_html("{} {}", _("已确认并立项："), link))


@require_POST
@page(Area.TRIAGE, "decide")
def open_batch(request: HttpRequest) -> HttpResponseBase:
    """Open the chosen findings of the backlog; those of other desks are left where they are."""
    account, duties = reader(request), decided_by(reader(request))
    chosen = [int(text) for text in request.POST.getlist("chosen") if text.isdecimal()]
    rows = visible_findings(account, services.backlog()).filter(pk__in=chosen)
    checks = current_library().checks
    own = [finding for finding in rows if is_decided_by(checks.get(finding.check_id), duties)]
    if not own:
        messages.error(request, _("没有选中可以由本科室立项的提示"))
        return redirect("backlog")
    try:
        opened = services.open_backlog(own, account)
    except LoopError as error:
        messages.error(request, str(error))
        return redirect("backlog")
    said = ngettext("已立项 %(count)s 件，期限从今天起算", "已立项 %(count)s 件，期限从今天起算", len(opened))
    messages.success(request, said % {"count": len(opened)})
    return redirect("backlog")
