"""Reports that belong upward are refused with a notice and never kept (检举控告工作规则 第十五条)."""

from django.conf import settings
from ruamel.yaml import YAML

from bihuan.calendar import clock
from bihuan.dossier.kinds import Appointment, Employment, PostState, UnitState
from bihuan.dossier.pictures import state_on
from bihuan.dossier.projection import CurrentCadre
from bihuan.exchange.feeds import Feed
from bihuan.exchange.linking import read_roster, resolve
from bihuan.exchange.reading.values import canonical_word
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
    """A report is not ours to keep where its subject is managed above us, or heads the discipline office itself.

    One whose number is such a person's is refused too where name or birth disagree; one that may be of several people
    waits for an officer, who by naming such a person sends it upward (exchange.withholding).
    """
    roster = read_roster()
    above = {roster.top(cadre) for cadre in _managed_above() | _heads_of_discipline()}
    columns = next(columns for _, columns in feed.persons())

    def reason(row: Staged) -> str:
        if not above or canonical_word("反映类别", row.cells.get("反映类别", "")) != "检举控告":
            return ""
        link = resolve(roster, row.cells, columns, row.numbers)
        meant = {roster.top(cadre) for cadre in (link.candidates if link.cadre is None else (link.cadre,))}
        return NOTICE if meant and meant <= above else ""

    return reason


def _managed_above() -> set[int]:
    ours = managed()
    if not ours:
        return set()
    states: dict[int, list[Employment]] = {}
    for state in Employment.objects.known():
        states.setdefault(state.cadre_id, []).append(state)
    present = ((cadre, state_on(of, clock.today())) for cadre, of in states.items())
    return {cadre for cadre, state in present if state and state.management and state.management not in ours}


def _heads_of_discipline() -> set[int]:
    """Who holds a chief post of a discipline organ now: by the roster, or by an appointment that has not ended."""
    units = UnitState.objects.known().filter(category="纪委监委").values_list("unit_code", flat=True)
    posts = PostState.objects.known().filter(unit_code__in=list(units), is_chief=True)
    chiefs = list(posts.values_list("post_code", flat=True))
    held = Appointment.objects.known().holding(clock.today()).filter(post_code__in=chiefs)
    present = CurrentCadre.objects.filter(post_code__in=chiefs)
    return set(held.values_list("cadre_id", flat=True)) | set(present.values_list("cadre_id", flat=True))
