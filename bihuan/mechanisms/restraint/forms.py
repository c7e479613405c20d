"""The forms of reminder and admonition (提醒、诫勉)."""

from typing import Any, ClassVar

from bihuan.loop.forms.base import Choice, ClosingForm, Day, Line, Lines, PastDay, StepForm
from bihuan.loop.forms.collective import CollectiveForm
from bihuan.loop.step_context import StepContext

CIRCUMSTANCES = ["先行先试", "无明确限制", "无意过失"]
ADMONISH = "拟予诫勉，先听取陈述申辩"


class FactsVerifiedForm(ClosingForm):
    """What happened, looked at by an officer: no conclusion about the person yet."""

    needed_for: ClassVar[dict[str, tuple[str, ...]]] = {ADMONISH: ("proposal",)}

    facts = Lines("核实的事实")
    materials = Line("查阅的材料")
    circumstance = Choice("是否属于容错情形", CIRCUMSTANCES, required=False)
    proposal = Lines("拟办意见", required=False)

    def known(self, context: StepContext) -> dict[str, Any]:
        return {"facts": context.matter.sentence}


class MinistryMeetingForm(CollectiveForm):
    """部务会 studies whether to admonish, and how."""

    agreeing: ClassVar[frozenset[str]] = frozenset({"同意诫勉，报批"})
    needed_for: ClassVar[dict[str, tuple[str, ...]]] = {"同意诫勉，报批": ("way", "improve_by_on")}

    way = Choice("诫勉方式", ["诫勉谈话", "书面诫勉"], required=False)
    improve_by_on = Day("限期改进至", required=False)
    decision = Lines("研究意见")


class AdmonitionApprovalForm(ClosingForm):
    """党委（党组）主要负责人 approves: from this day the admonition counts."""

    needed_for: ClassVar[dict[str, tuple[str, ...]]] = {
        "批准，进行诫勉谈话": ("document", "decided_on"),
        "批准，发出诫勉书": ("document", "decided_on"),
    }

    decided_on = PastDay("批准日期", required=False)
    document = Line("文号", required=False)
    opinion = Lines("批示", required=False)

    def known(self, context: StepContext) -> dict[str, Any]:
        return {"decided_on": context.today}


class AdmonitionTalkForm(StepForm):
    """The talk: who talked, who took it down, where, what was said. Two persons besides the cadre."""

    delivered_on = PastDay("谈话日期")
    talker = Line("谈话人")
    recorder = Line("记录人")
    place = Line("地点")
    points = Lines("谈话内容", rows=8)
    attitude = Lines("本人态度")

    def known(self, context: StepContext) -> dict[str, Any]:
        return {"delivered_on": context.today}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("talker") and cleaned.get("talker") == cleaned.get("recorder"):
            self.add_error("recorder", "谈话人和记录人应为两人")
        return cleaned


class AdmonitionLetterForm(StepForm):
    """诫勉书: what it says and when it was delivered."""

    content = Lines("诫勉书内容", rows=8)
    delivered_on = PastDay("送达日期")
    receiver = Line("签收人")


class SelfExaminationForm(StepForm):
    """书面检查, in the person's own words."""

    text = Lines("书面检查", rows=10)
    improvement = Lines("改进措施")
    received_on = PastDay("提交日期")

    def known(self, context: StepContext) -> dict[str, Any]:
        return {"received_on": context.today}


class CopyToUnitForm(StepForm):
    """The unit's head is told."""

    copied_on = PastDay("抄送日期")
    receiver = Line("单位主要负责人签收")
    request = Lines("请单位配合的事项", required=False)


class FollowUpForm(StepForm):
    """Six months later: has it been put right (诫勉 跟踪了解)."""

    talked_on = PastDay("回访谈话日期")
    talker = Line("谈话人")
    points = Lines("跟踪了解情况")
    attitude = Lines("本人态度")
    improved = Choice("改进情况", ["已改进", "有所改进", "未改进"])


class ConclusionForm(ClosingForm):
    """What the follow-up came to."""

    conclusion = Lines("结论意见")
    concluded_on = PastDay("结论日期")

    def known(self, context: StepContext) -> dict[str, Any]:
        return {"concluded_on": context.today}


class ReminderProposalForm(ClosingForm):
    """提醒: what calls for it."""

    needed_for: ClassVar[dict[str, tuple[str, ...]]] = {"建议提醒": ("content",)}

    facts = Lines("需要提醒的情况")
    content = Lines("提醒内容", required=False)

    def known(self, context: StepContext) -> dict[str, Any]:
        return {"facts": context.matter.sentence}


class ReminderApprovalForm(ClosingForm):
    """The head of the organisation (discipline) department approves."""

    opinion = Lines("审批意见", required=False)
    document = Line("文号", required=False)


class ReminderTalkForm(StepForm):
    delivered_on = PastDay("谈话日期")
    talker = Line("谈话人")
    points = Lines("提醒内容")
    attitude = Lines("本人态度")

    def known(self, context: StepContext) -> dict[str, Any]:
        return {"delivered_on": context.today, "points": context.value("content")}


class ReminderResponseForm(StepForm):
    """What the person says to it and does about it."""

    text = Lines("本人说明及改进情况")
    received_on = PastDay("收到日期")

    def known(self, context: StepContext) -> dict[str, Any]:
        return {"received_on": context.today}
