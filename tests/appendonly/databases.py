"""Databases of a test's own, beside the one that the suite runs on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dj_database_url
import pytest
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


def configured(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> dict[str, Any]:
    if engine == "postgresql":
        return dict(dj_database_url.parse(request.getfixturevalue("postgres_url")))
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "own.sqlite3"), "OPTIONS": {"timeout": 60}}


@contextmanager
def opened(alias: str, settings: dict[str, Any]) -> Iterator[BaseDatabaseWrapper]:
    """A connection by that name for as long as the block lasts."""
    connections.settings[alias] = connections.configure_settings({"default": {}, alias: settings})[alias]
    try:
        yield connections[alias]
    finally:
        connections[alias].close()
        del connections[alias], connections.settings[alias]
