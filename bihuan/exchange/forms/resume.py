"""简历 of the appointment form: one entry a line, text from column 18 on."""

import re
from dataclasses import dataclass, replace

from bihuan.calendar.partial import PartialDate
from bihuan.exchange.reading.partial_date import parse_date
from bihuan.exchange.reading.refusal import DateError

_DATE = r"\d{4}\.\d{1,2}|\d{6}|\d{4}年\d{1,2}月"
# Seven blanks stand for an end that has not come; a date behind them belongs to the text.
_SPAN = re.compile(
    rf"\s*({_DATE})\s*(?:[—–－―〜～~-]+|至(?!今)|(?=至今))[ \t]{{0,5}}((?:{_DATE})|至今|现在)?\s*(.*)", re.DOTALL
)
_CONCURRENT = re.compile(r"[(（]\s*(其间|其中|期间)\s*[:：]?")
_CLOSED = re.compile(r"[)）]\s*$")
_PLAIN = str.maketrans("０１２３４５６７８９．　\xa0", "0123456789.  ")
_HANGING = " " * 18
_DEEP = 4
"""Fewer leading blanks than this do not make a hanging line."""


@dataclass(frozen=True, slots=True)
class Span:
    """A period and what was done in it; no `end` means to this day."""

    start: PartialDate
    end: PartialDate | None
    text: str


@dataclass(frozen=True, slots=True)
class Concurrent:
    """（其间：…）: study or a posting beside the entry's own. `text` as it stood, `spans` as far as dates are read."""

    word: str
    text: str

    @property
    def spans(self) -> tuple[Span, ...]:
        read = (_span(piece) for piece in re.split(r"[；;]", self.text))
        return tuple(span for span in read if span is not None)


@dataclass(frozen=True, slots=True)
class ResumeEntry:
    start: PartialDate
    end: PartialDate | None
    text: str
    concurrent: tuple[Concurrent, ...] = ()
    notes: tuple[str, ...] = ()
    """Free lines below the entry."""

    @property
    def is_present(self) -> bool:
        return self.end is None


@dataclass(frozen=True, slots=True)
class Resume:
    entries: tuple[ResumeEntry, ...] = ()
    preamble: tuple[str, ...] = ()
    """Lines before the first entry."""


def parse_resume(text: str) -> Resume:
    preamble: list[str] = []
    entries: list[ResumeEntry] = []
    for line in re.split(r"\r\n|\r|\n", text):
        if not line.strip():
            continue
        span = _span(line)
        if span is not None:
            entries.append(ResumeEntry(span.start, span.end, span.text))
        elif not entries:
            preamble.append(line.strip())
        else:
            entries[-1] = _continued(entries[-1], line)
    return Resume(tuple(_with_concurrent(entry) for entry in entries), tuple(preamble))


def _span(piece: str) -> Span | None:
    """Dashes and digits are read tolerantly at the front only; the text keeps its own."""
    found = _SPAN.fullmatch(piece.translate(_PLAIN))
    return _dated(found[1], found[2], piece[found.start(3) :]) if found else None


def _dated(start: str, end: str | None, text: str) -> Span | None:
    try:
        first = parse_date(start)
        last = None if end in (None, "至今", "现在") else parse_date(end or "")
    except DateError:
        return None
    return Span(first, last, text.strip())


def _continued(entry: ResumeEntry, line: str) -> ResumeEntry:
    indent = len(line) - len(line.lstrip())
    plain = line.strip()
    if not entry.notes and (indent >= _DEEP or _CONCURRENT.match(plain) or not entry.text):
        return replace(entry, text=entry.text + plain)
    return replace(entry, notes=(*entry.notes, plain))


def _with_concurrent(entry: ResumeEntry) -> ResumeEntry:
    """Split what stands in （其间：…） off the end of the text; in the middle of it it stays."""
    opens = list(_CONCURRENT.finditer(entry.text))
    if not opens:
        return entry
    ends = [found.start() for found in opens[1:]] + [len(entry.text)]
    pieces = [entry.text[found.end() : end].strip() for found, end in zip(opens, ends, strict=True)]
    if not all(_CLOSED.search(piece) for piece in pieces):
        return entry
    concurrent = tuple(Concurrent(found[1], _CLOSED.sub("", piece)) for found, piece in zip(opens, pieces, strict=True))
    return replace(entry, text=entry.text[: opens[0].start()].strip(), concurrent=concurrent)


def render_resume(resume: Resume) -> str:
    """The canonical text: two hyphens, two blanks, hanging lines of 18 blanks."""
    lines = list(resume.preamble)
    for entry in resume.entries:
        lines.append(f"{_month(entry.start)}--{_month(entry.end)}  {entry.text}".rstrip())
        lines += [f"{_HANGING}（{one.word}：{one.text}）" for one in entry.concurrent]
        lines += entry.notes
    return "\n".join(lines)


def _month(day: PartialDate | None) -> str:
    return day.date.strftime("%Y.%m") if day else " " * 7
