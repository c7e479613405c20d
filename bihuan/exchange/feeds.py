"""A feed as data: feeds/*.yaml says what a department's file holds and which facts it makes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from django.conf import settings
from ruamel.yaml import YAML

ACT, DATA_DATE = "操作", "数据日期"
_COLUMN_KEYS = {
    "field", "required", "type", "codes", "open", "several", "note", "also", "person", "prefix", "role", "not_before",
    "precision",
}  # fmt: skip
_FEED_KEYS = {
    "feed", "name", "sent_by", "order", "key", "key_fallback", "history", "facts", "valid", "columns", "person_prefix", "format",
}  # fmt: skip


class FeedFault(ValueError):
    """A feed's YAML cannot be used; the message names file and key."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `kind` and `field` say where its value goes; `person` the cadre column that a person's group fills.

    `precision`: month, where the column is a month whatever day a spreadsheet put into it.
    """

    name: str
    kind: str = ""
    field: str = ""
    required: bool = False
    type: str = "text"
    codes: tuple[str, ...] = ()
    open: str = ""
    several: bool = False
    note: str = ""
    also: tuple[str, ...] = ()
    person: str = ""
    prefix: str = ""
    role: str = ""
    not_before: str = ""
    precision: str = ""

    def headers(self) -> tuple[str, ...]:
        """How a header may spell it. Of 金额 and 金额(万元) only the latter, from which the reader takes the former:
        a bare 金额 among the known spellings would let 金额(元) pass for it."""
        units = tuple(other for other in self.also if other.startswith(f"{self.name}("))
        return (*units, *(other for other in self.also if other not in units)) if units else (self.name, *self.also)


@dataclass(frozen=True, slots=True)
class PersonColumns:
    """The spellings in which a file may give one person: by number, or by name, unit and birth."""

    numbers: tuple[str, ...]
    name: str
    unit: str
    born: str
    sex: str

    def all(self) -> tuple[str, ...]:
        return (*self.numbers, *self.group())

    def group(self) -> tuple[str, ...]:
        return (self.name, self.unit, self.born, self.sex)


@dataclass(frozen=True)
class Feed:
    """A department's kind of file."""

    id: str
    name: str
    sent_by: str
    order: int
    key: tuple[str, ...]
    facts: tuple[str, ...]
    columns: Mapping[str, Column]
    key_fallback: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    valid: Mapping[str, str] = field(default_factory=dict)
    history: bool = False
    format: str = "table"

    @cached_property
    def _persons(self) -> tuple[tuple[Column, PersonColumns], ...]:
        return tuple((column, person_columns(column)) for column in self.columns.values() if column.person)

    def persons(self) -> tuple[tuple[Column, PersonColumns], ...]:
        """Each column that names a person, with the spellings it may come in."""
        return self._persons

    @cached_property
    def ordered_pairs(self) -> tuple[tuple[str, str], ...]:
        """(end, start): columns of which the first must not precede the second."""
        return tuple((column.name, column.not_before) for column in self.columns.values() if column.not_before)

    @cached_property
    def identity_column(self) -> str:
        """The column whose 身份证号 opens a dossier (`role: identity`); empty in every feed but the roster."""
        return next((column.name for column in self.columns.values() if column.role == "identity"), "")

    def known_columns(self) -> set[str]:
        names = {ACT, DATA_DATE}
        for column in self.columns.values():
            names |= set(person_columns(column).all()) if column.person else set(column.headers())
        return names

    def required_columns(self) -> list[str]:
        return [one.headers()[0] for one in self.columns.values() if one.required and not one.person]


@cache
def person_columns(column: Column) -> PersonColumns:
    """`人员标识` is 身份证号 or 姓名+单位+出生年月; a role's has the role in front; the relative's cadre 干部."""
    role = column.prefix
    numbers: tuple[str, ...] = (column.name,)
    if not role or role == "干部":
        numbers += ("身份证号",)
    if role:
        numbers += (f"{role}身份证号", f"{role}标识")
    unique = tuple(dict.fromkeys(numbers))
    return PersonColumns(unique, f"{role}姓名", f"{role}单位", f"{role}出生年月", f"{role}性别")


@cache
def all_feeds() -> Mapping[str, Feed]:
    """Feed id → feed, in the order in which feeds depend on each other."""
    feeds = [read_feed(path) for path in sorted(Path(settings.FEEDS).glob("*.yaml"))]
    return {feed.id: feed for feed in sorted(feeds, key=lambda feed: feed.order)}


def read_feed(path: Path) -> Feed:
    """Read one YAML; FeedFault names an unknown or a missing key."""
    data: dict[str, Any] = YAML(typ="safe").load(path.read_text("utf-8"))
    unknown = set(data) - _FEED_KEYS
    if unknown:
        raise FeedFault(f"{path.name}：不认识的键 {'、'.join(sorted(unknown))}")
    facts = tuple(data["facts"])
    columns = {name: _column(path, name, given, facts) for name, given in data["columns"].items()}
    return Feed(
        id=data["feed"],
        name=data["name"],
        sent_by=data["sent_by"],
        order=data["order"],
        key=tuple(data["key"]),
        facts=facts,
        columns=columns,
        key_fallback={part: tuple(parts) for part, parts in data.get("key_fallback", {}).items()},
        valid=data.get("valid", {}),
        history=data.get("history", False),
        format=data.get("format", "table"),
    )


def _column(path: Path, name: str, given: dict[str, Any], facts: tuple[str, ...]) -> Column:
    unknown = set(given) - _COLUMN_KEYS
    if unknown:
        raise FeedFault(f"{path.name}「{name}」：不认识的键 {'、'.join(sorted(unknown))}")
    kind, _, column = given.get("field", "").rpartition(".")
    rest = {key: value for key, value in given.items() if key not in {"field", "codes", "also"}}
    codes, also = tuple(given.get("codes", ())), tuple(given.get("also", ()))
    return Column(name=name, kind=kind or facts[0], field=column, codes=codes, also=also, **rest)


def feed_of_file(name: str) -> Feed | None:
    """Which feed a file's name tells: its id or Chinese name anywhere in the stem, the longest that fits."""
    stem, _, ending = name.rpartition(".")
    if ending.lower() in {"lrmx", "lrm"}:
        return all_feeds()["lrmx"]
    words = [(word, feed) for feed in all_feeds().values() for word in (feed.id, feed.name) if word in stem.lower()]
    return max(words, key=lambda found: len(found[0]))[1] if words else None
