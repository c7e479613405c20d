"""Whether the guard stands, comes back, and can be lifted for an ordered destruction."""

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

from bihuan import appendonly
from bihuan.appendonly import registry
from bihuan.appendonly.apps import check_guard, install_after_migrate
from bihuan.appendonly.postgresql import LONGEST_NAME, PostgreSQLDialect

TABLE = "ledger_of_tests"
Rows = Callable[[], list[tuple[Any, ...]]]


@pytest.fixture(autouse=True)
def only_our_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_tables", {})
    appendonly.register(TABLE)


def attempt(connection: BaseDatabaseWrapper, sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def drop_one_trigger(connection: BaseDatabaseWrapper) -> None:
    if connection.vendor == "sqlite":
        attempt(connection, f"DROP TRIGGER {TABLE}_append_only_delete")
    else:
        attempt(connection, f"DROP TRIGGER {TABLE}_append_only_truncate ON {TABLE}")


def destroy_and_fail(connection: BaseDatabaseWrapper) -> None:
    attempt(connection, f"DELETE FROM {TABLE}")
    raise OperationalError("disk full")


def test_a_table_without_guard_is_named_and_start_up_refuses(ledger: BaseDatabaseWrapper) -> None:
    assert appendonly.missing(ledger) == [TABLE]
    with pytest.raises(appendonly.GuardMissing, match="拒绝启动") as refusal:
        appendonly.ensure_installed(ledger)
    assert refusal.value.tables == [TABLE]
    assert TABLE in str(refusal.value)


def test_a_guarded_database_is_accepted_and_installing_again_changes_nothing(ledger: BaseDatabaseWrapper) -> None:
    appendonly.install_all(ledger)
    appendonly.install_all(ledger)
    assert appendonly.missing(ledger) == []
    appendonly.ensure_installed(ledger)


def test_one_dropped_trigger_is_noticed_and_mended(ledger: BaseDatabaseWrapper) -> None:
    appendonly.install_all(ledger)
    drop_one_trigger(ledger)
    assert appendonly.missing(ledger) == [TABLE]
    appendonly.install_all(ledger)
    assert appendonly.missing(ledger) == []


@pytest.mark.parametrize("empty", ["sqlite"], indirect=True)
def test_a_trigger_of_the_right_name_that_does_nothing_is_noticed(ledger: BaseDatabaseWrapper) -> None:
    appendonly.install_all(ledger)
    drop_one_trigger(ledger)
    attempt(ledger, f"CREATE TRIGGER {TABLE}_append_only_delete BEFORE DELETE ON {TABLE} BEGIN SELECT 1; END")
    assert appendonly.missing(ledger) == [TABLE]


@pytest.mark.parametrize("empty", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    "weakening",
    [
        f"ALTER TABLE {TABLE} DISABLE TRIGGER USER",
        f"ALTER TABLE {TABLE} ENABLE TRIGGER {TABLE}_append_only_row",
        "CREATE OR REPLACE FUNCTION bihuan_append_only() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    ],
    ids=["switched off", "off for replicas", "emptied function"],
)
def test_a_weakened_trigger_is_noticed_and_mended(ledger: BaseDatabaseWrapper, weakening: str) -> None:
    appendonly.install_all(ledger)
    attempt(ledger, weakening)
    assert appendonly.missing(ledger) == [TABLE]
    appendonly.install_all(ledger)
    assert appendonly.missing(ledger) == []


def test_a_unique_index_made_later_is_guarded_after_the_next_migrate(ledger: BaseDatabaseWrapper) -> None:
    appendonly.install_all(ledger)
    attempt(ledger, f"CREATE UNIQUE INDEX by_subject ON {TABLE} (subject, open_one)")
    assert appendonly.missing(ledger) == ([TABLE] if ledger.vendor == "sqlite" else [])
    install_after_migrate(apps.get_app_config("contenttypes"), using=ledger.alias)
    assert appendonly.missing(ledger) == []


@pytest.mark.parametrize("empty", ["sqlite"], indirect=True)
def test_a_rebuilt_table_loses_its_guard_and_gets_it_back_after_migrate(ledger: BaseDatabaseWrapper) -> None:
    appendonly.install_all(ledger)
    attempt(ledger, "CREATE TABLE rebuilt AS SELECT * FROM ledger_of_tests")
    attempt(ledger, f"DROP TABLE {TABLE}")
    attempt(ledger, f"ALTER TABLE rebuilt RENAME TO {TABLE}")
    assert appendonly.missing(ledger) == [TABLE]
    install_after_migrate(apps.get_app_config("contenttypes"), using=ledger.alias)
    with pytest.raises(IntegrityError):
        attempt(ledger, f"DELETE FROM {TABLE}")


def test_a_dropped_table_is_named(ledger: BaseDatabaseWrapper) -> None:
    appendonly.install_all(ledger)
    attempt(ledger, f"DROP TABLE {TABLE}")
    assert appendonly.missing(ledger) == [TABLE]
    appendonly.install_all(ledger)


def test_the_guard_holds_for_a_connection_that_knows_nothing_of_us(ledger: BaseDatabaseWrapper) -> None:
    if ledger.vendor != "sqlite":
        pytest.skip("PostgreSQL: the same server takes every connection")
    appendonly.install_all(ledger)
    foreign = sqlite3.connect(ledger.settings_dict["NAME"])
    with pytest.raises(sqlite3.IntegrityError, match="只增不改"):
        foreign.execute(f"REPLACE INTO {TABLE} VALUES (1, 'z', 9, 1)")
    foreign.close()


def test_the_deployment_check_names_the_table(ledger: BaseDatabaseWrapper) -> None:
    [error] = check_guard(databases=[ledger.alias])
    assert TABLE in str(error.msg)
    appendonly.install_all(ledger)
    assert check_guard(databases=[ledger.alias]) == []
    assert check_guard(databases=None) == []


def test_an_ordered_destruction_can_delete_and_the_guard_stands_again(ledger: BaseDatabaseWrapper, rows: Rows) -> None:
    appendonly.install_all(ledger)
    with appendonly.lifted(ledger, [TABLE]):
        attempt(ledger, f"DELETE FROM {TABLE} WHERE number = 1")
    assert [row[0] for row in rows()] == [2]
    assert appendonly.missing(ledger) == []


def test_a_destruction_that_fails_leaves_rows_and_guard(ledger: BaseDatabaseWrapper, rows: Rows) -> None:
    appendonly.install_all(ledger)
    with pytest.raises(OperationalError), appendonly.lifted(ledger, [TABLE]):
        destroy_and_fail(ledger)
    assert len(rows()) == 2
    assert appendonly.missing(ledger) == []


@pytest.mark.parametrize("empty", ["sqlite"], indirect=True)
def test_a_unique_index_that_cannot_be_guarded_is_refused(ledger: BaseDatabaseWrapper) -> None:
    attempt(ledger, f"CREATE UNIQUE INDEX by_upper ON {TABLE} (upper(code))")
    with pytest.raises(ImproperlyConfigured, match="by_upper"):
        appendonly.install_all(ledger)


@pytest.mark.parametrize("empty", ["postgresql"], indirect=True)
def test_names_of_long_tables_fit_and_differ(ledger: BaseDatabaseWrapper) -> None:
    long_names = ["t" * 60 + "a", "t" * 60 + "b"]
    made = [trigger.name for table in long_names for trigger in PostgreSQLDialect().triggers(ledger, table, ())]
    assert len(set(made)) == 4
    assert max(map(len, made)) <= LONGEST_NAME
