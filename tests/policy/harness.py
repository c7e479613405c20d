"""Packs against a county of the oracle, without Django: known.* tables from records, definitions, checks, findings."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import chinese_calendar
import duckdb
import pyarrow as pa
from ruamel.yaml import YAML

from tests.oracle.county import County, Finding, Record, one_a_key
from tests.oracle.terms import period, read_date

ROOT = Path(__file__).resolve().parents[2]
TYPES = {"BIGINT": pa.int64(), "INTEGER": pa.int32(), "VARCHAR": pa.string(), "DATE": pa.date32(), "BOOLEAN": pa.bool_()}
FACTS_OF_ROSTER = ("identity", "person", "employment", "position")


def read_yaml(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


@cache
def feeds() -> dict[str, Any]:
    return {path.stem: read_yaml(path) for path in sorted((ROOT / "feeds").glob("*.yaml"))}


@cache
def columns() -> dict[str, dict[str, str]]:
    """Columns and types of each kind's table, as docs/tables.md states them."""
    text = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    found = {}
    for kind, body in re.findall(r"^## (\w+) .*?\n(.*?)(?=^## |\Z)", text, re.S | re.M):
        own = {"ref": "BIGINT", "seal": "BIGINT", "key_index": "VARCHAR", "valid_from": "DATE", "valid_to": "DATE"}
        for name, type_ in re.findall(r"`(\w+) ([A-Z]+(?:\(18,4\))?)`", body):
            own[name] = type_
            if type_ == "DATE":
                own[name + "_precision"] = "VARCHAR"
        found[kind] = own
    found["declaration"].setdefault("has_special_reason", "BOOLEAN")
    found["verification"].setdefault("is_none", "BOOLEAN")
    return found


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


def lay_parameters(con: duckdb.DuckDBPyConnection, parameters: list[dict[str, Any]]) -> None:
    for one in parameters:
        name = "p_" + one["key"].replace(".", "_")
        names = one.get("columns") or ["value"]
        versions = one["versions"]
        rows = []
        for index, version in enumerate(versions):
            until = versions[index + 1]["valid_from"] if index + 1 < len(versions) else None
            for row in version.get("rows") or [[version["value"]]]:
                rows.append("(" + ", ".join(literal(v) for v in (version["valid_from"], until, *row)) + ")")
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


def convert(text: str, column: dict[str, Any]) -> Any:
    kind = column.get("type", "text")
    if kind == "date":
        return read_date(text)
    if kind == "boolean":
        return {"是": True, "否": False}[text]
    if kind in ("number", "percent"):
        return str(text).rstrip("%％")
    if kind == "integer":
        return int(text)
    if kind == "year":
        return int(text[:4])
    return text


class Tables:
    """Rows of known.*, and what their refs stand for."""

    def __init__(self, county: County) -> None:
        self.refs: list[tuple[str, str, int]] = []
        self.records: list[Record] = []
        self.rows: dict[str, list[dict[str, Any]]] = {kind: [] for kind in columns()}
        people = sorted({one.cells["身份证号"] for one in county.of("roster")})
        self.people = people
        self.numbers = {person: index + 1 for index, person in enumerate(people)}
        self.keys: dict[tuple[str, str], str] = {}
        listed = [(feed, record) for feed in feeds() for record in county.of(feed)]
        for feed, record in listed:
            self.keys |= dict.fromkeys(self.forms(feed, record), f"{feed}#{record.file}#{record.line}")
        for feed, record in listed:
            self.add(feed, record)

    def forms(self, feed: str, record: Record) -> list[tuple[str, str]]:
        """The delivery key as a recognition may write it: dates as days or as they were given."""
        spec = feeds()[feed]
        choices: list[list[str]] = []
        for name in spec["key"]:
            fallback = spec.get("key_fallback", {}).get(name)
            names = [name] if record.cells.get(name) or not fallback else fallback
            for part in names:
                text = record.cells.get(part, "")
                dated = spec["columns"].get(part, {}).get("type") == "date" and text
                choices.append(sorted({text, read_date(text).isoformat()}) if dated else [text])  # type: ignore[union-attr]
        return [(feed, "|".join(parts)) for parts in product(*choices)]

    def add(self, feed: str, record: Record) -> None:
        spec = feeds()[feed]
        self.refs.append(record.ref)
        self.records.append(record)
        kinds = FACTS_OF_ROSTER if feed == "roster" else spec["facts"]
        for kind in kinds:
            row: dict[str, Any] = {
                "ref": len(self.refs),
                "seal": len(self.refs),
                "key_index": f"{feed}#{record.file}#{record.line}",
            }
            for name, column in spec["columns"].items():
                text = (record.cells.get(name) or next((record.cells[a] for a in column.get("also", []) if record.cells.get(a)), "") or "").strip()
                if text:
                    self.fill(row, kind, column, text, record.precision.get(name))
            self.finish(row, kind, record)
            known = columns()[kind]
            self.rows[kind].append({key: value for key, value in row.items() if key in known})

    def fill(self, row: dict[str, Any], kind: str, column: dict[str, Any], text: str, precision: str | None) -> None:
        if "person" in column:
            row[column["person"]] = self.numbers[text]
            return
        target = column.get("field", "")
        owner, _, target = target.rpartition(".")
        if not target or (owner and owner != kind):
            return
        row[target] = convert(text, column)
        if column.get("type") == "date":
            row[target + "_precision"] = precision or {4: "year", 7: "month"}.get(len(text), "day")
        if column.get("type") == "period":
            row["period_from"], row["period_to"] = period(text) or (None, None)

    def finish(self, row: dict[str, Any], kind: str, record: Record) -> None:
        cells = record.cells
        if record.feed == "roster":
            row["cadre"] = self.numbers[cells["身份证号"]]
            row["number_index"] = cells["身份证号"]
            row["valid_from"] = read_date(cells.get("_from", "")) or date(1900, 1, 1)
        if kind in ("person", "family"):
            born = cells.get("出生年月", "")
            row["name_birth_index"] = f"{cells['姓名']}{born[:7]}" if len(born) >= 7 else None
        if kind == "declaration":
            row["has_special_reason"] = bool(cells.get("特殊原因"))
        if kind == "verification":
            row["is_none"] = cells.get("核查值") == "无"
        if kind == "family":
            row["number_index"] = cells.get("成员身份证号") or None
        if kind == "approval":
            row["applicant_number_index"] = cells.get("申请人证件号") or None
        if kind in ("declaration", "verification"):
            row["content_index"] = cells.get("内容") or cells.get("核查值") or None
        if kind == "recognition":
            row["target_index"] = self.keys.get((cells["原记录类别"], cells["原记录键"]))

    def spoken(self, part: str) -> str:
        """A part of a key with the people and the free text that the engine does not know."""

        def text(match: re.Match[str]) -> str:
            cells = self.records[int(match[1]) - 1].cells
            return cells.get("接收单位") or cells.get("内容") or cells.get("核查值") or ""

        part = re.sub(r"\{cadre:(\d+)\}", lambda match: self.people[int(match[1]) - 1], part)
        return re.sub(r"\{fallback:(\d+)\}", text, part)

    def lay(self, con: duckdb.DuckDBPyConnection, kinds: set[str]) -> None:
        for kind, known in columns().items():
            if kind not in kinds:
                continue
            fields = []
            for name, type_ in known.items():
                listed = [row.get(name) for row in self.rows[kind]]
                arrow = TYPES.get(type_, pa.string())
                fields.append(pa.array(listed, type=arrow))
            con.register("rows", pa.table(fields, names=list(known)))
            casts = ", ".join(f"CAST({name} AS {type_}) AS {name}" for name, type_ in known.items())
            con.execute(f"CREATE OR REPLACE TABLE known.{kind} AS SELECT {casts} FROM rows")
            con.unregister("rows")


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
    assert [d[0] for d in con.description or []] == ["subject", "severity", "key", "observed", "required", "evidence", "cadres"]
    found = []
    for subject, severity, key, observed, required, evidence, cadres in rows:
        assert subject is not None and severity in check["severities"], (check["check"], subject, severity)
        assert len(key) <= len(check["key"]) and None not in key, (check["check"], key)
        assert evidence and evidence == sorted(set(evidence)) and None not in cadres, (check["check"], evidence, cadres)
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
