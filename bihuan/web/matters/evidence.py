"""The facts behind a finding, with their values, for whoever may read them: one query a kind, however many facts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Field
from django.utils.translation import gettext as _

from bihuan.access.journalling import journal_read
from bihuan.access.models import Account
from bihuan.access.scoping import visible_facts
from bihuan.calendar import clock
from bihuan.facts.kinds import REFERENCE_BASE, reference_of
from bihuan.facts.models import Fact
from bihuan.policy.findings.sources import by_model
from bihuan.ui.shapes import Chip
from bihuan.web.matters.words import spoken

MOST = 12
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact: what kind, what it says, who stated it where; `since`: whether it was corrected or retracted since."""

    reference: int
    kind: str
    values: Sequence[tuple[str, str]]
    chips: Sequence[Chip]
    since: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """`hidden`: how many more of those that may be read; `closed`: whether there are some that may not."""

    shown: Sequence[Evidence]
    hidden: int
    closed: bool


def gathered(account: Account, references: Iterable[int], journal_for: int | None) -> Gathered:
    """Reads of sealed facts go into the journal, under the dossier that they are about."""
    wanted = [int(reference) for reference in references]
    facts = readable(account, wanted)
    ordered = [facts[reference] for reference in wanted if reference in facts]
    if journal_for is not None:
        journal_read(account, journal_for, ordered[:MOST])
    later = replaced(facts)
    shown = [_evidence(fact, later.get(reference_of(fact), "")) for fact in ordered[:MOST]]
    return Gathered(shown, max(0, len(ordered) - MOST), len(facts) < len(wanted))


def readable(account: Account, references: Iterable[int]) -> dict[int, Fact]:
    """Reference → fact, of those that the account may read whole."""
    found: dict[int, Fact] = {}
    for model, rows in by_model(references).items():
        seen = visible_facts(account, model, model.objects.filter(pk__in=rows)).select_related("entry__source")
        found |= {reference_of(fact): fact for fact in seen}
    return found


def replaced(references: Iterable[int]) -> dict[int, str]:
    """Reference → what became of the fact later, for those that no longer stand as they were."""
    words = {"correct": _("后来更正"), "retract": _("后来撤销")}
    found: dict[int, str] = {}
    for model, rows in by_model(references).items():
        known: Any = model.objects
        later = known.filter(supersedes__in=rows).values_list("supersedes_id", "act")
        found |= {model.kind.number * REFERENCE_BASE + row: words[act] for row, act in later if act in words}
    return found


def values_of(fact: Fact) -> list[tuple[str, str]]:
    """Label and value of what a source stated; people and keyed indexes aside."""
    said = [(field, getattr(fact, field.attname)) for field in fact.stated_fields() if _is_told(field)]
    return [(str(field.verbose_name), _short(value)) for field, value in said if value not in (None, "", [])]


def _is_told(field: "Field[Any, Any]") -> bool:
    """A column without a Chinese name is one that a kind derives for itself."""
    return not field.is_relation and not field.name.endswith("_index") and not str(field.verbose_name).isascii()


def _short(value: Any) -> str:
    text = spoken(value)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _evidence(fact: Fact, since: str) -> Evidence:
    return Evidence(reference_of(fact), fact.kind.label, values_of(fact), chips_of(fact), since)


def chips_of(fact: Fact) -> list[Chip]:
    """Department, then file and line, with when it was learned as the hint."""
    source = fact.entry.source
    learned = _("%(moment)s 掌握") % {"moment": f"{clock.local_moment(fact.entry.moment):%Y-%m-%d %H:%M}"}
    where = str(source)
    if fact.line:
        where = _("%(file)s 第 %(line)s 行") % {"file": source, "line": fact.line}
    return [Chip(text, hint=learned) for text in (source.department, where) if text]
