"""Rows that must not be kept: whoever gives a feed meaning says which, before anything is staged."""

from collections.abc import Callable

from bihuan.exchange.feeds import Feed
from bihuan.exchange.staging import Staged

Rule = Callable[[Staged], str]
"""Answers why a row must not be kept, or an empty text."""

_makers: dict[str, Callable[[Feed], Rule]] = {}


def register_withholding(feed: str, maker: Callable[[Feed], Rule]) -> None:
    """`maker` is asked once a file: it looks up what its rule needs and gives the rule."""
    _makers[feed] = maker


def withholding_rule(feed: Feed) -> Rule:
    """The rule for one file of a feed; most feeds keep every row."""
    maker = _makers.get(feed.id)
    return maker(feed) if maker else _keep


def _keep(row: Staged) -> str:
    return ""
