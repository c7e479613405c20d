"""Whose a row is: exactly by 身份证号, else by name, unit and birth month when exactly one fits, else a person decides."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bihuan.calendar.partial import PartialDate
from bihuan.crypto.index import keyed_index
from bihuan.dossier.identity import canonical_map
from bihuan.dossier.kinds import Appointment, IdentityNumber, Person, Position, PostState, UnitState
from bihuan.exchange.feeds import PersonColumns
from bihuan.exchange.reading.values import CellError, check_identity_number, normalise_name, normalise_text
from bihuan.exchange.typed import partial

CHUNK = 4000
BY_NUMBER, BY_NAME, BY_OFFICER = "身份证号", "姓名+单位+出生年月", "人工认定"


@dataclass(frozen=True, slots=True)
class Known:
    """What the roster says of one cadre, as far as linking looks at it."""

    cadre: int
    name: str
    month: str
    sex: str


@dataclass(slots=True)
class Link:
    """The answer for one person of a row: the cadre, or why there is none. `fatal`: the row is rejected, not reviewed."""

    cadre: int | None = None
    how: str = ""
    column: str = ""
    value: str = ""
    problem: str = ""
    fatal: bool = False
    empty: bool = False
    candidates: tuple[int, ...] = ()


@dataclass(slots=True)
class Roster:
    """Every cadre of the roster, the retired included, and the units in which each holds or held a post."""

    people: dict[int, Known] = field(default_factory=dict)
    by_index: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, list[int]] = field(default_factory=dict)
    units_of: dict[int, set[str]] = field(default_factory=dict)
    codes_of: dict[str, set[str]] = field(default_factory=dict)
    canonical: dict[int, int] = field(default_factory=dict)

    def learn_post(self, cadre: int, unit_code: str) -> None:
        """An appointment of this load says that the cadre held a post there."""
        if unit_code:
            self.units_of.setdefault(cadre, set()).add(unit_code)

    def find(self, number: str) -> int | None:
        return self.by_index.get(keyed_index("identity", number).hex())


def read_roster() -> Roster:
    """Load what linking needs, once a batch."""
    roster = Roster(canonical=canonical_map())
    _read_people(roster)
    for index, cadre in IdentityNumber.objects.known().order_by("pk").values_list("number_index", "cadre_id"):
        roster.by_index[index] = roster.canonical.get(cadre, cadre)
    _read_units(roster)
    return roster


def _read_people(roster: Roster) -> None:
    rows = Person.objects.known().order_by("valid_from", "pk").values_list("cadre_id", "name", "born_on", "sex")
    for cadre, name, born, sex in rows.iterator(CHUNK):
        top = roster.canonical.get(cadre, cadre)
        roster.people[top] = Known(top, name, born.text[:7] if born else "", sex)
    for known in roster.people.values():
        roster.by_name.setdefault(known.name, []).append(known.cadre)


def _read_units(roster: Roster) -> None:
    of_post = dict(PostState.objects.known().values_list("post_code", "unit_code"))
    held = list(Position.objects.known().values_list("cadre_id", "unit_code", "post_code"))
    held += list(Appointment.objects.known().values_list("cadre_id", "unit_code", "post_code"))
    for cadre, unit_code, post_code in held:
        top = roster.canonical.get(cadre, cadre)
        roster.learn_post(top, unit_code)
        roster.learn_post(top, of_post.get(post_code, ""))
    for unit in UnitState.objects.known():
        names = [unit.unit_code, unit.name, unit.short_name, *unit.former_names.replace(";", "；").split("；")]
        for name in names:
            if name.strip():
                roster.codes_of.setdefault(unit_word(name), set()).add(unit.unit_code)


def unit_word(name: str) -> str:
    return "".join(normalise_text(name).split())


def resolve(roster: Roster, cells: dict[str, str], columns: PersonColumns, as_number: Iterable[str]) -> Link:
    """Who one person of a row is."""
    for column in columns.numbers:
        if cells.get(column):
            return _by_number(roster, cells, columns, column, column in set(as_number))
    given = {part: cells.get(part, "") for part in (columns.name, columns.unit, columns.born, columns.sex)}
    if not any(given.values()):
        return Link(empty=True, column=columns.numbers[0])
    return _by_name(roster, given, columns)


def _by_number(
    roster: Roster, cells: dict[str, str], columns: PersonColumns, column: str, as_number: bool
) -> Link:
    text = cells[column]
    try:
        number = check_identity_number(text, stored_as_number=as_number)
    except CellError as error:
        return Link(column=column, value=text, problem=f"{error.reason}；{error.right}", fatal=True)
    cadre = roster.find(number)
    if cadre is None:
        return Link(column=column, value=number, problem="名册中没有此身份证号；请先补报干部名册，或核对号码")
    clash = _disagreement(roster.people.get(cadre), cells, columns)
    if clash:
        return Link(column=clash[0], value=clash[1], problem=clash[2], candidates=(cadre,))
    return Link(cadre=cadre, how=BY_NUMBER, column=column, value=number)


def _disagreement(known: Known | None, cells: dict[str, str], columns: PersonColumns) -> tuple[str, str, str] | None:
    """姓名, or year and month of 出生年月, that differ from the roster's; another unit is no disagreement."""
    if known is None:
        return None
    name = cells.get(columns.name, "")
    if name and normalise_name(name) != known.name:
        return columns.name, name, "与名册中该身份证号的姓名不一致"
    born = cells.get(columns.born, "")
    if born and not _same_month(born, known.month):
        return columns.born, born, "与名册中该身份证号的出生年月不一致"
    return None


def _same_month(text: str, month: str) -> bool:
    try:
        given = partial(text)
    except CellError:
        return False
    return not month or month.startswith(given.text[:7]) or given.text[:7].startswith(month)


def _by_name(roster: Roster, given: dict[str, str], columns: PersonColumns) -> Link:
    name, unit = normalise_name(given[columns.name]), unit_word(given[columns.unit])
    born = _month_of(given[columns.born])
    if isinstance(born, CellError):
        return Link(column=columns.born, value=given[columns.born], problem=f"{born.reason}；{born.right}", fatal=True)
    sex = normalise_text(given[columns.sex]).removesuffix("性")
    named = roster.by_name.get(name, [])
    if not (name and unit and born):
        missing = [part for part, found in zip(columns.all()[-4:-1], (name, unit, born), strict=True) if not found]
        return Link(column=missing[0], problem=f"没有身份证号时，{'、'.join(missing)}不能缺", candidates=tuple(named[:20]))
    codes = roster.codes_of.get(unit, set())
    fitting = [
        cadre
        for cadre in named
        if roster.people[cadre].month == born
        and (not sex or roster.people[cadre].sex == sex)
        and codes & roster.units_of.get(cadre, set())
    ]
    if len(fitting) == 1:
        return Link(cadre=fitting[0], how=BY_NAME, column=columns.name, value=given[columns.name])
    problem = f"有{len(fitting)}人同时符合姓名、单位和出生年月" if fitting else "名册中没有人同时符合姓名、单位和出生年月"
    return Link(column=columns.name, value=given[columns.name], problem=problem, candidates=tuple(fitting or named[:20]))


def _month_of(text: str) -> str | CellError:
    if not text:
        return ""
    try:
        given: PartialDate = partial(text)
    except CellError as error:
        return error
    return "" if given.precision == "year" else given.text[:7]
