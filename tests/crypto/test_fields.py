"""The encrypted column, in a real table of the suite's database."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models
from django.db.migrations.writer import MigrationWriter

from bihuan.crypto.cipher import Undecipherable, encrypt_text
from bihuan.crypto.fields import EncryptedTextField

NUMBER = "11010119900307793X"


class Kept(models.Model):
    """Two encrypted columns, of which one may be unknown."""

    number = EncryptedTextField()
    note = EncryptedTextField(null=True, blank=True, context="kept.note")

    class Meta:
        app_label = "tests_of_crypto"
        db_table = "tests_of_crypto_kept"

    def __str__(self) -> str:
        return str(self.pk)


@pytest.fixture
def kept(db: None, ring: Path) -> Iterator[models.Manager[Kept]]:
    create, _ = connection.schema_editor(collect_sql=True).table_sql(Kept)
    with connection.cursor() as cursor:
        cursor.execute(create)
    yield Kept._default_manager
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE tests_of_crypto_kept")


def raw(column: str) -> bytes | None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM tests_of_crypto_kept ORDER BY id")
        [(value,)] = cursor.fetchall()
    return None if value is None else bytes(value)


def test_the_database_holds_no_plain_text_and_the_model_reads_it(kept: models.Manager[Kept]) -> None:
    kept.create(number=NUMBER, note="家庭情况")
    stored = raw("number")
    assert stored is not None
    assert NUMBER.encode() not in stored
    loaded = kept.get()
    assert (loaded.number, loaded.note) == (NUMBER, "家庭情况")


def test_unknown_stays_unknown_and_empty_stays_empty(kept: models.Manager[Kept]) -> None:
    kept.create(number="", note=None)
    assert (raw("number"), raw("note")) == (b"", None)
    assert (kept.get().number, kept.get().note) == ("", None)


def test_values_bulk_writes_and_updates_go_through_it_too(kept: models.Manager[Kept]) -> None:
    kept.bulk_create([Kept(number=str(place)) for place in range(5)])
    kept.filter(pk__gt=0).update(note="同一条")
    assert sorted(kept.values_list("number", "note")) == [(str(place), "同一条") for place in range(5)]
    assert kept.only("note").first() is not None


def test_it_can_be_asked_only_whether_it_is_known(kept: models.Manager[Kept]) -> None:
    kept.create(number=NUMBER)
    assert kept.filter(note__isnull=True, number__isnull=False).count() == 1
    for lookup in ("number", "number__contains", "number__in", "number__gt", "number__startswith"):
        with pytest.raises(FieldError):
            kept.filter(**{lookup: NUMBER}).count()


def test_a_value_copied_into_another_column_does_not_open(kept: models.Manager[Kept]) -> None:
    kept.create(number=NUMBER, note="x")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE tests_of_crypto_kept SET note = number")
    with pytest.raises(Undecipherable, match=r"kept\.note"):
        kept.get()


def test_a_value_is_bound_to_table_and_column_unless_a_context_is_given(kept: models.Manager[Kept]) -> None:
    kept.create(number="a", note="b")
    with connection.cursor() as cursor:
        blobs = encrypt_text(NUMBER, "tests_of_crypto_kept.number"), encrypt_text("注", "kept.note")
        cursor.execute("UPDATE tests_of_crypto_kept SET number = %s, note = %s", blobs)
    assert (kept.get().number, kept.get().note) == (NUMBER, "注")


@pytest.mark.parametrize("name", ["number", "note"])
def test_a_migration_can_write_the_field_down_and_read_it_back(name: str) -> None:
    field = Kept._meta.get_field(name)
    assert isinstance(field, EncryptedTextField)
    text, imports = MigrationWriter.serialize(field)
    assert imports == {"import bihuan.crypto.fields"}
    assert ("context='kept.note'" in text) == (name == "note")
    _, _, arguments, options = field.deconstruct()
    again = EncryptedTextField(*arguments, **options)
    assert again.deconstruct()[1:] == field.deconstruct()[1:]


def test_loading_ten_thousand_rows_takes_well_under_a_second(kept: models.Manager[Kept]) -> None:
    kept.bulk_create([Kept(number=NUMBER) for _ in range(10_000)], batch_size=1000)
    begun = time.process_time()
    assert set(kept.values_list("number", flat=True)) == {NUMBER}
    assert time.process_time() - begun < 1
