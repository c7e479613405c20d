"""What a finding rests on, as finding and matter pages show it: clauses, parameters, figures side by side."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from bihuan.calendar import clock
from bihuan.policy.models import Finding
from bihuan.policy.packs.library import Library
from bihuan.policy.packs.shapes import Check, Parameter, ParameterVersion
from bihuan.policy.versions import current_library, library_of_version
from bihuan.web.matters.words import BASES, figure_word, spoken

MOST_ROWS = 20


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """`basis` in words: how well the text is known."""

    document: str
    article: str
    text: str
    basis: str | Promise


@dataclass(frozen=True, slots=True)
class ParameterLine:
    """`value` for a single number; else `columns` and `rows`."""

    name: str
    value: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    where: str
    basis: str | Promise


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    observed: str
    required: str


@dataclass(frozen=True, slots=True)
class Basis:
    """`check` None: the packs of today have no such rule any more."""

    check: Check | None
    clauses: Sequence[ClauseLine]
    parameters: Sequence[ParameterLine]
    figures: Sequence[Figure]


def basis_of(finding: Finding) -> Basis:
    library = _library(finding)
    check = library.checks.get(finding.check_id)
    day = finding.changed_on or finding.opened_on or clock.today()
    names = check.parameters if check else ()
    used = [library.parameters[name] for name in names if name in library.parameters]
    return Basis(
        check,
        [_clause(library, cited) for cited in finding.clause],
        [line for parameter in used if (line := _parameter(parameter, day)) is not None],
        figures_of(finding),
    )


def _library(finding: Finding) -> Library:
    """The packs as the run used them."""
    now = current_library()
    if finding.run is None or finding.run.version.digest == now.digest:
        return now
    return library_of_version(finding.run.version)


def _clause(library: Library, cited: dict[str, str]) -> ClauseLine:
    document = library.documents.get(cited["document"])
    clause = document.clauses.get(cited["article"]) if document else None
    basis = clause.basis if clause else document.basis if document else ""
    text = clause.text if clause else ""
    return ClauseLine(cited["document"], cited["article"], text, BASES.get(basis, ""))


def _parameter(parameter: Parameter, day: datetime.date) -> ParameterLine | None:
    """In the version that holds on the day."""
    version = _version_on(parameter, day)
    if version is None:
        return None
    rows = [[spoken(cell) for cell in row] for row in version.rows[:MOST_ROWS]]
    single = parameter.is_scalar and rows and rows[0]
    value = f"{rows[0][-1]} {parameter.unit}".strip() if single else ""
    where = f"《{version.document}》{version.article}"
    shown = [] if single else rows
    return ParameterLine(parameter.name, value, parameter.columns, shown, where, BASES.get(version.basis, ""))


def _version_on(parameter: Parameter, day: datetime.date) -> ParameterVersion | None:
    usable = [one for one in parameter.versions if not one.disabled]
    begun = [one for one in usable if one.valid_from is None or one.valid_from <= day]
    return max(begun, key=lambda one: one.valid_from or datetime.date.min, default=None)


def figures_of(finding: Finding) -> list[Figure]:
    """Observed against required, one name a row; what packs call `required_x` stands beside `x`."""
    observed: dict[str, Any] = dict(finding.observed)
    required = {name.removeprefix("required_"): value for name, value in finding.required.items()}
    names = list(dict.fromkeys([*observed, *required]))
    return [
        Figure(figure_word(name), spoken(observed.get(name)), spoken(required.get(name)))
        for name in names
        if not (name == "grade_order" and "grade" in observed and name not in required)
    ]
