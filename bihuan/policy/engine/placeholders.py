"""What a key may hold that the engine never sees.

`{cadre:<number>}` stands for that cadre's 身份证号; `{fallback:<ref>}` for the text that stands in for an empty part
of a delivery key (feeds: `key_fallback`), which may be a name or encrypted.
"""

import re
from collections.abc import Callable, Iterable, Mapping

CADRE = re.compile(r"\{cadre:(\d+)\}")
FALLBACK = re.compile(r"\{fallback:(\w+)\}")


def people_in(parts: Iterable[str]) -> set[int]:
    return {int(number) for part in parts for number in CADRE.findall(part)}


def fallbacks_in(parts: Iterable[str]) -> set[int]:
    return {int(ref) for part in parts for ref in FALLBACK.findall(part)}


def filled(part: str, name_of: Callable[[int], str], text_of: Callable[[int], str]) -> str:
    """The part with the people's numbers and the withheld texts put in, for those who may read them."""
    named = CADRE.sub(lambda found: name_of(int(found[1])), part)
    return FALLBACK.sub(lambda found: text_of(int(found[1])), named)


def rooted(key: tuple[str, ...], roots: Mapping[int, int]) -> tuple[str, ...]:
    """The key with every fallback named by the row that was corrected first: a correction makes no new key."""
    return tuple(FALLBACK.sub(lambda found: f"{{fallback:{roots[int(found[1])]}}}", part) for part in key)
