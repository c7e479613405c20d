"""The sentence of a finding, filled from what was observed and required."""

import re
from typing import Any

from bihuan.policy.engine.observation import Observation
from bihuan.policy.engine.placeholders import CADRE, FALLBACK
from bihuan.policy.packs.shapes import Check

PLACE = re.compile(r"\{([^{}]+)\}")


def sentence_of(check: Check, said: Observation) -> str:
    """In Chinese, with the numbers in it; never the name of a person."""
    words: dict[str, Any] = {**dict(zip(check.key, said.key, strict=False)), **said.required, **said.observed}
    text = PLACE.sub(lambda found: _word(words.get(found[1])), check.sentence)
    return FALLBACK.sub("见依据", CADRE.sub("本人", text))


def _word(value: Any) -> str:
    if value is None:
        return "—"
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)
