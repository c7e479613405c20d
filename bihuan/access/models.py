"""Accounts and what they may do."""

import re
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from bihuan.access.roles import SCOPES, Role, Scope, role_of


def not_an_identity_number(username: str) -> None:
    """A 身份证号 as a name to sign in with would stand in every log and journal."""
    if re.fullmatch(r"\d{17}[\dXx]|\d{15}", username):
        raise ValidationError(_("用户名不能是身份证号"), code="identity_number")


class Account(AbstractUser):
    """Somebody who signs in. `role` and `unit_code` say what they may see; `cadre` whose own dossier it is.

    `scope` narrows or widens what the role gives (empty: the role's own); `manages` is the 管理权限 of scope *managed*.
    """

    role = models.CharField("角色", max_length=30, default="")
    title = models.CharField("科室", max_length=80, default="")
    unit_code = models.CharField("单位编码", max_length=64, default="")
    cadre = models.ForeignKey("dossier.Cadre", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    scope = models.CharField("范围", max_length=10, default="")
    manages = models.CharField("管理权限", max_length=10, default="")

    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def clean(self) -> None:
        super().clean()
        not_an_identity_number(self.username)

    def get_full_name(self) -> str:
        """Family name first, as Chinese names are."""
        return f"{self.last_name}{self.first_name}".strip()

    @property
    def present_role(self) -> Role | None:
        return role_of(self.role) if self.is_active else None

    @property
    def present_scope(self) -> Scope:
        """The scope given to this account, else the one of its role; nobody without a role."""
        role = self.present_role
        if role is None:
            return Scope.NOBODY
        return Scope(self.scope) if self.scope else SCOPES[role]
