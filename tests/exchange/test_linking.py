"""Whose a row is (feeds.md, Who is meant)."""

import pytest

from bihuan.dossier.identifying import judge_same
from bihuan.dossier.kinds import Person
from bihuan.exchange.loading import Loaded
from bihuan.exchange.models import Batch
from bihuan.mechanisms.assessment.kinds import KeyTask
from tests.exchange.conftest import Send
from tests.exchange.county import number, person, training

CHEN, LIN, WU = number(1), number(3, "19851123"), number(5, "19600101")
BY_NAME = {"姓名": "陈明远", "单位": "县财政局", "出生年月": "1980.07"}


def cadre(name: str) -> int:
    return int(Person.objects.known().filter(name=name).values_list("cadre_id", flat=True).distinct().get())


def linked(loaded: Loaded) -> list[tuple[str, int | None]]:
    rows = Batch.objects.get(pk=loaded.batch).outcomes.order_by("line")
    return [(row.outcome, row.cadre_id) for row in rows]


def of(send: Send, **who: str) -> tuple[str, int | None]:
    [answer] = linked(send("training.csv", training(**who)))
    return answer


def test_a_number_says_who_it_is(send: Send) -> None:
    assert of(send, who=CHEN) == ("accepted", cadre("陈明远"))
    assert of(send, 人员标识=LIN.lower()) == ("accepted", cadre("林晓"))


@pytest.mark.parametrize(
    "unit", ["县财政局", "财政局", "县财政科", "财税局", "U01", " 县 财政局 ", "县财政局　", "Ｕ０１"]
)
def test_any_name_of_the_unit_will_do(send: Send, unit: str) -> None:
    assert of(send, **BY_NAME | {"单位": unit}) == ("accepted", cadre("陈明远"))


@pytest.mark.parametrize("born", ["1980-07", "198007", "1980年7月", "1980.07.06", "1980-07-31", "19800701"])
def test_only_year_and_month_of_birth_are_compared(send: Send, born: str) -> None:
    assert of(send, **BY_NAME | {"出生年月": born}) == ("accepted", cadre("陈明远"))


@pytest.mark.parametrize("name", ["陈 明远", "陈　明　远", " 陈明远"])
def test_names_are_compared_after_normalising(send: Send, name: str) -> None:
    assert of(send, **BY_NAME | {"姓名": name}) == ("accepted", cadre("陈明远"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"姓名": "陈明元"},
        {"姓名": "陈明"},
        {"单位": "县水利局"},
        {"单位": "财政"},
        {"单位": "市财政局"},
        {"出生年月": "1980-08"},
        {"出生年月": "1979-07"},
        {"出生年月": "1980"},
        {"性别": "女"},
        {"姓名": ""},
        {"单位": ""},
        {"出生年月": ""},
    ],
)
def test_who_does_not_fit_in_everything_is_not_attached(send: Send, wrong: dict[str, str]) -> None:
    assert of(send, **BY_NAME | wrong) == ("review", None)


@pytest.mark.parametrize("sex", ["男", "男性"])
def test_sex_agrees_where_it_is_given(send: Send, sex: str) -> None:
    assert of(send, **BY_NAME | {"性别": sex}) == ("accepted", cadre("陈明远"))


def test_a_birth_month_that_cannot_be_read_rejects_the_row(send: Send) -> None:
    assert of(send, **BY_NAME | {"出生年月": "80年7月"}) == ("rejected", None)
    assert of(send, who=CHEN, 出生年月="七月") == ("rejected", None)


def test_the_retired_are_candidates(send: Send) -> None:
    assert of(send, 姓名="吴恒", 单位="财政局", 出生年月="1960-01") == ("accepted", cadre("吴恒"))


def test_a_number_that_disagrees_with_name_or_birth_goes_to_review(send: Send) -> None:
    assert of(send, who=CHEN, 姓名="林晓") == ("review", None)
    assert of(send, who=CHEN, 出生年月="1980-08") == ("review", None)
    assert of(send, who=CHEN, 姓名="陈明远", 出生年月="1980") == ("accepted", cadre("陈明远"))


def test_another_unit_is_no_disagreement(send: Send) -> None:
    assert of(send, who=CHEN, 姓名="陈明远", 单位="县水利局", 出生年月="1980-07") == ("accepted", cadre("陈明远"))


def test_a_number_of_no_roster_goes_to_review(send: Send) -> None:
    assert of(send, who=number(9)) == ("review", None)
    assert of(send, **BY_NAME | {"身份证号": number(9)}) == ("review", None)


def test_two_numbers_that_differ_go_to_review(send: Send) -> None:
    assert of(send, who=CHEN, 人员标识=LIN) == ("review", None)
    assert of(send, who=CHEN, 人员标识=CHEN) == ("accepted", cadre("陈明远"))


def test_a_wrong_number_is_rejected_whatever_the_name_says(send: Send) -> None:
    wrong = CHEN[:-1] + ("1" if CHEN[-1] != "1" else "2")
    assert of(send, **BY_NAME | {"身份证号": wrong}) == ("rejected", None)


def test_homonyms_of_one_unit_and_month_wait_for_a_person(send: Send) -> None:
    send("roster.csv", person(11, "陈明远"))
    assert of(send, **BY_NAME) == ("review", None)
    loaded = send("training.csv", training(**BY_NAME))
    assert "有2人" in loaded.reasons[0]["reason"]
    assert of(send, who=number(11)) == ("accepted", cadre_of_number(number(11)))


def cadre_of_number(text: str) -> int:
    from bihuan.dossier.identity import find_by_number

    found = find_by_number(text)
    assert found is not None
    return found


def test_homonyms_are_told_apart_by_sex_unit_or_month(send: Send) -> None:
    send(
        "roster.csv",
        person(11, "陈明远", sex="女"),
        person(13, "陈明远", unit="U02"),
        person(15, "陈明远", born="19800806"),
    )
    assert of(send, **BY_NAME | {"性别": "女"}) == ("accepted", cadre_of_number(number(11)))
    assert of(send, **BY_NAME | {"单位": "水利局"}) == ("accepted", cadre_of_number(number(13)))
    assert of(send, **BY_NAME | {"出生年月": "198008"}) == ("accepted", cadre_of_number(number(15, "19800806")))
    assert of(send, **BY_NAME) == ("review", None)


def test_a_unit_where_a_post_was_held_a_year_ago_still_fits(send: Send) -> None:
    moved = person(7, "赵启", unit="U01", 数据日期="2024-01-01")
    send("roster.csv", moved)
    send("roster.csv", moved | {"现任单位编码": "U02", "数据日期": "2025-01-01"})
    for unit in ("财政局", "水利局"):
        answer, _ = of(send, 姓名="赵启", 单位=unit, 出生年月="1980-07", 班次名称=f"{unit}班")
        assert answer == "accepted"


def test_a_unit_known_from_an_appointment_fits(send: Send) -> None:
    row = {"身份证号": LIN, "单位编码": "U03", "职务名称": "科员", "任职日期": "2015-01", "免职日期": "2018-01"}
    send("appointments.csv", row)
    assert of(send, 姓名="林晓", 单位="纪委", 出生年月="1985-11") == ("accepted", cadre("林晓"))


def test_the_unit_of_a_post_fits(send: Send) -> None:
    row = {"身份证号": LIN, "单位编码": "U01", "职位编码": "P03", "职务名称": "书记", "任职日期": "2015-01"}
    send("appointments.csv", row)
    assert of(send, 姓名="林晓", 单位="纪委", 出生年月="1985-11") == ("accepted", cadre("林晓"))


def test_appointments_of_one_file_find_each_other_in_any_order(send: Send) -> None:
    by_number = {"身份证号": LIN, "单位编码": "U03", "职务名称": "科员", "任职日期": "2015-01"}
    who = {"姓名": "林晓", "出生年月": "1985-11"}
    second = {**who, "单位": "纪委", "单位编码": "U01", "职务名称": "股长", "任职日期": "2017-01"}
    third = {**who, "单位": "财政局", "单位编码": "U02", "职务名称": "科长", "任职日期": "2019-01"}
    rows = [third, second, by_number]
    assert {answer for answer, _ in linked(send("appointments.csv", *rows))} == {"accepted"}
    assert {answer for answer, _ in linked(send("appointments.csv", *rows))} == {"unchanged"}


def test_names_of_merged_units_find_people_of_either(send: Send) -> None:
    send("units.csv", {"单位编码": "U02", "单位名称": "县水利局", "并入单位编码": "U01", "撤销日期": "2026-01-01"})
    assert of(send, **BY_NAME | {"单位": "县水利局"}) == ("accepted", cadre("陈明远"))
    assert of(send, 姓名="林晓", 单位="财税局", 出生年月="1985-11") == ("accepted", cadre("林晓"))
    assert of(send, **BY_NAME | {"单位": "县纪委监委"}) == ("review", None)


def test_a_merger_makes_nobody_doubtful_who_fits_by_his_own_unit(send: Send) -> None:
    send("roster.csv", person(11, "陈明远", unit="U02"))
    send("units.csv", {"单位编码": "U02", "单位名称": "县水利局", "并入单位编码": "U01"})
    assert of(send, **BY_NAME) == ("accepted", cadre_of_number(CHEN))
    assert of(send, **BY_NAME | {"单位": "水利局"}) == ("accepted", cadre_of_number(number(11)))


TASK = {"任务编号": "T1", "任务名称": "水库除险", "截止日期": "2026-12-31"}


def test_a_role_is_given_by_number_or_by_the_group_with_the_role_in_front(send: Send) -> None:
    group = {"责任人姓名": "林晓", "责任人单位": "水利局", "责任人出生年月": "198511"}
    [first] = linked(send("key_tasks.csv", TASK | {"责任人标识": LIN}))
    [second] = linked(send("key_tasks.csv", TASK | group))
    assert (first, second) == (("accepted", cadre("林晓")), ("unchanged", cadre("林晓")))
    [third] = linked(send("key_tasks.csv", TASK | group | {"责任人性别": "男", "任务编号": "T2"}))
    assert third == ("review", None)
    [fourth] = linked(send("key_tasks.csv", TASK | {"责任人标识": LIN, "责任人姓名": "陈明远", "任务编号": "T3"}))
    assert fourth == ("review", None)


def test_a_plain_name_is_not_the_roles(send: Send) -> None:
    """姓名 beside 责任人标识 is a column that the feed does not know."""
    [answer] = linked(send("key_tasks.csv", TASK | {"责任人标识": LIN, "姓名": "陈明远"}))
    assert answer == ("accepted", cadre("林晓"))


def test_an_empty_role_is_nobody_but_one_that_is_given_must_be_found(send: Send) -> None:
    row = {"审计项目编号": "A1", "序号": "1", "被审计单位编码": "U01", "发现日期": "2026-01-05", "责任人标识": ""}
    [nobody] = linked(send("audits.csv", row))
    assert nobody == ("accepted", None)
    [doubtful] = linked(send("audits.csv", row | {"序号": "2", "责任人单位": "财政局"}))
    assert doubtful == ("review", None)


def test_an_empty_required_person_rejects_the_row(send: Send) -> None:
    loaded = send("key_tasks.csv", TASK | {"责任人标识": ""})
    assert linked(loaded) == [("rejected", None)]
    assert loaded.reasons[0]["field"] == "责任人标识"


def test_of_two_people_one_in_doubt_holds_the_whole_row(send: Send) -> None:
    row = {"办件编号": "B1", "事项编码": "S1", "经办人标识": CHEN, "审核人标识": number(9), "受理日期": "2026-01-05"}
    assert linked(send("approvals.csv", row)) == [("review", None)]
    assert linked(send("approvals.csv", row | {"审核人标识": LIN})) == [("accepted", cadre("陈明远"))]


def test_in_family_the_name_is_the_relatives_and_the_cadres_has_cadre_in_front(send: Send) -> None:
    relative = {"称谓": "妻子", "姓名": "林晓", "出生年月": "1985-11"}
    assert linked(send("family.csv", relative | {"身份证号": CHEN})) == [("accepted", cadre("陈明远"))]
    group = {"干部姓名": "陈明远", "干部单位": "财政局", "干部出生年月": "1980-07"}
    assert linked(send("family.csv", relative | group)) == [("unchanged", cadre("陈明远"))]
    nobody = relative | {"身份证号": "", "单位": "水利局", "称谓": "女儿"}
    assert linked(send("family.csv", nobody)) == [("rejected", None)]


def test_a_withdrawn_roster_line_is_in_no_roster(send: Send) -> None:
    send("roster.csv", person(7, "赵启"))
    send("roster.csv", person(7, "赵启", 操作="撤销"))
    assert of(send, who=number(7)) == ("review", None)
    send("roster.csv", person(7, "赵启"))
    assert of(send, who=number(7)) == ("accepted", cadre("赵启"))


def test_two_dossiers_of_one_person_are_no_homonyms_and_nothing_is_doubled(send: Send) -> None:
    """After the judgement the same files are unchanged: rows never move."""
    send("roster.csv", person(11, "陈明远"))
    rows = [training(CHEN), training(number(11), 学时="44")]
    send("training.csv", *rows)
    judge_same(cadre_of_number(number(11)), cadre_of_number(CHEN), "officer", "同一人两个证号")
    assert [answer for answer, _ in linked(send("training.csv", *rows))] == ["unchanged", "unchanged"]
    assert [answer for answer, _ in linked(send("roster.csv", person(11, "陈明远")))] == ["unchanged"]
    assert of(send, **BY_NAME)[0] == "unchanged"


def test_a_task_is_linked_once_and_its_fact_names_that_cadre(send: Send) -> None:
    send("key_tasks.csv", TASK | {"责任人标识": LIN})
    assert KeyTask.objects.known().get().responsible_id == cadre("林晓")


def test_how_a_row_was_linked_is_kept(send: Send) -> None:
    loaded = send("training.csv", training(CHEN), training(**BY_NAME | {"班次名称": "夜校"}))
    rows = Batch.objects.get(pk=loaded.batch).outcomes.order_by("line")
    assert [row.how for row in rows] == ["身份证号", "姓名+单位+出生年月"]
