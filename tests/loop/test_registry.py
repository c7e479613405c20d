"""What mechanisms give to the loop: each name once, each used."""

import pytest

from bihuan.loop import library, registry
from bihuan.loop.forms.base import StepForm
from bihuan.loop.forms.review import ReviewForm


class Another(StepForm):
    """A form that wants a name that is taken."""


def test_a_name_cannot_be_taken_twice() -> None:
    with pytest.raises(registry.RegisteredTwice, match=r"loop\.review"):
        registry.register_form("loop.review", Another)
    registry.register_form("loop.review", ReviewForm)
    assert registry.form_class("loop.review") is ReviewForm


def test_every_registered_form_is_used_by_a_procedure() -> None:
    used = {step.form for one in library.whole_procedures().values() for step in one.steps}
    assert set(registry.form_names()) - used == {"loop.review"}


def test_every_registered_handler_is_used_by_a_procedure() -> None:
    used = {step.records for one in library.whole_procedures().values() for step in one.steps if step.records}
    assert set(registry.handler_names()) == used


def test_every_field_has_a_chinese_label_and_no_form_is_just_an_opinion() -> None:
    for name in registry.form_names():
        fields = registry.form_class(name).base_fields
        assert all(field.label and not field.label.isascii() for field in fields.values()), name


def test_the_names_of_forms_begin_with_their_owner() -> None:
    owners = {"loop", "cultivation", "assessment", "incentive", "restraint"}
    assert {name.split(".")[0] for name in registry.form_names()} <= owners
