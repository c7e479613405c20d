"""Numbers of matters: 2026-约束-0312, counted by year and mechanism without a gap."""

from django.db import transaction
from django.db.models import F

from bihuan.calendar import clock
from bihuan.loop.matter import NumberSeries
from bihuan.loop.procedure import MECHANISMS


def take_numbers(mechanism: str, count: int) -> list[str]:
    """The next numbers of a mechanism in this year, in the transaction at hand."""
    series = f"{clock.today().year}-{MECHANISMS[mechanism]}"
    with transaction.atomic():
        NumberSeries.objects.get_or_create(series=series)
        NumberSeries.objects.filter(series=series).update(last=F("last") + count)
        last = NumberSeries.objects.get(series=series).last
    return [f"{series}-{number:04d}" for number in range(last - count + 1, last + 1)]
