"""Kinds of fact of cultivation (培养)."""

from django.db import models

from bihuan.facts.kinds import Kind, kind
from bihuan.facts.models import Fact
from bihuan.facts.partial_field import PartialDateField


@kind(
    Kind(
        name="training",
        label="培训记录",
        number=20,
        owner="cultivation",
        temporal="event",
        withheld=(
            "course",
            "host",
            "result",
        ),
        dated="begun_on",
    )
)
class Training(Fact):
    """A class attended."""

    cadre = models.ForeignKey("dossier.Cadre", on_delete=models.PROTECT, related_name="+")
    course = models.TextField("班次名称", default="")
    host = models.TextField("主办单位", default="")
    category = models.TextField("类别", default="")
    begun_on = PartialDateField("开始日期")
    ended_on = PartialDateField("结束日期")
    hours = models.DecimalField("学时", max_digits=18, decimal_places=4, null=True)
    is_completed = models.BooleanField("是否结业", null=True)
    result = models.TextField("成绩", default="")

    def title(self) -> str:
        hours = f"，{self.hours.normalize():f} 学时" if self.hours is not None else ""
        return f"培训：{self.course}{hours}" + ("，未结业" if self.is_completed is False else "")


@kind(
    Kind(
        name="practice",
        label="实践锻炼",
        number=21,
        owner="cultivation",
        temporal="event",
        withheld=("host",),
        dated="begun_on",
    )
)
class Practice(Fact):
    """A posting for practice (实践锻炼), with its reviews."""

    cadre = models.ForeignKey("dossier.Cadre", on_delete=models.PROTECT, related_name="+")
    category = models.TextField("锻炼类型", default="")
    host = models.TextField("接收单位", default="")
    duty = models.TextField("岗位", default="")
    begun_on = PartialDateField("开始日期")
    ended_on = PartialDateField("结束日期")
    mid_review = models.TextField("中期评价", default="")
    end_review = models.TextField("结束评价", default="")

    def title(self) -> str:
        reviews = "；".join(
            f"{word} {said}" for word, said in (("中期", self.mid_review), ("结束", self.end_review)) if said
        )
        return " ".join(filter(None, (f"实践锻炼（{self.category}）", self.host, self.duty, reviews)))
