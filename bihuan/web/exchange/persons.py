"""Possible same persons: two dossiers laid side by side, and the judgement that they are, or are not, one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bihuan.access.areas import Area
from bihuan.access.decision import Grain, may
from bihuan.access.guarding import page, reader
from bihuan.access.models import Account
from bihuan.access.scoping import visible_cadres
from bihuan.dossier.identifying import JudgementFault, judge_different, judge_same
from bihuan.dossier.identity import find_by_number
from bihuan.dossier.kinds import IdentityNumber, SamePerson
from bihuan.dossier.projection import CurrentCadre
from bihuan.exchange.reading.refusal import CellError
from bihuan.exchange.reading.values import check_identity_number
from bihuan.facts.entries import ReasonMissing
from bihuan.journal.writing import record
from bihuan.web.exchange.namesakes import possible_pairs
from bihuan.web.exchange.rows import names_of

PER_PAGE = 25
RECENT = 10
COMPARED = ("name", "sex", "born_on", "unit_name", "post_name", "level", "rank", "status", "ethnicity", "education")


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of the comparison."""

    label: str
    first: str
    second: str

    @property
    def agrees(self) -> bool:
        return bool(self.first) and self.first == self.second

    @property
    def differs(self) -> bool:
        return bool(self.first and self.second) and self.first != self.second


@page(Area.REVIEW, "decide")
def persons(request: HttpRequest) -> HttpResponseBase:
    """Pairs of the same name, sex and birth month; two others may be named by their numbers."""
    account = reader(request)
    if "first" in request.GET:
        found = [_named(request.GET.get(name, "")) for name in ("first", "second")]
        if found[0] and found[1] and found[0] != found[1]:
            return redirect("person-pair", found[0], found[1])
        messages.error(request, _("请填两个不同的、名册中有的身份证号"))
        return redirect("persons")
    pairs = possible_pairs(visible_cadres(account, CurrentCadre.objects.all()))
    shown = Paginator(pairs, PER_PAGE).get_page(request.GET.get("page"))
    given = {"shown": shown, "pairs": list(shown), "judged": _recent(account)}
    return render(request, "exchange_desk/persons.html", given)


def _recent(account: Account) -> list[tuple[SamePerson, str]]:
    """The last judgements with the name of the one who stands for both, to look at or put right."""
    judged = list(SamePerson.objects.known().select_related("entry").order_by("-pk")[:RECENT])
    names = names_of(account, [one.canonical_id for one in judged])
    return [(one, names[one.canonical_id][1]) for one in judged if one.canonical_id in names]


def _named(text: str) -> int | None:
    try:
        return find_by_number(check_identity_number(text))
    except CellError:
        return None


@page(Area.REVIEW, "decide")
def pair(request: HttpRequest, first: int, second: int) -> HttpResponseBase:
    account = reader(request)
    rows = {row.cadre_id: row for row in visible_cadres(account, CurrentCadre.objects.filter(pk__in=[first, second]))}
    judged = SamePerson.objects.known().filter(cadre_id__in=[first, second], canonical_id__in=[first, second])
    standing = judged.select_related("entry").order_by("-pk").first()
    if request.method == "POST":
        if standing is None and len(rows) < 2:
            raise Http404
        return _judged(request, account, first, second)
    if len(rows) < 2 and standing is None:
        raise Http404
    numbers = _numbers(account, [first, second])
    given = {
        "first": rows.get(first),
        "second": rows.get(second),
        "numbers": ["、".join(numbers.get(cadre, [])) for cadre in (first, second)],
        "compared": _compared(rows.get(first), rows.get(second)),
        "judged": standing,
        "name": next((row.name for row in rows.values()), ""),
    }
    return render(request, "exchange_desk/pair.html", given)


def _numbers(account: Account, cadres: Sequence[int]) -> dict[int, list[str]]:
    """Every number of each dossier; only their ends for who may not read them."""
    whole = may(account, "see", IdentityNumber) == Grain.WHOLE
    found: dict[int, list[str]] = {}
    for row in IdentityNumber.objects.known().filter(cadre_id__in=cadres).order_by("entry_id", "pk"):
        shown = row.number if whole else f"{row.number[:6]}********{row.number[-4:]}"
        found.setdefault(row.cadre_id, []).append(shown)
    return found


def _compared(first: CurrentCadre | None, second: CurrentCadre | None) -> list[Compared]:
    if first is None or second is None:
        return []
    fields = {field.name: str(field.verbose_name) for field in CurrentCadre._meta.fields}
    return [Compared(fields[name], str(getattr(first, name)), str(getattr(second, name))) for name in COMPARED]


def _judged(request: HttpRequest, account: Account, first: int, second: int) -> HttpResponseBase:
    """`act`: same-first and same-second say which dossier stands for both."""
    act, reason = request.POST.get("act", ""), request.POST.get("reason", "").strip()
    try:
        if act == "same-first":
            judge_same(second, first, account.username, reason)
        elif act == "same-second":
            judge_same(first, second, account.username, reason)
        elif act == "different":
            judge_different(first, second, account.username, reason)
        else:
            messages.error(request, _("请选择是不是同一人"))
            return redirect("person-pair", first, second)
    except ReasonMissing:
        messages.error(request, _("认定必须写明理由"))
        return redirect("person-pair", first, second)
    except JudgementFault as fault:
        messages.error(request, str(fault))
        return redirect("person-pair", first, second)
    detail: dict[str, object] = {"act": act, "cadres": [first, second]}
    record("dossier.judge_person", actor=str(account.pk), subject_kind="cadre", subject_ref=str(first), detail=detail)
    messages.success(request, _("认定已记录"))
    return redirect("person-pair", first, second)
