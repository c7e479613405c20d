"""What stands before a batch: the last deliveries of its keys, and the facts that they and people stated."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bihuan.exchange.feeds import Feed
from bihuan.exchange.models import Delivered
from bihuan.exchange.works import Work, content_digest
from bihuan.facts.kinds import model_of
from bihuan.facts.models import Fact

CHUNK = 900
BY_HAND = ""
"""The `feed` of a source that is a step of a matter or an officer's act, not a delivery."""
MAPPING = "codes"
"""The `feed` of a source that is the mapping of a word: what the feed stated, read as an officer said."""


@dataclass(slots=True)
class Standing:
    """The facts under one key. `standing`: what counts now; `stated`: what the feed itself said last, kind by kind;
    `said`: everything that it ever said. `by_hand`: a person corrected or retracted since the last delivery."""

    standing: list[Fact] = field(default_factory=list)
    stated: list[Fact] = field(default_factory=list)
    said: list[Fact] = field(default_factory=list)
    by_hand: bool = False


NOTHING = Standing()


@dataclass(slots=True)
class Ground:
    """`confirmed`: key index → day, for rows that said once more what was known."""

    arrived: datetime.date
    delivered: Mapping[str, Delivered] = field(default_factory=dict)
    under: dict[str, Standing] = field(default_factory=dict)
    confirmed: dict[str, datetime.date] = field(default_factory=dict)

    def day_of(self, work: Work) -> datetime.date:
        """数据日期, else the day that the row arrived."""
        return work.row.data_date or self.arrived

    def confirm(self, work: Work) -> None:
        """End a row as *unchanged*; what it says is known as of its day now."""
        work.end("unchanged")
        last, day = self.delivered.get(work.key_index), self.day_of(work)
        if last and day > last.data_date:
            self.confirmed[work.key_index] = day


def read_ground(feed: Feed, works: Iterable[Work], arrived: datetime.date) -> Ground:
    """Fetch what the open rows are compared with; rows equal to the last delivery end here, as *unchanged*."""
    open_works = [work for work in works if work.key_index and not work.outcome]
    ground = Ground(arrived, _last_deliveries(feed, sorted({work.key_index for work in open_works})))
    differing = set()
    for work in open_works:
        last = ground.delivered.get(work.key_index)
        if last is None:
            continue
        withdrawn = work.row.act == "撤销"
        if last.retracted == withdrawn and (withdrawn or last.digest == content_digest(work)):
            ground.confirm(work)
        else:
            differing.add(work.key_index)
    keys = sorted(differing)
    for start in range(0, len(keys), CHUNK):
        _read_facts(feed, keys[start : start + CHUNK], ground.under)
    return ground


def _last_deliveries(feed: Feed, keys: list[str]) -> dict[str, Delivered]:
    found: dict[str, Delivered] = {}
    for start in range(0, len(keys), CHUNK):
        rows = Delivered.objects.filter(feed=feed.id, key_index__in=keys[start : start + CHUNK])
        found |= {row.key_index: row for row in rows}
    return found


def _read_facts(feed: Feed, keys: list[str], under: dict[str, Standing]) -> None:
    for kind in feed.facts:
        rows = model_of(kind)._base_manager.filter(key_index__in=keys).select_related("entry__source")
        acts: dict[str, list[Fact]] = {}
        for row in rows.order_by("entry_id", "pk"):
            acts.setdefault(row.key_index, []).append(row)
        for key, of_key in acts.items():
            _add_kind(feed, under.setdefault(key, Standing()), of_key)


def _add_kind(feed: Feed, found: Standing, acts: list[Fact]) -> None:
    """`acts`: every row of one kind under one key, in the order in which they were sealed."""
    gone = {row.supersedes_id for row in acts}
    standing = [row for row in acts if row.act != "retract" and row.pk not in gone]
    found.standing += sorted(standing, key=lambda row: (row.valid_from or datetime.date.min, row.pk))
    said = [row for row in acts if row.act != "retract" and row.entry.source.feed in (feed.id, MAPPING)]
    found.said += said
    found.stated += said[-1:]
    delivered = [place for place, row in enumerate(acts) if row.entry.source.feed == feed.id]
    since = acts[delivered[-1] + 1 :] if delivered else acts
    found.by_hand = found.by_hand or any(row.entry.source.feed == BY_HAND for row in since)
