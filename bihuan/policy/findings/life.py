"""The life of findings: what a run makes of each that holds, and why each that no longer holds ended."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bihuan.dossier.kinds import Recognition
from bihuan.policy.engine.observation import Identity, Observation
from bihuan.policy.findings.sources import facts_behind
from bihuan.policy.models import Finding

DAY_COUNTS = frozenset({"days", "months", "years", "working_days", "days_over", "overdue_days", "used", "behind_days"})
"""Observed numbers that only count days up to the day asked about: they grow by themselves and are no change."""



def state_after(finding: Finding, said: Observation) -> str:
    """*persists* or *changed*; a settled finding stays settled while evidence, numbers and severity stay."""
    if _same(finding, said):
        return "settled" if finding.state == "settled" else "persists"
    return "changed"


def _same(finding: Finding, said: Observation) -> bool:
    return (
        finding.severity == said.severity
        and sorted(finding.evidence) == sorted(said.evidence)
        and _numbers(finding.observed) == _numbers(said.observed)
    )


def _numbers(observed: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in observed.items() if name not in DAY_COUNTS and not name.endswith("_so_far")}


@dataclass(frozen=True, slots=True)
class Past:
    """What fires on today's day by what was known at the last run: under the packs of then, and under those of now."""

    by_old_packs: Collection[Identity]
    by_new_packs: Collection[Identity]
    seal: int


def how_ended(finding: Finding, past: Past) -> str:
    """Silent by what was known then: *lapsed*. By the new packs alone: *rule changed*. Else new facts ended it."""
    if finding.identity not in past.by_old_packs:
        return "lapsed"
    if finding.identity not in past.by_new_packs:
        return "rule changed"
    return "withdrawn" if is_withdrawn(finding.evidence, past.seal) else "remedied"


def is_withdrawn(evidence: Iterable[int], seal: int) -> bool:
    """Whether a fact that it rested on was retracted, tolerated or revoked since the seal."""
    facts = facts_behind(evidence).values()
    for fact in facts:
        later = type(fact)._base_manager.filter(supersedes=fact.pk, act="retract", entry__gt=seal)
        if later.exists():
            return True
    keys = [fact.key_index for fact in facts if fact.key_index]
    excusing = Recognition.objects.known().filter(target_index__in=keys, category__in=["容错", "撤销"], entry__gt=seal)
    return bool(keys) and excusing.exists()
