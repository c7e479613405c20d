"""The whole cycle on the page: facts through the decision, as lines that the timeline component draws."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from bihuan.access.decision import Grain, may
from bihuan.access.models import Account
from bihuan.access.reach import within_scope
from bihuan.access.roles import OFFICES, Role
from bihuan.access.sight import sight_of
from bihuan.dossier.timeline import Scope, TimelineItem, facts_of, items_of
from bihuan.facts.kinds import model_of
from bihuan.facts.models import Fact, FactSet
from bihuan.ui.shapes import Chip, Moment
from bihuan.web.desk.asof import Standpoint

FEW = 40
EXCUSING = ("容错", "撤销")
OBJECTING = OFFICES | {Role.CADRE}


@dataclass(frozen=True, slots=True)
class Cycle:
    """`facts`: what the reader may read whole. `counts` by mechanism, of all lines; `moments` the ones asked for."""

    facts: list[Fact]
    counts: dict[str, int]
    moments: list[Moment]
    hidden: int


def scope_of(account: Account) -> Scope:
    """What the account may know of: header or whole, inside its scope."""

    def scope(kind: type[Fact], facts: FactSet) -> FactSet:
        if may(account, "see", kind) == Grain.NOTHING:
            return facts.none()
        return within_scope(sight_of(account), kind, facts)

    return scope


def cycle_of(account: Account, cadre: int, stand: Standpoint, mechanism: str, whole: bool) -> Cycle:
    """`mechanism` narrows the lines ("" for all); not `whole`: the newest only, and how many more there are."""
    known = facts_of(cadre, stand.on, stand.seal, scope_of(account))
    items = [_at_grain(account, item) for item in items_of(known, stand.on, stand.seal)]
    wanted = [item for item in items if mechanism in {"", item.mechanism or "dossier"}]
    shown = wanted if whole else wanted[:FEW]
    counts = Counter(item.mechanism or "dossier" for item in items)
    readable = [fact for fact in known if may(account, "see", fact.kind) == Grain.WHOLE]
    objects = account.present_role in OBJECTING
    return Cycle(readable, dict(counts), [moment_of(item, objects) for item in shown], len(wanted) - len(shown))


def _at_grain(account: Account, item: TimelineItem) -> TimelineItem:
    if may(account, "see", model_of(item.kind)) == Grain.WHOLE:
        return item
    return replace(item, title=_("%(kind)s（内容不在本账号查阅范围）") % {"kind": _(item.kind_label)}, corrected="")


def moment_of(item: TimelineItem, may_object: bool = False) -> Moment:
    """A line as it is drawn: sources as chips, corrections and recognitions below."""
    title = item.title if item.count == 1 else _("%(title)s × %(count)s") % {"title": item.title, "count": item.count}
    return Moment(
        when=item.date or _("无日期"),
        title=title,
        mechanism=item.mechanism or "dossier",
        chips=[*chips_of(item), *objection_to(item, may_object)],
        more=[line for line in (item.corrected, *item.recognised) if line],
        excused=any(word in said for said in item.recognised for word in EXCUSING if f"不予{word}" not in said),
    )


def objection_to(item: TimelineItem, may_object: bool) -> Sequence[Chip]:
    """The way to say that an entry is wrong, for whoever may; a line that stands for several facts has none."""
    if not may_object or item.count != 1:
        return []
    return [Chip(_("提出异议"), href=reverse("objection-new", args=[item.reference]))]


def chips_of(item: TimelineItem) -> Sequence[Chip]:
    learned = f"{item.moment.astimezone():%Y-%m-%d %H:%M}"
    hint = _("记录 %(reference)s，入账 %(seal)s，%(moment)s 掌握") % {
        "reference": item.reference,
        "seal": item.seal,
        "moment": learned,
    }
    line = _("%(file)s 第 %(line)s 行") % {"file": item.file, "line": item.line} if item.line else item.file
    return [Chip(text, hint=hint) for text in (item.department, line) if text]
