"""What the drawn components want to be given: plain values, already decided by whoever shows them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

StepState = Literal["done", "current", "late", "ahead", "skipped"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a drawn procedure: what, by whom and when, and how far it is."""

    label: str
    note: str = ""
    state: StepState = "ahead"


@dataclass(frozen=True, slots=True)
class Stage:
    """One box of "where this comes from, where it goes". `mechanism` colours its edge."""

    label: str
    note: str = ""
    mechanism: str = "dossier"
    here: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A source: a department, a file with its line, a step. Text that names where something comes from."""

    text: str
    href: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of a drawn timeline. `when` as the source gave it: a day, a month or a year."""

    when: str
    title: str
    text: str = ""
    mechanism: str = "dossier"
    chips: Sequence[Chip] = field(default_factory=tuple)
    more: Sequence[str] = field(default_factory=tuple)
    href: str = ""
    excused: bool = False


@dataclass(frozen=True, slots=True)
class Stat:
    """One figure with its name. `tone`: red, yellow, blue, green or nothing."""

    label: str
    value: object
    note: str = ""
    tone: str = ""
    href: str = ""
