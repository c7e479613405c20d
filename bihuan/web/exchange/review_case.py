"""One row in review, laid out for the officer: what it says, who may be meant, what stands, who is spelled alike."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bihuan.access.models import Account
from bihuan.access.sight import sight_of
from bihuan.dossier.pictures import unit_names
from bihuan.dossier.projection import CurrentCadre
from bihuan.exchange.alike import Alike, alike
from bihuan.exchange.applying import judge
from bihuan.exchange.decisions import read_answers
from bihuan.exchange.differences import differences
from bihuan.exchange.downloads import TOO_LONG, words_of
from bihuan.exchange.feeds import Feed
from bihuan.exchange.models import Batch, Decision, Row
from bihuan.exchange.permitting import is_sealed, usable
from bihuan.exchange.reviewing import Candidate, Question, questions
from bihuan.exchange.staging import Staged, row_cells
from bihuan.exchange.works import WITHHELD


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the row. `asked`: it is part of what could not be decided."""

    name: str
    text: str
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A candidate as drawn: who it is today, and the points."""

    cadre: int
    name: str
    sex: str
    born: str
    post: str
    units: str
    speaks_for: Sequence[str]
    speaks_against: Sequence[str]

    @property
    def choice(self) -> str:
        """What the form says when this one is chosen."""
        return f"person:{self.cadre}"


@dataclass(slots=True)
class Case:
    """`question`: the first person that could not be found; without one, it is about which value holds.

    `whose`: on whose dossier the row would come, where it is known: what was asked may have been answered since.
    """

    batch: Batch
    feed: Feed
    row: Row
    why: str
    cells: list[Cell]
    question: Question | None = None
    later: int = 0
    cards: list[Card] = field(default_factory=list)
    alike: list[Alike] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)
    rivals: list[tuple[int, list[Cell]]] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    whose: int | None = None

    @property
    def is_open(self) -> bool:
        return self.row.outcome == "review"

    @property
    def has_number(self) -> bool:
        """Whether the row names the person by a number, so that it may be a new one of somebody known."""
        return self.question is not None and any("身份证号" in name or "标识" in name for name in self.question.given)


def make_case(account: Account, batch: Batch, feed: Feed, row: Row) -> Case | None:
    """None where the row is about the officer themselves in a sealed feed."""
    rivals = _rivals(row)
    staged = row_cells(batch, [row.line, *rivals])
    own = staged.get(row.line, Staged(row.line, {}))
    decisions = list(Decision.objects.filter(batch=batch, line=row.line).select_related("officer").order_by("pk"))
    asked = _questions(batch, feed, own, decisions) if row.outcome == "review" else []
    case = Case(batch, feed, row, words_of(row.reasons), _cells(own, asked[0] if asked else None))
    case.decisions = decisions
    if asked:
        case.question, case.later = asked[0], len(asked) - 1
        if is_sealed(feed) and sight_of(account).own_numbers & {one.cadre for one in asked[0].candidates}:
            return None
        case.cards = _cards(asked[0])
        case.alike = alike(batch, own, asked[0].column, usable(account, "decide"))
    elif case.is_open:
        case.changes, case.whose = _changes(batch, feed, own)
        case.rivals = [(line, _cells(staged[line], None, own)) for line in rivals if line in staged]
    return case


def _questions(batch: Batch, feed: Feed, staged: Staged, decisions: list[Decision]) -> list[Question]:
    """Without those that were answered already: of a row that names two, one may still be asked about."""
    answered = read_answers(feed, [staged], decisions).cadres
    return [one for one in questions(batch, staged.line) if (staged.line, one.column) not in answered]


def _rivals(row: Row) -> list[int]:
    """Other rows of the same file that say something else under the same key."""
    if row.outcome != "review" or not row.key_index:
        return []
    same = Row.objects.filter(batch_id=row.batch_id, outcome="review", key_index=row.key_index)
    return list(same.exclude(pk=row.pk).order_by("line").values_list("line", flat=True))


def _cells(staged: Staged, asked: Question | None, beside: Staged | None = None) -> list[Cell]:
    """`beside`: mark what differs from that row."""
    shown = {name: text for name, text in staged.cells.items() if name != WITHHELD and name not in TOO_LONG}
    marked = set(asked.given) if asked else set()
    if beside:
        marked = {name for name, text in shown.items() if beside.cells.get(name, "") != text}
    return [Cell(name, text, name in marked) for name, text in shown.items()]


def _cards(question: Question) -> list[Card]:
    names = unit_names()
    numbers = [one.cadre for one in question.candidates]
    today = {row.cadre_id: row for row in CurrentCadre.objects.filter(cadre_id__in=numbers)}
    return [_card(one, today.get(one.cadre), names) for one in question.candidates]


def _card(one: Candidate, today: CurrentCadre | None, names: dict[str, str]) -> Card:
    units = "、".join(names.get(code, code) for code in one.units)
    post = f"{today.unit_name} {today.post_name}".strip() if today else ""
    against = [_with_names(point, one, names) for point in one.speaks_against]
    return Card(one.cadre, one.name, one.sex, one.born, post, units, one.speaks_for, against)


def _with_names(point: str, one: Candidate, names: dict[str, str]) -> str:
    """Units by name where the linking says their codes."""
    codes = "、".join(one.units)
    if codes and point.startswith("单位") and point.endswith(codes):
        return point[: -len(codes)] + "、".join(names.get(code, code) for code in one.units)
    return point


def _changes(batch: Batch, feed: Feed, staged: Staged) -> tuple[list[dict[str, Any]], int | None]:
    """What taking this row would change, cell by cell, and on whose dossier."""
    accepted = Decision(batch=batch, line=staged.line, answer="accept", reason="试算")
    applied = judge(feed, [staged], batch.received_at, decisions=[accepted])
    return differences(feed, applied), next((work.cadre for work in applied.works), None)
