"""What a check said about one subject."""

from dataclasses import dataclass
from typing import Any

GRAVITY = {"red": 0, "yellow": 1, "blue": 2, "green": 3}
Identity = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Observation:
    """`subject`: a cadre number, two joined by `|`, or a code; `evidence`: references; `cadres`: whom it touches."""

    check: str
    severity: str
    subject: str
    key: tuple[str, ...]
    observed: dict[str, Any]
    required: dict[str, Any]
    evidence: tuple[int, ...]
    cadres: tuple[int, ...]

    @property
    def identity(self) -> Identity:
        """What makes two findings of different days the same finding."""
        return (self.check, self.subject, self.key)
