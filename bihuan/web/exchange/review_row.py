"""One row in review: the row beside who may be meant, the decision, and afterwards its effect."""

from dataclasses import asdict

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bihuan.access.areas import Area
from bihuan.access.decision import Grain, may
from bihuan.access.guarding import page, reader
from bihuan.access.models import Account
from bihuan.dossier.identifying import JudgementFault
from bihuan.exchange.alike import waiting_rows
from bihuan.exchange.feeds import Feed
from bihuan.exchange.models import Batch, Row
from bihuan.exchange.permitting import is_sealed, usable
from bihuan.exchange.reviewing import DecisionFault
from bihuan.journal.writing import record
from bihuan.web.exchange.asking import batch_or_404
from bihuan.web.exchange.deciding import carry_out, read_answer
from bihuan.web.exchange.outcomes import LABELS, TONES
from bihuan.web.exchange.review_case import Case, make_case
from bihuan.web.exchange.rows import names_of, rows_seen

EFFECTS = "exchange_effects"
MOST_EFFECTS = 200


# Reports are decided by their own offices, which the door of 认定 does not know; `batch_or_404` asks feed by feed.
@page(Area.FEEDS)
def review_row(request: HttpRequest, number: int, line: int) -> HttpResponseBase:
    account = reader(request)
    batch, feed = batch_or_404(account, number, "decide")
    row = rows_seen(account, feed, Row.objects.filter(batch=batch, line=line)).first()
    case = make_case(account, batch, feed, row) if row else None
    if case is None:
        raise Http404
    tried: dict[str, str] = {}
    if request.method == "POST":
        tried = {name: str(value) for name, value in request.POST.items()}
        answered = _answered(request, account, case)
        if answered:
            return answered
    elif is_sealed(feed):
        _journal_read(account, batch, feed, line)
    return render(request, "exchange_desk/review_row.html", _given(request, account, case, tried))


def _answered(request: HttpRequest, account: Account, case: Case) -> HttpResponseBase | None:
    """Carry the answer out; None where it lacks something, which a message says."""
    address = redirect("review-row", case.batch.pk, case.row.line)
    if not case.is_open:
        messages.warning(request, _("这一行已经认定过了"))
        return address
    try:
        answer = read_answer(account, case, request.POST)
        if answer.new_number and may(account, "decide", Area.REVIEW) < Grain.WHOLE:
            raise PermissionDenied
        effects = carry_out(account, case, answer)
    except (DecisionFault, JudgementFault) as fault:
        messages.error(request, str(fault))
        return None
    shown = [asdict(effect) for effect in effects[:MOST_EFFECTS]]
    request.session[EFFECTS] = {"row": f"{case.batch.pk}:{case.row.line}", "effects": shown, "total": len(effects)}
    messages.success(request, _("认定已记录"))
    return address


def _given(request: HttpRequest, account: Account, case: Case, tried: dict[str, str]) -> dict[str, object]:
    left = request.session.get(EFFECTS) or {}
    mine = left.get("row") == f"{case.batch.pk}:{case.row.line}"
    effects = (
        [one | {"label": LABELS[one["outcome"]], "tone": TONES[one["outcome"]]} for one in left["effects"]]
        if mine
        else []
    )
    named = names_of(account, _cadres(case))
    following = waiting_rows(usable(account, "decide")).exclude(batch=case.batch, line=case.row.line).first()
    return {
        "case": case,
        "tried": tried,
        "effects": effects,
        "effects_total": left.get("total", 0) if mine else 0,
        "outcome": LABELS[case.row.outcome],
        "tone": TONES[case.row.outcome],
        "whose": named.get(case.row.cadre_id or case.whose or 0),
        "decisions": [(one, named.get(one.cadre_id or 0)) for one in case.decisions],
        "following": following,
        "may_number": case.has_number and may(account, "decide", Area.REVIEW) == Grain.WHOLE,
    }


def _cadres(case: Case) -> list[int]:
    named = [case.row.cadre_id, case.whose, *(one.cadre_id for one in case.decisions)]
    return [cadre for cadre in named if cadre]


def _journal_read(account: Account, batch: Batch, feed: Feed, line: int) -> None:
    detail: dict[str, object] = {"feed": feed.id, "rows": 1}
    subject = f"{batch.pk}:{line}"
    record("exchange.read_sealed", actor=str(account.pk), subject_kind="row", subject_ref=subject, detail=detail)
