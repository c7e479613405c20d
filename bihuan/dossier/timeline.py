"""The whole cycle of one cadre: every kind of fact that concerns them, newest first, each with where it comes from.

Kinds give their words by a method `title()`; what may be seen is handed in by whoever asks (`scope`), so that this
floor knows nothing of accounts.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from bihuan.dossier.identity import members
from bihuan.dossier.kinds import Recognition
from bihuan.facts.kinds import all_kinds, reference_of
from bihuan.facts.models import Fact, FactSet

MECHANISMS = frozenset({"cultivation", "assessment", "incentive", "restraint"})
Scope = Callable[[type[Fact], FactSet], FactSet]


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One line of the dossier. `date` is as given (a day, a month, a year, a period); `count` folds equal lines.

    `recognised`: what was recognised about it (容错, 澄清, 撤销 …); `corrected`: what it corrected and why, empty where
    it is the first word on the matter.
    """

    date: str
    sort: datetime.date
    kind: str
    kind_label: str
    mechanism: str
    title: str
    department: str
    file: str
    line: int | None
    reference: int
    seal: int
    moment: datetime.datetime
    corrected: str = ""
    recognised: tuple[str, ...] = ()
    sensitivity: str = "internal"
    count: int = 1


def everything(kind: type[Fact], facts: FactSet) -> FactSet:
    """The scope of who may see all: tests, exports by the system itself."""
    return facts


def timeline(cadre: int, on: datetime.date, seal: int | None = None, scope: Scope = everything) -> list[TimelineItem]:
    """What had begun by the day, as known at the seal, newest first. One query a kind, whatever the cadre."""
    return items_of(facts_of(cadre, on, seal, scope), on, seal)


def facts_of(cadre: int, on: datetime.date, seal: int | None = None, scope: Scope = everything) -> list[Fact]:
    """The facts themselves: begun by the day (ended ones too), known at the seal, inside the scope."""
    numbers = members(cadre, seal)
    found: list[Fact] = []
    for model in all_kinds():
        if model.kind.concerns:
            rows = scope(model, model.objects.known(seal).filter(_about(model, numbers), _begun(on)))
            found += rows.select_related("entry__source", "supersedes__entry__source")
    return found


def items_of(facts: Sequence[Fact], on: datetime.date, seal: int | None = None) -> list[TimelineItem]:
    """Lines of these facts, with what was recognised about each, equal lines folded into one."""
    recognised = _recognitions(facts, on, seal)
    items = [_item(fact, recognised.get(fact.key_index, ())) for fact in facts]
    return _folded(sorted(items, key=lambda item: (item.sort, item.seal, item.reference), reverse=True))


def _about(model: type[Fact], numbers: list[int]) -> Q:
    about = Q()
    for column in model.kind.concerns:
        about |= Q(**{f"{column}_id__in": numbers})
    return about


def _begun(on: datetime.date) -> Q:
    return Q(valid_from__isnull=True) | Q(valid_from__lte=on)


def _recognitions(facts: Sequence[Fact], on: datetime.date, seal: int | None) -> dict[str, tuple[str, ...]]:
    """Delivery key → recognitions of the fact under it, dated by the day asked about."""
    keys = sorted({fact.key_index for fact in facts} - {""})
    found: dict[str, tuple[str, ...]] = {}
    for row in Recognition.objects.known(seal).filter(_begun(on), target_index__in=keys).order_by("valid_from", "pk"):
        said = " ".join(filter(None, (row.recognised_on and row.recognised_on.text, row.title())))
        found[row.target_index] = (*found.get(row.target_index, ()), said)
    return found


def _item(fact: Fact, recognised: tuple[str, ...]) -> TimelineItem:
    source = fact.entry.source
    return TimelineItem(
        date=date_of(fact),
        sort=fact.valid_from or datetime.date.min,
        kind=fact.kind.name,
        kind_label=fact.kind.label,
        mechanism=fact.kind.owner if fact.kind.owner in MECHANISMS else "",
        title=title_of(fact),
        department=source.department or source.feed,
        file=source.file or source.reference,
        line=fact.line,
        reference=reference_of(fact),
        seal=fact.entry_id,
        moment=fact.entry.moment,
        corrected=_correction(fact),
        recognised=recognised,
        sensitivity=fact.kind.sensitivity,
    )


def title_of(fact: Fact) -> str:
    """The words of a fact: its kind's `title()`, else the kind's label."""
    words = getattr(fact, "title", None)
    return str(words()) if callable(words) else fact.kind.label


def date_of(fact: Fact) -> str:
    """The date as its source gave it, never finer; a fact without a date has none."""
    given = getattr(fact, fact.kind.dated, None) if fact.kind.dated else None
    if given is None:
        return fact.valid_from.isoformat() if fact.valid_from else ""
    return given.isoformat() if isinstance(given, datetime.date) else str(given)


def _correction(fact: Fact) -> str:
    """What the fact put right: the reason, and the delivery that had said otherwise."""
    earlier = fact.supersedes
    if earlier is None:
        return ""
    source = earlier.entry.source
    where = f"{source} 第 {earlier.line} 行" if earlier.line else str(source)
    return f"更正 {earlier.entry.moment.astimezone():%Y-%m-%d} 的 {where}：{fact.reason}"


def _folded(items: Iterable[TimelineItem]) -> list[TimelineItem]:
    """Lines that read the same (the many tickets of one ballot) become one with their number."""
    groups: dict[tuple[str, str, str, str, tuple[str, ...]], list[TimelineItem]] = {}
    for item in items:
        groups.setdefault((item.kind, item.date, item.title, item.corrected, item.recognised), []).append(item)
    return [_one(group) for group in groups.values()]


def _one(group: list[TimelineItem]) -> TimelineItem:
    first = group[0]
    if len(group) == 1:
        return first
    values = {name: getattr(first, name) for name in TimelineItem.__slots__}
    return TimelineItem(**values | {"count": len(group)})
