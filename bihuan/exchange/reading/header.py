"""The header: the first of the ten top rows that holds every ★ column (of a person, any of its columns)."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bihuan.exchange.reading.refusal import FileRefused, HeaderMissing
from bihuan.exchange.reading.text import normalise_text, without_space

TOP_ROWS = 10
PERSON_PARTS = ("姓名", "单位", "出生年月", "性别")

_MARKS = "★☆*＊※"
_REMARK = re.compile(r"\((?:必填|选填|必填项|选填项)\)$")
_BRACKET = re.compile(r"(.+?)\([^()]*\)$").fullmatch


def person_columns(role: str = "", *, in_front: str = "") -> tuple[str, ...]:
    """Columns that can say who is meant.

    `role`: 责任人 of 责任人标识. `in_front`: 干部 in `family`, where 姓名 and 出生年月 are the relative's.
    """
    if role:
        return (f"{role}标识", f"{role}身份证号", *(role + part for part in PERSON_PARTS))
    if in_front:
        return ("人员标识", "身份证号", *(in_front + part for part in ("标识", "身份证号", *PERSON_PARTS)))
    return ("人员标识", "身份证号", *PERSON_PARTS)


@dataclass(frozen=True)
class HeaderRule:
    """What a header may and must hold. `groups`: column of a person → the columns any of which stand for it."""

    known: Collection[str]
    required: Sequence[str]
    groups: Mapping[str, Collection[str]]

    @cached_property
    def exact(self) -> dict[str, str]:
        """Spelling in a header → column."""
        columns = (*self.known, *self.required, *(column for group in self.groups.values() for column in group))
        return {normalise_header(column): column for column in columns}

    @cached_property
    def bare(self) -> dict[str, str]:
        """金额 → 金额(万元): a bracket may be left out where that leaves one column only."""
        stems = Counter(_without_bracket(spelling) for spelling in self.exact)
        return {
            stem: column
            for spelling, column in self.exact.items()
            if (stem := _without_bracket(spelling)) not in self.exact and stems[stem] == 1
        }

    def alternatives(self, column: str) -> Collection[str]:
        return self.groups.get(column, (column,))

    def missing(self, names: Collection[str]) -> list[str]:
        return [column for column in self.required if not any(one in names for one in self.alternatives(column))]

    def columns_of(self, values: Iterable[str]) -> list[str]:
        """Names of the columns of a header row; each known one exactly as the feed spells it."""
        headers = [normalise_header(value) for value in values]
        taken = {self.exact[header] for header in headers if header in self.exact}
        loose = {header: column for header in headers if (column := self._loosely(header)) and column not in taken}
        once = Counter(loose.values())
        return [
            self.exact.get(header) or (loose[header] if header in loose and once[loose[header]] == 1 else header)
            for header in headers
        ]

    def _loosely(self, header: str) -> str | None:
        """A bracket left out or put behind is the same column; a different one never is: 元 is not 万元."""
        return None if header in self.exact else self.bare.get(header) or self.exact.get(_without_bracket(header))

    def describe(self, column: str) -> str:
        others = [one for one in self.alternatives(column) if one != column]
        return f"{column}（或 {'、'.join(others)} 中的任一栏）" if others else column


def normalise_header(text: str) -> str:
    plain = without_space(normalise_text(text)).strip(_MARKS)
    return _REMARK.sub("", plain).strip(_MARKS)


def _without_bracket(header: str) -> str:
    found = _BRACKET(header)
    return found[1] if found else header


def find_header(rows: Sequence[tuple[int, Sequence[str]]], rule: HeaderRule) -> tuple[int, list[str]] | None:
    """Position and columns of the header among (position, values) of the ten top rows."""
    for position, values in rows:
        names = rule.columns_of(values)
        while names and not names[-1]:
            names.pop()
        if names and not rule.missing(names):
            refuse_doubled(names, position)
            return position, names
    return None


def refuse_doubled(names: Iterable[str], position: int) -> None:
    doubled = [name for name, count in Counter(name for name in names if name).items() if count > 1]
    if doubled:
        raise FileRefused(
            f"表头（文件第 {position} 行）有重复的列：{'、'.join(doubled)}；每一列只能出现一次，请删去或改名后再报",
            position,
            doubled[0],
        )


def header_missing(rows: Sequence[tuple[int, Sequence[str]]], rule: HeaderRule) -> HeaderMissing:
    """No header was found: name the row that comes closest, what it holds and what it lacks."""
    if not any(any(values) for _, values in rows):
        return HeaderMissing("文件是空的，没有表头也没有记录；第一行应是列名，其下每行一条记录")
    named = [(position, [name for name in rule.columns_of(values) if name]) for position, values in rows]
    columns = set(rule.exact.values())
    position, names = max(named, key=lambda row: (len(columns.intersection(row[1])), len(row[1]), -row[0]))
    missing = rule.missing(names)
    return HeaderMissing(
        f"前 {TOP_ROWS} 行里没有含全部必填列的表头。最像表头的是文件第 {position} 行（{'、'.join(names)[:200]}），"
        f"缺少必填列：{'；'.join(rule.describe(column) for column in missing)}",
        position,
        missing[0] if missing else "",
    )
