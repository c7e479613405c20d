"""What stands beside the facts on a dossier: the matters that were opened, and the ring of the four mechanisms."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from bihuan.access.audience import visible_matters
from bihuan.access.models import Account
from bihuan.loop.lists import matters_about
from bihuan.loop.matter import Matter
from bihuan.ui.charts import Spec, ring
from bihuan.ui.words import MECHANISMS
from bihuan.web.desk.asof import Standpoint
from bihuan.web.desk.dossier_findings import FindingLine

FOUR = ("cultivation", "assessment", "incentive", "restraint")


def matters_of(account: Account, cadre: int, stand: Standpoint) -> list[Matter]:
    """Matters about the cadre (not the unit) that this reader may see, opened by then; open ones first."""
    about = matters_about(cadre).exclude(subject_kind="unit")
    rows = visible_matters(account, about).select_related("office").distinct()
    shown = [matter for matter in rows if matter.opened_at.date() <= stand.on]
    return sorted(shown, key=lambda matter: (not matter.is_open, str(matter.due_on or "9999")))


def ring_of(findings: Sequence[FindingLine], matters: Sequence[Matter]) -> tuple[Spec, str]:
    """The ring and what it says in words: findings a mechanism, and how many matters are being worked."""
    counts = Counter(finding.mechanism for finding in findings)
    working = sum(1 for matter in matters if matter.is_open)
    parts: list[Any] = [(name, str(MECHANISMS[name]), counts[name]) for name in FOUR]
    words = _("提示事项：") + "，".join(f"{label} {count}" for _name, label, count in parts)
    words += "；" + _("在办事项 %(n)s 件") % {"n": working}
    return ring(words, parts, _("闭环\n%(n)s 在办") % {"n": working}), words
