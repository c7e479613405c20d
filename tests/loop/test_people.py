"""Offices, who sits in them, who may do what, who must stay away."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from bihuan.access.models import Account
from bihuan.dossier.kinds import Family, IdentityNumber, UnitState
from bihuan.dossier.models import Cadre
from bihuan.facts.entries import entry
from bihuan.facts.models import Source
from bihuan.loop.assigning import assign_step
from bihuan.loop.errors import MatterEnded, NotYourStep, OfficeMissing, RecusalNeeded
from bihuan.loop.lists import chain_of, matters_about, matters_for, matters_of_office, similar
from bihuan.loop.matter import Matter
from bihuan.loop.office import Office
from bihuan.loop.offices import (
    BadOffices,
    is_member,
    join_office,
    leads,
    office_for,
    offices_of,
    read_offices,
    seat,
    set_up_offices,
    unit_office,
)
from bihuan.loop.recusal import ground_for_recusal
from bihuan.loop.stating import state
from bihuan.loop.working import complete_step
from tests.loop.county import TODAY, County, make_cadre

Opened = Callable[..., Matter]


@pytest.mark.django_db
def test_the_default_offices_report_upwards_to_the_committee() -> None:
    offices = {office.code: office for office in set_up_offices()}
    assert len(offices) == 10
    above = {code: office.superior.code if office.superior else None for code, office in offices.items()}
    assert above["supervision"] == "leadership"
    assert above["leadership"] == "committee"
    assert above["discipline"] == "committee"
    assert above["committee"] is None


@pytest.mark.django_db
def test_setting_up_again_changes_nothing_and_keeps_heads(county: County) -> None:
    before = Office.objects.count()
    set_up_offices()
    assert Office.objects.count() == before
    assert office_for("supervision").head == county["wang"]


@pytest.mark.django_db
def test_each_jurisdiction_has_its_own_offices_and_falls_back_to_those_for_all(county: County) -> None:
    set_up_offices("市管")
    assert office_for("cadre", "市管").code == "市管/cadre"
    assert office_for("cadre", "县管").code == "cadre"
    superior = office_for("cadre", "市管").superior
    assert superior is not None
    assert superior.code == "市管/leadership"


@pytest.mark.django_db
def test_a_missing_office_is_told() -> None:
    with pytest.raises(OfficeMissing, match="没有承担“审计”职责的科室"):
        office_for("audit")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- {code: a, name: 甲, duty: cooking}", "第 2 行：职责“cooking”不认识"),
        ("- {code: a, name: 甲, duty: audit, superior: b}", "上级科室“b”没有写在它前面"),
        ("- {code: a, name: 甲, duty: audit, colour: red}", "没有别的项"),
        ("- {code: a, duty: audit}", "每个科室写"),
    ],
)
def test_a_faulty_office_file_names_its_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "offices.yaml"
    path.write_text(f"offices:\n  {text}\n", encoding="utf-8")
    with pytest.raises(BadOffices, match=message):
        read_offices(path)


def test_a_new_head_takes_the_place_of_the_old_one(county: County) -> None:
    join_office(county["xu"], office_for("supervision"), "head")
    office = office_for("supervision")
    assert leads(county["xu"], office)
    assert not leads(county["wang"], office)
    assert is_member(county["wang"], office)
    assert offices_of(county["xu"]) == [office.pk]


def test_the_desk_of_a_unit_carries_the_name_of_the_unit(county: County) -> None:
    with entry(Source(feed="units"), "test") as writing:
        state(writing, UnitState, unit_code="U77", name="云泽县水利局")
    assert unit_office("U77").name == "云泽县水利局组织人事"
    assert unit_office("U78").name == "U78组织人事"
    assert unit_office("U77").pk == unit_office("U77").pk


@pytest.mark.parametrize(
    ("role", "unit", "duty"),
    [("cadre_office", "", "cadre"), ("audit", "", "audit"), ("unit_head", "U05", "unit")],
)
def test_an_account_is_seated_where_its_role_belongs(county: County, role: str, unit: str, duty: str) -> None:
    account = Account.objects.create(username="new", role=role, unit_code=unit)
    member = seat(account)
    assert member is not None
    assert member.office.duty == duty
    assert seat(Account.objects.create(username="nobody", role="cadre")) is None


def test_a_leader_is_seated_by_duty(county: County) -> None:
    account = Account.objects.create(username="new", role="leader")
    member = seat(account, "deputy", duty="committee")
    assert member is not None
    assert office_for("committee").deputy == account


def test_somebody_takes_a_free_step_and_then_has_it(opened: Opened, county: County) -> None:
    matter = opened("reminder")
    assert matter in matters_for(county["xu"])
    assign_step(matter, county["li"], county["li"])
    assert matter not in matters_for(county["xu"])
    assert matter in matters_for(county["li"])
    with pytest.raises(NotYourStep, match="干部监督科li"):
        complete_step(matter, county["xu"], {"outcome": "不需提醒"})


def test_the_head_hands_a_step_to_another(opened: Opened, county: County) -> None:
    matter = opened("reminder")
    assign_step(matter, county["li"], county["li"])
    with pytest.raises(NotYourStep, match="负责人指派"):
        assign_step(matter, county["xu"], county["xu"])
    assign_step(matter, county["wang"], county["xu"])
    assert matter in matters_for(county["xu"])
    assert matter.records.filter(act="assigned").count() == 2


def test_a_step_is_handed_to_nobody_outside_the_office(opened: Opened, county: County) -> None:
    with pytest.raises(NotYourStep, match="干部监督科的人员"):
        assign_step(opened("reminder"), county["wang"], county["jiao"])


def test_an_ended_matter_is_handed_to_nobody(opened: Opened, county: County) -> None:
    matter = complete_step(opened("supervision"), county["li"], {"outcome": "不需办理", "basis": "材料"})
    matter = complete_step(matter, county["xu"], {"outcome": "同意办结"})
    with pytest.raises(MatterEnded):
        assign_step(matter, county["wang"], county["xu"])


NUMBER = "110101198003077294"


def kin_of(county: County, **named: object) -> Cadre:
    """A cadre with an account in the supervision office whose family row names the county's cadre."""
    officer = make_cadre("合成丁")
    with entry(Source(feed="family"), "test") as writing:
        state(writing, IdentityNumber, cadre=county.cadre, number=NUMBER)
        state(writing, Family, cadre=officer, relation="妻子", **named)
    county["li"].cadre = officer
    county["li"].save()
    return officer


def test_kin_by_identity_number_stay_away(opened: Opened, county: County) -> None:
    kin_of(county, name="合成甲", number=NUMBER)
    with pytest.raises(RecusalNeeded, match="亲属关系"):
        complete_step(opened("reminder"), county["li"], {"outcome": "不需提醒"})


def test_kin_by_name_and_birth_month_stay_away(opened: Opened, county: County) -> None:
    kin_of(county, name="合成甲", born_on=datetime.date(1980, 5, 1))
    assert ground_for_recusal(county["li"], opened("reminder")) == "您与当事人有亲属关系"


def test_somebody_of_another_birth_month_is_no_kin(opened: Opened, county: County) -> None:
    kin_of(county, name="合成甲", born_on=datetime.date(1981, 5, 1))
    assert ground_for_recusal(county["li"], opened("reminder")) == ""


def test_the_family_row_may_stand_on_the_other_side(opened: Opened, county: County) -> None:
    officer = make_cadre("合成戊")
    with entry(Source(feed="family"), "test") as writing:
        state(writing, IdentityNumber, cadre=officer, number=NUMBER)
        state(writing, Family, cadre=county.cadre, relation="哥哥", name="合成戊", number=NUMBER)
    county["li"].cadre = officer
    assert ground_for_recusal(county["li"], opened("reminder")) == "您与当事人有亲属关系"


def test_each_sees_what_waits_for_them(opened: Opened, county: County) -> None:
    supervised, planned = opened("supervision"), opened("training_plan")
    assert set(matters_for(county["li"])) == {supervised}
    assert set(matters_for(county["jiao"])) == {planned}
    assert set(matters_for(county["chen"])) == set()
    assert set(matters_of_office(county["xu"])) == {supervised}
    assert set(matters_about(county.cadre.pk)) == {supervised, planned}


def test_a_step_of_the_person_waits_for_the_person(opened: Opened, county: County, walk: Callable[..., Matter]) -> None:
    matter = walk(
        opened("reminder"),
        ("2026-03-03", "li", {"outcome": "建议提醒", "facts": "事", "content": "提醒"}),
        ("2026-03-04", "buzhang", {"outcome": "同意，谈话提醒"}),
        ("2026-03-05", "li", {"delivered_on": "2026-03-05", "talker": "甲", "points": "内容", "attitude": "接受"}),
    )
    assert set(matters_for(county["chen"])) == {matter}


def test_a_head_s_step_waits_for_head_and_deputy(opened: Opened, county: County, walk: Callable[..., Matter]) -> None:
    matter = walk(opened("reminder"), ("2026-03-03", "li", {"outcome": "建议提醒", "facts": "事", "content": "提醒"}))
    waits = {name for name in ("li", "wang", "buzhang", "fubuzhang", "shuji") if matter in matters_for(county[name])}
    assert waits == {"buzhang", "fubuzhang"}


def test_a_chain_runs_from_the_first_matter_to_this_one(opened: Opened) -> None:
    first = opened("supervision")
    second = opened("reminder", parent=first)
    third = opened("admonition", parent=second)
    assert chain_of(third) == [first, second, third]


def test_similar_matters_are_counted_by_how_they_ended(opened: Opened, county: County) -> None:
    matter = complete_step(opened("supervision"), county["li"], {"outcome": "不需办理", "basis": "材料"})
    complete_step(matter, county["xu"], {"outcome": "同意办结"})
    opened("supervision")
    counted = similar(opened("supervision"), TODAY - datetime.timedelta(days=730))
    assert counted == {"opened": 3, "open": 2, "fact": 0, "decision": 1, "withdrawn": 0}
