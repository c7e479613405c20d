"""Findings going out: cadre numbers become 身份证号, references become file and line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bihuan.dossier.identity import numbers_of
from bihuan.policy.engine.observation import Observation
from bihuan.policy.engine.placeholders import fallbacks_in, filled, people_in
from bihuan.policy.findings.sources import fallback_texts, stated_where
from bihuan.policy.packs.library import Library
from bihuan.policy.packs.shapes import Check


@dataclass(frozen=True, slots=True)
class Told:
    """An observation and the state that its finding has, or *asked* where nothing was stored."""

    said: Observation
    state: str = "asked"


def as_json(library: Library, told: Sequence[Told]) -> list[dict[str, Any]]:
    """The list that `bihuan evaluate --json` prints."""
    numbers = numbers_of(_people(library, told))
    texts = fallback_texts(ref for one in told for ref in fallbacks_in(one.said.key))
    sources = stated_where(ref for one in told for ref in one.said.evidence)

    def number_of(cadre: int) -> str:
        return numbers.get(cadre, "")

    return [
        {
            "check": one.said.check,
            "severity": one.said.severity,
            "subject_kind": library.checks[one.said.check].subject,
            "subject": _subject(library.checks[one.said.check], one.said.subject, numbers),
            "key": [filled(part, number_of, lambda ref: texts.get(ref, "")) for part in one.said.key],
            "state": one.state,
            "observed": one.said.observed,
            "required": one.said.required,
            "clause": [citation.as_json() for citation in library.checks[one.said.check].clauses],
            "evidence": [sources[ref].as_json() for ref in one.said.evidence if ref in sources],
        }
        for one in told
    ]


def _people(library: Library, told: Iterable[Told]) -> set[int]:
    found: set[int] = set()
    for one in told:
        found |= people_in(one.said.key)
        if library.checks[one.said.check].subject in {"cadre", "pair"}:
            found |= {int(number) for number in one.said.subject.split("|")}
    return found


def _subject(check: Check, subject: str, numbers: dict[int, str]) -> str | list[str]:
    if check.subject == "cadre":
        return numbers.get(int(subject), subject)
    if check.subject == "pair":
        return sorted(numbers.get(int(number), number) for number in subject.split("|"))
    return subject
