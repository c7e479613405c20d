"""The quick drop-down says what Django's says."""

import pytest
from django import forms
from django.test.html import parse_html

from bihuan.ui.widgets import PlainSelect

CHOICES = [("", "全部"), ("A", "水利局 <县>"), ("B", "教育局")]


@pytest.mark.parametrize("value", [None, "", "A", "B", ["B"], "unknown"])
def test_it_is_the_same_control(value: object) -> None:
    attrs = {"id": "id_unit", "class": "form-select"}
    plain = PlainSelect(choices=CHOICES).render("unit", value, attrs)
    asked = value[0] if isinstance(value, list) else value
    assert parse_html(plain) == parse_html(forms.Select(choices=CHOICES).render("unit", asked, attrs))


def test_labels_are_escaped() -> None:
    assert "水利局 &lt;县&gt;" in PlainSelect(choices=CHOICES).render("unit", "A")


def test_it_reads_what_was_chosen_as_any_select() -> None:
    class Asked(forms.Form):
        unit = forms.ChoiceField(choices=CHOICES, required=False, widget=PlainSelect)

    form = Asked({"unit": "B"})
    assert form.is_valid()
    assert form.cleaned_data["unit"] == "B"
    assert '<option value="B" selected>' in str(form["unit"])
