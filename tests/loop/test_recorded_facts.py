"""What the steps of training, reminder, rectification, rank and clarification leave in the dossier."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from bihuan.dossier.kinds import Rank, Recognition
from bihuan.facts.entries import entry
from bihuan.facts.models import Entry, Source
from bihuan.loop.errors import FormInvalid, NotYourStep, TooEarly
from bihuan.loop.matter import Matter
from bihuan.loop.stating import state
from bihuan.mechanisms.cultivation.kinds import Training
from bihuan.mechanisms.restraint.kinds import Audit, Talk
from tests.loop.county import County
from tests.loop.filled import filled

Opened = Callable[..., Matter]
Walk = Callable[..., Matter]
Day = datetime.date


def step(day: str, who: str, form: str, outcome: str = "", **changed: Any) -> tuple[str, str, dict[str, Any]]:
    return day, who, filled(form, Day.fromisoformat(day), outcome) | changed


def test_a_training_attended_is_on_record_with_the_matter_as_its_source(
    opened: Opened, walk: Walk, county: County
) -> None:
    matter = walk(
        opened("training_plan", severity="green"),
        step("2026-03-03", "jiao", "cultivation.training_plan", "安排培训"),
        step("2026-03-04", "jiaohead", "cultivation.plan_approval", "同意"),
        step("2026-03-05", "jiao", "cultivation.training_notice"),
        step(
            "2026-04-01", "jiao", "cultivation.attendance", "已完成培训", begun_on="2026-03-30", ended_on="2026-04-01"
        ),
    )
    training = Training.objects.known().get(cadre=county.cadre)
    assert (training.course, training.hours, training.is_completed) == ("专题班", Decimal(40), True)
    assert training.valid_from == Day(2026, 3, 30)
    assert training.entry.source.feed == ""
    assert training.entry.source.reference == f"{matter.number}/attend"
    assert training.entry.actor == "jiao"
    assert (matter.state, matter.reason) == ("ended", "已完成培训")


def test_a_training_not_attended_leaves_nothing_and_is_planned_anew(opened: Opened, walk: Walk) -> None:
    matter = walk(
        opened("training_plan"),
        step("2026-03-03", "jiao", "cultivation.training_plan", "安排培训"),
        step("2026-03-04", "jiaohead", "cultivation.plan_approval", "同意"),
        step("2026-03-05", "jiao", "cultivation.training_notice"),
        step("2026-04-01", "jiao", "cultivation.attendance", "未参加，另行安排"),
    )
    assert matter.step == "plan"
    assert not Training.objects.exists()
    assert not Entry.objects.filter(source__reference__startswith=matter.number).exists()


def test_the_head_alone_approves_a_plan(opened: Opened, walk: Walk) -> None:
    planned = step("2026-03-03", "jiao", "cultivation.training_plan", "安排培训")
    with pytest.raises(NotYourStep, match="负责人"):
        walk(opened("training_plan"), planned, step("2026-03-04", "jiao", "cultivation.plan_approval", "同意"))


def test_a_reminder_by_talk_is_on_record(opened: Opened, walk: Walk, county: County) -> None:
    walk(
        opened("reminder"),
        step("2026-03-03", "li", "restraint.reminder_proposal", "建议提醒"),
        step("2026-03-04", "buzhang", "restraint.reminder_approval", "同意，谈话提醒"),
        step("2026-03-05", "li", "restraint.reminder_talk"),
    )
    talk = Talk.objects.known().get(cadre=county.cadre)
    assert (talk.category, str(talk.held_on), talk.points) == ("提醒", "2026-03-05", "内容")


@pytest.fixture
def audited(opened: Opened, county: County) -> Matter:
    with entry(Source(feed="audits", file="audits.csv"), "test") as writing:
        state(
            writing, Audit, responsible=county.cadre, number="SJ2025-01", item="2", unit_code="U01",
            problem="专项资金滞留", found_on=Day(2025, 9, 1), due_on=Day(2025, 11, 30), status="整改中", key_index="k1",
        )  # fmt: skip
    return opened("rectification", subject_kind="audit", subject_ref="SJ2025-01/2", severity="red")


def reported(matter: Matter, walk: Walk) -> Matter:
    return walk(
        matter,
        step("2026-03-03", "shen", "restraint.rectification_notice"),
        step("2026-03-04", "shen", "loop.letter_delivery"),
        step("2026-03-20", "danwei", "restraint.rectification_report", "报告整改结果", rectified_on="2026-03-18"),
    )


def test_a_checked_rectification_corrects_the_audit_row(audited: Matter, walk: Walk) -> None:
    checked = step(
        "2026-03-25", "shen", "restraint.rectification_check", "整改到位，予以销号", rectified_on="2026-03-18"
    )
    matter = walk(reported(audited, walk), checked)
    row = Audit.objects.known().get(number="SJ2025-01")
    assert (str(row.rectified_on), row.status, row.act, row.key_index) == ("2026-03-18", "已销号", "correct", "k1")
    assert matter.number in row.reason
    matter = walk(matter, ("2026-03-26", "shuji", {"outcome": "同意办结"}))
    assert matter.records.last() is not None
    assert "销号（以决定办结）：整改到位" in matter.records.order_by("-place")[0].text


def test_a_poor_rectification_goes_back_to_the_unit(audited: Matter, walk: Walk) -> None:
    back = step("2026-03-25", "shen", "restraint.rectification_check", "整改不到位，退回")
    matter = walk(reported(audited, walk), back)
    assert matter.step == "report"
    assert Audit.objects.known().get(number="SJ2025-01").status == "整改中"


def test_an_extension_moves_the_day_and_the_audit_row(audited: Matter, walk: Walk) -> None:
    matter = walk(
        audited,
        step("2026-03-03", "shen", "restraint.rectification_notice"),
        step("2026-03-04", "shen", "loop.letter_delivery"),
    )
    assert matter.due_on == Day(2026, 5, 6)
    matter = walk(
        matter,
        step("2026-03-20", "danwei", "restraint.rectification_report", "申请延期"),
        step("2026-03-23", "shenhead", "restraint.extension", "同意延期", extended_to_on="2026-06-30"),
    )
    assert (matter.step, matter.due_on) == ("extended", Day(2026, 6, 30))
    assert str(Audit.objects.known().get(number="SJ2025-01").extended_to) == "2026-06-30"


def test_refusing_to_rectify_is_handed_on_as_a_reminder(audited: Matter, walk: Walk) -> None:
    refuse = step("2026-03-25", "shen", "restraint.rectification_check", "拒不整改，转提醒")
    matter = walk(reported(audited, walk), refuse, ("2026-03-26", "shuji", {"outcome": "同意办结"}))
    following = Matter.objects.get(parent=matter)
    assert (following.procedure, following.severity, following.unit_code) == ("reminder", "red", "U01")


RANKED = (
    ("2026-03-03", "gong", "incentive.quota", "有空缺职数"),
    ("2026-03-04", "gong", "incentive.promotion_plan", ""),
    ("2026-03-09", "gong", "incentive.recommendation", "列为考察对象"),
    ("2026-03-12", "ji", "incentive.discipline_opinion", "无不同意见"),
    ("2026-03-13", "gong", "incentive.study", "同意，予以公示"),
)


def test_a_rank_counts_from_the_day_that_the_approval_names(opened: Opened, walk: Walk, county: County) -> None:
    matter = walk(
        opened("rank_promotion_review", severity="green"),
        *(step(*one) for one in RANKED),
        step("2026-03-20", "gong", "incentive.public_notice", "公示无异议", notice_from="2026-03-16"),
        step("2026-03-23", "buzhang", "incentive.rank_approval", "批准"),
    )
    rank = Rank.objects.known().get(cadre=county.cadre)
    assert (rank.rank, str(rank.begun_on), rank.document) == ("二级主任科员", "2026-03-23", "云公批〔2026〕1号")
    assert (matter.state, matter.reason) == ("ended", "已批准晋升")


def test_the_public_notice_lasts_five_working_days(opened: Opened, walk: Walk) -> None:
    matter = walk(opened("rank_promotion_review"), *(step(*one) for one in RANKED))
    with pytest.raises(TooEarly, match="2026-03-20"):
        walk(matter, step("2026-03-19", "gong", "incentive.public_notice", "公示无异议"))
    short = step("2026-03-20", "gong", "incentive.public_notice", "公示无异议", notice_from="2026-03-17")
    with pytest.raises(FormInvalid, match="只有 4 个工作日"):
        walk(matter, short)


def test_no_place_ends_the_review_without_a_rank(opened: Opened, walk: Walk) -> None:
    none = step("2026-03-03", "gong", "incentive.quota", "没有空缺职数", held=60)
    matter = walk(opened("rank_promotion_review", severity="green"), none)
    matter = walk(matter, ("2026-03-04", "gonghead", {"outcome": "同意办结"}))
    assert (matter.state, matter.reason) == ("ended", "达到最低年限，暂无职数")
    assert not Rank.objects.exists()


def test_the_discipline_office_alone_gives_its_opinion(opened: Opened, walk: Walk) -> None:
    with pytest.raises(NotYourStep, match="县纪委监委"):
        walk(opened("rank_promotion_review"), *(step(*one) for one in RANKED[:3]),
             step("2026-03-12", "gong", "incentive.discipline_opinion", "无不同意见"))  # fmt: skip


def clarifying(opened: Opened) -> Matter:
    return opened("clarification", subject_kind="petition", subject_ref="XF2026-7", audience="never", severity="green")


def test_whoever_does_not_want_it_is_recognised_as_needing_none(opened: Opened, walk: Walk) -> None:
    matter = walk(clarifying(opened), step("2026-03-03", "ji", "incentive.wish", "不愿澄清"))
    recognition = Recognition.objects.known().get()
    assert (recognition.category, recognition.target_feed, recognition.target_key) == (
        "无需澄清",
        "petitions",
        "XF2026-7",
    )
    assert walk(matter, ("2026-03-04", "ji2", {"outcome": "同意办结"})).reason == "本人不愿澄清"


def test_a_clarification_is_recognised_and_followed_up_three_months_later(opened: Opened, walk: Walk) -> None:
    matter = walk(
        clarifying(opened),
        step("2026-03-03", "ji", "incentive.wish", "愿意澄清"),
        step("2026-03-05", "ji", "incentive.verified", "符合澄清条件"),
        step("2026-03-09", "jihead", "incentive.scope", "同意澄清"),
        step("2026-03-12", "ji", "incentive.clarified"),
    )
    recognition = Recognition.objects.known().get()
    assert (recognition.category, str(recognition.recognised_on)) == ("澄清", "2026-03-12")
    assert recognition.target_index
    assert (matter.step, matter.due_on) == ("aftercare", Day(2026, 6, 12))
    matter = walk(matter, step("2026-06-12", "ji", "incentive.aftercare", "办结"))
    assert (matter.state, matter.reason) == ("ended", "已澄清")
