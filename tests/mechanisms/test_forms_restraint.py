"""The forms of reminder, admonition, rectification, and of hearing the person."""

from typing import Any

import pytest

from bihuan.loop.forms.statement import AnswerForm, DeliveryForm, NoticeForm, TextForm
from bihuan.mechanisms.restraint.forms import (
    AdmonitionApprovalForm,
    AdmonitionTalkForm,
    ConclusionForm,
    FactsVerifiedForm,
    MinistryMeetingForm,
    ReminderProposalForm,
    ReminderTalkForm,
)
from bihuan.mechanisms.restraint.rectification_forms import (
    ExtensionForm,
    RectificationCheckForm,
    RectificationNoticeForm,
    RectificationReportForm,
)
from tests.mechanisms.forms import TODAY, context, faults

MEETING = {
    "outcome": "同意诫勉，报批", "met_on": "2026-03-16", "members": "7", "attended": "5", "agreed": "4",
    "way": "诫勉谈话", "improve_by_on": "2026-12-31", "decision": "同意",
}  # fmt: skip
TALK = {
    "delivered_on": "2026-03-20", "talker": "甲", "recorder": "乙", "place": "会议室", "points": "内容",
    "attitude": "接受",
}  # fmt: skip


def test_a_notice_begins_with_the_sentence_of_the_finding_and_the_articles() -> None:
    initial = NoticeForm(context=context()).initial
    assert initial == {"grounds": "情况。", "answer_days": 10, "articles": "某规定"}


def test_a_delivery_lies_in_the_past() -> None:
    data = {"delivered_on": "2026-03-21", "way": "当面送达", "receiver": "本人"}
    assert list(faults(DeliveryForm, data)) == ["送达日期"]
    assert faults(DeliveryForm, data | {"delivered_on": TODAY.isoformat()}) == {}


@pytest.mark.parametrize(
    ("data", "label"),
    [
        ({"received_on": "2026-03-18"}, "本人陈述申辩内容"),
        ({"received_on": "2026-03-18", "text": "说明", "waived": "on"}, "本人书面放弃或逾期未提出"),
        ({"text": "说明"}, "收到日期"),
        ({"text": "说明", "received_on": "2026-03-01"}, "收到日期"),
    ],
)
def test_the_own_text_is_a_text_or_a_waiver_after_delivery(data: dict[str, Any], label: str) -> None:
    around = context(given={"delivery": {"delivered_on": "2026-03-02"}})
    assert list(faults(TextForm, data, around)) == [label]


def test_the_answer_says_what_was_taken_up() -> None:
    data = {"accepted": "部分采纳", "answer": "理由", "answered_on": "2026-03-19"}
    assert faults(AnswerForm, data) == {}
    assert list(faults(AnswerForm, data | {"accepted": "考虑"})) == ["采纳情况"]


def test_a_proposal_to_admonish_is_written_down() -> None:
    data = {"outcome": "拟予诫勉，先听取陈述申辩", "facts": "事实", "materials": "材料"}
    assert list(faults(FactsVerifiedForm, data)) == ["拟办意见"]


@pytest.mark.parametrize(
    ("changed", "labels"),
    [
        ({}, []),
        ({"agreed": "3"}, ["同意人数"]),
        ({"attended": "4", "agreed": "4"}, ["到会人数"]),
        ({"way": ""}, ["诫勉方式"]),
        ({"improve_by_on": ""}, ["限期改进至"]),
        ({"outcome": "退回核实", "way": "", "improve_by_on": "", "agreed": "0"}, []),
    ],
)
def test_the_meeting_of_the_department(changed: dict[str, str], labels: list[str]) -> None:
    assert list(faults(MinistryMeetingForm, MEETING | changed)) == labels


@pytest.mark.parametrize("way", ["批准，进行诫勉谈话", "批准，发出诫勉书"])
def test_an_approval_names_its_day_and_document(way: str) -> None:
    assert list(faults(AdmonitionApprovalForm, {"outcome": way})) == ["文号", "批准日期"]
    assert faults(AdmonitionApprovalForm, {"outcome": way, "decided_on": "2026-03-18", "document": "文号"}) == {}


def test_a_talk_has_two_persons_besides_the_cadre() -> None:
    assert faults(AdmonitionTalkForm, TALK) == {}
    assert faults(AdmonitionTalkForm, TALK | {"recorder": "甲"}) == {"记录人": ["谈话人和记录人应为两人"]}


@pytest.mark.parametrize("field", sorted(TALK))
def test_every_field_of_a_talk_record_is_asked(field: str) -> None:
    assert len(faults(AdmonitionTalkForm, TALK | {field: ""})) == 1


def test_a_conclusion_that_ends_the_matter_names_its_basis() -> None:
    data = {"outcome": "已改正", "conclusion": "已改正", "concluded_on": "2026-03-20"}
    assert list(faults(ConclusionForm, data, context(("已改正",)))) == ["办结依据"]


def test_a_reminder_says_of_what_it_reminds() -> None:
    assert list(faults(ReminderProposalForm, {"outcome": "建议提醒", "facts": "事"})) == ["提醒内容"]
    around = context(given={"propose": {"content": "请按时报告"}})
    assert ReminderTalkForm(context=around).initial["points"] == "请按时报告"


NOTICE = {"problem": "问题", "requirement": "要求", "responsible": "单位", "rectify_by_on": "2026-05-20"}


@pytest.mark.parametrize(("day", "right"), [("2026-03-20", False), ("2026-03-21", True)])
def test_the_day_of_rectification_lies_ahead(day: str, right: bool) -> None:
    told = faults(RectificationNoticeForm, NOTICE | {"rectify_by_on": day}, context())
    assert told == ({} if right else {"整改期限": ["应晚于今天（2026-03-20）"]})


@pytest.mark.parametrize(
    ("data", "labels"),
    [
        ({"outcome": "报告整改结果"}, ["整改措施和结果", "完成整改日期", "整改结果是否公开"]),
        ({"outcome": "申请延期"}, ["延期理由", "申请延期至"]),
        ({"outcome": "申请延期", "reason": "涉诉", "extend_to_on": "2026-06-30"}, []),
        (
            {"outcome": "报告整改结果", "measures": "收回", "rectified_on": "2026-03-18", "published": "已公开"},
            [],
        ),
        (
            {"outcome": "报告整改结果", "measures": "收回", "rectified_on": "2026-03-21", "published": "已公开"},
            ["完成整改日期"],
        ),
    ],
)
def test_the_unit_reports_or_asks_for_time(data: dict[str, str], labels: list[str]) -> None:
    assert list(faults(RectificationReportForm, data)) == labels


def test_an_extension_lies_ahead_and_begins_with_what_was_asked() -> None:
    around = context(given={"report": {"extend_to_on": "2026-06-30"}})
    assert ExtensionForm(context=around).initial["extended_to_on"] == "2026-06-30"
    assert list(faults(ExtensionForm, {"outcome": "同意延期", "extended_to_on": "2026-03-20"}, around)) == [
        "批准延期至"
    ]
    assert list(faults(ExtensionForm, {"outcome": "同意延期"}, around)) == ["批准延期至"]
    assert faults(ExtensionForm, {"outcome": "不同意延期"}, around) == {}


@pytest.mark.parametrize(
    ("outcome", "label"), [("整改到位，予以销号", "认定整改日期"), ("整改不到位，退回", "尚未到位的问题")]
)
def test_the_check_says_when_it_was_right_or_what_is_missing(outcome: str, label: str) -> None:
    data = {"outcome": outcome, "checked_on": "2026-03-20", "way": "实地核查", "found": "情况", "basis": "记录"}
    assert list(faults(RectificationCheckForm, data)) == [label]
