"""The tables known.* of a county of the oracle, by the mapping of feeds/*.yaml and the columns of docs/tables.md."""

import re
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from ruamel.yaml import YAML

from tests.oracle.county import County, Record
from tests.oracle.terms import period, read_date

ROOT = Path(__file__).resolve().parents[2]
TYPES = {
    "BIGINT": pa.int64(),
    "INTEGER": pa.int32(),
    "VARCHAR": pa.string(),
    "DATE": pa.date32(),
    "BOOLEAN": pa.bool_(),
}
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
                text = (
                    record.cells.get(name)
                    or next((record.cells[a] for a in column.get("also", []) if record.cells.get(a)), "")
                    or ""
                ).strip()
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
