"""How each feed stands: its last delivery, what has come in all, what still waits."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import get_args

from bihuan.access.models import Account
from bihuan.calendar import clock
from bihuan.exchange.feeds import Feed
from bihuan.exchange.models import Batch
from bihuan.exchange.permitting import Use, knows_of, may_use
from bihuan.web.exchange.outcomes import Count, counts_of


@dataclass(slots=True)
class Standing:
    """One feed. `seen`: the account may open its deliveries; `sent`: send files; `decided`: judge its rows."""

    feed: Feed
    seen: bool = False
    sent: bool = False
    decided: bool = False
    last: Batch | None = None
    deliveries: int = 0
    waiting: int = 0

    @property
    def is_table(self) -> bool:
        return self.feed.format == "table"

    @property
    def days(self) -> int:
        """How many days ago the last delivery came."""
        return (clock.today() - received_on(self.last)).days if self.last else 0

    @property
    def counts(self) -> list[Count]:
        return counts_of(self.last.counts) if self.last else []


@dataclass(slots=True)
class Department:
    """The feeds that one department sends."""

    name: str
    standings: list[Standing] = field(default_factory=list)


def received_on(batch: Batch) -> datetime.date:
    return clock.local_moment(batch.received_at).date()


def standings_of(account: Account) -> list[Standing]:
    """Every feed of which the account may know, whatever the number of deliveries in two queries."""
    found = {feed.id: _standing(account, feed) for feed in knows_of(account)}
    last: dict[str, int] = {}
    rows = Batch.objects.exclude(state="refused").order_by("pk").values_list("pk", "feed", "counts")
    for number, name, counts in rows.iterator():
        if name in found:
            last[name] = number
            found[name].deliveries += 1
            found[name].waiting += counts.get("review", 0)
    for batch in Batch.objects.filter(pk__in=last.values()):
        found[batch.feed].last = batch
    return list(found.values())


def _standing(account: Account, feed: Feed) -> Standing:
    seen, sent, decided = (may_use(account, use, feed) for use in get_args(Use))
    return Standing(feed, seen, sent, decided)


def by_department(standings: Iterable[Standing]) -> Iterator[Department]:
    """Departments in the order of their first feed."""
    places: dict[str, int] = {}
    for standing in standings:
        places.setdefault(standing.feed.sent_by, len(places))
    ordered = sorted(standings, key=lambda one: places[one.feed.sent_by])
    for name, group in groupby(ordered, key=lambda one: one.feed.sent_by):
        yield Department(name, list(group))
