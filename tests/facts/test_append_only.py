"""The database itself refuses what would change a fact: each table, by raw SQL, and after a rebuild of the table."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from bihuan import appendonly
from bihuan.dossier.kinds import UnitState
from bihuan.facts.entries import entry
from bihuan.facts.kinds import all_kinds
from bihuan.facts.models import Entry, Source

TABLE = "dossier_unitstate"
TABLES = [*(model._meta.db_table for model in all_kinds()), Entry._meta.db_table, Source._meta.db_table]


@pytest.fixture
def unit(db: None) -> UnitState:
    with entry(Source(feed="units", file="units.csv"), "tests") as writing:
        return writing.record(UnitState(unit_code="A", name="甲"))


def refused(sql: str) -> None:
    with pytest.raises(DatabaseError, match="只增不改"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def contents() -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {TABLE}")
        return list(cursor.fetchall())


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_every_table_of_facts_is_guarded(table: str) -> None:
    assert appendonly.missing(connection, [table]) == []


@pytest.mark.parametrize("table", [TABLE, "facts_entry", "facts_source"])
def test_update_and_delete_are_refused(unit: UnitState, table: str) -> None:
    before = contents()
    column = {TABLE: "name", "facts_entry": "actor", "facts_source": "file"}[table]
    refused(f"UPDATE {table} SET {column} = 'x'")
    refused(f"DELETE FROM {table}")
    assert contents() == before


def test_django_itself_cannot_change_or_delete_a_fact(unit: UnitState) -> None:
    unit.name = "乙"
    for act in (unit.save, unit.delete, lambda: UnitState.objects.update(name="乙"), UnitState.objects.all().delete):
        with pytest.raises(DatabaseError, match="只增不改"), transaction.atomic():
            act()
    assert UnitState.objects.get().name == "甲"


def test_replacing_a_row_is_refused(unit: UnitState) -> None:
    if connection.vendor == "postgresql":
        columns = ", ".join(str(field.column) for field in UnitState._meta.concrete_fields)
        refused(
            f"INSERT INTO {TABLE} ({columns}) SELECT {columns} FROM {TABLE} ON CONFLICT (id) DO UPDATE SET name = 'x'"
        )
        return
    for recursive in ("ON", "OFF"):
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA recursive_triggers = {recursive}")
        refused(f"INSERT OR REPLACE INTO {TABLE} SELECT * FROM {TABLE}")
        refused(f"REPLACE INTO {TABLE} SELECT * FROM {TABLE}")
        refused(f"UPDATE OR REPLACE {TABLE} SET name = 'x'")


def test_truncating_is_refused(unit: UnitState) -> None:
    if connection.vendor != "postgresql":
        refused(f"DELETE FROM {TABLE} WHERE 1")  # SQLite's truncate optimisation is a DELETE
        return
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else PostgreSQL refuses for the sake of the waiting checks
    refused(f"TRUNCATE {TABLE} CASCADE")
    refused("TRUNCATE facts_entry CASCADE")


def rebuild(connection: BaseDatabaseWrapper) -> None:
    """Alter a column and alter it back; on SQLite each time by a new table, which has no trigger."""
    narrow, wide = models.CharField(max_length=300, default=""), UnitState._meta.get_field("name")
    narrow.set_attributes_from_name("name")
    narrow.model = UnitState
    with connection.schema_editor() as editor:
        editor.alter_field(UnitState, wide, narrow)
        editor.alter_field(UnitState, narrow, wide)


def test_a_rebuilt_table_is_refused_until_the_next_migrate_guards_it_again(own_default: BaseDatabaseWrapper) -> None:
    with entry(Source(feed="units"), "tests") as writing:
        writing.record(UnitState(unit_code="A", name="甲"))
    rebuild(own_default)
    if own_default.vendor == "sqlite":
        assert appendonly.missing(own_default, [TABLE]) == [TABLE]
        with pytest.raises(appendonly.GuardMissing, match=TABLE):
            appendonly.ensure_installed(own_default)
    call_command("migrate", "dossier", verbosity=0)
    assert appendonly.missing(own_default, [TABLE, "facts_entry", "facts_source"]) == []
    refused(f"UPDATE {TABLE} SET name = 'x'")
    assert UnitState.objects.get().name == "甲"


def test_every_kind_is_a_model_that_is_installed() -> None:
    assert set(all_kinds()) <= set(apps.get_models())
