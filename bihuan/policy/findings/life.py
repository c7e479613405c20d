"""The life of findings: what a run makes of each that holds, and why each that no longer holds ended."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from bihuan.policy.engine.observation import Identity, Observation
from bihuan.policy.findings.aftermath import delivery_keys
from bihuan.policy.findings.substance import is_same
from bihuan.policy.models import Finding


@dataclass(frozen=True, slots=True)
class Past:
    """What fires on today's day by what was known at the last run: under the packs of then, and under those of now.

    `withdrawn`: references of facts that were retracted, tolerated or revoked since.
    """

    by_old_packs: Collection[Identity] = frozenset()
    by_new_packs: Collection[Identity] = frozenset()
    withdrawn: Collection[int] = frozenset()


NOTHING_NEW = Past()
"""Neither facts nor packs are new since the last run: whatever ended only lapsed."""


def how_ended(finding: Finding, past: Past) -> str:
    """Silent by what was known then: *lapsed*. Under the new packs alone: *rule changed*. Else new facts ended it."""
    if finding.identity not in past.by_old_packs and finding.identity not in past.by_new_packs:
        return "lapsed"
    if finding.identity not in past.by_new_packs:
        return "rule changed"
    return "remedied" if set(past.withdrawn).isdisjoint(finding.evidence) else "withdrawn"


@dataclass(slots=True)
class Comparison:
    """Compares findings with what is said now. Evidence is the same where it came under the same delivery keys."""

    _keys: dict[int, str] = field(default_factory=dict)

    def prepare(self, pairs: Iterable[tuple[Finding, Observation]]) -> None:
        """Look up the delivery keys of all evidence that is not the very same rows."""
        wanted: set[int] = set()
        for finding, said in pairs:
            if set(finding.evidence) != set(said.evidence):
                wanted |= {*finding.evidence, *said.evidence}
        self._keys |= delivery_keys(wanted)

    def is_same(self, finding: Finding, said: Observation) -> bool:
        before = (finding.severity, finding.observed, finding.required)
        after = (said.severity, said.observed, said.required)
        return is_same(before, after) and self._evidence(finding.evidence) == self._evidence(said.evidence)

    def _evidence(self, references: Iterable[int]) -> set[str]:
        return {self._keys.get(reference, str(reference)) for reference in references}
