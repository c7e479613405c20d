"""The columnar snapshot of all facts: extended by whole sealed entries, compacted, rebuilt."""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

import pyarrow as pa
from django.conf import settings
from django.db import connection

from bihuan.facts.known import last_seal
from bihuan.facts.models import Entry
from bihuan.policy.engine.manifest import KindParts, Manifest, Part, locked, read_manifest, write_manifest
from bihuan.policy.engine.parts import current_key, read_part, write_part
from bihuan.policy.engine.rows import rows_between
from bihuan.policy.engine.tables import KindTable, kind_tables

MOST_PARTS = 24
"""More of one kind are joined into one at the next extension."""

Progress = Callable[[str], None]


def silent(_: str) -> None:
    return None


def snapshot_folder() -> Path:
    return Path(settings.BIHUAN_HOME) / "snapshot"


def stamp_of(seal: int) -> str:
    """Tells one home's entry from another's of the same number: over its header and the digests of its facts."""
    entry = Entry.objects.filter(pk=seal).select_related("source").first()
    if entry is None:
        return ""
    running = hashlib.sha256(f"{entry.seal}|{entry.moment.isoformat()}|{entry.actor}|{entry.source}".encode())
    with connection.cursor() as cursor:
        for kind in kind_tables().values():
            table = connection.ops.quote_name(kind.db_table)
            cursor.execute(f"SELECT digest FROM {table} WHERE entry_id = {int(seal)} ORDER BY id LIMIT 20")
            for (digest,) in cursor.fetchall():
                running.update(bytes(digest))
    return running.hexdigest()


def extended(progress: Progress = silent) -> Manifest:
    """Bring the snapshot up to the last seal; the manifest that says so."""
    folder = snapshot_folder()
    found = read_manifest(folder)
    if found.seal == last_seal() and found.stamp == stamp_of(found.seal) and _fits(found):
        return found
    with locked(folder):
        return _extend(folder, progress)


def rebuild(progress: Progress = silent) -> Manifest:
    """Throw the snapshot away and make it again from the facts."""
    folder = snapshot_folder()
    with locked(folder):
        write_manifest(folder, Manifest())
        return _extend(folder, progress)


def _fits(manifest: Manifest) -> bool:
    return all(
        manifest.kinds.get(kind.name, KindParts("")).signature == kind.signature for kind in kind_tables().values()
    )


def _extend(folder: Path, progress: Progress) -> Manifest:
    old = read_manifest(folder)
    seal = last_seal()
    if old.seal > seal or old.stamp != stamp_of(old.seal):
        old = Manifest()
    kinds = {kind.name: _extend_kind(folder, kind, old, seal, progress) for kind in kind_tables().values()}
    new = Manifest(seal, stamp_of(seal), kinds)
    write_manifest(folder, new)
    _sweep(folder, new)
    return new


def _extend_kind(folder: Path, kind: KindTable, old: Manifest, seal: int, progress: Progress) -> KindParts:
    """A kind whose columns changed is written anew from the first seal."""
    before = old.kinds.get(kind.name)
    parts = before.parts if before and before.signature == kind.signature else ()
    begun = old.seal if before and before.signature == kind.signature else 0
    table = rows_between(kind, begun, seal)
    if table.num_rows:
        parts = (*parts, _written(folder, kind, begun + 1, seal, table))
        progress(f"{kind.label} {table.num_rows:,}")
    if len(parts) > MOST_PARTS:
        joined = pa.concat_tables([read_part(folder / part.file, part.key) for part in parts])
        parts = (_written(folder, kind, parts[0].first, seal, joined),)
    return KindParts(kind.signature, parts)


def _written(folder: Path, kind: KindTable, first: int, last: int, table: pa.Table) -> Part:
    key = current_key()
    file = f"{kind.name}/{first:010d}-{last:010d}.parquet"
    write_part(folder / file, table, key)
    return Part(file, first, last, table.num_rows, key)


def _sweep(folder: Path, manifest: Manifest) -> None:
    """Remove what no manifest names: parts of a crash, parts that were joined, parts of a former home."""
    named = {folder / part.file for kind in manifest.kinds.values() for part in kind.parts}
    for path in _files(folder):
        if path not in named:
            path.unlink(missing_ok=True)


def _files(folder: Path) -> Iterable[Path]:
    return [path for path in folder.glob("*/*") if path.suffix in {".parquet", ".tmp"}]
