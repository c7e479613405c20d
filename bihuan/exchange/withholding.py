"""Rows that must not be kept: whoever gives a feed meaning says which, before anything is staged."""

from collections.abc import Callable, Iterable

from bihuan.dossier.identity import canonical, numbers_of
from bihuan.exchange.decisions import row_index
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
    """The rule for one file of a feed; most feeds keep every row.

    It looks at a row as it stands and as officers answered when the same row came before.
    """
    maker = _makers.get(feed.id)
    if maker is None:
        return _keep
    rule, named = maker(feed), _named_before(feed)

    def reason(row: Staged) -> str:
        answers = named.get(row_index(feed.id, row.cells), ()) if named else ()
        return rule(row) or next((why for one in answers if (why := rule(_as_named(feed, row, *one)))), "")

    return reason


def _named_before(feed: Feed) -> dict[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = {}
    decisions = Decision.objects.filter(batch__feed=feed.id, answer="person", cadre__isnull=False).exclude(row_index="")
    for index, column, cadre in decisions.values_list("row_index", "column", "cadre_id"):
        found.setdefault(index, []).append((column, cadre or 0))
    return found


def withhold_named(batch: Batch, feed: Feed, decisions: Iterable[Decision]) -> None:
    """Forget the rows that an officer's naming of the person shows to be none of ours to keep."""
    named = [(one, one.cadre_id) for one in decisions if one.answer == "person" and one.cadre_id]
    if feed.id not in _makers or not named:
        return
    rule, rows = _makers[feed.id](feed), row_cells(batch, [one.line for one, _ in named])
    reasons = {one.line: rule(_as_named(feed, rows[one.line], one.column, cadre)) for one, cadre in named}
    forget_cells(batch, {line: reason for line, reason in reasons.items() if reason})


def _as_named(feed: Feed, row: Staged, column: str, cadre: int) -> Staged:
    """The row with the person that an officer named in the place of how it was spelled."""
    columns = next(columns for one, columns in feed.persons() if one.name == column)
    top = canonical(cadre)
    kept = {name: text for name, text in row.cells.items() if name not in columns.all()}
    return Staged(row.line, kept | {columns.numbers[0]: numbers_of([top]).get(top, "")})


def _keep(row: Staged) -> str:
    return ""
