"""The two times of a page: the day on which things are to be true, and the day by whose end they were known."""

import datetime
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bihuan.calendar import clock
from bihuan.exchange.dossiers import AsOf
from bihuan.facts.known import seal_at

DROPPED = frozenset({"on", "known", "page", "export"})


class AsOfForm(forms.Form):
    """Both may be left empty: today, and all that is known."""

    on = forms.DateField(label=gettext_lazy("有效日"), required=False, widget=forms.DateInput({"type": "date"}))
    known = forms.DateField(label=gettext_lazy("掌握日"), required=False, widget=forms.DateInput({"type": "date"}))


@dataclass(frozen=True, slots=True)
class Standpoint:
    """From when a page looks. `known` None: all that is known. `kept`: what else was asked."""

    on: datetime.date
    known: datetime.date | None
    seal: int | None
    form: AsOfForm
    kept: tuple[tuple[str, str], ...] = ()

    @property
    def is_now(self) -> bool:
        return self.seal is None and self.on == clock.today()

    @property
    def as_of(self) -> AsOf:
        return AsOf(self.on, self.seal)

    @property
    def known_at(self) -> datetime.datetime:
        """The last moment whose knowledge counts; now where all of it does."""
        return _end_of(self.known) if self.known else clock.now()

    @property
    def words(self) -> str:
        """For the head of an export or a printed page."""
        known = self.known.isoformat() if self.known else _("今天")
        return _("有效日 %(on)s，按截至 %(known)s 掌握的情况") % {"on": self.on.isoformat(), "known": known}


def standpoint(request: HttpRequest) -> Standpoint:
    """Read from the query; a date that cannot be read is told in the form and counts as not given."""
    form = AsOfForm(request.GET or None, initial={"on": clock.today()})
    given = form.cleaned_data if form.is_bound and (form.is_valid() or form.cleaned_data) else {}
    known: datetime.date | None = given.get("known")
    if known is not None and known >= clock.today():
        known = None
    kept = tuple((name, str(value)) for name, value in request.GET.items() if value and name not in DROPPED)
    return Standpoint(given.get("on") or clock.today(), known, _seal(known) if known else None, form, kept)


def _seal(day: datetime.date) -> int:
    return seal_at(_end_of(day))


def _end_of(day: datetime.date) -> datetime.datetime:
    return clock.local_moment(datetime.datetime.combine(day, datetime.time.max))
