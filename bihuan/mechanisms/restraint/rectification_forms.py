"""The forms of rectification supervision (审计整改督办)."""

from typing import Any, ClassVar

from django import forms

from bihuan.loop.forms.base import Choice, ClosingForm, Day, Figure, Line, Lines, PastDay, StepForm
from bihuan.loop.step_context import StepContext

EXTEND, REPORT = "申请延期", "报告整改结果"


class RectificationNoticeForm(StepForm):
    """The notice: what is to be put right, by whom, by when."""

    problem = Lines("审计发现的问题")
    requirement = Lines("整改要求")
    responsible = Line("整改责任单位")
    rectify_by_on = Day("整改期限")
    document = Line("文号", required=False)

    def known(self, context: StepContext) -> dict[str, Any]:
        return {"problem": context.matter.sentence}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        last = cleaned.get("rectify_by_on")
        if last and self.context and last <= self.context.today:
            self.add_error("rectify_by_on", f"应晚于今天（{self.context.today}）")
        return cleaned


class RectificationReportForm(StepForm):
    """What the unit did, or why it asks for more time."""

    needed_for: ClassVar[dict[str, tuple[str, ...]]] = {
        REPORT: ("measures", "rectified_on", "published"),
        EXTEND: ("reason", "extend_to_on"),
    }

    measures = Lines("整改措施和结果", required=False)
    amount = Figure("已整改金额（万元）", required=False)
    rectified_on = PastDay("完成整改日期", required=False)
    published = Choice("整改结果是否公开", ["已公开", "按规定不公开"], required=False)
    accountable = Line("追责问责情况", required=False)
    reason = Lines("延期理由", required=False)
    extend_to_on = Day("申请延期至", required=False)


class ExtensionForm(StepForm):
    """The head decides on the extension."""

    needed_for: ClassVar[dict[str, tuple[str, ...]]] = {"同意延期": ("extended_to_on",)}

    extended_to_on = Day("批准延期至", required=False)
    opinion = Lines("审批意见", required=False)

    def known(self, context: StepContext) -> dict[str, Any]:
        return {"extended_to_on": context.value("extend_to_on")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day = cleaned.get("extended_to_on")
        if day and self.context and day <= self.context.today:
            self.add_error("extended_to_on", "应晚于今天")
        return cleaned


class RectificationCheckForm(ClosingForm):
    """The audit office looks at the result. 销号 only for what was seen."""

    needed_for: ClassVar[dict[str, tuple[str, ...]]] = {
        "整改到位，予以销号": ("rectified_on",),
        "整改不到位，退回": ("gap",),
    }

    checked_on = PastDay("核查日期")
    way = Choice("核查方式", ["查阅资料", "实地核查", "账务复核"])
    found = Lines("核查情况")
    rectified_on = PastDay("认定整改日期", required=False)
    gap = Lines("尚未到位的问题", required=False)
    amount_checked = forms.BooleanField(label="金额已核对", required=False)

    def known(self, context: StepContext) -> dict[str, Any]:
        return {"checked_on": context.today, "rectified_on": context.value("rectified_on")}
