"""Rows as departments send them, with what must become of each."""

from dataclasses import dataclass, field
from datetime import datetime

CLEAR = "（清除）"


@dataclass
class Naming:
    """How a row says who is meant: any of 身份证号 姓名 单位 出生年月 性别."""

    cells: dict[str, str]

    @property
    def number(self) -> str:
        return self.cells.get("身份证号", "")


@dataclass
class Sent:
    """One row. `cells` are in the one spelling (ISO dates, 是/否), `people` by column; `words` a word of the file's own.

    `spoilt`: column → the text that makes the row unreadable. `outcome` and `owner` are filled by the ledger.
    """

    feed: str
    cells: dict[str, str]
    people: dict[str, Naming] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    spoilt: dict[str, str] = field(default_factory=dict)
    act: str = ""
    data_date: str = ""
    why: str = ""
    line: int = 0
    outcome: str = ""
    owner: str | None = None


@dataclass
class SentFile:
    feed: str
    name: str
    rows: list[Sent]


@dataclass
class Delivery:
    """What arrives at one time, as one folder."""

    number: int
    received: datetime
    files: list[SentFile]
