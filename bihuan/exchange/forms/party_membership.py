"""入党时间 of the appointment form: when they joined, and which other party they are of."""

import re
from dataclasses import dataclass

from bihuan.calendar.partial import PartialDate
from bihuan.exchange.reading.partial_date import parse_date
from bihuan.exchange.reading.refusal import DateError
from bihuan.exchange.reading.text import normalise_text, without_space

_SEPARATORS = re.compile(r"[；;、，,]")
_WORD_AND_DATE = re.compile(r"([^\d.年月日]*)([\d.年月日/-]*)([^\d.年月日]*)").fullmatch
_COMMUNIST = ("中共", "中共党员", "中国共产党", "中共预备党员", "预备党员")


@dataclass(frozen=True, slots=True)
class PartyMembership:
    """`joined`: the day of joining the CCP. `others`: other parties, 无党派, 群众. `unread`: the rest."""

    joined: PartialDate | None = None
    is_communist: bool = False
    others: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def parse_party_membership(text: str) -> PartyMembership:
    """`200108`, `民建`, `200108；民建`, `民建2001.08`, `（民建、民盟）`."""
    plain = without_space(normalise_text(text)).strip("()")
    joined: PartialDate | None = None
    words: list[str] = []
    unread: list[str] = []
    for piece in filter(None, _SEPARATORS.split(plain)):
        found = _WORD_AND_DATE(piece.replace("(", "").replace(")", ""))
        day = _date(found[2]) if found and found[2] else None
        if found is None or (found[2] and day is None) or (day and joined) or (found[1] and found[3]):
            unread.append(piece)
            continue
        joined = joined or day
        words += [word for word in (found[1], found[3]) if word]
    others = tuple(word for word in words if word not in _COMMUNIST)
    return PartyMembership(joined, bool(joined) or len(others) < len(words), others, tuple(unread))


def render_party_membership(membership: PartyMembership) -> str:
    """Full-width `；` between the parts, as `.lrmx` has it."""
    pieces: list[str] = []
    if membership.joined:
        pieces.append(membership.joined.date.strftime("%Y%m"))
    elif membership.is_communist:
        pieces.append("中共党员")
    return "；".join((*pieces, *membership.others, *membership.unread))


def _date(text: str) -> PartialDate | None:
    try:
        return parse_date(text)
    except DateError:
        return None
