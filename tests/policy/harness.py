"""Packs against a county of the oracle, without Django: definitions, checks, findings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

import chinese_calendar
import duckdb
import pyarrow as pa

from tests.oracle.county import County, Finding, one_a_key
from tests.policy.known_tables import ROOT, Tables, read_yaml


@dataclass
class Packs:
    parameters: list[dict[str, Any]] = field(default_factory=list)
    definitions: list[dict[str, Any]] = field(default_factory=list)
    checks: list[dict[str, Any]] = field(default_factory=list)


@cache
def packs() -> Packs:
    found = Packs()
    for path in sorted((ROOT / "policies").rglob("*.yaml")):
        if path.name == "parameters.yaml":
            found.parameters += read_yaml(path) or []
        elif path.name == "definitions.yaml" or path.parent.name == "definitions":
            found.definitions += read_yaml(path) or []
        elif path.parent.name == "checks":
            found.checks.append(read_yaml(path))
    return found


def in_order(definitions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each after those that it reads."""
    named = {one["name"]: one for one in definitions}
    done: dict[str, dict[str, Any]] = {}

    def place(name: str, above: tuple[str, ...]) -> None:
        if name in done or name in above:
            return
        read = re.findall(r"(?:FROM|JOIN)\s+([a-z_]+)\b(?!\.)", named[name]["select"])
        local = re.findall(r"\b([a-z_]+) AS \(", named[name]["select"])
        for other in read:
            if other in named and other not in local:
                place(other, (*above, name))
        done[name] = named[name]

    for name in named:
        place(name, ())
    return list(done.values())


@cache
def workdays() -> list[tuple[date, bool | None, int, date | None]]:
    """Day, whether it is a working day, working days up to it, the working day it rolls to."""
    years = sorted({day.year for day in chinese_calendar.constants.holidays})
    day, last = date(years[0], 1, 1), date(years[-1], 12, 31)
    rows: list[tuple[date, bool | None, int, date | None]] = [(day - timedelta(days=1), None, 0, None)]
    count = 0
    while day <= last:
        works = bool(chinese_calendar.is_workday(day))
        count += works
        rows.append((day, works, count, None))
        day += timedelta(days=1)
    upcoming: date | None = None
    for index in range(len(rows) - 1, 0, -1):
        upcoming = rows[index][0] if rows[index][1] else upcoming
        rows[index] = (*rows[index][:3], upcoming)
    return rows


def literal(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return str(value)


@cache
def connected() -> duckdb.DuckDBPyConnection:
    """One connection for all counties: calendar, macros and parameters are the same for each."""
    con = duckdb.connect()
    rows = workdays()
    names = ("day", "is_working", "upto", "rolls_to")
    calendar_rows = pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))
    con.register("calendar_rows", calendar_rows)
    con.execute("CREATE TABLE official AS SELECT * FROM calendar_rows")
    con.execute("CREATE TABLE workday AS SELECT day, is_working FROM official WHERE is_working IS NOT NULL")
    con.execute("CREATE MACRO add_months(d, n) AS CAST(d + to_months(CAST(n AS INTEGER)) AS DATE)")
    con.execute("CREATE MACRO last_day_of_year(y) AS make_date(CAST(y AS INTEGER), 12, 31)")
    con.execute(
        "CREATE MACRO working_days(a, u) AS (SELECT max(o.upto) FROM official o WHERE o.day = u)"
        " - (SELECT max(o.upto) FROM official o WHERE o.day = a)"
    )
    con.execute("CREATE MACRO rolled(d) AS (SELECT max(o.rolls_to) FROM official o WHERE o.day = d)")
    con.execute("CREATE SCHEMA known")
    lay_parameters(con, packs().parameters)
    return con


def value_rows(versions: list[dict[str, Any]]) -> Iterator[str]:
    for index, version in enumerate(versions):
        until = versions[index + 1]["valid_from"] if index + 1 < len(versions) else None
        for row in version.get("rows") or [[version["value"]]]:
            yield "(" + ", ".join(literal(value) for value in (version["valid_from"], until, *row)) + ")"


def lay_parameters(con: duckdb.DuckDBPyConnection, parameters: list[dict[str, Any]]) -> None:
    for one in parameters:
        name = "p_" + one["key"].replace(".", "_")
        names = one.get("columns") or ["value"]
        versions = one["versions"]
        rows = list(value_rows(versions))
        con.execute(
            f"CREATE TABLE {name} AS SELECT valid_from::DATE AS valid_from, valid_to::DATE AS valid_to,"
            f" NULL::VARCHAR AS jurisdiction, {', '.join(names)}"
            f" FROM (VALUES {', '.join(rows)}) AS v(valid_from, valid_to, {', '.join(names)})"
        )
        if "columns" not in one:
            con.execute(
                f"CREATE MACRO {name}(d) AS (SELECT max(q.value) FROM {name} q"
                " WHERE coalesce(q.valid_from <= d, true) AND coalesce(d < q.valid_to, true))"
            )


def needed(checks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The definitions that these checks read, each after those that it reads itself."""
    ordered = in_order(packs().definitions)
    wanted = " ".join(check["select"] for check in checks)
    chosen = []
    for one in reversed(ordered):
        if re.search(rf"\b{one['name']}\b", wanted):
            chosen.append(one)
            wanted += " " + one["select"]
    return chosen[::-1]


def prepared(
    county: County, on: date, definitions: list[dict[str, Any]] | None = None
) -> tuple[duckdb.DuckDBPyConnection, Tables]:
    chosen = definitions if definitions is not None else in_order(packs().definitions)
    con = connected()
    con.execute(f"CREATE OR REPLACE MACRO asked() AS {literal(on)}")
    con.execute("CREATE OR REPLACE TABLE setting_manages (management VARCHAR)")
    for word in county.managed or ():
        con.execute("INSERT INTO setting_manages VALUES (?)", [word])
    tables = Tables(county)
    tables.lay(con, set(re.findall(r"known\.(\w+)", " ".join(one["select"] for one in chosen))))
    for one in chosen:
        try:
            con.execute(f"CREATE OR REPLACE TEMP TABLE {one['name']} AS {one['select']}")
        except duckdb.Error as error:
            raise AssertionError(f"definition {one['name']}: {error}") from error
    return con, tables


def find(con: duckdb.DuckDBPyConnection, tables: Tables, check: dict[str, Any]) -> list[Finding]:
    try:
        rows = con.execute(check["select"]).fetchall()
    except duckdb.Error as error:
        raise AssertionError(f"check {check['check']}: {error}") from error
    assert [d[0] for d in con.description or []] == [
        "subject",
        "severity",
        "key",
        "observed",
        "required",
        "evidence",
        "cadres",
    ]
    found = []
    for subject, severity, key, observed, required, evidence, cadres in rows:
        assert subject is not None, check["check"]
        assert severity in check["severities"], (check["check"], subject, severity)
        assert len([part for part in key if part is not None]) == len(key) <= len(check["key"]), (check["check"], key)
        assert evidence == sorted(set(evidence)) != [], (check["check"], evidence)
        assert None not in cadres, (check["check"], cadres)
        named: Any = subject
        if check["subject"] == "cadre":
            named = tables.people[subject - 1]
        elif check["subject"] == "pair":
            named = (tables.people[subject[0] - 1], tables.people[subject[1] - 1])
        said = [tables.spoken(part) for part in key]
        refs = [tables.refs[ref - 1] for ref in evidence]
        found.append(Finding(check["check"], severity, check["subject"], named, said, observed, required, refs))
    return found


def evaluate(county: County, on: date, prefix: str = "") -> list[Finding]:
    chosen = [check for check in packs().checks if check["check"].startswith(prefix)]
    con, tables = prepared(county, on, needed(chosen))
    return one_a_key(finding for check in chosen for finding in find(con, tables, check))
