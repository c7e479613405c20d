"""Reports that belong upward are refused with a notice and never kept (检举控告工作规则 第十五条)."""

from django.conf import settings
from ruamel.yaml import YAML

from bihuan.dossier.kinds import Appointment, Employment, Position, PostState, UnitState
from bihuan.exchange.feeds import Feed
from bihuan.exchange.linking import read_roster, resolve
from bihuan.exchange.staging import Staged
from bihuan.exchange.withholding import Rule, register_withholding

NOTICE = "反映对象属上级纪检监察机关受理范围：本行不留存；请在5个工作日内直接移送上级，不得复制、摘录"


def connect() -> None:
    """Called once, when the application starts."""
    register_withholding("petitions", make_rule)


def managed() -> frozenset[str]:
    """The 管理权限 that this home manages; empty: all."""
    path = settings.BIHUAN_HOME / "settings.yaml"
    given = YAML(typ="safe").load(path.read_text("utf-8")) if path.exists() else None
    return frozenset((given or {}).get("manages", ()))


def make_rule(feed: Feed) -> Rule:
    """A report is not ours to keep where its subject is managed above us, or heads the discipline office itself."""
    roster, above = read_roster(), _managed_above() | _heads_of_discipline()
    columns = next(columns for _, columns in feed.persons())

    def reason(row: Staged) -> str:
        if row.cells.get("反映类别") != "检举控告" or not above:
            return ""
        return NOTICE if resolve(roster, row.cells, columns, row.numbers).cadre in above else ""

    return reason


def _managed_above() -> set[int]:
    ours = managed()
    if not ours:
        return set()
    rows = Employment.objects.known().order_by("valid_from", "pk").values_list("cadre_id", "management")
    return {cadre for cadre, management in dict(rows).items() if management and management not in ours}


def _heads_of_discipline() -> set[int]:
    units = UnitState.objects.known().filter(category="纪委监委").values_list("unit_code", flat=True)
    chiefs = list(PostState.objects.known().filter(unit_code__in=list(units), is_chief=True).values_list("post_code", flat=True))
    held = Appointment.objects.known().filter(post_code__in=chiefs, ended_on__isnull=True)
    present = Position.objects.known().filter(post_code__in=chiefs)
    return set(held.values_list("cadre_id", flat=True)) | set(present.values_list("cadre_id", flat=True))
