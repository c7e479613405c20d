"""How a step states a fact: built from columns by name, days as exact as they were given, recorded in its entry."""

import datetime
from typing import Any, TypeVar

from bihuan.calendar.partial import PartialDate
from bihuan.facts.entries import Writing
from bihuan.facts.models import Fact
from bihuan.facts.partial_field import PartialDateField

F = TypeVar("F", bound=Fact)


def build(model: type[F], **columns: Any) -> F:
    """A fact of a kind, not yet recorded; a plain day is taken for a date column."""
    fact = model(**{name: _as_stored(model, name, value) for name, value in columns.items()})
    fact.derive()
    return fact


def state(writing: Writing, model: type[F], **columns: Any) -> F:
    """Record a fact of a kind."""
    return writing.record(build(model, **columns))


def _as_stored(model: type[Fact], name: str, value: Any) -> Any:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        field = model._meta.get_field(name)
        return PartialDate(value) if isinstance(field, PartialDateField) else value
    return value
