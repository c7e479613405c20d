"""What the database itself refuses, tried by raw SQL."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError
from django.db.backends.base.base import BaseDatabaseWrapper

from bihuan import appendonly

TABLE = "ledger_of_tests"
BEFORE = [(1, "a", 7, 1), (2, "b", 8, 1)]
Rows = Callable[[], list[tuple[Any, ...]]]

EVERYWHERE = {
    "update of one row": f"UPDATE {TABLE} SET code = 'z' WHERE number = 1",
    "update of the key": f"UPDATE {TABLE} SET number = 9 WHERE number = 1",
    "update that changes nothing": f"UPDATE {TABLE} SET code = code",
    "delete of one row": f"DELETE FROM {TABLE} WHERE number = 1",
    "delete of all rows": f"DELETE FROM {TABLE}",
    "upsert": f"INSERT INTO {TABLE} VALUES (1, 'z', 9, 1) ON CONFLICT (number) DO UPDATE SET code = excluded.code",
}
SQLITE_ONLY = {
    "replace by primary key": f"INSERT OR REPLACE INTO {TABLE} VALUES (1, 'z', 9, 1)",
    "replace by unique column": f"REPLACE INTO {TABLE} VALUES (5, 'a', 9, 1)",
    "replace without a number": f"REPLACE INTO {TABLE} (code, subject, open_one) VALUES ('a', 9, 1)",
    "replace by partial unique index": f"REPLACE INTO {TABLE} VALUES (5, 'e', 7, 1)",
    "replace by rowid": f"REPLACE INTO {TABLE} (rowid, code, subject, open_one) VALUES (2, 'z', 9, 0)",
    "replace from a select": f"REPLACE INTO {TABLE} SELECT number, 'z', 9, 1 FROM {TABLE}",
    "replacing update": f"UPDATE OR REPLACE {TABLE} SET number = 2 WHERE number = 1",
    "insert that would be ignored": f"INSERT OR IGNORE INTO {TABLE} VALUES (1, 'z', 9, 1)",
}
POSTGRESQL_ONLY = {
    "truncate": f"TRUNCATE {TABLE}",
    "truncate cascade": f"TRUNCATE {TABLE} CASCADE",
    "update as a replica": f"SET session_replication_role = replica; UPDATE {TABLE} SET code = 'z'",
}


@pytest.fixture
def guarded(ledger: BaseDatabaseWrapper) -> BaseDatabaseWrapper:
    appendonly.install(ledger, TABLE)
    return ledger


def attempt(connection: BaseDatabaseWrapper, sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def refused(connection: BaseDatabaseWrapper, sql: str, rows: Rows) -> None:
    with pytest.raises(IntegrityError, match=f"只增不改：{TABLE}"):
        attempt(connection, sql)
    assert rows() == BEFORE


@pytest.mark.parametrize("sql", EVERYWHERE.values(), ids=EVERYWHERE.keys())
def test_either_engine_refuses(guarded: BaseDatabaseWrapper, rows: Rows, sql: str) -> None:
    refused(guarded, sql, rows)


@pytest.mark.parametrize("empty", ["sqlite"], indirect=True)
@pytest.mark.parametrize("sql", SQLITE_ONLY.values(), ids=SQLITE_ONLY.keys())
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_sqlite_refuses(guarded: BaseDatabaseWrapper, rows: Rows, sql: str, recursive: str) -> None:
    attempt(guarded, f"PRAGMA recursive_triggers = {recursive}")
    refused(guarded, sql, rows)


@pytest.mark.parametrize("empty", ["postgresql"], indirect=True)
@pytest.mark.parametrize("sql", POSTGRESQL_ONLY.values(), ids=POSTGRESQL_ONLY.keys())
def test_postgresql_refuses(guarded: BaseDatabaseWrapper, rows: Rows, sql: str) -> None:
    refused(guarded, sql, rows)


def test_new_rows_are_taken_with_and_without_a_number(guarded: BaseDatabaseWrapper, rows: Rows) -> None:
    attempt(guarded, f"INSERT INTO {TABLE} VALUES (3, 'c', 9, 1)")
    attempt(guarded, f"INSERT INTO {TABLE} VALUES (4, 'd', 9, 0), (5, 'e', 7, 0)")
    if guarded.vendor == "sqlite":
        attempt(guarded, f"INSERT INTO {TABLE} (code, subject, open_one) VALUES ('f', 10, 1)")
        assert rows()[-1] == (6, "f", 10, 1)
    assert rows()[:5] == [*BEFORE, (3, "c", 9, 1), (4, "d", 9, 0), (5, "e", 7, 0)]


@pytest.mark.parametrize("empty", ["sqlite"], indirect=True)
def test_columns_unique_by_agreement_alone_are_guarded_where_given(ledger: BaseDatabaseWrapper) -> None:
    appendonly.install(ledger, TABLE, [("subject", "open_one")])
    attempt(ledger, f"INSERT INTO {TABLE} VALUES (3, 'c', 7, 0)")
    with pytest.raises(IntegrityError, match="只增不改"):
        attempt(ledger, f"INSERT INTO {TABLE} VALUES (4, 'd', 7, 0)")


@pytest.mark.parametrize("empty", ["sqlite"], indirect=True)
def test_a_column_that_no_key_names_can_still_be_dropped(guarded: BaseDatabaseWrapper) -> None:
    attempt(guarded, f"ALTER TABLE {TABLE} ADD COLUMN note TEXT")
    appendonly.install(guarded, TABLE)
    attempt(guarded, f"ALTER TABLE {TABLE} DROP COLUMN note")
    with guarded.cursor() as cursor:
        columns = guarded.introspection.get_table_description(cursor, TABLE)
    assert "note" not in {column.name for column in columns}
