"""The head of a dossier: who this is on the day asked about, as known then."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bihuan.calendar.months import months_between
from bihuan.calendar.partial import PartialDate
from bihuan.dossier.pictures import Picture

ROSTER_COLUMNS = {
    "person": (
        "name",
        "sex",
        "born_on",
        "ethnicity",
        "native_place",
        "birth_place",
        "growth_place",
        "growth_code",
        "political_status",
        "joined_party_on",
        "began_work_on",
        "full_time_education",
        "part_time_education",
        "major",
    ),
    "employment": ("category", "management", "status"),
    "position": ("unit_code", "post_code", "post_name", "level", "rank", "position_since", "level_since", "rank_since"),
}


@dataclass(frozen=True, slots=True)
class Header:
    """What the head of the page says; empty words are left out."""

    cadre: int
    name: str
    about: str
    unit: str
    post: str
    standing: str
    status: str
    remarks: tuple[str, ...]


def header_of(picture: Picture, on: datetime.date) -> Header:
    """Only for a cadre who is on a roster at that time."""
    person, employment, position = picture.person, picture.employment, picture.position
    assert person is not None
    since = _begun(position.position_since, on) if position else None
    rank_since = _begun(position.rank_since, on) if position else None
    filled, columns = _filled(picture)
    joined = _("%(date)s 入党") % {"date": person.joined_party_on} if person.joined_party_on else ""
    remarks = (
        _("现职 %(time)s") % {"time": span(since.date, on)} if since else "",
        _("同一职级 %(time)s") % {"time": span(rank_since.date, on)} if rank_since else "",
        _("%(whose)s干部") % {"whose": employment.management} if employment and employment.management else "",
        employment.category if employment else "",
        _("名册已填 %(filled)s/%(columns)s 栏") % {"filled": filled, "columns": columns},
    )
    return Header(
        cadre=picture.cadre,
        name=person.name,
        about=_joined(person.sex, _born(person.born_on, on), person.ethnicity, joined or person.political_status),
        unit=picture.unit_name,
        post=position.post_name if position else "",
        standing=_joined(*((position.level, position.rank) if position else ())),
        status=employment.status if employment else "",
        remarks=tuple(remark for remark in remarks if remark),
    )


def _begun(since: PartialDate | None, on: datetime.date) -> PartialDate | None:
    """Before the first roster the earliest known line stands: its dates may lie ahead and count nothing then."""
    return since if since and since.date <= on else None


def span(start: datetime.date, end: datetime.date) -> str:
    """Whole months between two days, as years and months."""
    years, months = divmod(max(0, months_between(start, end)), 12)
    said = [_("%(n)s 年") % {"n": years} if years else "", _("%(n)s 个月") % {"n": months} if months else ""]
    return " ".join(part for part in said if part) or _("不足 1 个月")


def _born(born: PartialDate | None, on: datetime.date) -> str:
    if born is None:
        return ""
    return _("%(born)s（%(age)s 岁）") % {"born": born, "age": max(0, months_between(born.date, on)) // 12}


def _joined(*words: str) -> str:
    return " · ".join(word for word in words if word)


def _filled(picture: Picture) -> tuple[int, int]:
    """How many of the roster's columns say something; an honest count, not a grade."""
    asked = [(state, column) for state, columns in ROSTER_COLUMNS.items() for column in columns]
    cells = [getattr(getattr(picture, state), column, None) for state, column in asked]
    return sum(1 for cell in cells if cell), len(cells)
