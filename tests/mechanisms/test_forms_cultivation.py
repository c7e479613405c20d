"""The forms of a make-up training: what is asked depends on what is decided."""

from typing import Any

import pytest

from bihuan.mechanisms.cultivation.forms import (
    AttendanceForm,
    PlanApprovalForm,
    TrainingNoticeForm,
    TrainingPlanForm,
)
from tests.mechanisms.forms import context, faults

PLAN = {
    "outcome": "安排培训", "need": "缺20学时", "category": "专题", "course": "专题班",
    "planned_from": "2026-04-06", "planned_to": "2026-04-10", "planned_hours": "40",
}  # fmt: skip
ATTENDED = {
    "outcome": "已完成培训", "course": "专题班", "category": "专题", "begun_on": "2026-03-09", "ended_on": "2026-03-13",
    "hours": "40", "is_completed": "on", "basis": "结业证书",
}  # fmt: skip


def test_a_plan_that_arranges_a_class_is_taken() -> None:
    assert faults(TrainingPlanForm, PLAN) == {}


@pytest.mark.parametrize(
    ("left_out", "label"),
    [
        ("category", "培训类别"),
        ("course", "拟参加班次"),
        ("planned_from", "计划开始日期"),
        ("planned_to", "计划结束日期"),
        ("planned_hours", "计划学时"),
    ],
)
def test_arranging_a_class_asks_for_the_class(left_out: str, label: str) -> None:
    told = faults(TrainingPlanForm, {name: value for name, value in PLAN.items() if name != left_out})
    assert told == {label: ["选择“安排培训”时必须填写"]}


def test_without_a_plan_the_basis_is_asked_and_nothing_else() -> None:
    none = {"outcome": "已有安排，不另订计划", "need": "缺20学时"}
    around = context(("已有安排，不另订计划",))
    assert faults(TrainingPlanForm, none, around) == {"办结依据": ["办结须写明依据：材料名称、文号或记录"]}
    assert faults(TrainingPlanForm, none | {"basis": "通知"}, around) == {}


@pytest.mark.parametrize(
    ("form", "data", "label"),
    [
        (TrainingPlanForm, PLAN | {"planned_to": "2026-04-05"}, "计划结束日期"),
        (AttendanceForm, ATTENDED | {"ended_on": "2026-03-08"}, "结束日期"),
    ],
)
def test_nothing_ends_before_it_begins(form: Any, data: dict[str, Any], label: str) -> None:
    assert list(faults(form, data)) == [label]


def test_the_day_of_the_end_may_be_that_of_the_beginning() -> None:
    assert faults(AttendanceForm, ATTENDED | {"ended_on": "2026-03-09"}) == {}


@pytest.mark.parametrize(("hours", "words"), [("-1", "应不小于 0"), ("许多", "应为数字")])
def test_hours_are_a_figure(hours: str, words: str) -> None:
    assert faults(AttendanceForm, ATTENDED | {"hours": hours}) == {"学时": [words]}


def test_a_class_that_is_not_over_cannot_have_been_attended() -> None:
    told = faults(AttendanceForm, ATTENDED | {"ended_on": "2026-03-21"})
    assert told == {"结束日期": ["2026-03-21 还没有到，应不晚于今天（2026-03-20）"]}


def test_who_did_not_come_needs_a_reason_and_no_class() -> None:
    absent = {"outcome": "未参加，另行安排"}
    assert faults(AttendanceForm, absent) == {"未参加原因": ["选择“未参加，另行安排”时必须填写"]}
    assert faults(AttendanceForm, absent | {"why_not": "防汛值守"}) == {}


def test_what_the_plan_says_is_not_asked_again() -> None:
    around = context(
        given={"plan": {"course": "专题班", "category": "专题", "planned_hours": "40", "planned_from": "2026-04-06"}}
    )
    assert AttendanceForm(context=around).initial["course"] == "专题班"
    assert AttendanceForm(context=around).initial["hours"] == "40"
    assert TrainingNoticeForm(context=around).initial["report_on"] == "2026-04-06"


def test_sending_a_plan_back_needs_a_word_and_approving_none() -> None:
    assert faults(PlanApprovalForm, {"outcome": "同意"}) == {}
    assert list(faults(PlanApprovalForm, {"outcome": "退回修改"})) == ["审批意见"]


def test_a_date_in_another_spelling_is_told_how_to_be_written() -> None:
    assert faults(AttendanceForm, ATTENDED | {"begun_on": "2026年3月9日"}) == {"开始日期": ["日期应写作 2026-11-23"]}


def test_an_unknown_category_is_told_which_there_are() -> None:
    told = faults(AttendanceForm, ATTENDED | {"category": "讲座"})
    assert told["类别"][0].startswith("应为 党校、专题、网络")
