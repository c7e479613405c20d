"""The papers of cultivation (培养)."""

import datetime
from typing import Any

from bihuan.loop.papers.letter import Letter, chinese_day
from bihuan.loop.papers.parts import letter
from bihuan.loop.step_context import StepContext


def training_notice(context: StepContext, data: dict[str, Any]) -> Letter:
    """培训通知."""
    plan = context.given.get("plan", {})
    report_on = datetime.date.fromisoformat(data["report_on"])
    rows = (
        ("班次", str(plan.get("course", ""))),
        ("类别", str(plan.get("category", ""))),
        ("学时", str(plan.get("planned_hours", ""))),
        ("报到日期", chinese_day(report_on)),
        ("地点", str(data["place"])),
        ("联系人", str(data.get("contact", ""))),
    )
    paragraphs = (
        f"根据干部教育培训计划，请你参加“{plan.get('course', '')}”培训，并于{chinese_day(report_on)}报到。",
        "请妥善安排工作，按时参加；确因特殊原因不能参加的，请在报到前书面说明。",
    )
    return letter(context, "培训通知", paragraphs, rows)
