"""What cultivation gives to the loop: forms, papers, and what its steps record."""

from typing import Any

from bihuan.facts.entries import Writing
from bihuan.loop.registry import register_form, register_handler, register_paper
from bihuan.loop.stating import state
from bihuan.loop.step_context import StepContext
from bihuan.mechanisms.cultivation.forms import AttendanceForm, PlanApprovalForm, TrainingNoticeForm, TrainingPlanForm
from bihuan.mechanisms.cultivation.kinds import Training
from bihuan.mechanisms.cultivation.papers import training_notice


def record_training(context: StepContext, data: dict[str, Any], writing: Writing) -> None:
    """A class attended, for each cadre of the matter; nothing where it was not attended."""
    if data["outcome"] != "已完成培训":
        return
    for cadre in context.cadre_ids:
        state(
            writing,
            Training,
            cadre_id=cadre,
            course=data["course"],
            host=data["host"],
            category=data["category"],
            begun_on=data["begun_on"],
            ended_on=data["ended_on"],
            hours=data["hours"],
            is_completed=data["is_completed"],
            result=data["result"],
        )


register_form("cultivation.training_plan", TrainingPlanForm)
register_form("cultivation.plan_approval", PlanApprovalForm)
register_form("cultivation.training_notice", TrainingNoticeForm)
register_form("cultivation.attendance", AttendanceForm)
register_handler("cultivation.training", record_training)
register_paper("cultivation.training_notice", "培训通知", training_notice)
