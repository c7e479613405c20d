"""Reinstall the guard after every migrate, since a table rebuild on SQLite drops triggers."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.db import connections
from django.db.models.signals import post_migrate

from bihuan.appendonly.guard import install_all, missing


def install_after_migrate(sender: AppConfig, using: str, **_: Any) -> None:
    install_all(connections[using])


def check_guard(databases: Sequence[str] | None = None, **_: Any) -> list[checks.CheckMessage]:
    """Part of `check --deploy`, not of `migrate`: migrating is what mends a missing guard."""
    return [
        checks.Error(f"表 {table} 缺少“只增不改”保护", hint="运行 bihuan init 补齐，并查明原因。", id="appendonly.E001")
        for alias in databases or ()
        for table in missing(connections[alias])
    ]


class AppendOnlyConfig(AppConfig):
    name = "bihuan.appendonly"
    label = "appendonly"
    verbose_name = "只增不改"

    def ready(self) -> None:
        # No sender: Django sends no signal for an application without models.
        post_migrate.connect(install_after_migrate, dispatch_uid="bihuan.appendonly")
        checks.register(check_guard, checks.Tags.database, deploy=True)
