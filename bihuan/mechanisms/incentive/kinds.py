"""Kinds of fact of incentive (激励)."""

from django.db import models

from bihuan.facts.kinds import Kind, kind
from bihuan.facts.models import Fact
from bihuan.facts.partial_field import PartialDateField


@kind(
    Kind(
        name="award",
        label="奖励",
        number=40,
        owner="incentive",
        temporal="event",
        withheld=(
            "organ",
            "reason_text",
        ),
        dated="granted_on",
    )
)
class Award(Fact):
    """A reward granted."""

    cadre = models.ForeignKey("dossier.Cadre", on_delete=models.PROTECT, related_name="+")
    name = models.TextField("奖励名称", default="")
    category = models.TextField("类别", default="")
    mode = models.TextField("奖励方式", default="")
    basis_year = models.IntegerField("依据年度", null=True)
    level = models.TextField("级别", default="")
    granted_on = PartialDateField("授予日期")
    organ = models.TextField("授予机关", default="")
    reason_text = models.TextField("事由", default="")
    bonus = models.DecimalField("奖金", max_digits=18, decimal_places=4, null=True)
    paid_on = PartialDateField("发放日期")

    def title(self) -> str:
        return " · ".join(filter(None, (self.name, self.category if self.category != self.name else "", self.organ)))


@kind(
    Kind(
        name="selection",
        label="选任纪实",
        number=41,
        owner="incentive",
        temporal="standing",
        sensitivity="sensitive",
        dated="moved_on",
    )
)
class Selection(Fact):
    """The recorded steps of one selection (选任纪实)."""

    cadre = models.ForeignKey("dossier.Cadre", on_delete=models.PROTECT, related_name="+")
    number = models.TextField("选任编号", default="", db_index=True)
    unit_code = models.TextField("拟任单位编码", default="", db_index=True)
    post_code = models.TextField("拟任职位编码", default="", db_index=True)
    post_name = models.TextField("拟任职务", default="")
    level = models.TextField("拟任职务层次", default="")
    moved_on = PartialDateField("动议日期")
    recommended_on = PartialDateField("推荐日期")
    examined_on = PartialDateField("考察日期")
    archive_checked_on = PartialDateField("档案审核日期")
    declaration_checked_on = PartialDateField("个人事项查核日期")
    discipline_opinion_on = PartialDateField("纪检意见日期")
    petition_checked_on = PartialDateField("信访核查日期")
    is_dual_signed = models.BooleanField("廉洁双签", null=True)
    decided_on = PartialDateField("讨论决定日期")
    members = models.IntegerField("应到会", null=True)
    attended = models.IntegerField("到会", null=True)
    agreed = models.IntegerField("同意", null=True)
    notice_from = PartialDateField("公示起")
    notice_to = PartialDateField("公示止")
    talked_on = PartialDateField("任职谈话日期")
    appointed_on = PartialDateField("任职日期")
    is_exceptional = models.BooleanField("是否破格", null=True)

    def title(self) -> str:
        return f"选任纪实 {self.number}：拟任 {self.post_name}"
