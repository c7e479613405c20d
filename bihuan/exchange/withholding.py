"""Rows that must not be kept: whoever gives a feed meaning says which, before anything is staged."""

from collections.abc import Callable

from bihuan.exchange.feeds import Feed
from bihuan.exchange.staging import Staged

Rule = Callable[[Feed, Staged], str]
_rules: dict[str, Rule] = {}


def register_withholding(feed: str, rule: Rule) -> None:
    """`rule` answers why a row of the feed must not be kept, or an empty text."""
    _rules[feed] = rule


def withhold_reason(feed: Feed, row: Staged) -> str:
    """Why this row must not be kept; empty for nearly all."""
    rule = _rules.get(feed.id)
    return rule(feed, row) if rule else ""
