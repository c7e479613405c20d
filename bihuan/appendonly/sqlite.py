"""Append-only on SQLite.

REPLACE removes the row in its way without firing a delete trigger (unless a connection switches
`recursive_triggers` on), so an insert that would meet an existing row by any unique key is refused
before it happens. `rowid` is among the keys: it is -1 in a BEFORE INSERT trigger until SQLite gives one.
"""

from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.base.base import BaseDatabaseWrapper

from bihuan.appendonly.dialect import REFUSAL, Trigger
from bihuan.appendonly.registry import UniqueColumns


@dataclass(frozen=True)
class UniqueKey:
    columns: tuple[str, ...]
    condition: str = ""


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _rows(connection: BaseDatabaseWrapper, sql: str, *parameters: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def _columns(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    return [str(name) for (name,) in _rows(connection, "SELECT name FROM pragma_table_info(%s) ORDER BY cid", table)]


def _index_columns(connection: BaseDatabaseWrapper, table: str, index: str) -> tuple[str, ...]:
    names = [name for (name,) in _rows(connection, "SELECT name FROM pragma_index_info(%s) ORDER BY seqno", index)]
    if None in names:
        raise ImproperlyConfigured(f"{table} is append-only: unique index {index} on an expression cannot be guarded")
    return tuple(str(name) for name in names)


def _index_condition(connection: BaseDatabaseWrapper, index: str) -> str:
    [(sql,)] = _rows(connection, "SELECT sql FROM sqlite_master WHERE type = 'index' AND name = %s", index)
    text = str(sql)
    return text[text.upper().index(" WHERE ") + len(" WHERE ") :]


def _unique_keys(connection: BaseDatabaseWrapper, table: str, unique: UniqueColumns) -> list[UniqueKey]:
    keys = [UniqueKey(("rowid",)), *(UniqueKey(columns) for columns in unique)]
    indexes = 'SELECT name, partial FROM pragma_index_list(%s) WHERE "unique" ORDER BY name'
    for name, partial in _rows(connection, indexes, table):
        index = str(name)
        condition = _index_condition(connection, index) if partial else ""
        keys.append(UniqueKey(_index_columns(connection, table, index), condition))
    return list(dict.fromkeys(keys))


def _column(name: str) -> str:
    return name if name == "rowid" else _quoted(name)


def _collision(table: str, key: UniqueKey, columns: list[str]) -> str:
    """SQL that is true when the new row would meet a row that is there already."""
    same = " AND ".join(f"{_column(name)} = NEW.{_column(name)}" for name in key.columns)
    existing = f"EXISTS (SELECT 1 FROM {_quoted(table)} WHERE {same}"
    if not key.condition:
        return existing + ")"
    # Only the columns of the condition: a trigger that names more stands in the way of dropping those.
    of_new = ", ".join(f"NEW.{_quoted(name)} AS {_quoted(name)}" for name in columns if name in key.condition)
    new_too = f"EXISTS (SELECT 1 FROM (SELECT {of_new}) WHERE {key.condition})"
    return f"{existing} AND ({key.condition})) AND {new_too}"


class SQLiteDialect:
    def triggers(self, connection: BaseDatabaseWrapper, table: str, unique: UniqueColumns) -> list[Trigger]:
        columns = _columns(connection, table)
        keys = _unique_keys(connection, table, unique)
        collisions = " OR ".join(f"({_collision(table, key, columns)})" for key in keys)
        return [
            self._trigger(table, "UPDATE", ""),
            self._trigger(table, "DELETE", ""),
            self._trigger(table, "INSERT", f" WHEN {collisions}"),
        ]

    def _trigger(self, table: str, act: str, when: str) -> Trigger:
        name = f"{table}_append_only_{act.lower()}"
        message = f"{REFUSAL}：{table}".replace("'", "''")
        create = (
            f"CREATE TRIGGER {_quoted(name)} BEFORE {act} ON {_quoted(table)} FOR EACH ROW{when} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )
        return Trigger(name, create)

    def standing(self, connection: BaseDatabaseWrapper, table: str, trigger: Trigger) -> bool:
        found = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = %s AND tbl_name = %s"
        return _rows(connection, found, trigger.name, table) == [(trigger.create,)]

    def create(self, connection: BaseDatabaseWrapper, table: str, trigger: Trigger) -> None:
        with connection.cursor() as cursor:
            cursor.execute(trigger.create)

    def drop(self, connection: BaseDatabaseWrapper, table: str, trigger: Trigger) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER IF EXISTS {_quoted(trigger.name)}")
