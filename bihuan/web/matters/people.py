"""Names of those whom rows are about, for the eyes of one account; many rows, three queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bihuan.access.areas import Area
from bihuan.access.decision import Grain, may
from bihuan.access.models import Account
from bihuan.access.scoping import visible_cadres
from bihuan.dossier.identity import canonical_map
from bihuan.dossier.kinds import UnitState
from bihuan.dossier.projection import CurrentCadre
from bihuan.loop.matter import Matter

CHUNK = 5000


@dataclass(frozen=True, slots=True)
class Person:
    """A cadre whom the account may know. `opens`: whether it may open the dossier."""

    cadre: int
    name: str
    post: str
    opens: bool = False


def people(account: Account, cadres: Iterable[int]) -> dict[int, Person]:
    """Cadre number → who that is, of those in the account's scope; merged dossiers under the one that stands."""
    mapping, opens = canonical_map(), may(account, "see", Area.DOSSIER) == Grain.WHOLE
    tops = {cadre: mapping.get(cadre, cadre) for cadre in set(cadres)}
    wanted = sorted(set(tops.values()))
    known: dict[int, Person] = {}
    for start in range(0, len(wanted), CHUNK):
        rows = CurrentCadre.objects.filter(cadre_id__in=wanted[start : start + CHUNK])
        columns = ("cadre_id", "name", "unit_name", "post_name")
        for number, name, unit, post in visible_cadres(account, rows).values_list(*columns):
            known[number] = Person(number, name, f"{unit} {post}".strip(), opens)
    return {cadre: known[top] for cadre, top in tops.items() if top in known}


def concerned(matters: Sequence[Matter]) -> dict[int, list[int]]:
    """Matter → the numbers of the cadres that it concerns."""
    found: dict[int, list[int]] = {}
    numbers = [matter.pk for matter in matters]
    for start in range(0, len(numbers), CHUNK):
        chosen = numbers[start : start + CHUNK]
        rows = Matter.cadres.through._default_manager.filter(matter__in=chosen).order_by("pk")
        for matter, cadre in rows.values_list("matter_id", "cadre_id"):
            found.setdefault(matter, []).append(cadre)
    return found


def unit_names(codes: Iterable[str]) -> dict[str, str]:
    """Unit code → its name as known now."""
    wanted = {code for code in codes if code}
    if not wanted:
        return {}
    rows = UnitState.objects.known().filter(unit_code__in=wanted).order_by("pk")
    return dict(rows.values_list("unit_code", "name"))


def about(cadres: Iterable[int], known: Mapping[int, Person]) -> list[Person]:
    """The known ones, each once, in the order of their numbers."""
    found = {known[cadre].cadre: known[cadre] for cadre in cadres if cadre in known}
    return [found[number] for number in sorted(found)]
