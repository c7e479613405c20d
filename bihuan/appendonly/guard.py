"""Put the guard on tables, see whether it stands, lift it where destruction was ordered."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from bihuan.appendonly.dialect import Dialect
from bihuan.appendonly.postgresql import PostgreSQLDialect
from bihuan.appendonly.registry import registered
from bihuan.appendonly.sqlite import SQLiteDialect

DIALECTS: dict[str, Dialect] = {"sqlite": SQLiteDialect(), "postgresql": PostgreSQLDialect()}


class GuardMissing(Exception):
    """A database lacks a trigger that keeps a table append-only: nobody may work in it."""

    def __init__(self, tables: Sequence[str]) -> None:
        self.tables = list(tables)
        named = "、".join(tables)
        super().__init__(
            f"数据库缺少“只增不改”保护，拒绝启动。缺少保护的表：{named}。请先运行 bihuan init 补齐，并查明原因。"
        )


def _dialect(connection: BaseDatabaseWrapper) -> Dialect:
    try:
        return DIALECTS[connection.vendor]
    except KeyError:
        raise ImproperlyConfigured(f"no append-only triggers for {connection.vendor}") from None


def _unique(table: str, unique: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(columns) for columns in unique) or registered().get(table, ())


def install(connection: BaseDatabaseWrapper, table: str, unique: Sequence[Sequence[str]] = ()) -> None:
    """Guard one table. What stands already is left alone: no lock is taken for it."""
    dialect = _dialect(connection)
    with transaction.atomic(using=connection.alias):
        for trigger in dialect.triggers(connection, table, _unique(table, unique)):
            if not dialect.standing(connection, table, trigger):
                dialect.drop(connection, table, trigger)
                dialect.create(connection, table, trigger)


def _existing(connection: BaseDatabaseWrapper) -> set[str]:
    return set(connection.introspection.table_names())


def install_all(connection: BaseDatabaseWrapper) -> None:
    """Guard every registered table that exists."""
    existing = _existing(connection)
    for table, unique in sorted(registered().items()):
        if table in existing:
            install(connection, table, unique)


def _guarded(connection: BaseDatabaseWrapper, table: str, unique: Sequence[Sequence[str]]) -> bool:
    dialect = _dialect(connection)
    wanted = dialect.triggers(connection, table, _unique(table, unique))
    return all(dialect.standing(connection, table, trigger) for trigger in wanted)


def missing(connection: BaseDatabaseWrapper, tables: Sequence[str] | None = None) -> list[str]:
    """Registered tables that are absent, or whose guard is absent, switched off or altered."""
    known = registered()
    asked = sorted(known) if tables is None else list(tables)
    return [table for table in asked if not _guarded(connection, table, known.get(table, ()))]


def ensure_installed(connection: BaseDatabaseWrapper) -> None:
    """Refuse a database that lacks a guard; called when the application starts."""
    unguarded = missing(connection)
    if unguarded:
        raise GuardMissing(unguarded)


@contextmanager
def lifted(connection: BaseDatabaseWrapper, tables: Sequence[str]) -> Iterator[None]:
    """Lift the guard from tables within one transaction: for a recorded order of destruction alone.

    No other connection ever sees the tables without it; an error leaves everything as it was.
    """
    dialect = _dialect(connection)
    with transaction.atomic(using=connection.alias):
        for table in tables:
            for trigger in dialect.triggers(connection, table, _unique(table, ())):
                dialect.drop(connection, table, trigger)
        yield
        for table in tables:
            install(connection, table)
