"""Which tables are append-only. Their owners say so when the application starts."""

from collections.abc import Sequence

UniqueColumns = tuple[tuple[str, ...], ...]

_tables: dict[str, UniqueColumns] = {}


def register(table: str, unique: Sequence[Sequence[str]] = ()) -> None:
    """Name a table that is append-only.

    `unique`: sets of columns of which the database itself keeps no unique index. Primary keys and
    unique indexes are found in the schema and need not be given. Have an index on those given: each
    insert looks for them.
    """
    _tables[table] = tuple(tuple(columns) for columns in unique)


def registered() -> dict[str, UniqueColumns]:
    return dict(_tables)
