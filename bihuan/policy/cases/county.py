"""The known tables of a case: feed-like rows, with a plain roster row for everybody whom they mention."""

import datetime
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import pyarrow as pa

from bihuan.policy.cases.cells import BadCell, fill, value_of
from bihuan.policy.cases.feeds import CaseFeed, FeedColumn, case_feeds
from bihuan.policy.engine.tables import KindTable, kind_tables

Rows = Mapping[str, tuple[Mapping[str, str], ...]]
BASE = {
    "姓名": "合成",
    "性别": "男",
    "出生年月": "1980-01-01",
    "人员类别": "公务员",
    "人员状态": "在职",
    "现任单位编码": "U1",
}
"""The base roster row: an adult civil servant in service, at no particular post, begun work on no known day."""
LONG_AGO = datetime.date(1900, 1, 1)
ROSTER_KINDS = ("identity", "person", "employment", "position")
TEXT_INDEXES = {
    ("family", "成员身份证号"): "number_index", ("approval", "申请人证件号"): "applicant_number_index",
    ("declaration", "内容"): "content_index", ("verification", "核查值"): "content_index",
}  # fmt: skip


class CaseCounty:
    """Rows by kind, and which feed and line each reference stands for."""

    def __init__(self, facts: Rows) -> None:
        self.cadres: dict[str, int] = {}
        self.refs: dict[int, tuple[str, int]] = {}
        self._cells: dict[int, tuple[CaseFeed, Mapping[str, str]]] = {}
        self.rows: dict[str, list[dict[str, Any]]] = {}
        self._keys: dict[tuple[str, str], str] = {}
        self._seal = 0
        stated = {feed: [_spelled(case_feeds(), feed, row) for row in rows] for feed, rows in facts.items()}
        self._name_people(stated)
        stated["roster"] = list(self._roster(stated.get("roster", [])))
        listed = [(case_feeds()[feed], line, row) for feed, rows in stated.items() for line, row in enumerate(rows, 2)]
        for feed, line, row in listed:
            self._keys |= dict.fromkeys(_key_texts(feed, row), f"{feed.id}#{line}")
        for feed, line, row in listed:
            self._state(feed, line, row)

    def table(self, kind: KindTable) -> pa.Table:
        schema = kind.schema(kind.known)
        rows = [{name: row.get(name) for name in schema.names} for row in self.rows.get(kind.name, [])]
        return pa.Table.from_pylist(rows, schema=schema)

    def person(self, cadre: int) -> str:
        return next(letter for letter, number in self.cadres.items() if number == cadre)

    def fallback(self, ref: int) -> str:
        """What stands in for the empty part of the row's delivery key."""
        feed, row = self._cells[ref]
        return "|".join(row.get(name, "") for names in feed.fallback.values() for name in names)

    def _name_people(self, stated: Mapping[str, list[dict[str, str]]]) -> None:
        people = {row["身份证号"] for row in stated.get("roster", []) if row.get("身份证号")}
        for feed, rows in stated.items():
            named = [column.name for column in case_feeds()[feed].columns.values() if column.person]
            people |= {row[name] for row in rows for name in named if row.get(name)}
        self.cadres = {person: number for number, person in enumerate(sorted(people), 1)}

    def _roster(self, given: list[dict[str, str]]) -> Iterator[dict[str, str]]:
        stated = {row.get("身份证号") for row in given}
        for row in given:
            yield BASE | row
        for person in self.cadres:
            if person not in stated:
                yield BASE | {"身份证号": person}

    def _state(self, feed: CaseFeed, line: int, row: Mapping[str, str]) -> None:
        self._seal += 1
        for kind in ROSTER_KINDS if feed.id == "roster" else feed.facts:
            table = kind_tables()[kind]
            fact = self._fact(feed, kind, line, row)
            fact["ref"] = table.number * 10**12 + self._seal
            self.refs[fact["ref"]] = (feed.id, line)
            self._cells[fact["ref"]] = (feed, row)
            self.rows.setdefault(kind, []).append(fact)

    def _fact(self, feed: CaseFeed, kind: str, line: int, row: Mapping[str, str]) -> dict[str, Any]:
        fact: dict[str, Any] = {"seal": self._seal, "key_index": f"{feed.id}#{line}"}
        for column in feed.columns.values():
            text = row.get(column.name, "")
            if text:
                self._cell(fact, kind, column, text)
        if feed.id == "roster":
            began = value_of("date", row["数据日期"]).date if row.get("数据日期") else LONG_AGO
            fact |= {"cadre": self.cadres[row["身份证号"]], "number_index": row["身份证号"], "valid_from": began}
        if kind in {"person", "family"} and len(row.get("出生年月", "")) >= 7:
            fact["name_birth_index"] = f"{row['姓名']}|{row['出生年月'][:7]}"
        if kind == "declaration":
            fact["has_special_reason"] = bool(row.get("特殊原因"))
        if kind == "verification":
            fact["is_none"] = row.get("核查值") == "无"
        if kind == "recognition":
            fact["target_index"] = self._keys.get((row["原记录类别"], row["原记录键"]))
        return fact

    def _cell(self, fact: dict[str, Any], kind: str, column: FeedColumn, text: str) -> None:
        index = TEXT_INDEXES.get((kind, column.name))
        if index:
            fact[index] = text
        if column.person:
            fact[column.person] = self.cadres[text]
            return
        owner, _, name = column.field.rpartition(".")
        if name and owner in ("", kind):
            try:
                fill(fact, name, column.type, text)
            except BadCell as error:
                raise BadCell(f"{column.name} 的值「{text}」：{error}") from None


def _spelled(feeds: Mapping[str, CaseFeed], feed: str, row: Mapping[str, str]) -> dict[str, str]:
    if feed not in feeds:
        raise BadCell(f"没有数据种类「{feed}」；应为 {'、'.join(feeds)} 之一")
    spellings = feeds[feed].spellings() | {"数据日期": "数据日期"}
    unknown = [name for name in row if name not in spellings]
    if unknown:
        raise BadCell(f"{feed} 没有「{'、'.join(unknown)}」这一列；应为 {'、'.join(feeds[feed].columns)}")
    return {spellings[name]: text for name, text in row.items()}


def _key_texts(feed: CaseFeed, row: Mapping[str, str]) -> list[tuple[str, str]]:
    """The delivery key as a recognition may write it: an empty part by what stands in for it."""
    parts = []
    for name in feed.key:
        names = (name,) if row.get(name) or name not in feed.fallback else feed.fallback[name]
        parts += [_spellings_of(feed, part, row.get(part, "")) for part in names]
    return [(feed.id, "|".join(chosen)) for chosen in product(*parts)]


def _spellings_of(feed: CaseFeed, name: str, text: str) -> list[str]:
    if text and feed.columns[name].type == "date":
        return sorted({text, value_of("date", text).date.isoformat()})
    return [text]
