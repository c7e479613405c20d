"""The 任免审批表 going out: the form on record exactly as delivered, else one composed from the facts."""

import datetime
from collections.abc import Iterable
from typing import Any

from bihuan.calendar.partial import PartialDate
from bihuan.dossier.identity import members, numbers_of
from bihuan.dossier.kinds import AppointmentForm as FormFact
from bihuan.dossier.kinds import Family
from bihuan.dossier.pictures import pictures
from bihuan.exchange.dossiers import AsOf, facts_of
from bihuan.exchange.formfeed import form_of
from bihuan.exchange.forms.appointment_form import AppointmentForm, FamilyMember, empty_fields
from bihuan.exchange.forms.lrmx import write_lrmx
from bihuan.facts.models import Fact

MOST_RELATIVES = 10


def lrmx_of(cadre: int, as_of: AsOf) -> bytes:
    """The file: nothing of a delivered form is lost or altered."""
    recorded = recorded_form(cadre, as_of)
    return write_lrmx(recorded or composed_form(cadre, as_of))


def recorded_form(cadre: int, as_of: AsOf) -> AppointmentForm | None:
    """The last delivered form as known then."""
    rows = FormFact.objects.known(as_of.seal).filter(cadre_id__in=members(cadre, as_of.seal))
    last = rows.order_by("entry_id", "pk").last()
    return form_of(last.document) if last else None


def composed_form(cadre: int, as_of: AsOf) -> AppointmentForm:
    """A form filled from the facts; what no fact states stays empty."""
    facts: dict[str, list[Fact]] = {}
    for fact in facts_of(cadre, as_of):
        facts.setdefault(fact.kind.name, []).append(fact)
    fields = empty_fields() | _person_fields(cadre, as_of)
    fields |= {
        "JianLi": _resume(facts.get("appointment", [])),
        "NianDuKaoHeJieGuo": _grades(facts.get("assessment", [])),
        "JiangChengQingKuang": _rewards([*facts.get("award", [])]),
        "JiSuanNianLingShiJian": as_of.on.strftime("%Y%m%d"),
        "ShenFenZheng": numbers_of([cadre], as_of.seal).get(cadre, ""),
        "Version": "3.2.1.6",
    }
    return AppointmentForm(fields=fields, family=tuple(_relatives(facts.get("family", []))))


def _person_fields(cadre: int, as_of: AsOf) -> dict[str, str]:
    picture = pictures([cadre], as_of.on, as_of.seal)[cadre]
    person, position = picture.person, picture.position
    fields = {}
    if person:
        fields = {
            "XingMing": person.name,
            "XingBie": person.sex,
            "ChuShengNianYue": _month(person.born_on),
            "MinZu": person.ethnicity,
            "JiGuan": person.native_place,
            "ChuShengDi": person.birth_place,
            "RuDangShiJian": _month(person.joined_party_on) or person.political_status,
            "CanJiaGongZuoShiJian": _month(person.began_work_on),
            "QuanRiZhiJiaoYu_XueLi": person.full_time_education,
            "ZaiZhiJiaoYu_XueLi": person.part_time_education,
        }
    if position:
        fields["XianRenZhiWu"] = picture.unit_name + position.post_name
    return fields


def _month(day: PartialDate | None) -> str:
    if day is None:
        return ""
    return day.text.replace("-", "")[:6]


def _dotted(day: PartialDate | None) -> str:
    return day.text[:7].replace("-", ".") if day else "       "


def _resume(appointments: Iterable[Any]) -> str:
    return "\n".join(f"{_dotted(one.begun_on)}--{_dotted(one.ended_on)}  {one.post_name}" for one in appointments)


def _grades(assessments: Iterable[Any]) -> str:
    annual = [one for one in assessments if one.category == "年度"]
    return "；".join(f"{one.period}年年度考核{one.grade}" for one in annual) + ("。" if annual else "")


def _rewards(awards: Iterable[Any]) -> str:
    sentences = [_reward(one.granted_on.date, one.organ, one.name) for one in awards]
    return "；".join(sentences) + "。" if sentences else "无"


def _reward(on: datetime.date, organ: str, name: str) -> str:
    return f"{on.year}年{on.month}月，经{organ or '有关机关'}批准，授予{name}"


def _relatives(rows: Iterable[Fact]) -> Iterable[FamilyMember]:
    for row in list(rows)[:MOST_RELATIVES]:
        assert isinstance(row, Family)
        yield FamilyMember(row.relation, row.name, _month(row.born_on), row.political_status, row.work)
