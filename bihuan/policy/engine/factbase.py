"""All facts in one closed database, and their known tables at a seal. Facts are only ever added."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from bihuan.policy.engine.database import Connection, closed_database, quoted
from bihuan.policy.engine.tables import Column, KindTable, kind_tables


@dataclass
class FactBase:
    """`fact.<kind>` holds every row ever sealed up to `seal`; `known.<kind>` is a view of it as known at a seal."""

    database: Connection = field(default_factory=closed_database)
    seal: int = 0
    last: dict[str, int] = field(default_factory=dict)
    """Kind → the last seal at which it got a row."""
    followed: set[str] = field(default_factory=set)
    """Kinds of which some row was corrected or retracted."""
    _known: tuple[int, tuple[tuple[int, int], ...]] | None = None

    def __post_init__(self) -> None:
        self.database.execute("CREATE SCHEMA fact; CREATE TABLE canonical(cadre BIGINT, canonical BIGINT)")
        self.database.execute("CREATE TABLE superseded(ref BIGINT, seal BIGINT, by_ref BIGINT, is_retraction BOOLEAN)")

    def add(self, kind: KindTable, rows: pa.Table) -> None:
        """Rows of later seals than any that are in."""
        name = f"fact.{quoted(kind.name)}"
        if kind.name in self.last and not rows.num_rows:
            return
        self.database.register("laid_rows", rows)
        if kind.name in self.last:
            self.database.execute(f"INSERT INTO {name} SELECT * FROM laid_rows")
        else:
            self.database.execute(f"CREATE TABLE {name} AS SELECT * FROM laid_rows")
        followed = "SELECT supersedes, seal, ref, is_retraction FROM laid_rows WHERE supersedes IS NOT NULL"
        self.database.execute(f"INSERT INTO superseded {followed}")
        [(last, follows)] = self.database.execute(
            "SELECT coalesce(max(seal), 0), count(supersedes) FROM laid_rows"
        ).fetchall()
        self.database.unregister("laid_rows")
        self.last[kind.name] = max(self.last.get(kind.name, 0), last)
        if follows:
            self.followed.add(kind.name)
        self._known = None

    def know(self, seal: int, canonical: Mapping[int, int]) -> None:
        """Make the known tables those of a seal, every cadre under its canonical number."""
        wanted = (seal, tuple(sorted(canonical.items())))
        if self._known == wanted:
            return
        rows = pa.table(
            [pa.array(list(column), pa.int64()) for column in _columns(canonical)], names=["cadre", "canonical"]
        )
        self.database.register("laid_rows", rows)
        self.database.execute("DELETE FROM canonical; INSERT INTO canonical SELECT * FROM laid_rows")
        self.database.unregister("laid_rows")
        self.database.execute("CREATE SCHEMA IF NOT EXISTS known")
        kinds = [kind for kind in kind_tables().values() if kind.name in self.last]
        views = [known_view(kind, seal, bool(canonical), kind.name in self.followed) for kind in kinds]
        self.database.execute(";\n".join(views))
        self._known = wanted

    def roots(self, references: Collection[int]) -> dict[int, int]:
        """Reference → the first of the rows that it corrects, however many lie between."""
        found = {reference: reference for reference in references}
        while found:
            listed = ", ".join(str(int(reference)) for reference in sorted(set(found.values())))
            before = dict(
                self.database.execute(f"SELECT by_ref, ref FROM superseded WHERE by_ref IN ({listed})").fetchall()
            )
            if not before:
                break
            found = {reference: before.get(root, root) for reference, root in found.items()}
        return found


def _columns(canonical: Mapping[int, int]) -> tuple[list[int], list[int]]:
    return list(canonical), list(canonical.values())


def known_view(kind: KindTable, seal: int, merged: bool, followed: bool) -> str:
    """Recorded by the seal, not superseded or retracted by then. `followed`: whether any row of the kind ever."""
    columns = ", ".join(_known_column(column, merged) for column in kind.known)
    joins = "".join(
        f" LEFT JOIN main.canonical AS c_{column.name} ON c_{column.name}.cadre = k.{quoted(column.name)}"
        for column in kind.columns
        if merged and column.form == "cadre"
    )
    later = f" AND NOT EXISTS (SELECT 1 FROM main.superseded AS s WHERE s.ref = k.ref AND s.seal <= {seal})"
    return (
        f"CREATE OR REPLACE VIEW known.{quoted(kind.name)} AS SELECT {columns} FROM fact.{quoted(kind.name)} AS k{joins}"
        f" WHERE k.seal <= {seal} AND NOT k.is_retraction{later if followed else ''}"
    )


def _known_column(column: Column, merged: bool) -> str:
    name = quoted(column.name)
    if merged and column.form == "cadre":
        return f"coalesce(c_{column.name}.canonical, k.{name}) AS {name}"
    return f"k.{name}"
