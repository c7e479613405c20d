"""A dry run as the page shows it: file by file, line by line, cell by cell."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from bihuan.access.models import Account
from bihuan.exchange.feeds import Feed, all_feeds, feed_of_file
from bihuan.exchange.loading import Loaded, load
from bihuan.exchange.permitting import may_use
from bihuan.web.exchange.outcomes import LABELS, TONES, Count, counts_of

MOST_LINES = 60
LONGEST_CELL = 80


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one line that would change."""

    line: int
    outcome: str
    cells: Sequence[dict[str, Any]]

    @property
    def label(self) -> object:
        return LABELS[self.outcome]

    @property
    def tone(self) -> str:
        return TONES[self.outcome]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a line would not simply be taken; no line: the whole file."""

    line: int | None
    column: str
    value: str
    reason: str
    outcome: str

    @property
    def label(self) -> object:
        return LABELS.get(self.outcome, "")

    @property
    def tone(self) -> str:
        return TONES.get(self.outcome, "red")


@dataclass(slots=True)
class Preview:
    """What one file would do. `refused`: why nothing of it can be taken."""

    file: str
    feed: Feed | None = None
    rows: int = 0
    counts: list[Count] = field(default_factory=list)
    refused: str = ""
    faults: list[Fault] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    more_faults: int = 0
    more_lines: int = 0

    @property
    def loadable(self) -> bool:
        return not self.refused


def is_beside(path: Path) -> bool:
    """The picture of a .lrm goes with it and is no file of its own."""
    return path.suffix.lower() == ".pic"


def forbidden(account: Account, path: Path, chosen: str) -> str:
    """Why this account cannot send the file, or an empty text."""
    feed = _feed_of(path, chosen)
    if feed is None:
        said = _("文件「%(file)s」：看不出是哪一种汇聚；文件名应含汇聚名称，如“培训记录.xlsx”，或在本页指明")
        return said % {"file": path.name}
    if may_use(account, "load", feed):
        return ""
    said = _("文件「%(file)s」：%(feed)s不由您的科室报送，由%(department)s报送")
    return said % {"file": path.name, "feed": feed.name, "department": feed.sent_by}


def _feed_of(path: Path, chosen: str) -> Feed | None:
    return all_feeds()[chosen] if chosen else feed_of_file(path.name)


def preview(account: Account, files: Sequence[Path], chosen: str) -> list[Preview]:
    """In the order of loading. What the account may not send is not even tried."""
    told = {path: forbidden(account, path, chosen) for path in files if not is_beside(path)}
    refused = [Preview(path.name, _feed_of(path, chosen), refused=why) for path, why in told.items() if why]
    tried = [path for path, why in told.items() if not why]
    return [_shown(one) for one in load(tried, chosen or None, dry_run=True)] + refused


def _shown(loaded: Loaded) -> Preview:
    made = Preview(loaded.file, all_feeds()[loaded.feed] if loaded.feed else None, loaded.rows)
    made.refused = "；".join(one["reason"] for one in loaded.reasons if one["outcome"] == "refused")
    made.counts = counts_of(loaded.counts)
    faults = [_fault(one) for one in loaded.reasons if one["outcome"] in LABELS]
    made.faults, made.more_faults = faults[:MOST_LINES], max(0, len(faults) - MOST_LINES)
    grouped = groupby(loaded.changes, key=lambda change: (change["line"], change["outcome"]))
    lines = [Line(line, outcome, [_cell(cell) for cell in cells]) for (line, outcome), cells in grouped]
    lines.sort(key=lambda one: (one.outcome != "corrected", one.line))
    made.lines, made.more_lines = lines[:MOST_LINES], max(0, len(lines) - MOST_LINES)
    return made


def _fault(reason: dict[str, Any]) -> Fault:
    value = _short(str(reason["value"]))
    return Fault(reason["line"], str(reason["field"]), value, str(reason["reason"]), str(reason["outcome"]))


def _cell(change: dict[str, Any]) -> dict[str, str]:
    return {name: _short(_plain(str(change[name]))) for name in ("field", "before", "after")}


def _plain(text: str) -> str:
    return {"True": "是", "False": "否"}.get(text, text)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[:LONGEST_CELL] + "…"
