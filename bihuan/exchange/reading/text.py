"""Normalising of cell text: what feeds.md calls full-width digits and letters, surrounding spaces and brackets."""

import re
from functools import lru_cache

CLEARING = "(清除)"
"""A cell that empties what an earlier delivery stated (`（清除）` after normalising)."""

_INVISIBLE = (
    [code for code in range(0x20) if code not in (0x09, 0x0A, 0x0D)]
    + list(range(0x7F, 0xA0))
    + [0xAD, 0xFEFF]
    + list(range(0x200B, 0x2010))
    + list(range(0x202A, 0x202F))
    + list(range(0x2060, 0x2070))
)
_SURROGATES = "\ud800-\udfff"
_HALF_WIDTH = {
    code: code - 0xFEE0 for first, last in ("０９", "ＡＺ", "ａｚ", "（）") for code in range(ord(first), ord(last) + 1)
}
_TABLE: dict[int, int | None] = {**dict.fromkeys(_INVISIBLE, None), **_HALF_WIDTH}
_NEEDS_TABLE = re.compile("[" + "".join(map(re.escape, map(chr, _TABLE))) + _SURROGATES + "\r]").search
_SURROGATE = re.compile(f"[{_SURROGATES}]")
_WHITESPACE = re.compile(r"\s+")

FORMULA_STARTS = "=+\\-@＝＋－＠"
_NEUTRALISED = re.compile(rf"'[\s']*[{FORMULA_STARTS}]").match
_DANGEROUS = re.compile(rf"[\s']*[{FORMULA_STARTS}]").match


@lru_cache(maxsize=1 << 16)
def normalise_text(text: str) -> str:
    """Half-width digits, letters and brackets; without invisible characters, surrounding space, neutralising mark."""
    if _NEEDS_TABLE(text):
        text = _SURROGATE.sub("", text).translate(_TABLE).replace("\r\n", "\n").replace("\r", "\n")
    text = text.strip()
    if text[:1] == "'" and _NEUTRALISED(text):
        return text[1:].strip()
    return text


def neutralise(text: str) -> str:
    """Text that a spreadsheet would run as a formula gets an apostrophe, which `normalise_text` takes off again."""
    return "'" + text if _DANGEROUS(text) else text


def without_space(text: str) -> str:
    return _WHITESPACE.sub("", text)
