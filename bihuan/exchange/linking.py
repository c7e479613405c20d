"""Whose a row is: exactly by 身份证号, else by name, unit and birth month when exactly one fits, else a person decides."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bihuan.exchange.cells import CLEARED, explain, partial
from bihuan.exchange.feeds import PersonColumns
from bihuan.exchange.reading.values import (
    CLEARING,
    CellError,
    canonical_word,
    check_identity_number,
    normalise_name,
)
from bihuan.exchange.roster import Known, Roster, read_roster, unit_word

__all__ = ["BY_NAME", "BY_NUMBER", "BY_OFFICER", "Known", "Link", "Roster", "read_roster", "resolve", "unit_word"]

BY_NUMBER, BY_NAME, BY_OFFICER = "身份证号", "姓名+单位+出生年月", "人工认定"
MOST_CANDIDATES = 20


@dataclass(slots=True)
class Link:
    """The answer for one person of a row: the cadre, or why there is none.

    `fatal`: the row is rejected, not reviewed. `cleared`: the row empties this person.
    """

    cadre: int | None = None
    how: str = ""
    column: str = ""
    value: str = ""
    problem: str = ""
    fatal: bool = False
    empty: bool = False
    cleared: bool = False
    candidates: tuple[int, ...] = ()

    def key_part(self) -> str:
        """This person in a delivery key."""
        return f"cadre:{self.cadre}" if self.cadre else ""

    def spelled(self) -> str:
        """This person among the values of a row."""
        return CLEARED if self.cleared else str(self.cadre or "")


def resolve(roster: Roster, cells: Mapping[str, str], columns: PersonColumns, as_number: Collection[str]) -> Link:
    """Who one person of a row is."""
    given = [column for column in columns.numbers if cells.get(column)]
    if given and all(cells[column] == CLEARING for column in given):
        return Link(cleared=True, column=given[0], value=CLEARING)
    if given:
        return _by_number(roster, cells, columns, given, as_number)
    parts = {part for name in columns.group() if (part := cells.get(name))}
    if not parts:
        return Link(empty=True, column=columns.numbers[0])
    if parts == {CLEARING}:
        return Link(cleared=True, column=columns.name, value=CLEARING)
    return _by_name(roster, cells, columns, as_number)


def _by_number(
    roster: Roster, cells: Mapping[str, str], columns: PersonColumns, given: list[str], as_number: Collection[str]
) -> Link:
    numbers = {}
    for column in given:
        try:
            numbers[column] = check_identity_number(cells[column], stored_as_number=column in as_number)
        except CellError as error:
            return _unreadable(column, cells[column], error)
    column, number = next(iter(numbers.items()))
    if len(set(numbers.values())) > 1:
        problem = f"{'、'.join(given)}给出的身份证号不同，需认定以哪个为准"
        return Link(column=column, value=number, problem=problem)
    try:
        month = _month_of(cells, columns, as_number)
    except CellError as error:
        return _unreadable(columns.born, cells[columns.born], error)
    cadre = roster.find(number)
    if cadre is None:
        return Link(column=column, value=number, problem="名册中没有此身份证号；请先补报干部名册，或核对号码")
    clash = _disagreement(roster.lines_of(cadre), cells, columns, month)
    if clash:
        what = "出生年月" if clash == columns.born else "姓名"
        problem = f"与名册中该身份证号的{what}不一致，需认定是谁"
        return Link(column=clash, value=cells[clash], problem=problem, candidates=(cadre,))
    return Link(cadre=cadre, how=BY_NUMBER, column=column, value=number)


def _unreadable(column: str, value: str, error: CellError) -> Link:
    return Link(column=column, value=value, problem=explain(error), fatal=True)


def _disagreement(lines: list[Known], cells: Mapping[str, str], columns: PersonColumns, month: str) -> str:
    """The column — 姓名, or year and month of 出生年月 — that differs from the roster; another unit is no disagreement."""
    name = cells.get(columns.name, "")
    if name and all(normalise_name(name) != line.name for line in lines):
        return columns.name
    if month and not any(line.month.startswith(month) or month.startswith(line.month) for line in lines):
        return columns.born
    return ""


def _by_name(roster: Roster, cells: Mapping[str, str], columns: PersonColumns, as_number: Collection[str]) -> Link:
    given = {part: cells.get(part, "") for part in (columns.name, columns.unit, columns.born)}
    try:
        month = _month_of(cells, columns, as_number)
    except CellError as error:
        return _unreadable(columns.born, given[columns.born], error)
    name, unit = normalise_name(given[columns.name]), unit_word(given[columns.unit])
    named = roster.by_name.get(name, [])
    if not (name and unit and len(month) == 7):
        whole = {columns.name: name, columns.unit: unit, columns.born: len(month) == 7}
        missing = [part for part, found in whole.items() if not found]
        problem = f"没有身份证号时，{'、'.join(missing)}不能缺（出生年月要写到月）"
        return Link(
            column=missing[0], value=given[missing[0]], problem=problem, candidates=tuple(named[:MOST_CANDIDATES])
        )
    sex = canonical_word("性别", cells.get(columns.sex, ""))
    alike = [one for one in named if roster.people[one].month == month and sex in ("", roster.people[one].sex)]
    fitting = _in_unit(roster, alike, unit)
    if len({roster.top(cadre) for cadre in fitting}) == 1:
        top = roster.top(fitting[0])
        cadre = top if top in fitting else min(fitting)
        return Link(cadre=cadre, how=BY_NAME, column=columns.name, value=given[columns.name])
    problem = (
        f"有{len(fitting)}人同时符合姓名、单位和出生年月" if fitting else "名册中没有人同时符合姓名、单位和出生年月"
    )
    candidates = tuple((fitting or named)[:MOST_CANDIDATES])
    return Link(column=columns.name, value=given[columns.name], problem=f"{problem}，需认定是谁", candidates=candidates)


def _in_unit(roster: Roster, cadres: list[int], unit: str) -> list[int]:
    """Those who hold or held a post there; where nobody did, those of the units that it was merged with."""
    codes = roster.codes_of.get(unit, set())
    fitting = [cadre for cadre in cadres if codes & roster.units_of.get(cadre, set())]
    if fitting or not roster.merged:
        return fitting
    codes = codes.union(*(roster.merged.get(code, frozenset()) for code in codes))
    return [cadre for cadre in cadres if codes & roster.units_of.get(cadre, set())]


def _month_of(cells: Mapping[str, str], columns: PersonColumns, as_number: Collection[str]) -> str:
    """出生年月 as 1980-07, or 1980 where no more is given; CellError where it cannot be read."""
    text = cells.get(columns.born, "")
    return partial(text, columns.born in as_number).text[:7] if text else ""
