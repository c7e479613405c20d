"""Known time: which seal had been taken at a moment."""

import datetime

from bihuan.facts.models import Entry


def seal_at(moment: datetime.datetime) -> int:
    """The last seal taken at or before a moment; 0 where nothing was known yet."""
    entry = Entry.objects.filter(moment__lte=moment).order_by("-seal").first()
    return entry.seal if entry else 0


def last_seal() -> int:
    """The seal that stands for now; 0 in an empty home."""
    entry = Entry.objects.order_by("-seal").first()
    return entry.seal if entry else 0


def last_moment() -> datetime.datetime | None:
    """When the last entry was sealed."""
    entry = Entry.objects.order_by("-seal").first()
    return entry.moment if entry else None
