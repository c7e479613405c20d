"""Names of people: compared exactly after normalising, so the normalising is all the tolerance there is."""

from functools import lru_cache

from bihuan.exchange.reading.text import normalise_text, without_space

_DOTS = str.maketrans(dict.fromkeys("・•‧･∙⋅●．", "·"))


@lru_cache(maxsize=1 << 16)
def normalise_name(text: str) -> str:
    """All white space out (“张  三”), every spelling of the dot between given and father's name to `·`."""
    return without_space(normalise_text(text)).translate(_DOTS)
