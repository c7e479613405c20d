"""The columns of a list of matters."""

from collections.abc import Mapping, Sequence
from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from bihuan.calendar import clock
from bihuan.loop.matter import Matter, StepRun
from bihuan.ui.templatetags.ui import due_in
from bihuan.ui.words import MECHANISMS, SEVERITIES
from bihuan.web.matters.matter_filter import STATE_WORDS
from bihuan.web.matters.people import Person


class MatterTable(tables.Table):  # type: ignore[misc]
    """`people` and `steps` are filled for the rows of the page before it is drawn."""

    export_href: str = ""
    people: Mapping[int, Sequence[Person]]
    steps: Mapping[int, StepRun]

    title = tables.Column(verbose_name=_("事项"))
    about = tables.Column(verbose_name=_("对象"), orderable=False, empty_values=())
    step = tables.Column(verbose_name=_("当前步骤"), orderable=False)
    office = tables.Column(verbose_name=_("承办"), order_by="office__code")
    due_on = tables.Column(verbose_name=_("期限"), empty_values=())

    class Meta:
        model = Matter
        fields: tuple[str, ...] = ("title", "about", "step", "office", "due_on")
        empty_text = _("没有符合条件的办理事项")

    def render_title(self, record: Matter) -> SafeString:
        return render_to_string("matters_desk/matter_cell.html", {"matter": record})

    def value_title(self, record: Matter) -> str:
        return record.title

    def render_about(self, record: Matter) -> SafeString:
        return render_to_string("matters_desk/people.html", {"people": self.people.get(record.pk, ())})

    def value_about(self, record: Matter) -> str:
        return "、".join(person.name for person in self.people.get(record.pk, ()))

    def render_step(self, record: Matter) -> str:
        run = self.steps.get(record.pk)
        return run.title if run else str(record.reason or STATE_WORDS[record.state])

    def render_due_on(self, record: Matter) -> SafeString:
        return render_to_string("matters_desk/due_cell.html", {"matter": record, "today": clock.today()})

    def value_due_on(self, record: Matter) -> str:
        return record.due_on.isoformat() if record.due_on else ""


class FullMatterTable(MatterTable):
    """For the export: each figure in a column of its own."""

    number = tables.Column(verbose_name=_("编号"))
    left = tables.Column(verbose_name=_("剩余或逾期"), empty_values=(), accessor="due_on")
    severity = tables.Column(verbose_name=_("颜色"))
    mechanism = tables.Column(verbose_name=_("机制"))
    state = tables.Column(verbose_name=_("状态"))
    sentence = tables.Column(verbose_name=_("内容"))
    opened_at = tables.Column(verbose_name=_("立项日期"))
    reason = tables.Column(verbose_name=_("办结结果"))

    class Meta(MatterTable.Meta):
        fields: Any = (
            "number",
            *MatterTable.Meta.fields,
            "left",
            "severity",
            "mechanism",
            "state",
            "sentence",
            "opened_at",
            "reason",
        )
        sequence: Any = fields

    def value_left(self, record: Matter) -> str:
        return due_in(record.due_on, clock.today()) if record.is_open else say("已办结")

    def value_severity(self, record: Matter) -> str:
        return str(SEVERITIES.get(record.severity, record.severity))

    def value_mechanism(self, record: Matter) -> str:
        return str(MECHANISMS.get(record.mechanism, record.mechanism))

    def value_state(self, record: Matter) -> str:
        return str(STATE_WORDS[record.state])

    def value_opened_at(self, record: Matter) -> str:
        return clock.local_moment(record.opened_at).date().isoformat()
