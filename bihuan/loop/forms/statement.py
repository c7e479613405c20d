"""Hearing somebody (听取陈述申辩) before anything adverse: notice, delivery, the person's own text, an answer to it."""

from typing import Any

from django import forms

from bihuan.calendar import clock, workdays
from bihuan.loop.forms.base import Choice, Day, Line, Lines, PastDay, StepForm, Whole
from bihuan.loop.step_context import StepContext

WAYS = ["当面送达", "邮寄送达", "电子送达", "留置送达"]
DEFAULT_DAYS = 10


class NoticeForm(StepForm):
    """What is proposed and why, so that the person can answer it."""

    proposal = Lines("拟作出的处理")
    grounds = Lines("认定的事实和理由")
    articles = Line("依据的条款")
    answer_days = Whole("陈述申辩期限（工作日）", least=1)

    def known(self, context: StepContext) -> dict[str, Any]:
        return {
            "grounds": context.matter.sentence,
            "answer_days": DEFAULT_DAYS,
            "articles": "；".join(context.procedure.cites)[:200],
        }


class DeliveryForm(StepForm):
    """The day on which the notice reached the person: the clock of the statement starts here."""

    delivered_on = PastDay("送达日期")
    way = Choice("送达方式", WAYS)
    receiver = Line("签收人")


class TextForm(StepForm):
    """The person's own words. Silence counts as waived only when the time given has passed."""

    text = Lines("本人陈述申辩内容", required=False, rows=8)
    waived = forms.BooleanField(label="本人书面放弃或逾期未提出", required=False)
    received_on = PastDay("收到日期")

    def known(self, context: StepContext) -> dict[str, Any]:
        return {"received_on": context.today}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        text, waived = cleaned.get("text"), cleaned.get("waived")
        if not text and not waived:
            self.add_error("text", "请填写陈述申辩内容，或注明本人放弃")
        if text and waived:
            self.add_error("waived", "已有陈述申辩内容，不能同时注明放弃")
        received, delivered = cleaned.get("received_on"), self.context.date("delivered") if self.context else None
        if received and delivered and received < delivered:
            self.add_error("received_on", f"早于告知书送达日期 {delivered}")
        if waived:
            self._check_time_is_up()
        return cleaned

    def _check_time_is_up(self) -> None:
        if self.context is None:
            return
        delivered, days = self.context.date("delivered"), self.context.value("answer_days") or DEFAULT_DAYS
        if delivered is None:
            return
        last = workdays.add_working_days(delivered, int(days)).day
        if clock.today() <= last and self.context.account and self.context.account.cadre_id is None:
            self.add_error("waived", f"期限至 {last} 届满，届满前只有本人可以放弃")


class AnswerForm(StepForm):
    """What became of each thing that the person said."""

    accepted = Choice("采纳情况", ["采纳", "部分采纳", "不采纳", "本人未陈述"])
    answer = Lines("答复内容及理由")
    answered_on = PastDay("答复日期")


class LetterDeliveryForm(StepForm):
    """A letter reached the person or the unit."""

    delivered_on = PastDay("送达日期")
    way = Choice("送达方式", WAYS)
    receiver = Line("签收人")


class DueForm(StepForm):
    """A day by which something is to be done."""

    reply_by_on = Day("要求完成日期")
