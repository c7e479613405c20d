"""What was true of a cadre's roster line on a day, as known at a seal."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bihuan.dossier.identity import canonical_map
from bihuan.dossier.kinds import Employment, Person, Position, UnitState
from bihuan.facts.models import Fact

F = TypeVar("F", bound=Fact)
CHUNK = 5000


@dataclass(frozen=True, slots=True)
class Picture:
    """The roster line of one cadre: its three states, or None where none is known. `changes_on`: the next day it alters."""

    cadre: int
    person: Person | None
    employment: Employment | None
    position: Position | None
    unit_name: str
    changes_on: datetime.date | None


def state_on(rows: Sequence[F], on: datetime.date) -> F | None:
    """Of one cadre's states the latest begun by the day, else the earliest known (feeds.md, Deliveries)."""
    dated = sorted(rows, key=lambda row: (row.valid_from or datetime.date.min, row.entry_id, row.pk))
    begun = [row for row in dated if row.valid_from is None or row.valid_from <= on]
    return begun[-1] if begun else (dated[0] if dated else None)


def pictures(cadres: Iterable[int], on: datetime.date, seal: int | None = None) -> dict[int, Picture]:
    """Canonical cadre number → picture. Numbers that were judged to be another's dossier are answered under that one."""
    mapping = canonical_map(seal)
    wanted = {mapping.get(cadre, cadre) for cadre in cadres}
    belongs = {cadre: cadre for cadre in wanted} | {old: new for old, new in mapping.items() if new in wanted}
    kinds: tuple[type[Fact], ...] = (Person, Employment, Position)
    rows = {model: _states(model, belongs, seal) for model in kinds}
    names = unit_names(seal)
    return {cadre: _picture(cadre, on, rows, names) for cadre in wanted}


def unit_names(seal: int | None = None) -> dict[str, str]:
    """Unit code → name as known at a seal."""
    return dict(UnitState.objects.known(seal).values_list("unit_code", "name"))


def _picture(
    cadre: int, on: datetime.date, rows: dict[type[Fact], dict[int, list[Fact]]], names: dict[str, str]
) -> Picture:
    states = {model: of.get(cadre, []) for model, of in rows.items()}
    later = [row.valid_from for of in states.values() for row in of if row.valid_from and row.valid_from > on]
    chosen = {model: state_on(of, on) for model, of in states.items()}
    person, employment, position = chosen[Person], chosen[Employment], chosen[Position]
    assert person is None or isinstance(person, Person)
    assert employment is None or isinstance(employment, Employment)
    assert position is None or isinstance(position, Position)
    unit = names.get(position.unit_code, position.unit_code) if position else ""
    return Picture(cadre, person, employment, position, unit, min(later, default=None))


def _states(model: type[Fact], belongs: dict[int, int], seal: int | None) -> dict[int, list[Fact]]:
    found: dict[int, list[Fact]] = {}
    numbers = sorted(belongs)
    for start in range(0, len(numbers), CHUNK):
        chunk = numbers[start : start + CHUNK]
        for row in model.objects.known(seal).filter(cadre_id__in=chunk):
            found.setdefault(belongs[row.cadre_id], []).append(row)
    return found
