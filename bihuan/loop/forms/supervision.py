"""The forms of plain supervision: who is to do what, what was done, what was found when it was looked at."""

from typing import Any, ClassVar

from bihuan.loop.forms.base import Choice, ClosingForm, Day, Line, Lines, PastDay, StepForm
from bihuan.loop.forms.collective import CollectiveForm
from bihuan.loop.step_context import StepContext

HANDLE = "需要处理，先听取陈述申辩"


class AssignForm(ClosingForm):
    """The matter is handed to whoever owes the thing."""

    needed_for: ClassVar[dict[str, tuple[str, ...]]] = {"交责任单位办理": ("responsible", "requirement", "reply_by_on")}

    responsible = Line("责任单位或责任人", required=False)
    requirement = Lines("办理要求", required=False)
    reply_by_on = Day("要求反馈日期", required=False)

    def known(self, context: StepContext) -> dict[str, Any]:
        return {"requirement": context.matter.sentence}


class ReplyForm(StepForm):
    """What the unit or the person did."""

    measures = Lines("采取的措施")
    finished_on = PastDay("完成日期", required=False)
    result = Choice("自评结果", ["已完成", "部分完成", "未完成"])


class VerifyForm(ClosingForm):
    """What was found when it was looked at."""

    needed_for: ClassVar[dict[str, tuple[str, ...]]] = {HANDLE: ("problem",)}

    verified_on = PastDay("核实日期")
    way = Choice("核实方式", ["查阅资料", "实地核查", "谈话了解", "系统比对"])
    found = Lines("核实情况")
    problem = Lines("需要处理的问题", required=False)


class HandleForm(CollectiveForm):
    """A collective decision that is adverse to somebody."""

    agreeing: ClassVar[frozenset[str]] = frozenset({"作出处理决定"})
    needed_for: ClassVar[dict[str, tuple[str, ...]]] = {"作出处理决定": ("decision", "document")}

    decision = Lines("处理决定", required=False)
    document = Line("文号", required=False)
