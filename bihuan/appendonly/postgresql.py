"""Append-only on PostgreSQL: a row trigger for UPDATE and DELETE, a statement trigger for TRUNCATE.

`ENABLE ALWAYS` keeps them on where a session calls itself a replica.
"""

import hashlib

from django.db.backends.base.base import BaseDatabaseWrapper

from bihuan.appendonly.dialect import REFUSAL, Trigger
from bihuan.appendonly.registry import UniqueColumns

FUNCTION = "bihuan_append_only"
BODY = f"BEGIN RAISE EXCEPTION '{REFUSAL}：%', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END"
MAKE_FUNCTION = f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $body${BODY}$body$"
LONGEST_NAME = 63

STANDING = """
SELECT 1 FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
WHERE t.tgrelid = to_regclass(%s) AND t.tgname = %s AND t.tgenabled = 'A' AND t.tgtype = %s AND t.tgqual IS NULL
  AND t.tgattr = '' AND p.proname = %s AND p.prosrc = %s
"""

# pg_trigger.tgtype: 1 row, 2 before, 8 delete, 16 update, 32 truncate.
ROW_TYPE = 1 + 2 + 8 + 16
TRUNCATE_TYPE = 2 + 32


def _name(table: str, suffix: str) -> str:
    name = f"{table}_{suffix}"
    if len(name) <= LONGEST_NAME:
        return name
    short = hashlib.sha256(table.encode()).hexdigest()[:8]
    return f"{table[: LONGEST_NAME - len(suffix) - 10]}_{short}_{suffix}"


def _type_of(trigger: Trigger) -> int:
    return TRUNCATE_TYPE if " BEFORE TRUNCATE " in trigger.create else ROW_TYPE


class PostgreSQLDialect:
    def triggers(self, connection: BaseDatabaseWrapper, table: str, unique: UniqueColumns) -> list[Trigger]:
        return [
            self._trigger(connection, table, "append_only_row", "UPDATE OR DELETE", "ROW"),
            self._trigger(connection, table, "append_only_truncate", "TRUNCATE", "STATEMENT"),
        ]

    def _trigger(self, connection: BaseDatabaseWrapper, table: str, suffix: str, acts: str, each: str) -> Trigger:
        quote = connection.ops.quote_name
        name = _name(table, suffix)
        create = (
            f"CREATE TRIGGER {quote(name)} BEFORE {acts} ON {quote(table)} FOR EACH {each} "
            f"EXECUTE PROCEDURE {FUNCTION}()"
        )
        return Trigger(name, create)

    def standing(self, connection: BaseDatabaseWrapper, table: str, trigger: Trigger) -> bool:
        with connection.cursor() as cursor:
            known = (connection.ops.quote_name(table), trigger.name, _type_of(trigger), FUNCTION, BODY)
            cursor.execute(STANDING, known)
            return cursor.fetchone() is not None

    def create(self, connection: BaseDatabaseWrapper, table: str, trigger: Trigger) -> None:
        quote = connection.ops.quote_name
        with connection.cursor() as cursor:
            cursor.execute(MAKE_FUNCTION)
            cursor.execute(trigger.create)
            cursor.execute(f"ALTER TABLE {quote(table)} ENABLE ALWAYS TRIGGER {quote(trigger.name)}")

    def drop(self, connection: BaseDatabaseWrapper, table: str, trigger: Trigger) -> None:
        quote = connection.ops.quote_name
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER IF EXISTS {quote(trigger.name)} ON {quote(table)}")
