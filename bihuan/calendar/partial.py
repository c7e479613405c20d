"""Dates as exact as their source gave them: inventing a day is falsifying a file."""

import datetime
from dataclasses import dataclass
from typing import Literal, Self

Precision = Literal["day", "month", "year"]
_LENGTHS: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}
_TEXT: dict[Precision, int] = {"year": 4, "month": 7, "day": 10}


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, or the first day of a month or a year that was given without one.

    Ordered by `date`, then by precision; `text` is `2026-11-23`, `2026-11` or `2026`.
    """

    date: datetime.date
    precision: Precision = "day"

    @property
    def text(self) -> str:
        return self.date.isoformat()[: _TEXT[self.precision]]

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read back what `text` wrote; ValueError for anything else."""
        if len(text) not in _LENGTHS:
            raise ValueError(text)
        full = text + "-01-01"[: 10 - len(text)] if len(text) == 4 else text + "-01"[: 10 - len(text)]
        return cls(datetime.date.fromisoformat(full), _LENGTHS[len(text)])

    def agrees_with(self, other: "PartialDate") -> bool:
        """Whether both can be the same day, compared as far as the coarser is given."""
        length = min(len(self.text), len(other.text))
        return self.text[:length] == other.text[:length]

    def is_before(self, other: "PartialDate") -> bool:
        """Whether this is earlier, compared as far as the coarser is given."""
        length = min(len(self.text), len(other.text))
        return self.text[:length] < other.text[:length]

    def __str__(self) -> str:
        return self.text
