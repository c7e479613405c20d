"""The forms of clarification (澄清正名): the person's wish first, then who clarifies to whom and how."""

from typing import Any, ClassVar

from bihuan.loop.forms.base import Choice, ClosingForm, Line, Lines, PastDay, StepForm
from bihuan.loop.step_context import StepContext

TRIGGERS = ["影响选任、换届、交流、评优", "对本人身心、财产或工作造成损害", "结论明确后仍反复举报", "其他"]
MODES = ["书面澄清", "当面澄清", "会议澄清", "通报澄清"]


class WishForm(ClosingForm):
    """Whether the person wants it, and before whom. Asked in person; what was reported is not passed on."""

    needed_for: ClassVar[dict[str, tuple[str, ...]]] = {"愿意澄清": ("scope_wanted",)}

    asked_on = PastDay("征询日期")
    asked_by = Line("征询人")
    scope_wanted = Lines("希望澄清的范围和方式", required=False)
    document = Line("认定文号", required=False, help_text="本人不愿澄清的，作无需澄清认定")


class VerifiedForm(ClosingForm):
    """Who verified clarifies (谁核实谁澄清); only where it did harm."""

    verified_by = Line("核实单位")
    conclusion = Choice("核实结论", ["失实", "诬告"])
    trigger = Choice("造成影响的情形", TRIGGERS, required=False)
    found = Lines("核实情况")

    needed_for: ClassVar[dict[str, tuple[str, ...]]] = {"符合澄清条件": ("trigger",)}


class ScopeForm(ClosingForm):
    """The head approves in which form and before whom."""

    needed_for: ClassVar[dict[str, tuple[str, ...]]] = {"同意澄清": ("mode", "audience_of_it")}

    mode = Choice("澄清方式", MODES, required=False)
    audience_of_it = Line("澄清范围", required=False)
    opinion = Lines("审批意见", required=False)

    def known(self, context: StepContext) -> dict[str, Any]:
        return {"audience_of_it": context.value("scope_wanted")}


class ClarifiedForm(StepForm):
    """It was clarified: becomes a recognition of the petition."""

    delivered_on = PastDay("澄清日期")
    organ = Line("澄清机关")
    document = Line("文号")
    receiver = Line("送达本人签收")

    def known(self, context: StepContext) -> dict[str, Any]:
        return {"organ": context.value("verified_by")}


class AftercareForm(ClosingForm):
    """How the person is afterwards."""

    met_on = PastDay("回访日期")
    state = Lines("本人思想工作状况")
    remaining = Choice("影响是否消除", ["已消除", "基本消除", "尚未消除"])
