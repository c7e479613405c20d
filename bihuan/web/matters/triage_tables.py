"""The triage list and the backlog as tables; the acts of a row are a template that needs no JavaScript."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from bihuan.policy.models import Finding
from bihuan.policy.packs.shapes import Check
from bihuan.web.matters.people import Person, about


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong with one row, and the reason that was typed."""

    number: int
    said: str
    reason: str = ""


@dataclass(slots=True)
class Known:
    """What the rows of a page need: rules, people, units; whose rows the account may decide."""

    checks: Mapping[str, Check] = field(default_factory=dict)
    people: Mapping[int, Person] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    decides: frozenset[str] = frozenset()
    fault: Fault | None = None


class FindingTable(tables.Table):  # type: ignore[misc]
    """Colour and rule, sentence, whom it is about, since when."""

    export_href = ""
    known: Known

    check_id = tables.Column(verbose_name=_("提示事项"))
    sentence = tables.Column(verbose_name=_("内容"), orderable=False)
    subject = tables.Column(verbose_name=_("对象"), orderable=False, empty_values=())
    opened_on = tables.Column(verbose_name=_("出现日期"))

    class Meta:
        model = Finding
        fields: tuple[str, ...] = ("check_id", "sentence", "subject", "opened_on")

    def render_check_id(self, record: Finding) -> SafeString:
        from django.template.loader import render_to_string

        check = self.known.checks.get(record.check_id)
        given = {"finding": record, "title": check.title if check else record.check_id}
        return render_to_string("matters_desk/finding_cell.html", given)

    def render_subject(self, record: Finding) -> SafeString:
        from django.template.loader import render_to_string

        named = about(record.cadres, self.known.people)
        words = "" if named else self.known.units.get(record.unit_code, "") or _subject(record)
        return render_to_string("matters_desk/people.html", {"people": named, "words": words})

    def render_opened_on(self, value: datetime.date) -> SafeString:
        return format_html('<span class="text-nowrap num">{}</span>', value.isoformat())


def _subject(finding: Finding) -> str:
    """A cadre whom the account may not know has no number either."""
    return "" if finding.cadres else finding.subject


class TriageTable(FindingTable):
    acts = tables.TemplateColumn(
        template_name="matters_desk/triage_acts.html", verbose_name=_("研判"), orderable=False, exclude_from_export=True
    )

    class Meta(FindingTable.Meta):
        fields: Any = ("check_id", "sentence", "subject", "opened_on")
        empty_text = _("没有等待研判的提示事项")


class BacklogTable(FindingTable):
    chosen = tables.TemplateColumn(
        template_name="matters_desk/backlog_choice.html",
        verbose_name=_("选"),
        orderable=False,
        exclude_from_export=True,
    )

    class Meta(FindingTable.Meta):
        fields: Any = ("check_id", "sentence", "subject", "opened_on")
        sequence = ("chosen", "...")
        empty_text = _("没有存量：所有提示都已立项或不再出现")
