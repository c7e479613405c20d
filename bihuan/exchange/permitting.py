"""Which departments' files an account may see, send and decide about: by the one decision of access, feed by feed.

A feed is open to whoever reads every kind of fact that it makes. The organisation department's offices handle all of
these; another department only what it sends itself. Rows that nobody in the organisation department reads (reports)
are decided by the offices whose own they are.
"""

from collections.abc import Mapping
from typing import Literal

from bihuan.access.areas import Area
from bihuan.access.decision import Grain, may
from bihuan.access.grants import reaches
from bihuan.access.models import Account
from bihuan.access.roles import DEPARTMENTS, ORGANISATION, Role
from bihuan.exchange.feeds import Feed, all_feeds
from bihuan.facts.kinds import model_of

Use = Literal["see", "load", "decide"]
SENDS: Mapping[Role, frozenset[str]] = {
    Role.AUDIT: frozenset({"audits"}),
    Role.PETITION: frozenset({"petitions"}),
    Role.DISCIPLINE: frozenset({"sanctions", "inquiries", "petitions", "recognitions"}),
}


def may_use(account: Account, use: Use, feed: Feed) -> bool:
    """Whether the account may see the rows of a feed, send its files, or decide about its rows in review."""
    role = account.present_role
    if role is None or may(account, "load" if use == "load" else "see", Area.FEEDS) < Grain.WHOLE:
        return False
    if any(may(account, "see", model_of(kind)) < Grain.WHOLE for kind in feed.facts):
        return False
    if use == "decide":
        return role in deciders(feed)
    return role in ORGANISATION or feed.id in SENDS.get(role, ())


def deciders(feed: Feed) -> frozenset[Role]:
    """The roles that judge a feed's rows: of the organisation department those that read it, else its own offices."""
    own = frozenset(role for role in ORGANISATION if _reads(role, feed))
    return own or frozenset(role for role in DEPARTMENTS if feed.id in SENDS[role] and _reads(role, feed))


def _reads(role: Role, feed: Feed) -> bool:
    kinds = [model_of(kind).kind for kind in feed.facts]
    return all(reaches(role, kind.domain, kind.sensitivity) for kind in kinds)


def is_sealed(feed: Feed) -> bool:
    """Whether reading its rows goes into the journal."""
    return any(model_of(kind).kind.sensitivity == "sealed" for kind in feed.facts)


def usable(account: Account, use: Use) -> list[Feed]:
    """The feeds that an account may use so, in the order of feeds."""
    return [feed for feed in all_feeds().values() if may_use(account, use, feed)]


def knows_of(account: Account) -> list[Feed]:
    """The feeds of which an account may know when they came and how many rows: the organisation department of all."""
    return list(all_feeds().values()) if account.present_role in ORGANISATION else usable(account, "see")
