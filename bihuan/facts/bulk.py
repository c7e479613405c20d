"""Many rows of one table at once: what bulk_create does, without building an expression for every value."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

from bihuan.facts.models import Fact

SIZE = 5000
FEW = 50
TAKEN_AS_THEY_ARE = frozenset(
    {
        models.AutoField,
        models.BigAutoField,
        models.BigIntegerField,
        models.BinaryField,
        models.BooleanField,
        models.CharField,
        models.ForeignKey,
        models.IntegerField,
        models.OneToOneField,
        models.TextField,
    }
)


def insert_facts(model: type[Fact], facts: Sequence[Fact]) -> None:
    """Insert facts of one kind and give them their row numbers. Only under the seal lock: it numbers the rows itself."""
    if len(facts) < FEW:
        model._base_manager.bulk_create(facts)
        return
    last = model._base_manager.aggregate(last=models.Max("pk"))["last"] or 0
    for number, fact in enumerate(facts, start=last + 1):
        fact.pk = number
    insert_rows(model, facts)
    _advance_sequence(model)


def insert_rows(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Insert rows that have their keys already."""
    fields = model._meta.concrete_fields
    names = [field.attname for field in fields]
    dressed = [(place, prepare) for place, field in enumerate(fields) if (prepare := _preparation(field))]
    insert_values(model, names, (_values(row, names, dressed) for row in rows))


def _preparation(field: "models.Field[Any, Any]") -> Callable[[Any], Any] | None:
    """What makes a value of the column one that the database takes; None where it takes it as it is."""
    if type(field) in TAKEN_AS_THEY_ARE:
        return None
    real = connections[DEFAULT_DB_ALIAS]
    return lambda value: field.get_db_prep_save(value, real)


def _values(
    row: models.Model, names: Sequence[str], dressed: Sequence[tuple[int, Callable[[Any], Any]]]
) -> tuple[Any, ...]:
    values = [getattr(row, name) for name in names]
    for place, prepare in dressed:
        if values[place] is not None:
            values[place] = prepare(values[place])
    return tuple(values)


def insert_values(model: type[models.Model], names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert rows of values that the database takes as they are; `names` are column attributes of the model."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in _fields(model, names))
    places = ", ".join(["%s"] * len(names))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608 - names only
    with connection.cursor() as cursor:
        for chunk in _chunks(rows):
            cursor.executemany(statement, chunk)


def _fields(model: type[models.Model], names: Sequence[str]) -> "list[models.Field[Any, Any]]":
    known = {field.attname: field for field in model._meta.concrete_fields}
    known |= {field.name: field for field in model._meta.concrete_fields}
    return [known[name] for name in names]


def _chunks(rows: Iterable[tuple[Any, ...]]) -> Iterable[list[tuple[Any, ...]]]:
    chunk: list[tuple[Any, ...]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == SIZE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _advance_sequence(model: type[models.Model]) -> None:
    """PostgreSQL counts by itself what it numbered alone: tell it where the numbers now stand."""
    if connection.vendor == "postgresql":
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"  # noqa: S608
            )


def update_values(model: type[models.Model], names: Sequence[str], rows: Sequence[models.Model]) -> None:
    """Write some columns of many rows that are no facts, one prepared statement for all."""
    quote = connection.ops.quote_name
    fields = _fields(model, names)
    sets = ", ".join(f"{quote(str(field.column))} = %s" for field in fields)
    statement = f"UPDATE {quote(model._meta.db_table)} SET {sets} WHERE {quote('id')} = %s"  # noqa: S608 - names only
    values = [
        (*(field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields), row.pk) for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)
