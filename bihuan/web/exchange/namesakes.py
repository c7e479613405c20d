"""Dossiers that may be one person's: same name, sex and birth month, and nobody has judged them yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Count, QuerySet
from django.db.models.functions import Substr

from bihuan.dossier.kinds import SamePerson
from bihuan.dossier.projection import CurrentCadre

MOST = 500


@dataclass(frozen=True, slots=True)
class Pair:
    first: CurrentCadre
    second: CurrentCadre


def possible_pairs(rows: QuerySet[CurrentCadre]) -> list[Pair]:
    """The older dossier first. In three queries, however many there are."""
    monthly = rows.annotate(month=Substr("born_on", 1, 7)).exclude(month="")
    doubled = monthly.order_by().values("name", "sex", "month").annotate(n=Count("pk")).filter(n__gt=1)
    wanted = {(one["name"], one["sex"], one["month"]) for one in doubled[:MOST]}
    groups: dict[tuple[str, str, str], list[CurrentCadre]] = {}
    for row in monthly.filter(name__in={name for name, _, _ in wanted}).order_by("name", "cadre_id") if wanted else ():
        key = (row.name, row.sex, row.born_on[:7])
        if key in wanted:
            groups.setdefault(key, []).append(row)
    judged = set(SamePerson.objects.known().values_list("cadre_id", "canonical_id"))
    return list(_pairs(groups, judged))


def _pairs(groups: dict[tuple[str, str, str], list[CurrentCadre]], judged: set[tuple[int, int]]) -> Iterator[Pair]:
    for group in groups.values():
        for first, second in combinations(group, 2):
            known = {(first.cadre_id, second.cadre_id), (second.cadre_id, first.cadre_id)} & judged
            if not known:
                yield Pair(first, second)
