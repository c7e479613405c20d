"""Controls that Django draws too slowly: a list of a thousand units is a thousand small templates there."""

from typing import Any

from django.forms import Select
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

ChoiceRows = list[tuple[Any, Any]]


class PlainSelect(Select):
    """A drop-down without groups, written as text in one go."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        given_values = value if isinstance(value, list | tuple) else [value]
        chosen = {"" if one is None else str(one) for one in given_values}
        rows: ChoiceRows = [(key if key is not None else "", label) for key, label in self.choices]
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, " selected" if str(key) in chosen else "", label) for key, label in rows),
        )
        given = flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {})}))
        return format_html("<select{}>{}</select>", given, options)
