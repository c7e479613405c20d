"""Accounts and what they may do."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models


class Account(AbstractUser):
    """Somebody who signs in. `role` and `unit_code` say what they may see; `cadre` whose own dossier it is."""

    role = models.CharField("角色", max_length=30, default="")
    title = models.CharField("科室", max_length=80, default="")
    unit_code = models.CharField("单位编码", max_length=64, default="")
    cadre = models.ForeignKey("dossier.Cadre", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.get_full_name() or self.username
