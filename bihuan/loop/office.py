"""Offices: a unit's desk for a duty within a 管理权限. Matters belong to offices, steps to persons."""

from typing import ClassVar

from django.conf import settings
from django.db import models

DUTIES = {
    "supervision": "干部监督",
    "cadre": "干部",
    "civil_service": "公务员管理",
    "education": "干部教育",
    "assessment": "考核",
    "discipline": "纪检监察",
    "audit": "审计",
    "petition": "信访",
    "unit": "单位组织人事",
    "leadership": "组织部领导",
    "committee": "党委（党组）",
}


class Office(models.Model):
    """`jurisdiction`: the 管理权限 that it works within, empty for all. `feeds`: whose deliveries it answers for."""

    code = models.CharField("代码", max_length=80, unique=True)
    name = models.CharField("名称", max_length=80)
    duty = models.CharField("职责", max_length=30, db_index=True, choices=list(DUTIES.items()))
    jurisdiction = models.CharField("管理权限", max_length=20, default="", blank=True)
    unit_code = models.CharField("单位编码", max_length=64, default="", blank=True, db_index=True)
    feeds = models.JSONField("负责的数据", default=list)
    head = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="负责人"
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="副职"
    )
    superior = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="上级科室")

    objects: ClassVar["models.Manager[Office]"] = models.Manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["code"]

    def __str__(self) -> str:
        return self.name


class OfficeMember(models.Model):
    """Who works in an office. The head and the deputy are members too, with that role."""

    ROLES: ClassVar[list[tuple[str, str]]] = [("head", "负责人"), ("deputy", "副职"), ("officer", "经办人")]

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="members")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    role = models.CharField("角色", max_length=10, choices=ROLES, default="officer")

    objects: ClassVar["models.Manager[OfficeMember]"] = models.Manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["office", "account"], name="member_once")
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.account}"
