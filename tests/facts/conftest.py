"""A database of a test's own in the place of the suite's: what commits, rebuilds or races cannot be rolled back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from pytest_django.plugin import DjangoDbBlocker

from bihuan.config.settings import database
from tests.appendonly.databases import configured


@pytest.fixture(params=["sqlite", "postgresql"])
def own_default(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    home: Path,
    django_db_blocker: DjangoDbBlocker,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[BaseDatabaseWrapper]:
    """The default connection, on an empty database with the tables of facts and dossier."""
    own = configured(request.param, tmp_path, request)
    if request.param == "sqlite":
        monkeypatch.delenv("DATABASE_URL", raising=False)
        own = database() | {"NAME": str(tmp_path / "own.sqlite3")}
    before, connection = connections.settings["default"], connections["default"]
    connections.settings["default"] = connections.configure_settings({"default": own})["default"]
    del connections["default"]
    try:
        with django_db_blocker.unblock():
            call_command("migrate", "dossier", verbosity=0)
            yield connections["default"]
            connections["default"].close()
    finally:
        connections.settings["default"] = before
        connections["default"] = connection
