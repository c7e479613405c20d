"""Kinds of fact of assessment (考核)."""

from django.db import models

from bihuan.facts.kinds import Kind, kind
from bihuan.facts.models import Fact
from bihuan.facts.partial_field import PartialDateField


@kind(
    Kind(
        name="ledger",
        label="月度工作台账",
        number=30,
        owner="assessment",
        temporal="event",
        withheld=(
            "item",
            "reviewer",
            "review",
        ),
        dated="month",
    )
)
class Ledger(Fact):
    """One line of a month's work ledger."""

    cadre = models.ForeignKey("dossier.Cadre", on_delete=models.PROTECT, related_name="+")
    month = PartialDateField("月份")
    item = models.TextField("事项", default="")
    planned_on = PartialDateField("计划完成日期")
    completed_on = PartialDateField("实际完成日期")
    completion = models.DecimalField("完成率", max_digits=18, decimal_places=4, null=True)
    reviewer = models.TextField("审核人", default="")
    review = models.TextField("审核意见", default="")

    def title(self) -> str:
        done = f"，{self.completed_on} 完成" if self.completed_on else ""
        return f"工作台账：{self.item}{done}"


@kind(
    Kind(
        name="key_task",
        label="重点任务",
        number=31,
        owner="assessment",
        temporal="standing",
        concerns=("responsible",),
        withheld=("name",),
        dated="due_on",
    )
)
class KeyTask(Fact):
    """A task that the supervision office follows, and who answers for it."""

    responsible = models.ForeignKey("dossier.Cadre", on_delete=models.PROTECT, related_name="+")
    number = models.TextField("任务编号", default="", db_index=True)
    name = models.TextField("任务名称", default="")
    unit_code = models.TextField("责任单位编码", default="", db_index=True)
    category = models.TextField("类别", default="")
    planned_progress = models.DecimalField("计划进度", max_digits=18, decimal_places=4, null=True)
    actual_progress = models.DecimalField("实际进度", max_digits=18, decimal_places=4, null=True)
    due_on = PartialDateField("截止日期")
    extended_to = PartialDateField("批准延期至")
    completed_on = PartialDateField("完成日期")
    status = models.TextField("状态", default="")
    review = models.TextField("督查评价", default="")

    def title(self) -> str:
        state = " · ".join(filter(None, (self.status, self.review and f"督查评价 {self.review}")))
        return f"重点任务“{self.name}”" + (f"（{state}）" if state else "")


@kind(
    Kind(
        name="assessment",
        label="考核结果",
        number=32,
        owner="assessment",
        temporal="event",
        withheld=(
            "ungraded_reason",
            "remark",
        ),
        dated="period_to",
    )
)
class Assessment(Fact):
    """A result of assessment for a period (考核结果)."""

    cadre = models.ForeignKey("dossier.Cadre", on_delete=models.PROTECT, related_name="+")
    category = models.TextField("考核类型", default="")
    period = models.TextField("期间")
    period_from = models.DateField(null=True)
    period_to = models.DateField(null=True)
    is_required = models.BooleanField("应参加考核", null=True)
    score = models.DecimalField("得分", max_digits=18, decimal_places=4, null=True)
    grade = models.TextField("等次", default="")
    ungraded_reason = models.TextField("不确定等次原因", default="")
    decided_on = PartialDateField("确定日期")
    notified_on = PartialDateField("书面通知日期")
    remark = models.TextField("备注", default="")

    def derive(self) -> None:
        """A result counts from the last day of its period; 试用期 and 专项 from 确定日期 where that is earlier."""
        decided = self.decided_on.date if self.decided_on else None
        early = decided if self.category in {"试用期", "专项"} else None
        self.valid_from = min((day for day in (self.period_to, early) if day), default=None)

    def title(self) -> str:
        score = f"，记录得分 {self.score.normalize():f}" if self.score is not None else ""
        return f"{self.period} {self.category}考核：{self.grade or self.ungraded_reason}{score}"


@kind(
    Kind(name="rating", label="测评评分", number=33, owner="assessment", temporal="standing", sensitivity="sensitive")
)
class Rating(Fact):
    """One rating on one ballot."""

    cadre = models.ForeignKey("dossier.Cadre", on_delete=models.PROTECT, related_name="+")
    number = models.TextField("测评编号", default="")
    ballot = models.TextField("票号", default="")
    rater_class = models.TextField("评价人类别", default="")
    indicator = models.TextField("指标", default="")
    score = models.DecimalField("分值", max_digits=18, decimal_places=4, null=True)

    def title(self) -> str:
        return f"测评 {self.number} 收到评分"
