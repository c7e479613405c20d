"""What persons say of a finding: that it is so, that it is not, or what was decided."""

from typing import Any

from bihuan.calendar import clock
from bihuan.policy.models import Finding, FindingEvent


def confirm(finding: Finding, actor: Any, note: str = "") -> None:
    """A person confirms that it is so; what it opens may open now."""
    finding.confirmed_at, finding.confirmed_by = clock.now(), actor
    finding.save(update_fields=["confirmed_at", "confirmed_by"])
    _log(finding, "confirmed", actor, note)


def dismiss(finding: Finding, actor: Any, reason: str) -> None:
    """A person finds that it is not so: the finding stays listed with that decision and opens nothing."""
    settle(finding, f"不予立项：{reason}", actor)


def settle(finding: Finding, decision: str, actor: Any, matter: str = "") -> None:
    """A decision on a finding that still holds. It opens nothing again unless evidence, numbers or severity change."""
    finding.state, finding.decision = "settled", decision
    finding.save(update_fields=["state", "decision"])
    _log(finding, "settled", actor, f"{matter} {decision}".strip())


def _log(finding: Finding, state: str, actor: Any, reason: str) -> None:
    FindingEvent.objects.create(
        finding=finding,
        moment=clock.now(),
        on=clock.today(),
        state=state,
        severity=finding.severity,
        observed=finding.observed,
        evidence=finding.evidence,
        actor=str(getattr(actor, "username", actor) or ""),
        reason=reason,
    )
