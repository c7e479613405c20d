"""What of a finding must stay for it to be the same as before: evidence, numbers and severity."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from bihuan.policy.engine.observation import Observation

DAY_COUNTS = frozenset({"days", "days_open", "days_over", "months", "overdue_days", "used", "working_days", "years"})
SO_FAR = "_so_far"
"""Numbers of these names, or with this ending, only count time up to the day asked about: they grow by themselves."""


def numbers(values: Mapping[str, Any]) -> dict[str, float]:
    """The numbers that count; words and dates say what the evidence says."""
    return {
        name: value
        for name, value in values.items()
        if isinstance(value, int | float)
        and not isinstance(value, bool)
        and name not in DAY_COUNTS
        and not name.endswith(SO_FAR)
    }


def is_same(
    before: tuple[str, Mapping[str, Any], Mapping[str, Any]],
    after: tuple[str, Mapping[str, Any], Mapping[str, Any]],
) -> bool:
    """Severity, observed, required; of the latter two the numbers."""
    return before[0] == after[0] and all(
        numbers(old) == numbers(new) for old, new in zip(before[1:], after[1:], strict=True)
    )


def key_text(key: Iterable[str]) -> str:
    """The key as one text that fits the database; a long one ends in a digest of the whole."""
    text = "|".join(key)
    return text if len(text) <= 300 else text[:235] + "#" + hashlib.sha256(text.encode()).hexdigest()


def digest_of(said: Observation, *told: object) -> str:
    """Over everything that is written down for a finding: equal digests mean that there is nothing to write."""
    parts = [said.severity, said.observed, said.required, said.evidence, said.cadres, told]
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
