"""The papers of restraint (约束)."""

from typing import Any

from bihuan.loop.papers.letter import Letter, chinese_day
from bihuan.loop.papers.parts import letter, names_of
from bihuan.loop.step_context import StepContext


def admonition_decision(context: StepContext, data: dict[str, Any]) -> Letter:
    """诫勉决定."""
    meeting = context.given.get("meeting", {})
    answer = context.given.get("answer", {})
    notice = context.given.get("notice", {})
    paragraphs = (
        f"经核实：{notice.get('grounds', '')}",
        f"对你的陈述申辩，答复如下：{answer.get('answer', '')}（{answer.get('accepted', '')}）。",
        f"经研究并批准，决定对你进行诫勉，方式为{meeting.get('way', '')}。"
        f"自{chinese_day(context.date('decided'))}起六个月内不得提拔或者重用。",
        f"请认真检查，提交书面检查，并于{meeting.get('improve_by_on', '')}前改进。"
        "对本决定不服的，可以向作出决定的机关申诉。",
    )
    return letter(context, "诫勉决定书", paragraphs, copies_to="所在单位")


def talk_record(context: StepContext, data: dict[str, Any]) -> Letter:
    """诫勉谈话记录."""
    rows = (
        ("谈话对象", names_of(context.matter)),
        ("时间", chinese_day(context.date("delivered"))),
        ("地点", str(data["place"])),
        ("谈话人", str(data["talker"])),
        ("记录人", str(data["recorder"])),
        ("谈话内容", str(data["points"])),
        ("本人态度", str(data["attitude"])),
        ("签字", "谈话人：          记录人：          本人："),
    )
    return letter(context, "诫勉谈话记录", (), rows, addressee="")


def admonition_letter(context: StepContext, data: dict[str, Any]) -> Letter:
    """诫勉书."""
    return letter(context, "诫勉书", (str(data["content"]),), copies_to="所在单位")


def reminder_letter(context: StepContext, data: dict[str, Any]) -> Letter:
    """提醒函."""
    proposal = context.given.get("propose", {})
    paragraphs = (
        f"了解到以下情况：{proposal.get('facts', '')}",
        f"现提醒你：{proposal.get('content', '')}",
        "请引以为戒，及时改进，并书面说明情况。",
    )
    return letter(context, "提醒函", paragraphs)


def rectification_notice(context: StepContext, data: dict[str, Any]) -> Letter:
    """整改通知书."""
    paragraphs = (
        f"审计发现：{data['problem']}",
        f"请按以下要求整改：{data['requirement']}",
        f"整改期限：{data['rectify_by_on']}。请在期限届满前报送整改结果和证明材料；整改结果按规定向社会公开。",
    )
    return letter(context, "审计整改通知书", paragraphs, addressee=str(data["responsible"]))
