"""Which matters an account may open: those of its audience, and those whose present step waits for its office."""

from django.db.models import Q, QuerySet
from django.http import Http404

from bihuan.access.audience import visible_findings, visible_matters
from bihuan.access.models import Account
from bihuan.access.roles import Role
from bihuan.access.sight import sight_of
from bihuan.loop.lists import matters_for
from bihuan.loop.matter import Matter
from bihuan.policy.models import Finding


def seen_matters(account: Account) -> QuerySet[Matter]:
    """A step that another office is asked for brings the matter to that office; never to whom it is about."""
    visible = visible_matters(account, Matter.objects.all())
    sight = sight_of(account)
    if sight.role in {None, Role.CADRE}:
        return Matter.objects.filter(pk__in=visible.values("pk"))
    asked = matters_for(account)
    if sight.own_numbers:
        about_me = Matter.objects.filter(cadres__in=sight.own_numbers)
        asked = asked.exclude(pk__in=about_me.values("pk"))
    return Matter.objects.filter(Q(pk__in=visible.values("pk")) | Q(pk__in=asked.values("pk")))


def seen_matter(account: Account, number: int) -> Matter:
    """One that may not be seen is answered like one that is not there."""
    found = seen_matters(account).filter(pk=number).select_related("office", "finding", "escalated_to").first()
    if found is None:
        raise Http404
    return found


def seen_finding(account: Account, number: int) -> Finding:
    found = visible_findings(account, Finding.objects.filter(pk=number)).select_related("run__version").first()
    if found is None:
        raise Http404
    return found
