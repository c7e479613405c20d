"""Matters and their steps; the versions of procedures that they run; the counter of their numbers."""

import datetime
import json
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from bihuan import appendonly
from bihuan.crypto.fields import EncryptedTextField
from bihuan.loop.office import Office
from bihuan.loop.procedure import MECHANISMS

SEVERITIES = [("red", "红"), ("yellow", "黄"), ("blue", "蓝"), ("green", "绿")]
STATES = [("open", "办理中"), ("review", "待复核"), ("suspended", "暂停"), ("ended", "已办结")]
ENDINGS = [("fact", "以事实办结"), ("decision", "以决定办结"), ("withdrawn", "撤回"), ("merged", "并案")]
REVIEW = "review"


class ProcedureVersion(models.Model):
    """The text of a procedure as it was when a matter was opened under it. Never changed."""

    digest = models.CharField(max_length=64, primary_key=True)
    procedure = models.CharField(max_length=60, db_index=True)
    text = models.TextField()
    first_used_at = models.DateTimeField()

    objects: ClassVar["models.Manager[ProcedureVersion]"] = models.Manager()

    def __str__(self) -> str:
        return f"{self.procedure} {self.digest[:8]}"


appendonly.register(ProcedureVersion._meta.db_table)


class NumberSeries(models.Model):
    """The last number given in a year to a mechanism's matters (2026-约束-0312)."""

    series = models.CharField(max_length=20, primary_key=True)
    last = models.IntegerField(default=0)

    objects: ClassVar["models.Manager[NumberSeries]"] = models.Manager()

    def __str__(self) -> str:
        return f"{self.series} {self.last}"


class Matter(models.Model):
    """Work opened for a finding or by hand: subject, office, procedure, step, due date."""

    number = models.CharField("编号", max_length=40, unique=True)
    procedure = models.CharField("程序", max_length=60, db_index=True)
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="+")
    title = models.CharField("事项", max_length=200)
    sentence = models.TextField("情况", default="")
    mechanism = models.CharField("机制", max_length=20, choices=list(MECHANISMS.items()), db_index=True)
    severity = models.CharField("颜色", max_length=6, choices=SEVERITIES, default="yellow")
    audience = models.CharField("公开范围", max_length=8, default="subject")
    finding = models.ForeignKey("policy.Finding", null=True, on_delete=models.PROTECT, related_name="+")
    check_id = models.CharField("规则", max_length=80, default="", db_index=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    subject_kind = models.CharField("对象类别", max_length=20)
    subject_ref = models.CharField("对象", max_length=120, db_index=True)
    unit_code = models.CharField("单位编码", max_length=64, default="", db_index=True)
    target = models.BigIntegerField("所涉记录", null=True)
    cadres = models.ManyToManyField("dossier.Cadre", related_name="+", db_table="loop_matter_cadre")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", verbose_name="承办科室")
    state = models.CharField("状态", max_length=10, choices=STATES, default="open", db_index=True)
    step = models.CharField("当前步骤", max_length=40)
    opened_at = models.DateTimeField("立项时间")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_on = models.DateField("确认日期", null=True)
    due_on = models.DateField("本步截止", null=True, db_index=True)
    due_provisional = models.BooleanField("截止日为暂定", default=False)
    escalated_to = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+")
    escalated_on = models.DateField("逾期上报日期", null=True)
    proposed = models.CharField("拟办结结果", max_length=80, default="")
    ended_at = models.DateTimeField("办结时间", null=True)
    ending = models.CharField("办结方式", max_length=10, choices=ENDINGS, default="")
    reason = models.CharField("办结结果", max_length=200, default="")
    evidence = models.JSONField("办结依据", default=list)

    objects: ClassVar["models.Manager[Matter]"] = models.Manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["due_on", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["finding"],
                condition=models.Q(finding__isnull=False) & ~models.Q(state="ended"),
                name="one_open_matter_a_finding",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def is_open(self) -> bool:
        return self.state != "ended"

    def is_overdue(self, today: datetime.date) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < today


class StepRun(models.Model):
    """One time that a step was worked. What its form asked is kept encrypted."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="runs")
    step = models.CharField("步骤", max_length=40)
    title = models.CharField("名称", max_length=80)
    role = models.CharField("办理人", max_length=10)
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+")
    assigned = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField("截止", null=True)
    due_provisional = models.BooleanField("截止日为暂定", default=False)
    started_at = models.DateTimeField("开始")
    completed_at = models.DateTimeField("完成", null=True)
    completed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField("结果", max_length=80, default="")
    content = EncryptedTextField("填写内容", default="")
    facts = models.JSONField("入账记录", default=list)

    objects: ClassVar["models.Manager[StepRun]"] = models.Manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["completed_at", "office"], name="runs_waiting")]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.title}"

    @property
    def data(self) -> dict[str, Any]:
        """What was filled in; dates are ISO text."""
        return dict(json.loads(self.content)) if self.content else {}

    @data.setter
    def data(self, value: dict[str, Any]) -> None:
        self.content = json.dumps(value, ensure_ascii=False)
