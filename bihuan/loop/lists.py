"""Which matters: mine to do, an office's, overdue; and the same for the command line."""

import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from bihuan.access.models import Account
from bihuan.calendar import clock
from bihuan.loop.matter import REVIEW, Matter, StepRun
from bihuan.loop.office import Office, OfficeMember


def overdue(today: datetime.date | None = None) -> QuerySet[Matter]:
    """Open matters whose step is past its last day."""
    return Matter.objects.exclude(state="ended").filter(due_on__lt=today or clock.today())


def due_soon(within_days: int = 7, today: datetime.date | None = None) -> QuerySet[Matter]:
    """Open matters whose step ends in the coming days."""
    day = today or clock.today()
    return Matter.objects.exclude(state="ended").filter(
        due_on__gte=day, due_on__lte=day + datetime.timedelta(days=within_days)
    )


def matters_for(account: Account) -> QuerySet[Matter]:
    """Open matters whose present step waits for this person."""
    return Matter.objects.exclude(state="ended").filter(Exists(_waiting_for(account).filter(matter=OuterRef("pk"))))


def _waiting_for(account: Account) -> QuerySet[StepRun]:
    offices = OfficeMember.objects.filter(account=account).values("office")
    led = Office.objects.filter(Q(head=account) | Q(deputy=account)).values("pk")
    by_office = Q(role="officer", office__in=offices) | Q(role="head", office__in=led)
    waiting = by_office & (Q(assigned=None) | Q(assigned=account)) & ~Q(step=REVIEW)
    review = Q(step=REVIEW) & (Q(office__in=offices) | (Q(matter__office__in=offices) & ~Q(matter__severity="red")))
    mine = Q(role="subject", matter__cadres=account.cadre_id) if account.cadre_id else Q(pk=None)
    worked = StepRun.objects.filter(matter=OuterRef("matter"), completed_by=account).exclude(step=REVIEW)
    own_red = Q(matter__severity="red", matter__office__in=offices)
    runs = StepRun.objects.filter(completed_at=None).filter(waiting | review | mine)
    return runs.exclude(Q(step=REVIEW) & (Exists(worked) | own_red))


def matters_of_office(account: Account) -> QuerySet[Matter]:
    """Every matter of the offices that somebody works in."""
    return Matter.objects.filter(office__in=OfficeMember.objects.filter(account=account).values("office"))


def matters_about(cadre: int) -> QuerySet[Matter]:
    """Every matter that concerns a cadre; what its reader may see is for `access` to say."""
    return Matter.objects.filter(cadres=cadre).order_by("-opened_at")


def chain_of(matter: Matter) -> list[Matter]:
    """The matters before this one that handed on to it, the first one first, and itself."""
    chain = [matter]
    while chain[0].parent is not None:
        chain.insert(0, chain[0].parent)
    return chain


def similar(matter: Matter, since: datetime.date) -> dict[str, int]:
    """How matters of the same procedure opened since a day ended."""
    rows = Matter.objects.filter(procedure=matter.procedure, opened_at__date__gte=since)
    counts = {"opened": rows.count(), "open": rows.exclude(state="ended").count()}
    for ending in ("fact", "decision", "withdrawn"):
        counts[ending] = rows.filter(ending=ending).count()
    return counts


def matters_json(overdue_only: bool = False) -> list[dict[str, Any]]:
    """For `bihuan matters --json`: open matters, or the overdue alone, the most urgent first."""
    today = clock.today()
    rows = overdue(today) if overdue_only else Matter.objects.exclude(state="ended")
    ordered = rows.select_related("office", "escalated_to").order_by(F("due_on").asc(nulls_last=True), "number")
    return [_as_json(matter, today) for matter in ordered]


def _as_json(matter: Matter, today: datetime.date) -> dict[str, Any]:
    return {
        "number": matter.number,
        "title": matter.title,
        "procedure": matter.procedure,
        "mechanism": matter.mechanism,
        "severity": matter.severity,
        "check": matter.check_id or None,
        "subject_kind": matter.subject_kind,
        "subject": matter.subject_ref,
        "office": matter.office.name,
        "state": matter.state,
        "step": matter.step,
        "opened_on": clock.local_moment(matter.opened_at).date().isoformat(),
        "due_on": matter.due_on.isoformat() if matter.due_on else None,
        "due_provisional": matter.due_provisional,
        "overdue": matter.is_overdue(today),
        "escalated_to": matter.escalated_to.name if matter.escalated_to else None,
    }
