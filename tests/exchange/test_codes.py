"""Words of open lists: taken, reported once a batch, mapped by an officer. Words of closed lists: rejected."""

import pytest

from bihuan.exchange.codes import WordUnknown, map_word
from bihuan.exchange.loading import Loaded
from bihuan.exchange.models import CodeWord
from bihuan.facts.entries import ReasonMissing
from bihuan.mechanisms.assessment.kinds import Assessment
from tests.exchange.conftest import Send
from tests.exchange.county import number, person, training

CHEN, LIN = number(1), number(3, "19851123")


def graded(who: str, grade: str, period: str = "2025") -> dict[str, str]:
    return {"身份证号": who, "考核类型": "年度", "期间": period, "等次": grade}


def notes(loaded: Loaded) -> list[tuple[str, str]]:
    return [(one["field"], one["value"]) for one in loaded.reasons if one["outcome"] == "note"]


def test_an_unknown_word_is_taken_and_reported_once_a_batch(send: Send) -> None:
    loaded = send("assessments.csv", graded(CHEN, "胜任"), graded(LIN, "胜任"))
    assert (loaded.counts["accepted"], notes(loaded)) == (2, [("grade", "胜任")])
    assert "共 2 行" in loaded.reasons[0]["reason"]
    assert not loaded.needs_attention
    assert CodeWord.objects.filter(list="grade", word="胜任").count() == 1
    assert notes(send("assessments.csv", graded(CHEN, "胜任", "2024"))) == [("grade", "胜任")]
    assert CodeWord.objects.count() == 1


@pytest.mark.parametrize(
    ("column", "given", "kept"),
    [
        ("职务层次", "副处级", "县处级副职"),
        ("职务层次", "副县级", "县处级副职"),
        ("职务层次", "县处级副职", "县处级副职"),
        ("职级", "１级主任科员", "一级主任科员"),
    ],
)
def test_common_synonyms_are_one_word(send: Send, column: str, given: str, kept: str) -> None:
    from bihuan.dossier.kinds import Position

    loaded = send("roster.csv", person(7, "赵启", **{column: given}))
    assert notes(loaded) == []
    position = (
        Position.objects.known().get(level=kept) if column == "职务层次" else Position.objects.known().get(rank=kept)
    )
    assert position.act == "record"


def test_synonyms_of_grades_talks_and_yes_or_no_are_taken(send: Send) -> None:
    assert notes(send("assessments.csv", graded(CHEN, "不定等次"))) == []
    assert Assessment.objects.known().get().grade == "不确定等次"
    talk = {"身份证号": CHEN, "类型": "述职述廉", "日期": "2026-01-05"}
    assert send("talks.csv", talk).counts["accepted"] == 1
    for place, word in enumerate(("是", "Y", "1", "否", "N", "0")):
        loaded = send("training.csv", training(CHEN, 班次名称=f"第{place}班", 是否结业=word))
        assert notes(loaded) == []


@pytest.mark.parametrize(
    ("feed", "row", "column"),
    [
        ("training", training(CHEN, 类别="团建"), "类别"),
        ("assessments", graded(CHEN, "优秀") | {"考核类型": "周度"}, "考核类型"),
        ("roster", person(7, "赵启", 人员状态="休假"), "人员状态"),
        ("roster", person(7, "赵启", sex="未知"), "性别"),
    ],
)
def test_another_word_of_a_closed_list_is_rejected_with_the_list(
    send: Send, feed: str, row: dict[str, str], column: str
) -> None:
    loaded = send(f"{feed}.csv", row)
    assert loaded.counts["rejected"] == 1
    assert loaded.reasons[0]["field"] == column
    assert "应为：" in loaded.reasons[0]["reason"]


def test_several_words_of_a_closed_list_are_taken_in_any_order(send: Send) -> None:
    from bihuan.dossier.kinds import PostState

    row = {"职位编码": "P09", "单位编码": "U01", "职位名称": "会计", "重点岗位": "审批、财务"}
    send("posts.csv", row)
    assert PostState.objects.known().get(post_code="P09").key_areas == "财务、审批"
    assert send("posts.csv", row | {"重点岗位": "财务，审批"}).counts["unchanged"] == 1
    assert send("posts.csv", row | {"重点岗位": "财务、保安"}).counts["rejected"] == 1


def test_a_yes_or_no_that_is_neither_is_taken_and_reported(send: Send) -> None:
    loaded = send("training.csv", training(CHEN, 是否结业="待定"))
    assert (loaded.counts["accepted"], notes(loaded)) == (1, [("是否结业", "待定")])


def test_a_mapped_word_is_read_so_on_record_and_in_rows_to_come(send: Send) -> None:
    send("assessments.csv", graded(CHEN, "胜任"))
    assert map_word("grade", "胜任", "称职", "officer", "考核办来函说明") == 1
    fact = Assessment.objects.known().get()
    assert (fact.grade, fact.line) == ("称职", 2)
    again = send("assessments.csv", graded(CHEN, "胜任"), graded(LIN, "胜任"))
    assert (again.counts["unchanged"], again.counts["accepted"], notes(again)) == (1, 1, [])
    assert set(Assessment.objects.known().values_list("grade", flat=True)) == {"称职"}
    assert send("assessments.csv", graded(CHEN, "称职")).counts["unchanged"] == 1
    assert send("assessments.csv", graded(CHEN, "优秀")).counts["corrected"] == 1


def test_mapping_a_word_of_a_key_doubles_nothing(send: Send) -> None:
    from bihuan.dossier.kinds import Family

    row = {"身份证号": CHEN, "称谓": "爱人", "姓名": "周敏"}
    send("family.csv", row)
    map_word("relation", "爱人", "妻子", "officer", "通行说法")
    assert send("family.csv", row).counts["unchanged"] == 1
    assert [one.relation for one in Family.objects.known()] == ["妻子"]


def test_a_word_is_mapped_to_one_that_its_list_has_with_a_reason(send: Send) -> None:
    send("assessments.csv", graded(CHEN, "胜任"))
    with pytest.raises(WordUnknown, match="应为"):
        map_word("grade", "胜任", "很好", "officer", "随手")
    with pytest.raises(ReasonMissing):
        map_word("grade", "胜任", "称职", "officer", "")
    assert CodeWord.objects.get().means == ""


def test_a_yes_or_no_is_mapped_for_rows_to_come(send: Send) -> None:
    from bihuan.mechanisms.cultivation.kinds import Training

    send("training.csv", training(CHEN, 是否结业="已结"))
    map_word("是否结业", "已结", "是", "officer", "党校用语")
    send("training.csv", training(LIN, 是否结业="已结"))
    assert sorted(str(one.is_completed) for one in Training.objects.known()) == ["None", "True"]
