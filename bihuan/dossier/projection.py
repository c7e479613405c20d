"""Today's picture of every cadre: a table that can be thrown away and made again from the facts."""

from typing import ClassVar

from django.db import models


class CurrentCadre(models.Model):
    """What lists and search read. Kept by each seal; equal to `pictures(on=today, seal=last)` (a property test)."""

    cadre = models.OneToOneField("dossier.Cadre", primary_key=True, on_delete=models.CASCADE, related_name="+")
    name = models.CharField("姓名", max_length=80, db_index=True)
    initials = models.CharField("拼音首字母", max_length=40, db_index=True, default="")
    sex = models.CharField("性别", max_length=4, default="")
    born_on = models.CharField("出生年月", max_length=10, default="", db_index=True)
    unit_code = models.CharField("单位编码", max_length=64, default="", db_index=True)
    unit_name = models.CharField("单位", max_length=200, default="")
    post_code = models.CharField("职位编码", max_length=64, default="")
    post_name = models.CharField("职务", max_length=200, default="")
    level = models.CharField("职务层次", max_length=40, default="", db_index=True)
    rank = models.CharField("职级", max_length=40, default="", db_index=True)
    position_since = models.CharField("任现职时间", max_length=10, default="")
    status = models.CharField("人员状态", max_length=10, default="", db_index=True)
    category = models.CharField("人员类别", max_length=20, default="")
    management = models.CharField("管理权限", max_length=10, default="")
    political_status = models.CharField("政治面貌", max_length=40, default="")
    education = models.CharField("学历", max_length=40, default="")
    ethnicity = models.CharField("民族", max_length=40, default="")
    changes_on = models.DateField(null=True, db_index=True)

    objects: ClassVar["models.Manager[CurrentCadre]"] = models.Manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["unit_code", "name", "cadre_id"]

    def __str__(self) -> str:
        return f"{self.name} {self.unit_name}"
