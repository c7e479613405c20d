"""Parameters in the engine: the number of the day that a clause looks at, not today's."""

import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.calendar import workdays
from bihuan.policy.engine.calendar_tables import lay_calendar
from bihuan.policy.engine.database import Connection, closed_database
from bihuan.policy.engine.graph import graph_of
from bihuan.policy.engine.parameters import lay_parameters, parameters_named
from bihuan.policy.packs.files import read_folders
from bihuan.policy.packs.library import read_library
from bihuan.policy.packs.shapes import Cell, Parameter, ParameterVersion
from tests.policy.small import write_packs

Day = datetime.date


def version(begins: Day | None, *rows: tuple[Cell, ...]) -> ParameterVersion:
    return ParameterVersion(begins, rows, "规定", "第一条", "text", None, None)


def parameter(*versions: ParameterVersion, columns: tuple[str, ...] = ()) -> Parameter:
    return Parameter("a.yaml", 0, "a.number", "数", "", columns, versions)


def asked(database: Connection, sql: str) -> list[tuple[object, ...]]:
    return database.execute(sql).fetchall()


def laid(one: Parameter) -> Connection:
    database = closed_database(threads=1)
    lay_parameters(database, [one])
    return database


TWO = parameter(version(None, (80,)), version(Day(2018, 7, 1), (90,)))


@pytest.mark.parametrize(
    ("day", "value"), [("2010-01-01", 80), ("2018-06-30", 80), ("2018-07-01", 90), ("2026-01-01", 90)]
)
def test_the_value_in_force_on_the_day_counts(day: str, value: int) -> None:
    assert asked(laid(TWO), f"SELECT p_a_number(DATE '{day}')") == [(value,)]


def test_before_the_first_version_there_is_no_value() -> None:
    database = laid(parameter(version(Day(2020, 1, 1), (5,)), version(Day(2022, 1, 1), (6,))))
    assert asked(database, "SELECT p_a_number(DATE '2019-12-31'), p_a_number(DATE '2020-01-01')") == [(None, 5)]


def test_the_table_says_from_when_to_when() -> None:
    rows = asked(laid(TWO), "SELECT valid_from, valid_to, jurisdiction, value FROM p_a_number ORDER BY value")
    assert rows == [(None, Day(2018, 7, 1), None, 80), (Day(2018, 7, 1), None, None, 90)]


def test_a_table_keeps_its_columns_and_types() -> None:
    one = parameter(
        version(None, ("警告", 6, Decimal("0.5")), ("记过", 12, Decimal("1.5"))), columns=("penalty", "months", "share")
    )
    rows = asked(laid(one), "SELECT penalty, months, share FROM p_a_number ORDER BY months")
    assert rows == [("警告", 6, Decimal("0.5")), ("记过", 12, Decimal("1.5"))]


def test_text_with_quotes_stays_text() -> None:
    assert asked(laid(parameter(version(None, ("it's",)))), "SELECT p_a_number(DATE '2020-01-01')") == [("it's",)]


def test_named_parameters_are_found_as_tables_and_as_functions() -> None:
    assert parameters_named(["SELECT p_a(x) FROM p_b_c JOIN up_d"]) == {"p_a", "p_b_c"}


@pytest.fixture(scope="module")
def calendar() -> Connection:
    database = closed_database(threads=1)
    lay_calendar(database)
    return database


DAYS = st.dates(Day(2004, 1, 1), Day(2026, 12, 30))


@given(start=DAYS, end=DAYS)
def test_working_days_are_those_of_the_calendar(calendar: Connection, start: Day, end: Day) -> None:
    expected = workdays.working_days_between(start, end)
    assert asked(calendar, f"SELECT working_days(DATE '{start}', DATE '{end}')") == [(expected,)]


@given(day=DAYS)
def test_a_last_day_rolls_as_the_calendar_says(calendar: Connection, day: Day) -> None:
    assert asked(calendar, f"SELECT rolled(DATE '{day}')") == [(workdays.roll(day),)]


def test_a_year_without_official_calendar_is_not_judged(calendar: Connection) -> None:
    assert asked(calendar, "SELECT working_days(DATE '2026-12-20', DATE '2035-01-10'), rolled(DATE '2035-01-01')") == [
        (None, None)
    ]


def test_the_day_before_the_first_official_one_may_begin_a_span(calendar: Connection) -> None:
    assert asked(calendar, "SELECT working_days(DATE '2003-12-31', DATE '2004-01-02')") == [
        (workdays.working_days_between(Day(2003, 12, 31), Day(2004, 1, 2)),)
    ]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [("2024-02-29", 12, "2025-02-28"), ("2025-08-31", 6, "2026-02-28"), ("2026-03-01", -12, "2025-03-01")],
)
def test_months_end_on_the_last_day_where_the_month_lacks_the_day(
    calendar: Connection, day: str, months: int, expected: str
) -> None:
    assert asked(calendar, f"SELECT add_months(DATE '{day}', {months})") == [(Day.fromisoformat(expected),)]


def test_reads_are_derived_through_definitions(tmp_path: Path) -> None:
    graph = graph_of(read_library(read_folders(write_packs(tmp_path))))
    assert graph.reads("test.hours_short") == {"employment", "position", "training", "recognition"}
    assert graph.reads("test.visit_due") == {"employment", "position", "talk", "recognition"}
    order = graph.in_order(["test.hours_short"])
    assert order.index("excused") < order.index("training")
    assert set(order) == {"excused", "serving", "training"}
    assert graph.resting_on({"family"}, graph.tables) == ["kin", "test.kin_together"]


def test_a_graph_is_kept_and_read_back(tmp_path: Path) -> None:
    files = read_folders(write_packs(tmp_path / "packs"))
    first = graph_of(read_library(files), tmp_path / "cache")
    assert graph_of(read_library(files), tmp_path / "cache").tables == first.tables
    assert len(list((tmp_path / "cache").glob("graph-*.json"))) == 1


def test_definitions_in_a_circle_are_told(tmp_path: Path) -> None:
    from bihuan.policy.engine.faults import SelectFault

    files = read_folders(write_packs(tmp_path))
    name = "test/rules/definitions.yaml"
    graph = graph_of(
        read_library(files | {name: files[name].replace("FROM known.recognition", "FROM training AS known_r")})
    )
    with pytest.raises(SelectFault, match="循环引用"):
        graph.in_order(["training"])
