"""What a template or a rejected-rows file needs to know of a feed; any feed that has these attributes will do."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol


class ColumnSpec(Protocol):
    """One column. `codes`: the closed list, empty where every word is taken; `several` of them may be joined by 、."""

    @property
    def name(self) -> str: ...
    @property
    def required(self) -> bool: ...
    @property
    def kind(self) -> str: ...
    @property
    def codes(self) -> Collection[str]: ...
    @property
    def several(self) -> bool: ...
    @property
    def note(self) -> str: ...


class SheetSpec(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def columns(self) -> Sequence[ColumnSpec]: ...


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    required: bool = False
    kind: str = "text"
    codes: tuple[str, ...] = ()
    note: str = ""
    several: bool = False


@dataclass(frozen=True, slots=True)
class Spec:
    name: str
    columns: tuple[Column, ...]


FORMS: dict[str, tuple[str, str]] = {
    "text": ("文本", ""),
    "date": ("日期；只知道月写到月，只知道年写到年", "2026-11-23"),
    "number": ("数字，不带单位", "12.5"),
    "integer": ("整数", "12"),
    "percent": ("百分数", "85%"),
    "boolean": ("是 或 否", "是"),
    "period": ("期间：年度 2026，季度 2026Q3，月份 2026-09", "2026Q3"),
    "month": ("月份", "2026-09"),
    "identity_number": ("18 位身份证号，按文本填写", "11010519491231002X"),
    "person": ("人员：身份证号；没有时在另列给出姓名、单位、出生年月", "11010519491231002X"),
    "credit_code": ("18 位统一社会信用代码", "91110000600037341L"),
}
"""Kind of a column → how to fill it in, and an example. Another kind is shown as text."""
