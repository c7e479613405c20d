"""What linking knows: every cadre of the roster, the retired included, and the units in which each holds or held a post.

Rows are linked to the dossier whose line they fit, not to the canonical one: rows never move, reads do (identity.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bihuan.crypto.index import keyed_index
from bihuan.dossier.identity import canonical_map
from bihuan.dossier.kinds import Appointment, IdentityNumber, Person, Position, PostState, UnitState
from bihuan.dossier.merging import merged_units
from bihuan.exchange.reading.values import normalise_text

CHUNK = 4000


@dataclass(frozen=True, slots=True)
class Known:
    """What the roster says of one cadre, as far as linking looks at it."""

    cadre: int
    name: str
    month: str
    sex: str


@dataclass(slots=True)
class Roster:
    """`people`, `units_of` by cadre; `codes_of`: spelling of a unit → codes; `merged`: code → codes of one merger."""

    people: dict[int, Known] = field(default_factory=dict)
    by_index: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, list[int]] = field(default_factory=dict)
    units_of: dict[int, set[str]] = field(default_factory=dict)
    codes_of: dict[str, set[str]] = field(default_factory=dict)
    of_post: dict[str, str] = field(default_factory=dict)
    merged: dict[str, frozenset[str]] = field(default_factory=dict)
    canonical: dict[int, int] = field(default_factory=dict)
    found: dict[str, int | None] = field(default_factory=dict)
    members_of: dict[int, list[int]] = field(default_factory=dict)
    first_index: dict[int, str] = field(default_factory=dict)

    def learn_post(self, cadre: int, unit_code: str, post_code: str = "") -> bool:
        """An appointment says that the cadre held a post there; whether that is news."""
        units = self.units_of.setdefault(cadre, set())
        before = len(units)
        units.update(code for code in (unit_code, self.of_post.get(post_code, "")) if code)
        return len(units) > before

    def owner(self, number: str) -> int | None:
        """Whose number it is, whether or not a line of the roster stands."""
        if number not in self.found:
            self.found[number] = self.by_index.get(keyed_index("identity", number).hex())
        return self.found[number]

    def find(self, number: str) -> int | None:
        """The cadre of the roster who has this number."""
        owner = self.owner(number)
        return owner if owner is not None and self.lines_of(owner) else None

    def lines_of(self, cadre: int) -> list[Known]:
        """The roster's lines of one person: several where dossiers were judged to be one."""
        if not self.canonical:
            return [self.people[cadre]] if cadre in self.people else []
        return [self.people[one] for one in self.members(cadre) if one in self.people]

    def members(self, cadre: int) -> list[int]:
        """Every dossier of the person, this one first."""
        others = self.members_of.get(self.top(cadre), []) if self.canonical else []
        return [cadre, *(one for one in others if one != cadre)]

    def top(self, cadre: int) -> int:
        """The canonical cadre."""
        return self.canonical.get(cadre, cadre)


def read_roster() -> Roster:
    """Load what linking needs, once a batch."""
    roster = Roster(canonical=canonical_map())
    for cadre, top in roster.canonical.items():
        roster.members_of.setdefault(top, [top]).append(cadre)
    _read_people(roster)
    _read_numbers(roster)
    _read_units(roster)
    return roster


def _read_people(roster: Roster) -> None:
    rows = Person.objects.known().order_by("valid_from", "pk").values_list("cadre_id", "name", "born_on", "sex")
    for cadre, name, born, sex in rows.iterator(CHUNK):
        roster.people[cadre] = Known(cadre, name, born.text[:7] if born else "", sex)
    for known in roster.people.values():
        roster.by_name.setdefault(known.name, []).append(known.cadre)


def _read_numbers(roster: Roster) -> None:
    rows = IdentityNumber.objects.known().order_by("entry_id", "pk").values_list("number_index", "cadre_id")
    for index, cadre in rows.iterator(CHUNK):
        roster.by_index[index] = cadre
        roster.first_index.setdefault(cadre, index)


def _read_units(roster: Roster) -> None:
    roster.of_post.update(PostState.objects.known().values_list("post_code", "unit_code"))
    for model in (Position, Appointment):
        held = model.objects.known().values_list("cadre_id", "unit_code", "post_code")
        for cadre, unit_code, post_code in held.iterator(CHUNK):
            roster.learn_post(cadre, unit_code, post_code)
    for unit in UnitState.objects.known():
        for name in _spellings(unit):
            roster.codes_of.setdefault(name, set()).add(unit.unit_code)
    roster.merged = merged_units()


def _spellings(unit: UnitState) -> Iterable[str]:
    names = [unit.unit_code, unit.name, unit.short_name, *unit.former_names.replace(";", "；").split("；")]
    return {word for name in names if (word := unit_word(name))}


def unit_word(name: str) -> str:
    """A unit's name as it is compared: exactly, after normalising."""
    return "".join(normalise_text(name).split())
