"""Writing to the journal."""

import dataclasses
from collections.abc import Iterable

from django.db import connections, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from bihuan.calendar import clock
from bihuan.crypto.keys import Purpose, newest
from bihuan.journal.content import Draft
from bihuan.journal.models import JournalRecord
from bihuan.journal.sealing import GENESIS, digest_of

# One number for the lock of the chain, the same in every process: the letters JOUR.
LOCK = 0x4A4F5552
BATCH = 500
CONTENT = tuple(field.name for field in dataclasses.fields(Draft))


def _take_lock(connection: BaseDatabaseWrapper) -> None:
    """Held until the transaction ends. On SQLite a write that touches no row makes this the one writer."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        else:
            cursor.execute(f"UPDATE {JournalRecord._meta.db_table} SET number = number WHERE 0")  # noqa: S608


def record(
    act: str,
    *,
    actor: str = "system",
    subject_kind: str = "",
    subject_ref: str = "",
    purpose: str = "",
    detail: dict[str, object] | None = None,
    using: str | None = None,
) -> JournalRecord:
    """Write one record in the transaction at hand, or in one of its own; it stands or falls with that.

    Others who write wait until the transaction ends: in a long one, record last.
    """
    draft = Draft(act, actor, subject_kind, subject_ref, purpose, detail or {})
    return record_many([draft], using=using)[0]


def record_many(drafts: Iterable[Draft], *, using: str | None = None) -> list[JournalRecord]:
    """Write several records under one lock, in the order given. A bulk load needs one an entry, with counts."""
    given = list(drafts)
    if not given:
        return []
    alias = using or router.db_for_write(JournalRecord)
    with transaction.atomic(using=alias):
        _take_lock(connections[alias])
        sealed = _sealed(given, alias)
        return JournalRecord.objects.using(alias).bulk_create(sealed, batch_size=BATCH)


def _sealed(drafts: list[Draft], alias: str) -> list[JournalRecord]:
    last = JournalRecord.objects.using(alias).order_by("-number").values_list("number", "digest").first()
    number, previous = last or (0, GENESIS)
    moment, key = clock.now(), newest(Purpose.JOURNAL)
    records = []
    for draft in drafts:
        number += 1
        digest = digest_of(number, moment, draft, previous, key.number)
        content = {name: getattr(draft, name) for name in CONTENT}
        seal = {"key_number": key.number, "previous_digest": previous, "digest": digest}
        records.append(JournalRecord(number=number, moment=moment, **content, **seal))
        previous = digest
    return records
