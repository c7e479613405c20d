"""How often each check speaks now, as far as the reader may see: base rates."""

from django.db.models import Count

from bihuan.access.audience import visible_findings
from bihuan.access.models import Account
from bihuan.dossier.projection import CurrentCadre
from bihuan.policy.models import Finding, Run


def named_by_check(account: Account) -> dict[str, int]:
    """Check → findings that hold now."""
    seen = visible_findings(account, Finding.objects.filter(holds=True)).values("pk")
    rows = Finding.objects.filter(pk__in=seen).values("check_id").annotate(count=Count("pk"))
    return {row["check_id"]: row["count"] for row in rows}


def population() -> int:
    """Cadres in service: what the share of a check is taken of."""
    return CurrentCadre.objects.filter(status="在职").count()


def last_run() -> Run | None:
    return Run.objects.order_by("-pk").first()
