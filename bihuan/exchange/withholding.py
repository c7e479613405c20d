"""Rows that must not be kept: whoever gives a feed meaning says which, before anything is staged."""

from collections.abc import Callable, Iterable

from bihuan.dossier.identity import canonical, numbers_of
from bihuan.exchange.feeds import Feed
from bihuan.exchange.models import Batch, Decision
from bihuan.exchange.staging import Staged, forget_cells, row_cells

Rule = Callable[[Staged], str]
"""Answers why a row must not be kept, or an empty text."""

_makers: dict[str, Callable[[Feed], Rule]] = {}


def register_withholding(feed: str, maker: Callable[[Feed], Rule]) -> None:
    """`maker` is asked once a file: it looks up what its rule needs and gives the rule."""
    _makers[feed] = maker


def withholding_rule(feed: Feed) -> Rule:
    """The rule for one file of a feed; most feeds keep every row."""
    maker = _makers.get(feed.id)
    return maker(feed) if maker else _keep


def withhold_named(batch: Batch, feed: Feed, decisions: Iterable[Decision]) -> None:
    """Forget the rows that an officer's naming of the person shows to be none of ours to keep."""
    named = [(one, one.cadre_id) for one in decisions if one.answer == "person" and one.cadre_id]
    if feed.id not in _makers or not named:
        return
    rule, cells = withholding_rule(feed), row_cells(batch, [one.line for one, _ in named])
    columns = {column.name: columns for column, columns in feed.persons()}
    reasons = {}
    for one, cadre in named:
        top = canonical(cadre)
        number = numbers_of([top]).get(top, "")
        kept = {name: text for name, text in cells[one.line].cells.items() if name not in columns[one.column].all()}
        reasons[one.line] = rule(Staged(one.line, kept | {columns[one.column].numbers[0]: number}))
    forget_cells(batch, {line: reason for line, reason in reasons.items() if reason})


def _keep(row: Staged) -> str:
    return ""
