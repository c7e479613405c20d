"""The rows of a delivery as a table shows them: line, outcome, whom, how, why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from bihuan.access.areas import Area
from bihuan.access.decision import Grain, may
from bihuan.access.models import Account
from bihuan.access.scoping import visible_cadres
from bihuan.access.sight import sight_of
from bihuan.dossier.identity import canonical_map
from bihuan.dossier.projection import CurrentCadre
from bihuan.exchange.downloads import words_of
from bihuan.exchange.feeds import Feed
from bihuan.exchange.models import Row
from bihuan.exchange.permitting import is_sealed
from bihuan.web.exchange.outcomes import LABELS, TONES


@dataclass(frozen=True, slots=True)
class ShownRow:
    """`cadre`: the dossier to link to; None where there is none or the account may not open it."""

    line: int
    outcome: str
    name: str
    cadre: int | None
    how: str
    why: str

    @property
    def label(self) -> object:
        return LABELS[self.outcome]

    @property
    def tone(self) -> str:
        return TONES[self.outcome]


def rows_seen(account: Account, feed: Feed, rows: QuerySet[Row]) -> QuerySet[Row]:
    """Nobody reads sealed rows about themselves, whatever the office."""
    own = sight_of(account).own_numbers
    return rows.exclude(cadre_id__in=own) if own and is_sealed(feed) else rows


def shown_rows(account: Account, rows: Sequence[Row]) -> list[ShownRow]:
    names = names_of(account, [row.cadre_id for row in rows if row.cadre_id])
    opens = may(account, "see", Area.DOSSIER) == Grain.WHOLE
    return [_shown(row, names.get(row.cadre_id or 0), opens) for row in rows]


def _shown(row: Row, named: tuple[int, str] | None, opens: bool) -> ShownRow:
    top, name = named or (None, "")
    return ShownRow(row.line, row.outcome, name, top if opens else None, row.how, words_of(row.reasons))


def names_of(account: Account, cadres: Iterable[int]) -> dict[int, tuple[int, str]]:
    """Cadre number → the dossier that stands for it and its name, of those in the account's scope."""
    wanted = set(cadres)
    if not wanted:
        return {}
    mapping = canonical_map()
    tops = {cadre: mapping.get(cadre, cadre) for cadre in wanted}
    seen = visible_cadres(account, CurrentCadre.objects.filter(cadre_id__in=set(tops.values())))
    names = dict(seen.values_list("cadre_id", "name"))
    return {cadre: (top, names[top]) for cadre, top in tops.items() if top in names}
