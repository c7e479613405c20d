"""Keeps CurrentCadre equal to the facts: after each entry, and when a day brings a state that was known before."""

import datetime
from collections.abc import Iterable
from typing import Any

from pypinyin import Style, lazy_pinyin

from bihuan.calendar import clock
from bihuan.dossier.identity import canonical_map
from bihuan.dossier.kinds import Employment, Person, Position, SamePerson, UnitState
from bihuan.dossier.pictures import Picture, pictures
from bihuan.dossier.projection import CurrentCadre
from bihuan.facts.bulk import insert_rows
from bihuan.facts.models import Entry, Fact
from bihuan.facts.signals import entry_sealed

CHUNK = 5000
LENGTHS = {field.name: field.max_length for field in CurrentCadre._meta.concrete_fields if field.max_length}


def connect() -> None:
    """Listen to sealed entries; called once, when the application starts."""
    entry_sealed.connect(_after_entry, dispatch_uid="dossier.projecting")


def _after_entry(sender: type[Entry], entry: Entry, facts: list[Fact], **_: object) -> None:
    touched: set[int] = set()
    for fact in facts:
        if isinstance(fact, Person | Employment | Position):
            touched.add(fact.cadre_id)
        elif isinstance(fact, SamePerson):
            touched |= {fact.cadre_id, fact.canonical_id}
    if any(isinstance(fact, UnitState) for fact in facts):
        touched |= _cadres_of({fact.unit_code for fact in facts if isinstance(fact, UnitState)})
    project(touched)


def _cadres_of(codes: set[str]) -> set[int]:
    if not CurrentCadre.objects.exists():
        return set()
    found = (
        CurrentCadre.objects.filter(unit_code__in=list(codes)[:CHUNK])
        if len(codes) <= CHUNK
        else CurrentCadre.objects.all()
    )
    return set(found.values_list("cadre_id", flat=True))


def project(cadres: Iterable[int]) -> None:
    """Make the rows of these cadres anew, as of today and of all that is known."""
    numbers = sorted(set(cadres))
    if not numbers:
        return
    mapping = canonical_map()
    gone = [number for number in numbers if mapping.get(number, number) != number]
    for start in range(0, len(gone), CHUNK):
        CurrentCadre.objects.filter(cadre_id__in=gone[start : start + CHUNK]).delete()
    for start in range(0, len(numbers), CHUNK):
        _project_chunk(numbers[start : start + CHUNK])


def _project_chunk(numbers: list[int]) -> None:
    found = pictures(numbers, clock.today())
    CurrentCadre.objects.filter(cadre_id__in=list(found)).delete()
    rows = [current_row(picture) for picture in found.values() if picture.person]
    insert_rows(CurrentCadre, rows)


def current_row(picture: Picture) -> CurrentCadre:
    """The projection of one picture. Open words have no length; a list shows as much of them as its column holds."""
    person, employment, position = picture.person, picture.employment, picture.position
    shown: dict[str, Any] = {"unit_name": picture.unit_name}
    if person:
        shown |= {name: getattr(person, name) for name in ("name", "sex", "political_status", "ethnicity")}
        shown["initials"] = initials_of(person.name)
        shown["born_on"] = person.born_on.text if person.born_on else ""
        shown["education"] = person.full_time_education or person.part_time_education
    if employment:
        shown |= {name: getattr(employment, name) for name in ("status", "category", "management")}
    if position:
        shown |= {name: getattr(position, name) for name in ("unit_code", "post_code", "post_name", "level", "rank")}
        shown["position_since"] = position.position_since.text if position.position_since else ""
    fitting = {name: text[: LENGTHS[name]] for name, text in shown.items()}
    return CurrentCadre(cadre_id=picture.cadre, changes_on=picture.changes_on, **fitting)


def initials_of(name: str) -> str:
    """Pinyin initials for search: 陈明远 → cmy."""
    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))[:40].lower()


def refresh(today: datetime.date | None = None) -> int:
    """Make anew the rows whose next state has begun; how many there were."""
    due = CurrentCadre.objects.filter(changes_on__lte=today or clock.today())
    numbers = list(due.values_list("cadre_id", flat=True))
    project(numbers)
    return len(numbers)


def rebuild() -> int:
    """Throw the projection away and make it again from the facts; how many rows it has."""
    CurrentCadre.objects.all().delete()
    project(set(Person.objects.known().values_list("cadre_id", flat=True)))
    return CurrentCadre.objects.count()
