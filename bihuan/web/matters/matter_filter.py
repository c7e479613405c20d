"""What a list of matters can be narrowed by."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bihuan.calendar import clock
from bihuan.dossier.projection import CurrentCadre
from bihuan.loop.matter import STATES, Matter
from bihuan.ui.words import MECHANISMS, SEVERITIES

ENDED = "ended"
STATE_WORDS = {"open": _("办理中"), "review": _("待复核"), "suspended": _("暂停"), ENDED: _("已办结")}


class MatterFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Title, number or person as text; colour, mechanism, state; the overdue alone."""

    q = django_filters.CharFilter(label=_("事项 / 编号 / 姓名"), method="named")
    severity = django_filters.ChoiceFilter(label=_("颜色"), choices=list(SEVERITIES.items()), empty_label=_("全部"))
    mechanism = django_filters.ChoiceFilter(label=_("机制"), choices=list(MECHANISMS.items()), empty_label=_("全部"))
    state = django_filters.ChoiceFilter(
        label=_("状态"), choices=[(name, STATE_WORDS[name]) for name, _word in STATES], empty_label=_("未办结")
    )
    late = django_filters.BooleanFilter(label=_("只看逾期"), method="overdue", widget=forms.CheckboxInput)

    class Meta:
        model = Matter
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, seen_cadres: QuerySet[CurrentCadre], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seen_cadres = seen_cadres
        self.form.fields["q"].widget = forms.TextInput({"autocomplete": "off"})

    def filter_queryset(self, queryset: QuerySet[Matter]) -> QuerySet[Matter]:
        """Ended ones only when asked for."""
        rows: QuerySet[Matter] = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("state") else rows.exclude(state=ENDED)

    def named(self, queryset: QuerySet[Matter], name: str, value: str) -> QuerySet[Matter]:
        """A name finds only whom the reader may know."""
        text = value.strip()
        people = self.seen_cadres.filter(Q(name__contains=text) | Q(initials__startswith=text.lower()))
        about = Matter.cadres.through._default_manager.filter(cadre__in=people.values("cadre_id"))
        return queryset.filter(Q(title__contains=text) | Q(number__contains=text) | Q(pk__in=about.values("matter_id")))

    def overdue(self, queryset: QuerySet[Matter], name: str, value: bool) -> QuerySet[Matter]:
        return queryset.exclude(state=ENDED).filter(due_on__lt=clock.today()) if value else queryset
