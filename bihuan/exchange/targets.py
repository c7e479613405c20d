"""Which fact a recognition is about: 原记录键 is the delivery key of 原记录类别, as that file spells it."""

from itertools import product

from bihuan.crypto.index import keyed_index
from bihuan.dossier.kinds import Recognition
from bihuan.exchange.cells import spelling, value_of
from bihuan.exchange.feeds import Column, Feed, all_feeds
from bihuan.exchange.plans import Plan
from bihuan.exchange.reading.values import CellError, check_identity_number, normalise_text
from bihuan.exchange.roster import Roster
from bihuan.exchange.works import key_text
from bihuan.facts.kinds import model_of


def set_targets(plans: list[Plan], roster: Roster) -> None:
    """Give each recognition the keyed index of the key that it names; a feed that does not exist is reported."""
    for plan in plans:
        for change in plan.changes:
            if isinstance(change.new, Recognition):
                change.new.target_index = target_index(roster, change.new.target_feed, change.new.target_key)
                if not change.new.target_index:
                    plan.work.row.notes.append(("原记录类别", change.new.target_feed))


def target_index(roster: Roster, feed_id: str, key: str) -> str:
    """The key index that rows of the named feed carry; empty where no such feed exists."""
    feed = _feed(feed_id)
    if feed is None:
        return ""
    choices = [_spellings(roster, feed, name, part) for name, part in _parts(feed, key)]
    indexes = [keyed_index("text", key_text(feed.id, spelled)).hex() for spelled in product(*choices)]
    return next((index for index in indexes if _exists(feed, index)), indexes[0]) if len(indexes) > 1 else indexes[0]


def stranger_in(roster: Roster, feed_id: str, key: str) -> str:
    """The 身份证号 in a key that is in no roster; empty where there is none."""
    feed = _feed(feed_id)
    people = [part for name, part in _parts(feed, key) if feed.columns[name].person] if feed else []
    return next((part for part in people if part and not _dossiers(roster, part)), "")


def _feed(word: str) -> Feed | None:
    """By id or Chinese name."""
    word = normalise_text(word)
    return all_feeds().get(word) or next((feed for feed in all_feeds().values() if feed.name == word), None)


def _parts(feed: Feed, key: str) -> list[tuple[str, str]]:
    parts = [normalise_text(part) for part in key.split("|")]
    return list(zip(_names(feed, len(parts)), parts, strict=False))


def _exists(feed: Feed, index: str) -> bool:
    return any(model_of(kind).objects.filter(key_index=index).exists() for kind in feed.facts)


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


def _spellings(roster: Roster, feed: Feed, name: str, text: str) -> list[str]:
    """One, save for a person of several dossiers: the row may have been linked to any of them."""
    column = feed.columns[name]
    if not column.person:
        return [_spelled(column, text)]
    return [f"cadre:{one}" for one in _dossiers(roster, text)] or [text]


def _dossiers(roster: Roster, number: str) -> list[int]:
    try:
        cadre = roster.owner(check_identity_number(number))
    except CellError:
        return []
    return roster.members(cadre) if cadre else []


def _spelled(column: Column, text: str) -> str:
    if not text:
        return ""
    try:
        return spelling(value_of(column, text))
    except CellError:
        return text
