"""The forms of rank promotion and clarification."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.calendar import workdays
from bihuan.mechanisms.incentive.clarification_forms import ScopeForm, VerifiedForm, WishForm
from bihuan.mechanisms.incentive.forms import (
    LADDER,
    DisciplineOpinionForm,
    PublicNoticeForm,
    QuotaForm,
    RankApprovalForm,
    RecommendationForm,
    StudyForm,
    next_rank,
    noticed_days,
)
from tests.mechanisms.forms import context, faults

QUOTA = {"outcome": "有空缺职数", "base": "50", "percent": "10", "quota": "5", "held": "4"}
NOTICE = {"outcome": "公示无异议", "notice_from": "2026-03-16", "notice_to": "2026-03-20", "place": "公示栏"}
STUDY = {
    "outcome": "同意，予以公示", "met_on": "2026-03-13", "members": "9", "attended": "6", "agreed": "5",
    "decision": "同意",
}  # fmt: skip
OPINION = {
    "outcome": "无不同意见", "influence": "否", "filed": "否", "opinion_on": "2026-03-12", "signers": "甲、乙",
}  # fmt: skip
RANK = {"outcome": "批准", "rank": "四级调研员", "begun_on": "2026-03-20", "document": "文号"}


@pytest.mark.parametrize(
    ("changed", "label"),
    [({}, None), ({"quota": "6"}, "核定职数"), ({"held": "5"}, "已占用职数"), ({"held": "6"}, "已占用职数")],
)
def test_a_place_must_be_within_the_share_and_free(changed: dict[str, str], label: str | None) -> None:
    assert list(faults(QuotaForm, QUOTA | changed)) == ([label] if label else [])


def test_without_a_free_place_the_count_may_be_full() -> None:
    full = QUOTA | {"outcome": "没有空缺职数", "held": "5", "basis": "职数台账"}
    assert faults(QuotaForm, full, context(("没有空缺职数",))) == {}


@pytest.mark.parametrize(("begins", "days"), [("2026-03-16", None), ("2026-03-17", 4), ("2026-03-20", 1)])
def test_the_public_notice_lasts_five_working_days(begins: str, days: int | None) -> None:
    told = faults(PublicNoticeForm, NOTICE | {"notice_from": begins})
    assert told == ({} if days is None else {"公示截止日期": [f"只有 {days} 个工作日，公示不得少于 5 个工作日"]})


def test_days_of_rest_are_no_notice() -> None:
    assert noticed_days(datetime.date(2025, 10, 1), datetime.date(2025, 10, 8)) == 0
    assert noticed_days(datetime.date(2025, 9, 28), datetime.date(2025, 9, 28)) == 1  # a Sunday that is worked


@given(st.dates(datetime.date(2015, 1, 1), datetime.date(2024, 12, 1)), st.integers(0, 30))
def test_the_days_of_a_notice_are_those_of_the_calendar_one_by_one(begins: datetime.date, length: int) -> None:
    days = [begins + datetime.timedelta(days=step) for step in range(length + 1)]
    assert noticed_days(begins, days[-1]) == sum(workdays.is_working_day(day) for day in days)


def test_objections_that_matter_are_written_down() -> None:
    told = faults(PublicNoticeForm, NOTICE | {"outcome": "有影响晋升的问题", "basis": "来信"})
    assert list(told) == ["收到的反映"]


@pytest.mark.parametrize(
    ("changed", "labels"),
    [
        ({}, []),
        ({"attended": "5", "agreed": "5"}, ["到会人数"]),
        ({"agreed": "4"}, ["同意人数"]),
        ({"agreed": "7"}, ["同意人数"]),
        ({"attended": "10"}, ["到会人数"]),
        ({"members": "2"}, ["应到会人数"]),
        ({"members": "8", "attended": "6", "agreed": "4"}, ["同意人数"]),
    ],
)
def test_a_collective_study_has_quorum_and_majority(changed: dict[str, str], labels: list[str]) -> None:
    assert list(faults(StudyForm, STUDY | changed)) == labels


def test_refusing_needs_no_majority() -> None:
    assert faults(StudyForm, STUDY | {"outcome": "不同意", "agreed": "1", "basis": "记录"}, context(("不同意",))) == {}


@pytest.mark.parametrize(("field", "label"), [("influence", "是否在影响期内"), ("filed", "是否立案审查调查")])
def test_no_clean_opinion_for_whom_a_bar_stands_against(field: str, label: str) -> None:
    assert list(faults(DisciplineOpinionForm, OPINION | {field: "是"})) == [label]
    refused = OPINION | {field: "是", "outcome": "不同意", "opinion": "影响期内", "basis": "函"}
    assert faults(DisciplineOpinionForm, refused) == {}


def test_disagreeing_needs_its_reason() -> None:
    assert list(faults(DisciplineOpinionForm, OPINION | {"outcome": "不同意", "basis": "函"})) == ["意见"]


def test_votes_are_not_more_than_voters() -> None:
    data = {"outcome": "列为考察对象", "met_on": "2026-03-10", "voters": "10", "votes": "11", "comment": "集中"}
    assert list(faults(RecommendationForm, data)) == ["推荐票数"]


def test_a_rank_does_not_begin_in_the_future() -> None:
    assert faults(RankApprovalForm, RANK | {"basis": "批复"}, context(("批准",))) == {}
    assert list(faults(RankApprovalForm, RANK | {"begun_on": "2026-03-21"})) == ["起算日期"]


def test_the_next_rank_is_the_one_above() -> None:
    assert next_rank("一级主任科员") == "四级调研员"
    assert next_rank("一级巡视员") == ""
    assert next_rank("二级法官") == ""
    assert [next_rank(rank) for rank in LADDER[:-1]] == LADDER[1:]


WISH = {"outcome": "愿意澄清", "asked_on": "2026-03-03", "asked_by": "经办人", "scope_wanted": "单位内"}


@pytest.mark.parametrize(
    ("form", "data", "label"),
    [
        (WishForm, WISH | {"scope_wanted": ""}, "希望澄清的范围和方式"),
        (
            VerifiedForm,
            {"outcome": "符合澄清条件", "verified_by": "县纪委监委", "conclusion": "失实", "found": "不实"},
            "造成影响的情形",
        ),
        (ScopeForm, {"outcome": "同意澄清", "audience_of_it": "单位"}, "澄清方式"),
    ],
)
def test_each_step_of_a_clarification_asks_for_what_it_rests_on(form: Any, data: dict[str, Any], label: str) -> None:
    assert list(faults(form, data)) == [label]


def test_the_scope_begins_with_what_the_person_wants() -> None:
    assert ScopeForm(context=context(given={"wish": WISH})).initial["audience_of_it"] == "单位内"
