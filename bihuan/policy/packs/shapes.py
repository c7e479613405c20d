"""What packs are made of, once read."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

Cell = str | int | bool | Decimal | datetime.date | None
SEVERITIES = ("red", "yellow", "blue", "green")
SUBJECTS = ("cadre", "pair", "unit", "task", "petition", "case", "inquiry", "selection", "audit")
MECHANISMS = ("cultivation", "assessment", "incentive", "restraint")
AUDIENCES = ("subject", "later", "never")
REACHES = ("self", "kin", "unit", "case")
BASES = {"text": "原文", "secondary": "转引", "memory": "待核实", "local": "本地设置"}
ORIGINS = ("official text", "published case", "hand-worked")


@dataclass(frozen=True, slots=True)
class Clause:
    """One article of a document, in a paraphrase, and how well its text is known."""

    article: str
    text: str
    basis: str


@dataclass(frozen=True, slots=True)
class Document:
    """A regulation. Its dates are kept as exactly as they are known: `2019-03`."""

    file: str
    id: str
    title: str
    issuer: str
    issued: str
    in_force: str
    replaces: str | None
    basis: str
    clauses: Mapping[str, Clause]
    jurisdiction: str | None = None


@dataclass(frozen=True, slots=True)
class ParameterVersion:
    """What holds from a day on (None: as far back as is known), and the article that says so.

    A disabled one is kept for the record; no check may use it until an officer confirms it.
    """

    valid_from: datetime.date | None
    rows: tuple[tuple[Cell, ...], ...]
    document: str
    article: str
    basis: str
    confirmed_by: str | None
    confirmed_on: datetime.date | None
    jurisdiction: str | None = None
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Parameter:
    """A dated number, or a small dated table where `columns` are named."""

    file: str
    index: int
    key: str
    name: str
    unit: str
    columns: tuple[str, ...]
    versions: tuple[ParameterVersion, ...]

    @property
    def table(self) -> str:
        return "p_" + self.key.replace(".", "_")

    @property
    def is_scalar(self) -> bool:
        return not self.columns


@dataclass(frozen=True, slots=True)
class Definition:
    file: str
    index: int
    name: str
    title: str
    cites: tuple[str, ...]
    select: str


@dataclass(frozen=True, slots=True)
class Citation:
    document: str
    article: str

    @property
    def text(self) -> str:
        return f"《{self.document}》{self.article}"

    def as_json(self) -> dict[str, str]:
        return {"document": self.document, "article": self.article}


@dataclass(frozen=True, slots=True)
class Opens:
    """What a finding opens: a procedure, at the desk of an office, within so many days."""

    procedure: str
    office: str
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Check:
    file: str
    id: str
    title: str
    mechanism: str
    severities: tuple[str, ...]
    subject: str
    key: tuple[str, ...]
    triage: bool
    audience: str
    clauses: tuple[Citation, ...]
    parameters: tuple[str, ...]
    reach: str
    opens: Opens | None
    sentence: str
    select: str
    allows: Mapping[str, Citation] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """A worked example: given these rows of feeds on this day, exactly these findings of the check."""

    file: str
    index: int
    check: str
    name: str
    on: datetime.date
    origin: str
    facts: Mapping[str, tuple[Mapping[str, str], ...]]
    expect: tuple[Mapping[str, object], ...]
    manages: tuple[str, ...] = ()
