"""What every exchange page asks first: which feed or delivery, and whether this account gets it."""

from django.http import Http404

from bihuan.access.models import Account
from bihuan.exchange.feeds import Feed, all_feeds
from bihuan.exchange.models import Batch
from bihuan.exchange.permitting import Use, may_use


def feed_or_404(account: Account, name: str, use: Use = "see") -> Feed:
    """What one may not use is as if it were not there."""
    feed = all_feeds().get(name)
    if feed is None or not may_use(account, use, feed):
        raise Http404
    return feed


def batch_or_404(account: Account, number: int, use: Use = "see") -> tuple[Batch, Feed]:
    batch = Batch.objects.filter(pk=number).first()
    if batch is None:
        raise Http404
    return batch, feed_or_404(account, batch.feed, use)
