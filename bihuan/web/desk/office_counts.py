"""How each office stands: what it works, what is overdue. Counted over what the reader may see, nothing else."""

from dataclasses import dataclass

from django.db.models import Count, Q

from bihuan.access.audience import visible_matters
from bihuan.access.models import Account
from bihuan.calendar import clock
from bihuan.loop.matter import Matter


@dataclass(frozen=True, slots=True)
class OfficeCount:
    """One line of 部门责任落实."""

    name: str
    working: int
    overdue: int
    ended: int


def office_counts(account: Account) -> list[OfficeCount]:
    """Offices that have a matter which this reader may see, the one with most overdue first."""
    seen = visible_matters(account, Matter.objects.all()).values("pk")
    late = Q(due_on__lt=clock.today()) & ~Q(state="ended")
    rows = (
        Matter.objects.filter(pk__in=seen)
        .values("office__name")
        .annotate(
            working=Count("pk", filter=~Q(state="ended")),
            overdue=Count("pk", filter=late),
            ended=Count("pk", filter=Q(state="ended")),
        )
        .order_by("-overdue", "-working", "office__name")
    )
    return [OfficeCount(row["office__name"], row["working"], row["overdue"], row["ended"]) for row in rows]
