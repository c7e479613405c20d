"""A real database of each engine, with tables of its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from pytest_django.plugin import DjangoDbBlocker

from tests.appendonly.databases import configured, opened

TABLE = "ledger_of_tests"
COLUMNS = (
    "number INTEGER PRIMARY KEY, code VARCHAR(20) NOT NULL UNIQUE, subject INTEGER NOT NULL, open_one INTEGER NOT NULL"
)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(
    request: pytest.FixtureRequest, tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[BaseDatabaseWrapper]:
    """A connection to a database without our tables."""
    settings = configured(request.param, tmp_path, request)
    with django_db_blocker.unblock(), opened(f"appendonly_{request.param}", settings) as connection:
        yield connection


@pytest.fixture
def ledger(empty: BaseDatabaseWrapper) -> BaseDatabaseWrapper:
    """A database with one table of two rows, of which one open row a subject is allowed."""
    run(empty, f"CREATE TABLE {TABLE} ({COLUMNS})")
    run(empty, f"CREATE UNIQUE INDEX one_open ON {TABLE} (subject) WHERE open_one = 1")
    run(empty, f"INSERT INTO {TABLE} VALUES (1, 'a', 7, 1), (2, 'b', 8, 1)")
    return empty


def run(connection: BaseDatabaseWrapper, sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall()) if cursor.description else []


@pytest.fixture
def rows(ledger: BaseDatabaseWrapper) -> Any:
    return lambda: run(ledger, f"SELECT number, code, subject, open_one FROM {TABLE} ORDER BY number")
