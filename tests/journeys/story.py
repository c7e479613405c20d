"""A whole county's story: the files of three deliveries, and the ledger that knows what must become of them."""

import random
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from tests.journeys.dense import source
from tests.journeys.rawcounty import RawCounty
from tests.journeys.sent import Delivery, Sent, SentFile
from tests.journeys.stories import Stories
from tests.journeys.wordings import NAMES, ORDER

BACK = (95, 40, 6)
ENDINGS = ("csv", "csv", "xlsx", "jsonl")
Place = tuple[int, str, int]


def make_deliveries(seed: int, cadres: int, on: date) -> tuple[RawCounty, list[Delivery]]:
    raw = source(seed, cadres, on)
    draw = random.Random(seed + 1_000_003)
    stories = Stories(raw, draw)
    rows: dict[Place, list[Sent]] = defaultdict(list)
    for feed in ORDER:
        parts = 1 if feed in ("units", "posts", "appointments") else draw.choice([1, 1, 2])
        for record in raw.county.of(feed):
            part = draw.randrange(parts)
            for number, row in stories.tell(record):
                rows[number, feed, part].append(row)
    return raw, [_delivery(number, raw.on, rows, draw) for number in range(len(BACK))]


def _delivery(number: int, on: date, rows: dict[Place, list[Sent]], draw: random.Random) -> Delivery:
    received = datetime.combine(on - timedelta(days=BACK[number]), datetime.min.time()).replace(hour=9)
    files = []
    for feed in ORDER:
        for part in range(2):
            listed = rows.get((number, feed, part), [])
            if listed:
                draw.shuffle(listed)
                _date(feed, listed, received.date(), draw)
                ending = draw.choice(ENDINGS)
                name = f"{number + 1}批-{draw.choice([feed, NAMES[feed]])}-{'甲乙'[part]}.{ending}"
                files.append(SentFile(feed, name, listed))
    return Delivery(number, received, files)


def _date(feed: str, rows: Iterable[Sent], received: date, draw: random.Random) -> None:
    """数据日期: most rosters say of which day they are, few other files do."""
    if draw.random() < (0.7 if feed == "roster" else 0.15):
        day = received - timedelta(days=draw.choice([0, 1, 5]))
        for row in rows:
            row.data_date = row.data_date or day.isoformat()
