"""The components as tags; docs/ui.md shows each. A component knows how things look, never what they mean."""

import datetime
from collections.abc import Sequence
from itertools import count
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, FileInput, RadioSelect, Select, Textarea
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bihuan.ui.charts import Spec
from bihuan.ui.shapes import Chip, Moment, Stage, Step
from bihuan.ui.words import MECHANISMS, SEVERITIES, SEVERITY_MEANS, TONES

register = template.Library()
_chart_numbers = count(1)


@register.simple_block_tag
def card(content: str, title: str = "", note: str = "", flush: bool = False, extra: str = "") -> SafeString:
    """A box with a heading. `flush`: the content brings its own padding (a table, a list group)."""
    given = {"content": content, "title": title, "note": note, "flush": flush, "extra": extra}
    return render_to_string("ui/card.html", given)


@register.simple_block_tag
def page_header(content: str, title: str, over: str = "", severity: str = "", sub: str = "") -> SafeString:
    """The heading of a page; what stands in the block goes to the right: buttons, a due date."""
    given = {"content": content, "title": title, "over": over, "severity": severity, "sub": sub}
    return render_to_string("ui/page_header.html", given)


@register.simple_block_tag
def why(content: str) -> SafeString:
    """The quiet box that says on what clause and which facts something rests."""
    return render_to_string("ui/why.html", {"content": content})


@register.inclusion_tag("ui/mechanism.html")
def mechanism(name: str, text: str = "") -> dict[str, Any]:
    """The coloured dot of one of the four mechanisms, with its name or a text of the page's own."""
    known = name if name in MECHANISMS else "dossier"
    return {"name": known, "text": text or MECHANISMS[known]}


@register.inclusion_tag("ui/flag.html")
def flag(severity: str) -> dict[str, Any]:
    """The bar in the colour of a severity; its meaning is said to who cannot see the colour."""
    return {"severity": severity, "word": SEVERITIES.get(severity, ""), "means": SEVERITY_MEANS.get(severity, "")}


@register.inclusion_tag("ui/tag.html")
def tag(text: str, tone: str = "") -> dict[str, Any]:
    """A short word on a coloured ground: a state, a due date."""
    return {"text": text, "tone": tone if tone in TONES else ""}


@register.inclusion_tag("ui/chip.html")
def source(text: str | Chip, line: int | None = None, href: str = "", hint: str = "") -> dict[str, Any]:
    """Where something comes from: department, file and line, or a step."""
    chip = text if isinstance(text, Chip) else Chip(text, href, hint)
    shown = chip.text if line is None else _("%(file)s 第 %(line)s 行") % {"file": chip.text, "line": line}
    return {"text": shown, "href": chip.href, "hint": chip.hint}


@register.inclusion_tag("ui/timeline.html")
def timeline(moments: Sequence[Moment]) -> dict[str, Any]:
    """Moments one under the other, each with its date as given, its words and its sources."""
    return {"moments": moments}


@register.inclusion_tag("ui/stepper.html")
def stepper(steps: Sequence[Step]) -> dict[str, Any]:
    """A procedure drawn: what is done, where it stands, what lies ahead."""
    return {"steps": steps}


@register.inclusion_tag("ui/flow.html")
def flow(stages: Sequence[Stage]) -> dict[str, Any]:
    """Boxes with arrows: where a matter comes from and where it may go."""
    return {"stages": stages}


@register.inclusion_tag("ui/empty.html")
def empty(text: str, hint: str = "", icon: str = "inbox") -> dict[str, Any]:
    """What stands where nothing is: the word, and what would bring something here."""
    return {"text": text, "hint": hint, "icon": icon}


@register.inclusion_tag("ui/stat.html")
def stat(label: str, value: object, note: str = "", tone: str = "", href: str = "") -> dict[str, Any]:
    """A figure with its name above and a remark beside it."""
    return {"label": label, "value": value, "note": note, "tone": tone, "href": href}


@register.inclusion_tag("ui/chart.html")
def chart(spec: Spec, words: str, shape: str = "") -> dict[str, Any]:
    """A drawing by ECharts. `words` say what it shows to who cannot see it; `shape`: short, tall or ring."""
    return {"spec": spec, "words": words, "shape": shape, "id": f"chart-{next(_chart_numbers)}"}


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """A form field: label, control in the look of the house, help, errors."""
    return {"field": bound, "control": control(bound), "check": isinstance(bound.field.widget, CheckboxInput)}


@register.simple_tag
def control(bound: BoundField) -> SafeString:
    """Only the control of a field, with the class that its kind wants."""
    widget = bound.field.widget
    chosen = "form-control"
    if isinstance(widget, CheckboxInput | RadioSelect):
        chosen = "form-check-input"
    elif isinstance(widget, Select):
        chosen = "form-select"
    elif isinstance(widget, Textarea):
        widget.attrs["rows"] = 4 if widget.attrs.get("rows") == "10" else widget.attrs.get("rows", 4)
    elif isinstance(widget, FileInput):
        widget.attrs.setdefault("accept", ".xlsx,.csv,.jsonl,.lrmx,.lrm")
    if bound.errors:
        chosen += " is-invalid"
    return bound.as_widget(attrs={"class": chosen})


@register.inclusion_tag("ui/filters.html", takes_context=True)
def filters(context: template.Context, form: Any, keep: str = "") -> dict[str, Any]:
    """A filter form above a list. `keep`: names of query parameters to carry along, divided by blanks."""
    request = context["request"]
    kept = [(name, request.GET[name]) for name in keep.split() if request.GET.get(name)]
    return {"form": form, "kept": kept, "path": request.path}


@register.filter
def due_in(day: datetime.date | None, today: datetime.date) -> str:
    """How long until a day, in words."""
    if day is None:
        return ""
    days = (day - today).days
    if days == 0:
        return _("今天到期")
    if days < 0:
        return ngettext("已超期 %(days)s 天", "已超期 %(days)s 天", -days) % {"days": -days}
    return ngettext("还有 %(days)s 天", "还有 %(days)s 天", days) % {"days": days}


@register.filter
def due_tone(day: datetime.date | None, today: datetime.date) -> str:
    """Red from the day itself on, yellow in the week before."""
    if day is None:
        return ""
    days = (day - today).days
    return "red" if days <= 0 else "yellow" if days <= 7 else ""
