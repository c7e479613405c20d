"""What a list of cadres can be narrowed by."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bihuan.dossier.pictures import unit_names
from bihuan.dossier.projection import CurrentCadre
from bihuan.ui.widgets import PlainSelect

CHOSEN = ("unit_code", "level", "rank", "status")


class CadreFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Name, pinyin initials or unit as text; unit, level, rank and standing from what is there."""

    q = django_filters.CharFilter(label=_("姓名 / 拼音 / 单位"), method="named")
    unit_code = django_filters.ChoiceFilter(label=_("单位"), empty_label=_("全部"), widget=PlainSelect)
    level = django_filters.ChoiceFilter(label=_("职务层次"), empty_label=_("全部"), widget=PlainSelect)
    rank = django_filters.ChoiceFilter(label=_("职级"), empty_label=_("全部"), widget=PlainSelect)
    status = django_filters.ChoiceFilter(label=_("人员状态"), empty_label=_("全部"), widget=PlainSelect)

    class Meta:
        model = CurrentCadre
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, choices: dict[str, list[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in choices.items():
            self.filters[name].extra["choices"] = offered
        self.form.fields["q"].widget = forms.TextInput({"autocomplete": "off"})

    def named(self, queryset: QuerySet[CurrentCadre], name: str, value: str) -> QuerySet[CurrentCadre]:
        text = value.strip()
        return queryset.filter(
            Q(name__contains=text) | Q(initials__startswith=text.lower()) | Q(unit_name__contains=text)
        )


def matches(row: CurrentCadre, asked: dict[str, str]) -> bool:
    """The same question about a row of another day, which no table holds."""
    text = (asked.get("q") or "").strip()
    named = not text or text in row.name or row.initials.startswith(text.lower()) or text in row.unit_name
    return named and all(not asked.get(name) or getattr(row, name) == asked[name] for name in CHOSEN)


def choices_of(rows: QuerySet[CurrentCadre]) -> dict[str, list[tuple[str, str]]]:
    """Only what occurs among the rows that the reader sees: a choice tells that something is there."""
    units = rows.exclude(unit_code="").order_by("unit_code").values_list("unit_code", flat=True).distinct()
    names = unit_names()
    offered = {"unit_code": [(code, names.get(code, code)) for code in units]}
    for name in ("level", "rank", "status"):
        words = rows.exclude(**{name: ""}).order_by(name).values_list(name, flat=True).distinct()
        offered[name] = [(word, word) for word in words]
    return offered
