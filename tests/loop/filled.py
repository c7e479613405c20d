"""What a careful officer would fill into each form on a day; one entry a registered form."""

import datetime
from collections.abc import Callable
from typing import Any

from bihuan.calendar import workdays

Filled = dict[str, Any]
BASIS = "办理材料一"
MET = {"members": 7, "attended": 6, "agreed": 5}


def _later(day: str, days: int) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=days)).isoformat()


def _notice(day: str) -> Filled:
    """Five working days that end on the day."""
    begins = datetime.date.fromisoformat(day)
    while workdays.working_days_between(begins, datetime.date.fromisoformat(day)) < 5:
        begins -= datetime.timedelta(days=1)
    return {
        "notice_from": begins.isoformat(),
        "notice_to": day,
        "place": "单位公示栏",
        "objections": "无",
        "basis": BASIS,
    }


FORMS: dict[str, Callable[[str], Filled]] = {
    "loop.review": lambda day: {"note": "请补充材料"},
    "loop.statement_notice": lambda day: {
        "proposal": "拟处理", "grounds": "事实", "articles": "条款", "answer_days": 10,
    },
    "loop.statement_delivery": lambda day: {"delivered_on": day, "way": "当面送达", "receiver": "本人"},
    "loop.statement_text": lambda day: {"text": "我的陈述", "received_on": day},
    "loop.statement_answer": lambda day: {"accepted": "部分采纳", "answer": "答复", "answered_on": day},
    "loop.letter_delivery": lambda day: {"delivered_on": day, "way": "邮寄送达", "receiver": "收件人"},
    "loop.assign": lambda day: {
        "responsible": "合成单位", "requirement": "请办理", "reply_by_on": _later(day, 14), "basis": BASIS,
    },
    "loop.reply": lambda day: {"measures": "已办理", "finished_on": day, "result": "已完成"},
    "loop.verify": lambda day: {
        "verified_on": day, "way": "实地核查", "found": "情况", "problem": "问题", "basis": BASIS,
    },
    "loop.handle": lambda day: {**MET, "met_on": day, "decision": "处理", "document": "文号", "basis": BASIS},
    "loop.objection_filed": lambda day: {"column": "course", "wanted": "另一班次", "grounds": "名称有误"},
    "loop.objection_asked": lambda day: {"questions": "请核实", "sent_on": day},
    "loop.objection_source": lambda day: {"finding": "记录有误", "explanation": "录入错误", "answered_on": day},
    "loop.objection_decided": lambda day: {"value": "另一班次", "reason": "来源部门确认", "decided_on": day},
    "loop.objection_answered": lambda day: {
        "answer": "已处理", "delivered_on": day, "receiver": "本人", "basis": BASIS,
    },
    "cultivation.training_plan": lambda day: {
        "need": "缺学时", "category": "专题", "course": "专题班", "planned_from": _later(day, 20),
        "planned_to": _later(day, 24), "planned_hours": "40", "basis": BASIS,
    },
    "cultivation.plan_approval": lambda day: {"opinion": "已阅"},
    "cultivation.training_notice": lambda day: {"place": "党校", "report_on": _later(day, 10), "delivered_on": day},
    "cultivation.attendance": lambda day: {
        "course": "专题班", "host": "县委党校", "category": "专题", "begun_on": _later(day, -4), "ended_on": day,
        "hours": "40", "is_completed": "on", "result": "合格", "why_not": "因公", "basis": BASIS,
    },
    "incentive.quota": lambda day: {"base": 100, "percent": "60", "quota": 60, "held": 40, "basis": BASIS},
    "incentive.promotion_plan": lambda day: {
        "rank": "二级主任科员", "places": 1, "conditions": "条件", "approved_by": "公务员主管部门",
    },
    "incentive.recommendation": lambda day: {
        "met_on": day, "voters": 20, "votes": 18, "comment": "集中", "basis": BASIS,
    },
    "incentive.discipline_opinion": lambda day: {
        "opinion": "意见", "influence": "否", "filed": "否", "opinion_on": day, "signers": "甲、乙", "basis": BASIS,
    },
    "incentive.study": lambda day: {**MET, "met_on": day, "decision": "同意", "basis": BASIS},
    "incentive.public_notice": _notice,
    "incentive.rank_approval": lambda day: {
        "rank": "二级主任科员", "begun_on": day, "document": "云公批〔2026〕1号", "opinion": "同意", "basis": BASIS,
    },
    "incentive.wish": lambda day: {
        "asked_on": day, "asked_by": "经办人", "scope_wanted": "单位内", "document": "文号", "basis": BASIS,
    },
    "incentive.verified": lambda day: {
        "verified_by": "县纪委监委", "conclusion": "失实", "trigger": "其他", "found": "不实", "basis": BASIS,
    },
    "incentive.scope": lambda day: {
        "mode": "会议澄清", "audience_of_it": "单位全体", "opinion": "同意", "basis": BASIS,
    },
    "incentive.clarified": lambda day: {
        "delivered_on": day, "organ": "县纪委监委", "document": "澄〔2026〕1号", "receiver": "本人",
    },
    "incentive.aftercare": lambda day: {"met_on": day, "state": "良好", "remaining": "已消除", "basis": BASIS},
    "restraint.facts_verified": lambda day: {
        "facts": "事实", "materials": "材料", "proposal": "建议", "basis": BASIS,
    },
    "restraint.ministry_meeting": lambda day: {
        **MET, "met_on": day, "way": "诫勉谈话", "improve_by_on": _later(day, 180), "decision": "意见", "basis": BASIS,
    },
    "restraint.admonition_approval": lambda day: {
        "decided_on": day, "document": "云组诫〔2026〕1号", "opinion": "同意", "basis": BASIS,
    },
    "restraint.admonition_talk": lambda day: {
        "delivered_on": day, "talker": "甲", "recorder": "乙", "place": "会议室", "points": "内容", "attitude": "接受",
    },
    "restraint.admonition_letter": lambda day: {"content": "诫勉", "delivered_on": day, "receiver": "本人"},
    "restraint.self_examination": lambda day: {"text": "检查", "improvement": "措施", "received_on": day},
    "restraint.copy_to_unit": lambda day: {"copied_on": day, "receiver": "单位负责人"},
    "restraint.follow_up": lambda day: {
        "talked_on": day, "talker": "甲", "points": "情况", "attitude": "积极", "improved": "已改进",
    },
    "restraint.conclusion": lambda day: {"conclusion": "结论", "concluded_on": day, "basis": BASIS},
    "restraint.reminder_proposal": lambda day: {"facts": "情况", "content": "提醒内容", "basis": BASIS},
    "restraint.reminder_approval": lambda day: {"opinion": "同意", "document": "文号", "basis": BASIS},
    "restraint.reminder_talk": lambda day: {
        "delivered_on": day, "talker": "甲", "points": "内容", "attitude": "接受",
    },
    "restraint.reminder_response": lambda day: {"text": "说明", "received_on": day},
    "restraint.rectification_notice": lambda day: {
        "problem": "问题", "requirement": "要求", "responsible": "合成单位", "rectify_by_on": _later(day, 60),
    },
    "restraint.rectification_report": lambda day: {
        "measures": "措施", "amount": "12.5", "rectified_on": day, "published": "已公开", "reason": "理由",
        "extend_to_on": _later(day, 30),
    },
    "restraint.extension": lambda day: {"extended_to_on": _later(day, 30), "opinion": "同意"},
    "restraint.rectification_check": lambda day: {
        "checked_on": day, "way": "查阅资料", "found": "情况", "rectified_on": day, "gap": "问题", "basis": BASIS,
    },
}  # fmt: skip


def filled(form: str, day: datetime.date, outcome: str) -> Filled:
    return {**FORMS[form](day.isoformat()), "outcome": outcome}
