"""The three acts that write: record, correct, retract. Always inside an entry."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from django.db import connection, transaction

from bihuan.calendar import clock
from bihuan.facts.bulk import insert_facts
from bihuan.facts.models import Entry, Fact, Source
from bihuan.facts.signals import entry_sealed

F = TypeVar("F", bound=Fact)
SEAL_LOCK = 0x6269_6875


class ReasonMissing(ValueError):
    """A correction or a retraction without a reason."""

    def __init__(self) -> None:
        super().__init__("更正或撤销必须写明理由")


@dataclass(slots=True)
class Writing:
    """An open entry: collects rows, which are written and sealed together when it closes."""

    entry: Entry
    rows: list[Fact] = field(default_factory=list)

    def record(self, fact: F, line: int | None = None) -> F:
        """State something new."""
        fact.act = "record"
        return self._add(fact, line)

    def correct(self, old: Fact, new: F, reason: str, line: int | None = None) -> F:
        """State that `old` was wrong and what is right; `old` stays readable as it was known before."""
        if not reason:
            raise ReasonMissing
        new.act, new.supersedes_id, new.reason = "correct", old.pk, reason
        new.key_index = new.key_index or old.key_index
        return self._add(new, line)

    def retract(self, old: F, reason: str, line: int | None = None) -> F:
        """State that `old` should not have been stated; the row that says so repeats what it takes back."""
        if not reason:
            raise ReasonMissing
        copy = type(old)(**old.stated(), valid_from=old.valid_from, valid_to=old.valid_to, key_index=old.key_index)
        copy.act, copy.supersedes_id, copy.reason = "retract", old.pk, reason
        return self._add(copy, line)

    def _add(self, fact: F, line: int | None) -> F:
        fact.entry_id = self.entry.seal
        fact.line = line
        fact.digest = digest_of(fact)
        self.rows.append(fact)
        return fact


def digest_of(fact: Fact) -> bytes:
    """SHA-256 over kind, act and contents; stays when a destruction order takes the contents away."""
    parts = [fact.kind.name, fact.act, str(fact.supersedes_id), str(fact.valid_from), str(fact.valid_to)]
    parts += [f"{name}={_text(value)}" for name, value in fact.stated().items()]
    return hashlib.sha256("\x1f".join(parts).encode()).digest()


def _text(value: object) -> object:
    """A number is the same however many noughts its column gives it."""
    return format(value.normalize(), "f") if isinstance(value, Decimal) else value


def take_seal_lock() -> None:
    """One writer of facts at a time, held until the transaction ends: the order of seals is the order of commits."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEAL_LOCK])


@contextmanager
def entry(source: Source, actor: str, reason: str = "") -> Iterator[Writing]:
    """Open an entry, write its rows and seal it, all in one transaction; an exception leaves nothing behind.

    An entry into which nothing was written is not sealed and leaves nothing either.
    """
    with transaction.atomic():
        take_seal_lock()
        last = Entry.objects.order_by("-seal").first()
        moment = max(clock.now(), last.moment) if last else clock.now()
        opened = Entry(seal=(last.seal if last else 0) + 1, moment=moment, actor=actor, reason=reason)
        writing = Writing(opened)
        yield writing
        if writing.rows:
            _seal(writing, source)


def _seal(writing: Writing, source: Source) -> None:
    if source._state.adding:
        source.save(force_insert=True)
    writing.entry.source = source
    writing.entry.save(force_insert=True)
    for model, rows in _by_model(writing.rows).items():
        insert_facts(model, rows)
    entry_sealed.send(sender=Entry, entry=writing.entry, facts=writing.rows)


def _by_model(rows: Iterable[Fact]) -> dict[type[Fact], list[Fact]]:
    grouped: dict[type[Fact], list[Fact]] = {}
    for row in rows:
        grouped.setdefault(type(row), []).append(row)
    return grouped
