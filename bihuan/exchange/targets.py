"""Which fact a recognition is about: 原记录键 is the delivery key of 原记录类别, as that file spells it."""

from bihuan.crypto.index import keyed_index
from bihuan.dossier.kinds import Recognition
from bihuan.exchange.feeds import Column, Feed, all_feeds
from bihuan.exchange.linking import Roster, read_roster
from bihuan.exchange.plans import Plan
from bihuan.exchange.reading.values import CellError, check_identity_number, normalise_text
from bihuan.exchange.typed import TypedRow, spelling, value_of
from bihuan.exchange.works import key_text


def set_targets(plans: list[Plan]) -> None:
    """Give each recognition the keyed index of the key that it names."""
    roster = read_roster()
    for plan in plans:
        for change in plan.changes:
            if isinstance(change.new, Recognition):
                change.new.target_index = target_index(roster, change.new.target_feed, change.new.target_key)


def target_index(roster: Roster, feed_id: str, key: str) -> str:
    """The key index that rows of the named feed carry; empty where no such feed exists."""
    feed = all_feeds().get(normalise_text(feed_id)) or next(
        (feed for feed in all_feeds().values() if feed.name == normalise_text(feed_id)), None
    )
    if feed is None:
        return ""
    parts = [normalise_text(part) for part in key.split("|")]
    names = _names(feed, len(parts))
    spelled = [_part(roster, feed, name, part) for name, part in zip(names, parts, strict=False)]
    return keyed_index("text", key_text(feed.id, spelled)).hex()


def _names(feed: Feed, count: int) -> list[str]:
    """The columns that the parts of a key stand for; more parts than columns: a fallback took one's place."""
    plain = list(feed.key)
    if count <= len(plain):
        return plain
    for part, fallback in feed.key_fallback.items():
        place = plain.index(part)
        longer = [*plain[:place], *fallback, *plain[place + 1 :]]
        if len(longer) == count:
            return longer
    return plain


def _part(roster: Roster, feed: Feed, name: str, text: str) -> str:
    column = feed.columns[name]
    if column.person:
        try:
            cadre = roster.find(check_identity_number(text))
        except CellError:
            return text
        return f"cadre:{cadre}" if cadre else text
    return _spelled(column, text)


def _spelled(column: Column, text: str) -> str:
    if not text:
        return ""
    try:
        return spelling(value_of(TypedRow(0, {}), column, text, False))
    except CellError:
        return text
