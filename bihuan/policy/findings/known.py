"""The stored findings that a run may alter, as slim rows: most of them stay as they are and are never loaded whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from bihuan.policy.models import Finding

Place = tuple[str, str, str]
"""Check, subject and key text: what a finding is stored under."""
CHUNK = 900


@dataclass(frozen=True, slots=True)
class Scope:
    """What a run asked: these checks, of what touches these cadres or is about these units (None: everything)."""

    checks: frozenset[str] | None = None
    cadres: frozenset[int] | None = None
    units: frozenset[str] = frozenset()


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Slim:
    pk: int
    state: str
    holds: bool
    digest: str


def known_findings(scope: Scope) -> dict[Place, Slim]:
    columns = ("check_id", "subject", "key_text", "pk", "state", "holds", "digest")
    return {row[:3]: Slim(*row[3:]) for rows in _querysets(scope) for row in rows.values_list(*columns)}


def _querysets(scope: Scope) -> Iterable[QuerySet[Finding]]:
    stored = Finding.objects.exclude(run=None)
    if scope.checks is not None:
        stored = stored.filter(check_id__in=scope.checks)
    if scope.cadres is None:
        return [stored]
    cadres = sorted(scope.cadres)
    chunks = [cadres[start : start + CHUNK] for start in range(0, len(cadres), CHUNK)]
    touching = [stored.filter(people__in=chunk).distinct() for chunk in chunks]
    return [*touching, stored.filter(Q(subject_kind="unit"), subject__in=scope.units)]


def whole(pks: Iterable[int]) -> Mapping[int, Finding]:
    """The findings themselves."""
    numbers = sorted(pks)
    found: dict[int, Finding] = {}
    for start in range(0, len(numbers), CHUNK):
        found |= Finding.objects.in_bulk(numbers[start : start + CHUNK])
    return found
