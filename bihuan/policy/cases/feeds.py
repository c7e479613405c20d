"""Which fact columns the columns of a feed fill, read from feeds/*.yaml: cases speak in the columns of feeds.

The exchange reads the same files for deliveries; this reading takes clean cells only, and no database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from ruamel.yaml import YAML


@dataclass(frozen=True, slots=True)
class FeedColumn:
    name: str
    field: str
    type: str
    person: str
    role: str
    also: tuple[str, ...]
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseFeed:
    id: str
    facts: tuple[str, ...]
    key: tuple[str, ...]
    fallback: Mapping[str, tuple[str, ...]]
    columns: Mapping[str, FeedColumn]

    def spellings(self) -> dict[str, str]:
        """Every accepted column name → the feed's own."""
        return {spelling: column.name for column in self.columns.values() for spelling in column.spellings}


@cache
def case_feeds() -> Mapping[str, CaseFeed]:
    found = [_read(path) for path in sorted(Path(settings.FEEDS).glob("*.yaml"))]
    return {feed.id: feed for feed in found}


def _read(path: Path) -> CaseFeed:
    data = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    columns = {name: _column(name, given) for name, given in data["columns"].items()}
    fallback = {part: tuple(parts) for part, parts in data.get("key_fallback", {}).items()}
    return CaseFeed(data["feed"], tuple(data["facts"]), tuple(data["key"]), fallback, columns)


def _column(name: str, given: dict[str, Any]) -> FeedColumn:
    prefix = given.get("prefix", "")
    also = tuple(given.get("also", ()))
    spellings = [name, *also]
    if given.get("person"):
        spellings += [f"{prefix}标识", f"{prefix}身份证号"] + (
            [] if prefix and prefix != "干部" else ["人员标识", "身份证号"]
        )
    return FeedColumn(
        name=name,
        field=given.get("field", ""),
        type=given.get("type", "text"),
        person=given.get("person", ""),
        role=given.get("role", ""),
        also=also,
        spellings=tuple(dict.fromkeys(spellings)),
    )
