"""The tables that definitions read, one per kind of fact, made from the registry of kinds (docs/tables.md)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import pyarrow as pa
from django.db import models

from bihuan.crypto.fields import EncryptedTextField
from bihuan.facts.kinds import all_kinds
from bihuan.facts.models import Fact
from bihuan.facts.partial_field import PartialDateField

Form = Literal["plain", "text", "partial", "precision", "cadre"]
DECIMAL = "DECIMAL(18,4)"
ARROW = {
    "BIGINT": pa.int64(),
    "INTEGER": pa.int32(),
    "VARCHAR": pa.string(),
    "DATE": pa.date32(),
    "BOOLEAN": pa.bool_(),
    DECIMAL: pa.decimal128(18, 4),
}


@dataclass(frozen=True, slots=True)
class Column:
    """`source`: the database column; `form`: how its value becomes the value of this one."""

    name: str
    type: str
    source: str
    form: Form = "plain"


HEADER = (
    Column("ref", "BIGINT", "id"),
    Column("seal", "BIGINT", "entry_id"),
    Column("key_index", "VARCHAR", "key_index", "text"),
    Column("valid_from", "DATE", "valid_from"),
    Column("valid_to", "DATE", "valid_to"),
)
SUCCESSION = (Column("is_retraction", "BOOLEAN", "act"), Column("supersedes", "BIGINT", "supersedes_id"))
"""Kept in snapshots beside the header: which row a row corrects or takes back. Not among the known tables."""


@dataclass(frozen=True)
class KindTable:
    name: str
    label: str
    number: int
    db_table: str
    columns: tuple[Column, ...]

    @property
    def known(self) -> tuple[Column, ...]:
        """The columns that definitions see."""
        return HEADER + self.columns

    @property
    def stored(self) -> tuple[Column, ...]:
        """The columns of a snapshot."""
        return HEADER + SUCCESSION + self.columns

    @property
    def cadre_columns(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.form == "cadre")

    def schema(self, columns: tuple[Column, ...]) -> pa.Schema:
        return pa.schema([(column.name, ARROW[column.type]) for column in columns])

    @property
    def signature(self) -> str:
        """Changes when the columns do, so that a snapshot of another shape is made anew."""
        return ",".join(f"{column.name} {column.type}" for column in self.stored)


@cache
def kind_tables() -> Mapping[str, KindTable]:
    """Kind name → table, in the order of kind numbers."""
    return {model.kind.name: _table(model) for model in all_kinds()}


def _table(model: type[Fact]) -> KindTable:
    columns = [column for field in model.stated_fields() for column in _columns(field, model.kind.withheld)]
    kind = model.kind
    return KindTable(kind.name, kind.label, kind.number, model._meta.db_table, tuple(columns))


def _columns(field: "models.Field[Any, Any]", withheld: tuple[str, ...]) -> Iterator[Column]:
    if field.name in withheld or isinstance(field, EncryptedTextField | models.BinaryField):
        return
    source = str(field.column)
    if isinstance(field, models.ForeignKey):
        yield Column(field.name, "BIGINT", source, "cadre")
    elif isinstance(field, PartialDateField):
        yield Column(field.name, "DATE", source, "partial")
        yield Column(f"{field.name}_precision", "VARCHAR", source, "precision")
    else:
        yield Column(field.name, *_plain(field, source))


def _plain(field: "models.Field[Any, Any]", source: str) -> tuple[str, str, Form]:
    if isinstance(field, models.BooleanField):
        return "BOOLEAN", source, "plain"
    if isinstance(field, models.DecimalField):
        return DECIMAL, source, "plain"
    if isinstance(field, models.IntegerField):
        return "INTEGER", source, "plain"
    if isinstance(field, models.DateField):
        return "DATE", source, "plain"
    return "VARCHAR", source, "text"
