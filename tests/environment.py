"""A pytest plugin that is loaded before settings are: gives this process a home and a database of its own.

BIHUAN_TEST_DATABASE=postgresql runs every test that touches the database on the server of BIHUAN_TEST_POSTGRES_URL.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from bihuan.crypto.keys import create_keys

DATABASE_FIXTURES = {
    "db",
    "transactional_db",
    "django_db_reset_sequences",
    "django_db_serialized_rollback",
    "live_server",
}


def on_postgresql() -> bool:
    return os.environ.get("BIHUAN_TEST_DATABASE") == "postgresql"


def prepare() -> None:
    folder = tempfile.mkdtemp(prefix="bihuan-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    home = Path(folder) / "home"
    create_keys(home / "keys")
    (home / "static").mkdir()
    os.environ["BIHUAN_HOME"] = str(home)
    for name in ("DATABASE_URL", "BIHUAN_KEYS", "BIHUAN_HOSTS"):
        os.environ.pop(name, None)
    if on_postgresql():
        os.environ["DATABASE_URL"] = os.environ["BIHUAN_TEST_POSTGRES_URL"]


def touches_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or not DATABASE_FIXTURES.isdisjoint(
        getattr(item, "fixturenames", ())
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, repeat only what the database could change."""
    if not on_postgresql():
        return
    repeated = [item for item in items if touches_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if not touches_database(item)])
    items[:] = repeated


prepare()
