"""What restraint gives to the loop: forms, papers, and what its steps record."""

from typing import Any

from bihuan.facts.entries import Writing
from bihuan.loop.registry import register_form, register_handler, register_paper
from bihuan.loop.stating import build, state
from bihuan.loop.step_context import StepContext
from bihuan.mechanisms.restraint import forms, papers, rectification_forms
from bihuan.mechanisms.restraint.kinds import Audit, Sanction, Talk

RECTIFIED = "整改到位，予以销号"


def record_admonition(context: StepContext, data: dict[str, Any], writing: Writing) -> None:
    """诫勉 as a sanction: its influence period follows from the decision day."""
    if not data["outcome"].startswith("批准"):
        return
    for cadre in context.cadre_ids:
        state(
            writing,
            Sanction,
            cadre_id=cadre,
            category="诫勉",
            penalty="诫勉",
            decided_on=data["decided_on"],
            document=data["document"],
            reason_text=str(context.given.get("notice", {}).get("grounds", "")),
            form="一",
            circumstance=str(context.given.get("verify", {}).get("circumstance", "")),
        )


def _talk(context: StepContext, data: dict[str, Any], writing: Writing, category: str, day: str) -> None:
    for cadre in context.cadre_ids:
        columns = {name: data[name] for name in ("talker", "points", "attitude")}
        state(writing, Talk, cadre_id=cadre, category=category, held_on=data[day], **columns)


def record_admonition_talk(context: StepContext, data: dict[str, Any], writing: Writing) -> None:
    _talk(context, data, writing, "诫勉", "delivered_on")


def record_follow_up(context: StepContext, data: dict[str, Any], writing: Writing) -> None:
    _talk(context, data, writing, "回访", "talked_on")


def record_reminder_talk(context: StepContext, data: dict[str, Any], writing: Writing) -> None:
    _talk(context, data, writing, "提醒", "delivered_on")


def record_rectified(context: StepContext, data: dict[str, Any], writing: Writing) -> None:
    """The audit office saw that it was put right: its own row is corrected, naming the matter."""
    old = _audit_row(context)
    if data["outcome"] == RECTIFIED and old is not None:
        _correct(context, writing, old, {"rectified_on": data["rectified_on"], "status": "已销号"}, "核查整改到位")


def record_extension(context: StepContext, data: dict[str, Any], writing: Writing) -> None:
    old = _audit_row(context)
    if data["outcome"] == "同意延期" and old is not None:
        _correct(context, writing, old, {"extended_to": data["extended_to_on"]}, "批准延期")


def _audit_row(context: StepContext) -> Audit | None:
    """The row that a matter about `审计项目编号/序号` is about."""
    number, _, item = context.matter.subject_ref.rpartition("/")
    row: Audit | None = Audit.objects.known().filter(number=number, item=item).order_by("-pk").first()
    return row


def _correct(context: StepContext, writing: Writing, old: Audit, changed: dict[str, Any], why: str) -> None:
    new = build(Audit, **(old.stated() | changed), valid_to=old.valid_to)
    writing.correct(old, new, f"{why}（{context.matter.number}）")


register_form("restraint.facts_verified", forms.FactsVerifiedForm)
register_form("restraint.ministry_meeting", forms.MinistryMeetingForm)
register_form("restraint.admonition_approval", forms.AdmonitionApprovalForm)
register_form("restraint.admonition_talk", forms.AdmonitionTalkForm)
register_form("restraint.admonition_letter", forms.AdmonitionLetterForm)
register_form("restraint.self_examination", forms.SelfExaminationForm)
register_form("restraint.copy_to_unit", forms.CopyToUnitForm)
register_form("restraint.follow_up", forms.FollowUpForm)
register_form("restraint.conclusion", forms.ConclusionForm)
register_form("restraint.reminder_proposal", forms.ReminderProposalForm)
register_form("restraint.reminder_approval", forms.ReminderApprovalForm)
register_form("restraint.reminder_talk", forms.ReminderTalkForm)
register_form("restraint.reminder_response", forms.ReminderResponseForm)
register_form("restraint.rectification_notice", rectification_forms.RectificationNoticeForm)
register_form("restraint.rectification_report", rectification_forms.RectificationReportForm)
register_form("restraint.extension", rectification_forms.ExtensionForm)
register_form("restraint.rectification_check", rectification_forms.RectificationCheckForm)
register_handler("restraint.admonition", record_admonition)
register_handler("restraint.admonition_talk", record_admonition_talk)
register_handler("restraint.follow_up", record_follow_up)
register_handler("restraint.reminder_talk", record_reminder_talk)
register_handler("restraint.rectified", record_rectified)
register_handler("restraint.extension", record_extension)
register_paper("restraint.admonition_decision", "诫勉决定书", papers.admonition_decision)
register_paper("restraint.talk_record", "诫勉谈话记录", papers.talk_record)
register_paper("restraint.admonition_letter", "诫勉书", papers.admonition_letter)
register_paper("restraint.reminder_letter", "提醒函", papers.reminder_letter)
register_paper("restraint.rectification_notice", "审计整改通知书", papers.rectification_notice)
