"""From the data of a file to documents, parameters, definitions and checks."""

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from bihuan.policy.packs.fields import (
    ANY,
    DAY,
    FLAG,
    LIST,
    MAP,
    TEXT,
    WORD,
    Complaints,
    Wanted,
    one_of,
    optional,
)  # fmt: skip
from bihuan.policy.packs.shapes import (
    AUDIENCES,
    BASES,
    MECHANISMS,
    REACHES,
    SEVERITIES,
    SUBJECTS,
    Cell,
    Check,
    Citation,
    Clause,
    Definition,
    Document,
    Opens,
    Parameter,
    ParameterVersion,
)  # fmt: skip
from bihuan.policy.packs.yaml_text import Step

BASIS = one_of(*BASES)
SINCE = Wanted((datetime.date, str, int, type(None)), "日期（2019-03-20、2019-03 或 2019）或 null")
DOCUMENT = {
    "id": TEXT, "title": TEXT, "issuer": TEXT, "issued": SINCE, "in_force": SINCE,
    "replaces": Wanted((object,), "文件名或 null"),
    "basis": BASIS, "clauses": MAP, "jurisdiction": optional(TEXT),
}  # fmt: skip
CLAUSE = {"text": TEXT, "basis": BASIS}
PARAMETER = {"key": TEXT, "name": TEXT, "unit": optional(TEXT), "columns": optional(LIST), "versions": LIST}
VERSION = {
    "valid_from": DAY, "value": optional(ANY), "rows": optional(LIST), "document": TEXT, "article": WORD,
    "basis": BASIS, "confirmed_by": optional(TEXT), "confirmed_on": optional(DAY), "disabled": optional(FLAG),
}  # fmt: skip
DEFINITION = {"name": TEXT, "title": TEXT, "cites": LIST, "select": TEXT}
CHECK = {
    "check": TEXT, "title": TEXT, "mechanism": one_of(*MECHANISMS), "severities": LIST, "subject": one_of(*SUBJECTS),
    "key": LIST, "triage": FLAG, "audience": one_of(*AUDIENCES), "clauses": LIST, "parameters": LIST,
    "reach": one_of(*REACHES), "opens": optional(MAP), "sentence": TEXT, "select": TEXT, "allows": optional(MAP),
}  # fmt: skip
CITATION = {"document": TEXT, "article": WORD}
OPENS = {"procedure": TEXT, "office": TEXT, "within": optional(Wanted((int,), "天数"))}


def cell(value: Any) -> Cell:
    """A parameter's value; a number with a point is kept as it is written, not as binary."""
    return Decimal(repr(value)) if isinstance(value, float) else value


def read_document(say: Complaints, file: str, data: Any) -> Document | None:
    got = say.take(file, (), data, DOCUMENT)
    if got is None:
        return None
    clauses = {}
    for article, given in got["clauses"].items():
        clause = say.take(file, ("clauses", article), given, CLAUSE)
        if clause:
            clauses[str(article)] = Clause(str(article), clause["text"], clause["basis"])
    dates = {name: "" if got[name] is None else str(got[name]) for name in ("issued", "in_force")}
    return Document(file=file, **(got | dates | {"clauses": clauses}))


def read_parameters(say: Complaints, file: str, data: Any) -> Iterator[Parameter]:
    for index, given in enumerate(_items(say, file, data)):
        got = say.take(file, (index,), given, PARAMETER)
        if got is None:
            continue
        columns = tuple(got["columns"] or ())
        versions = tuple(_versions(say, file, index, got["versions"], columns))
        if versions:
            yield Parameter(file, index, got["key"], got["name"], got["unit"] or "", columns, versions)


def _versions(
    say: Complaints, file: str, index: int, given: list[Any], columns: tuple[str, ...]
) -> Iterator[ParameterVersion]:
    last = None
    for place, one in enumerate(given):
        path: tuple[Step, ...] = (index, "versions", place)
        got = say.take(file, path, one, VERSION)
        if got is None:
            continue
        begins = got["valid_from"]
        if place and (begins is None or (last is not None and begins <= last)):
            say.say(file, (*path, "valid_from"), "后一版本的 valid_from 不晚于前一版本", "各版本按起始日期先后排列")
        last = begins
        rows = _rows(say, file, path, got, columns)
        if rows is not None:
            rest = {name: got[name] for name in ("document", "basis", "confirmed_by", "confirmed_on")}
            disabled = bool(got["disabled"])
            yield ParameterVersion(valid_from=begins, rows=rows, article=str(got["article"]), disabled=disabled, **rest)


def _rows(
    say: Complaints, file: str, path: tuple[Step, ...], got: Mapping[str, Any], columns: tuple[str, ...]
) -> tuple[tuple[Cell, ...], ...] | None:
    if not columns:
        if got["rows"] is not None or got["value"] is None:
            say.say(file, path, "没有 value", "没有列名的参数每个版本写一个 value")
            return None
        return ((cell(got["value"]),),)
    rows = got["rows"]
    if not rows or any(not isinstance(row, list) or len(row) != len(columns) for row in rows):
        say.say(file, (*path, "rows"), "rows 与列名不符", f"每行 {len(columns)} 个值：{'、'.join(columns)}")
        return None
    return tuple(tuple(cell(value) for value in row) for row in rows)


def read_definitions(say: Complaints, file: str, data: Any) -> Iterator[Definition]:
    for index, given in enumerate(_items(say, file, data)):
        got = say.take(file, (index,), given, DEFINITION)
        if got is not None:
            cites = tuple(str(cited) for cited in got["cites"])
            yield Definition(file, index, got["name"], got["title"], cites, got["select"].strip())


def read_check(say: Complaints, file: str, data: Any) -> Check | None:
    got = say.take(file, (), data, CHECK)
    if got is None:
        return None
    clauses = [_citation(say, file, ("clauses", place), one) for place, one in enumerate(got["clauses"])]
    allows = {name: _citation(say, file, ("allows", name), one) for name, one in (got["allows"] or {}).items()}
    opens = say.take(file, ("opens",), got["opens"], OPENS) if got["opens"] is not None else None
    for place, word in enumerate(got["severities"]):
        if word not in SEVERITIES:
            say.say(file, ("severities", place), f"severities 的值「{word}」不对", f"应为{'、'.join(SEVERITIES)} 之一")
    return Check(
        file=file,
        id=got["check"],
        severities=tuple(got["severities"]),
        key=tuple(str(word) for word in got["key"]),
        clauses=tuple(one for one in clauses if one),
        parameters=tuple(got["parameters"]),
        opens=Opens(**opens) if opens else None,
        select=got["select"].strip(),
        allows={name: one for name, one in allows.items() if one},
        **{name: got[name] for name in ("title", "mechanism", "subject", "triage", "audience", "reach", "sentence")},
    )


def _citation(say: Complaints, file: str, path: tuple[Step, ...], given: Any) -> Citation | None:
    got = say.take(file, path, given, CITATION)
    return Citation(got["document"], str(got["article"])) if got else None


def _items(say: Complaints, file: str, data: Any) -> list[Any]:
    if data is None:
        return []
    if not isinstance(data, list):
        say.say(file, (), "应为列表", "每项以“- ”开头")
        return []
    return data
