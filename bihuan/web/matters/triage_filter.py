"""What the triage list can be narrowed by."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bihuan.policy.models import Finding
from bihuan.policy.packs.shapes import Check
from bihuan.ui.words import SEVERITIES


class TriageFilter(django_filters.FilterSet):  # type: ignore[misc]
    severity = django_filters.ChoiceFilter(label=_("颜色"), choices=list(SEVERITIES.items()), empty_label=_("全部"))
    check_id = django_filters.ChoiceFilter(label=_("规则"), empty_label=_("全部"))

    class Meta:
        model = Finding
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["check_id"].extra["choices"] = choices


def choices_of(rows: QuerySet[Finding], checks: Mapping[str, Check]) -> list[tuple[str, str]]:
    """Only rules that occur among what the reader sees."""
    names = sorted(set(rows.values_list("check_id", flat=True)))
    return [(name, checks[name].title if name in checks else name) for name in names]
