"""提出异议: to one entry of a dossier, by the cadre concerned or an officer on their behalf."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bihuan.access.areas import Area
from bihuan.access.guarding import page, reader
from bihuan.access.journalling import journal_read
from bihuan.access.models import Account
from bihuan.access.roles import OFFICES, Role
from bihuan.facts.kinds import reference_of
from bihuan.facts.models import Fact
from bihuan.loop import services
from bihuan.loop.errors import LoopError
from bihuan.loop.forms.base import Choice
from bihuan.loop.forms.objection import FileObjectionForm
from bihuan.loop.objections import column_words, concerned, parse_value, standing_fact
from bihuan.web.matters.evidence import chips_of, readable, values_of
from bihuan.web.matters.people import about, people
from bihuan.web.matters.seeing import seen_matters

MAY_OBJECT = OFFICES | {Role.CADRE}


class ObjectionForm(FileObjectionForm):
    """The form of the step, before there is a matter: the columns are those of the fact."""

    def __init__(self, fact: Fact, data: Any = None) -> None:
        super().__init__(data)
        self.fact = fact
        column = self.fields["column"]
        assert isinstance(column, Choice)
        words = [(name, label) for name, label in column_words(fact).items() if not label.isascii()]
        column.choices = [("", _("请选择")), *words]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("wanted") and cleaned.get("column"):
            try:
                parse_value(self.fact, cleaned["column"], cleaned["wanted"])
            except ValueError as fault:
                self.add_error("wanted", str(fault))
        return cleaned


@page(Area.DOSSIER)
def objection_new(request: HttpRequest, reference: int) -> HttpResponseBase:
    account = reader(request)
    if account.present_role not in MAY_OBJECT:
        raise PermissionDenied
    fact = _readable(account, reference)
    form, fault = ObjectionForm(fact, request.POST if request.method == "POST" else None), ""
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            matter = services.file_objection(reference, said["column"], said["wanted"], said["grounds"], account)
        except LoopError as error:
            fault = str(error)
        else:
            return redirect("matter", matter.pk)
    return _page(request, account, fact, reference, form, fault)


def _readable(account: Account, reference: int) -> Fact:
    """The row that stands for the fact now. One that may not be read is answered like one that is not there."""
    try:
        fact = standing_fact(reference)
    except (KeyError, ObjectDoesNotExist):
        raise Http404 from None
    found = readable(account, [reference_of(fact)]).get(reference_of(fact))
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest, account: Account, fact: Fact, reference: int, form: ObjectionForm, fault: str
) -> HttpResponseBase:
    cadres = concerned(fact)
    if cadres:
        journal_read(account, cadres[0], [fact])
    same = {reference, reference_of(fact)}
    given = {
        "fact": fact,
        "kind": fact.kind.label,
        "values": values_of(fact),
        "chips": chips_of(fact),
        "people": about(cadres, people(account, cadres)),
        "form": form,
        "fault": fault,
        "running": seen_matters(account).filter(target__in=same).exclude(state="ended").order_by("pk").first(),
    }
    return render(request, "matters_desk/objection.html", given)
