"""Many write at once; the chain has no gap, no fork and no fault."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from pytest_django.plugin import DjangoDbBlocker

from bihuan import appendonly
from bihuan.journal.content import Draft
from bihuan.journal.models import JournalRecord
from bihuan.journal.verifying import verify
from bihuan.journal.writing import record, record_many
from tests.appendonly.databases import configured, opened

ALIAS = "journal_of_many"
WRITERS, EACH = 4, 15


@pytest.fixture(params=["sqlite", "postgresql"])
def shared(
    request: pytest.FixtureRequest, tmp_path: Path, home: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[BaseDatabaseWrapper]:
    settings = configured(request.param, tmp_path, request)
    with django_db_blocker.unblock(), opened(ALIAS, settings) as connection:
        call_command("migrate", "journal", database=ALIAS, verbosity=0)
        yield connection


def write_some(writer: int) -> None:
    try:
        for turn in range(EACH):
            with transaction.atomic(using=ALIAS):
                if turn % 3 == 0:
                    record_many([Draft("batch.applied", actor=str(writer))] * 3, using=ALIAS)
                else:
                    record("dossier.read", actor=str(writer), using=ALIAS)
                transaction.set_rollback(turn % 5 == 4, using=ALIAS)
    finally:
        connections[ALIAS].close()


def test_the_migration_put_the_guard_on(shared: BaseDatabaseWrapper) -> None:
    assert appendonly.missing(shared, [JournalRecord._meta.db_table]) == []


def test_writers_who_come_at_once_make_one_chain(shared: BaseDatabaseWrapper) -> None:
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write_some, range(WRITERS)))
    kept = list(JournalRecord.objects.using(ALIAS).values_list("number", flat=True))
    turns = [turn for turn in range(EACH) if turn % 5 != 4]
    assert kept == list(range(1, WRITERS * sum(3 if turn % 3 == 0 else 1 for turn in turns) + 1))
    assert verify(using=ALIAS) == []


def test_who_comes_second_waits_for_the_first_to_commit(shared: BaseDatabaseWrapper) -> None:
    def second() -> None:
        begun.set()
        record("second", using=ALIAS)
        connections[ALIAS].close()

    begun = threading.Event()
    other = threading.Thread(target=second)
    with transaction.atomic(using=ALIAS):
        record("first", using=ALIAS)
        other.start()
        begun.wait(10)
        other.join(0.3)
        assert other.is_alive()
        record("still first", using=ALIAS)
    other.join(30)
    acts = list(JournalRecord.objects.using(ALIAS).values_list("act", flat=True))
    assert acts == ["first", "still first", "second"]
    assert verify(using=ALIAS) == []
