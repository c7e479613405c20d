"""Rows of facts out of the database, into Arrow tables with the columns of a kind.

Types are declared, never guessed from the first rows: a column that is empty for its first thousands is no exception.
"""

import gc
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
from django.db import connection

from bihuan.facts.kinds import REFERENCE_BASE
from bihuan.policy.engine.tables import DECIMAL, Column, KindTable

CHUNK = 20_000
RAW = {"BIGINT": pa.int64(), "INTEGER": pa.int64(), "BOOLEAN": pa.int64(), DECIMAL: pa.float64()}


def rows_between(kind: KindTable, after: int, upto: int) -> pa.Table:
    """The rows of a kind that were sealed after one seal and up to another, in the order in which they were written."""
    sources = list(dict.fromkeys(column.source for column in kind.stored))
    named = ", ".join(_selected(source) for source in sources)
    table = connection.ops.quote_name(kind.db_table)
    # From the first seal on the rows are read in their own order, not sorted out of the index of entries.
    entry = "entry_id" if after else "+entry_id"
    sql = f"SELECT {named} FROM {table} WHERE {entry} > {int(after)} AND {entry} <= {int(upto)} ORDER BY id"
    read = _copied if connection.vendor == "postgresql" else _fetched
    return pa.concat_tables([_typed(kind, raw) for raw in read(kind, sources, sql)] or [_empty(kind)])


def _selected(source: str) -> str:
    """On SQLite an expression: the driver would turn a declared date or boolean into an object, value by value."""
    name = connection.ops.quote_name(source)
    return name if connection.vendor == "postgresql" else f"+{name}"


def last_of(kind: KindTable, upto: int) -> int:
    """The last seal at which the kind got a row; 0 where it has none."""
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(kind.db_table)
        cursor.execute(f"SELECT max(entry_id) FROM {table} WHERE entry_id <= {int(upto)}")
        row = cursor.fetchone()
    return int(row[0] or 0) if row else 0


def _empty(kind: KindTable) -> pa.Table:
    return kind.schema(kind.stored).empty_table()


def _raw_type(kind: KindTable, source: str) -> pa.DataType:
    column = next(column for column in kind.stored if column.source == source)
    if column.source == "act" or column.form != "plain":
        return pa.int64() if column.form == "cadre" else pa.string()
    return RAW.get(column.type, pa.string())


def _fetched(kind: KindTable, sources: list[str], sql: str) -> Iterator[pa.Table]:
    """SQLite: plain tuples of the driver, a chunk at a time."""
    connection.ensure_connection()
    assert connection.connection is not None
    types = [_raw_type(kind, source) for source in sources]
    cursor = connection.connection.cursor()
    collecting = gc.isenabled()
    # Millions of short-lived tuples, none of them in a cycle: looking for cycles would take a third of the time.
    gc.disable()
    try:
        cursor.execute(sql)
        while chunk := cursor.fetchmany(CHUNK):
            columns = zip(*chunk, strict=True)
            yield pa.table(
                [_array(list(values), type_) for values, type_ in zip(columns, types, strict=True)], names=sources
            )
    finally:
        cursor.close()
        if collecting:
            gc.enable()


def _array(values: list[Any], type_: pa.DataType) -> pa.Array:
    if pa.types.is_floating(type_):
        values = [None if value is None else float(value) for value in values]
    return pa.array(values, type=type_)


def _copied(kind: KindTable, sources: list[str], sql: str) -> Iterator[pa.Table]:
    """PostgreSQL: COPY, read by Arrow's own reader."""
    types = {source: _csv_type(kind, source) for source in sources}
    options = pa_csv.ConvertOptions(
        column_types=types, null_values=[""], strings_can_be_null=True, true_values=["t"], false_values=["f"]
    )
    parsing = pa_csv.ParseOptions(newlines_in_values=True)
    reading = pa_csv.ReadOptions(column_names=sources)
    sink = pa.BufferOutputStream()
    with connection.cursor() as cursor, cursor.copy(f"COPY ({sql}) TO STDOUT (FORMAT csv)") as copy:
        for data in copy:
            sink.write(data)
    buffer = sink.getvalue()
    if buffer.size:
        yield pa_csv.read_csv(pa.BufferReader(buffer), reading, parsing, options)


def _csv_type(kind: KindTable, source: str) -> pa.DataType:
    raw = _raw_type(kind, source)
    column = next(column for column in kind.stored if column.source == source)
    if column.form == "plain" and column.type == "BOOLEAN" and source != "act":
        return pa.bool_()
    return pa.decimal128(18, 4) if pa.types.is_floating(raw) else raw


def _typed(kind: KindTable, raw: pa.Table) -> pa.Table:
    schema = kind.schema(kind.stored)
    arrays = [
        _value(kind, column, raw.column(column.source)).cast(schema.field(column.name).type) for column in kind.stored
    ]
    return pa.table(arrays, schema=schema)


def _value(kind: KindTable, column: Column, values: pa.ChunkedArray) -> pa.ChunkedArray:
    if column.name in {"ref", "supersedes"}:
        return pc.add(values, kind.number * REFERENCE_BASE)
    if column.source == "act":
        return pc.equal(values, "retract")
    if column.form in {"text", "partial", "precision"}:
        values = pc.if_else(pc.equal(values, ""), pa.scalar(None, pa.string()), values)
    if column.form == "partial":
        return _first_days(values)
    if column.form == "precision":
        return _precisions(values)
    return values


def _first_days(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """`2026-11` → 2026-11-01, `2026` → 2026-01-01."""
    length = pc.utf8_length(texts)
    ending = pc.if_else(pc.equal(length, 7), "-01", pc.if_else(pc.equal(length, 4), "-01-01", ""))
    return pc.binary_join_element_wise(texts, ending, "").cast(pa.date32())


def _precisions(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    length = pc.utf8_length(texts)
    return pc.if_else(pc.equal(length, 10), "day", pc.if_else(pc.equal(length, 7), "month", "year"))
