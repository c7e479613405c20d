"""Officers' answers to rows in review, and what they still answer when the same row is delivered again."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bihuan.crypto.index import keyed_index
from bihuan.exchange.feeds import Feed
from bihuan.exchange.models import Decision
from bihuan.exchange.staging import Staged


@dataclass(slots=True)
class Answered:
    """`cadres`: (line, person column) → cadre. `accepted`: lines that hold. `refused`: line → why it is given back."""

    cadres: dict[tuple[int, str], int] = field(default_factory=dict)
    accepted: set[int] = field(default_factory=set)
    refused: dict[int, str] = field(default_factory=dict)

    def take(self, line: int, decision: Decision, *, now: bool) -> None:
        """`now`: the row is being decided; else it was, and came again: then that it held is no news."""
        if decision.answer == "person" and decision.cadre_id:
            self.cadres[line, decision.column] = decision.cadre_id
            self.refused.pop(line, None)
        elif decision.answer == "reject":
            self.refused[line] = decision.reason
        elif now:
            self.accepted.add(line)
            self.refused.pop(line, None)


def row_index(feed: str, cells: Mapping[str, str]) -> str:
    """The keyed index of a row as it came: equal for the same row delivered again."""
    spelled = json.dumps(sorted(cells.items()), ensure_ascii=False)
    return keyed_index("text", f"{feed}\x1f{spelled}").hex()


def read_answers(feed: Feed, rows: Iterable[Staged], decided: Iterable[Decision] = ()) -> Answered:
    """The answers to these rows: those given to the same row of an earlier delivery, then those of `decided`."""
    answered = Answered()
    earlier: dict[str, list[Decision]] = {}
    for decision in Decision.objects.filter(batch__feed=feed.id).exclude(row_index="").order_by("pk"):
        earlier.setdefault(decision.row_index, []).append(decision)
    for row in rows if earlier else ():
        for decision in earlier.get(row_index(feed.id, row.cells), ()):
            answered.take(row.line, decision, now=False)
    for decision in decided:
        answered.take(decision.line, decision, now=True)
    return answered
