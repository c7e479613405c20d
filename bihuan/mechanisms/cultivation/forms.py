"""The forms of the steps of cultivation (培养): a make-up training, from need to completion."""

from typing import Any, ClassVar

from django import forms

from bihuan.loop.forms.base import Choice, ClosingForm, Day, Figure, Line, Lines, PastDay, StepForm
from bihuan.loop.step_context import StepContext

CATEGORIES = ["党校", "专题", "网络", "业务", "初任", "任职", "警示教育", "党课"]
ARRANGE, EXCUSE = "安排培训", "已有安排，不另订计划"


class TrainingPlanForm(ClosingForm):
    """Which class makes up what is missing."""

    needed_for: ClassVar[dict[str, tuple[str, ...]]] = {
        ARRANGE: ("category", "course", "planned_from", "planned_to", "planned_hours"),
    }

    need = Lines("培训需求", help_text="缺多少学时、缺哪一类")
    category = Choice("培训类别", CATEGORIES, required=False)
    course = Line("拟参加班次", required=False)
    planned_from = Day("计划开始日期", required=False)
    planned_to = Day("计划结束日期", required=False)
    planned_hours = Figure("计划学时", required=False)

    def known(self, context: StepContext) -> dict[str, Any]:
        return {"need": context.matter.sentence}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        begins, ends = cleaned.get("planned_from"), cleaned.get("planned_to")
        if begins and ends and ends < begins:
            self.add_error("planned_to", f"早于计划开始日期 {begins}")
        return cleaned


class PlanApprovalForm(StepForm):
    """The head of the education office approves the plan."""

    needed_for: ClassVar[dict[str, tuple[str, ...]]] = {"退回修改": ("opinion",)}

    opinion = Lines("审批意见", required=False)


class TrainingNoticeForm(StepForm):
    """The notice: where and when to come."""

    place = Line("培训地点")
    report_on = Day("报到日期")
    delivered_on = PastDay("通知送达日期")
    contact = Line("联系人", required=False)

    def known(self, context: StepContext) -> dict[str, Any]:
        return {"report_on": context.value("planned_from"), "delivered_on": context.today}


class AttendanceForm(ClosingForm):
    """What was attended: becomes a training on record."""

    needed_for: ClassVar[dict[str, tuple[str, ...]]] = {
        "已完成培训": ("course", "category", "begun_on", "ended_on", "hours"),
        "未参加，另行安排": ("why_not",),
    }

    course = Line("班次名称", required=False)
    host = Line("主办单位", required=False)
    category = Choice("类别", CATEGORIES, required=False)
    begun_on = PastDay("开始日期", required=False)
    ended_on = PastDay("结束日期", required=False)
    hours = Figure("学时", required=False)
    is_completed = forms.BooleanField(label="是否结业", required=False)
    result = Line("成绩", required=False)
    why_not = Lines("未参加原因", required=False)

    def known(self, context: StepContext) -> dict[str, Any]:
        return {
            "course": context.value("course"),
            "category": context.value("category"),
            "hours": context.value("planned_hours"),
            "is_completed": True,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        begun, ended = cleaned.get("begun_on"), cleaned.get("ended_on")
        if begun and ended and ended < begun:
            self.add_error("ended_on", f"早于开始日期 {begun}")
        return cleaned
