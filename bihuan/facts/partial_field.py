"""A column for dates that keep the precision their source gave."""

from typing import Any

from django.db import models

from bihuan.calendar.partial import PartialDate


class PartialDateField(models.CharField[PartialDate | str | None, PartialDate | None]):
    """Stores `2026-11-23`, `2026-11` or `2026`; gives a PartialDate, or None where nothing was given."""

    _pyi_private_set_type: PartialDate | str | None  # type: ignore[assignment]
    _pyi_private_get_type: PartialDate | None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        kwargs.setdefault("null", True)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, expression: object, connection: object) -> PartialDate | None:
        return PartialDate.from_text(value) if value else None

    def to_python(self, value: Any) -> PartialDate | None:
        if value is None or isinstance(value, PartialDate):
            return value
        return PartialDate.from_text(str(value)) if value else None

    def get_prep_value(self, value: Any) -> str | None:
        return value.text if isinstance(value, PartialDate) else (value or None)
