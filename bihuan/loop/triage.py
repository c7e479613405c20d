"""The triage list (待研判清单) and the backlog (存量): a person confirms or dismisses; an officer opens in batches."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from bihuan.access.models import Account
from bihuan.loop.errors import NotConfirmable, ReasonNeeded, RecusalNeeded
from bihuan.loop.findings import openings_for
from bihuan.loop.held import Held
from bihuan.loop.matter import Matter
from bihuan.loop.opening import open_matters
from bihuan.policy import decisions
from bihuan.policy.models import Finding


def triage() -> QuerySet[Finding]:
    """Findings that wait for a person to confirm before anything opens; the backlog among them too."""
    worked = Matter.objects.filter(finding=OuterRef("pk")).exclude(state="ended")
    waiting = Finding.objects.filter(holds=True, needs_confirmation=True, confirmed_at=None)
    return waiting.exclude(state="settled").exclude(Exists(worked))


def backlog() -> QuerySet[Finding]:
    """Findings held back whose matters an officer opens in batches; those to be confirmed are in the triage list."""
    held = Held.objects.filter(finding=OuterRef("pk"))
    worked = Matter.objects.filter(finding=OuterRef("pk")).exclude(state="ended")
    rows = Finding.objects.filter(Exists(held), ~Exists(worked), holds=True).exclude(state="settled")
    return rows.exclude(needs_confirmation=True, confirmed_at=None)


def _check_waiting(finding: Finding) -> None:
    if not finding.needs_confirmation:
        raise NotConfirmable("这项提示不需要人工确认")
    if finding.confirmed_at is not None:
        raise NotConfirmable("这项提示已经确认过")
    if not finding.holds:
        raise NotConfirmable("这项提示已经不再出现")
    if finding.state == "settled":
        raise NotConfirmable("这项提示已有处理决定")
    if Matter.objects.filter(finding=finding).exclude(state="ended").exists():
        raise NotConfirmable("这项提示已有办理事项")


def _check_apart(finding: Finding, account: Account) -> None:
    if account.cadre_id is not None and account.cadre_id in finding.cadres:
        raise RecusalNeeded("您是本事项的当事人")


@transaction.atomic
def confirm_finding(finding: Finding, account: Account) -> Matter | None:
    """A person confirms that it is so: its matter opens. None where its check opens nothing."""
    finding = Finding.objects.select_for_update().get(pk=finding.pk)
    _check_waiting(finding)
    _check_apart(finding, account)
    decisions.confirm(finding, account)
    finding.refresh_from_db()
    Held.objects.filter(finding=finding).delete()
    opened = open_matters(openings_for([finding], confirmed=True), account)
    return opened[0] if opened else None


@transaction.atomic
def dismiss_finding(finding: Finding, account: Account, reason: str) -> None:
    """A person finds that it is not so, or nothing is to be done, and says why: nothing opens."""
    if not reason.strip():
        raise ReasonNeeded("不予立项")
    finding = Finding.objects.select_for_update().get(pk=finding.pk)
    _check_waiting(finding)
    _check_apart(finding, account)
    decisions.dismiss(finding, account, reason)
    Held.objects.filter(finding=finding).delete()


@transaction.atomic
def open_backlog(findings: Iterable[Finding], account: Account) -> list[Matter]:
    """Open the matters of a batch of the backlog; every clock runs from today."""
    wanted = {finding.pk for finding in findings}
    rows: Sequence[Finding] = [finding for finding in backlog().order_by("pk") if finding.pk in wanted]
    matters = open_matters(openings_for(rows), account)
    for start in range(0, len(rows), 500):
        Held.objects.filter(finding__in=[row.pk for row in rows[start : start + 500]]).delete()
    return matters
