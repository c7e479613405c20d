"""An objection to an entry of the dossier (异议)."""

from typing import Any, ClassVar

from bihuan.loop.forms.base import Choice, ClosingForm, Line, Lines, PastDay, StepForm
from bihuan.loop.objections import CORRECT, column_words, parse_value, standing_fact
from bihuan.loop.step_context import StepContext


class FileObjectionForm(StepForm):
    """Which column is wrong, what would be right, and on what that rests."""

    column = Choice("有异议的项目", [])
    wanted = Line("本人认为应为", required=False, help_text="认为整条记录不应存在的，可不填")
    grounds = Lines("理由和依据")

    def __init__(self, data: Any = None, *, context: StepContext | None = None) -> None:
        super().__init__(data, context=context)
        if context is not None and context.matter.target is not None:
            words = column_words(standing_fact(context.matter.target))
            self.fields["column"].choices = [("", "请选择"), *words.items()]  # type: ignore[attr-defined]


class AskSourceForm(StepForm):
    """The department that sent the entry is asked."""

    questions = Lines("请核实的问题")
    sent_on = PastDay("送达来源部门日期")

    def known(self, context: StepContext) -> dict[str, Any]:
        return {"questions": context.value("grounds"), "sent_on": context.today}


class SourceAnswerForm(StepForm):
    """What the source says about its own entry."""

    finding = Choice("核实结果", ["记录有误", "记录无误", "无法核实"])
    explanation = Lines("说明及依据")
    answered_on = PastDay("答复日期")

    def known(self, context: StepContext) -> dict[str, Any]:
        return {"answered_on": context.today}


class DecideObjectionForm(StepForm):
    """Upheld or not; where a column is to be corrected, what is right."""

    needed_for: ClassVar[dict[str, tuple[str, ...]]] = {CORRECT: ("value",)}

    value = Line("更正为", required=False)
    reason = Lines("认定理由")
    decided_on = PastDay("认定日期")

    def known(self, context: StepContext) -> dict[str, Any]:
        return {"value": context.value("wanted"), "decided_on": context.today}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.outcome == CORRECT and cleaned.get("value") and self.context and self.context.matter.target:
            fact = standing_fact(self.context.matter.target)
            column = str(self.context.value("column"))
            try:
                parse_value(fact, column, cleaned["value"])
            except ValueError as fault:
                self.add_error("value", str(fault))
        return cleaned


class AnswerObjectionForm(ClosingForm):
    """The person is told, with reasons."""

    answer = Lines("答复内容")
    delivered_on = PastDay("答复送达日期")
    receiver = Line("签收人")
