"""The engine of this process: kept warm over the snapshot, extended by new parts, private inside a transaction."""

import atexit
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection

from bihuan.facts.known import last_seal
from bihuan.policy.engine.asking import Engine
from bihuan.policy.engine.factbase import FactBase
from bihuan.policy.engine.manifest import Manifest
from bihuan.policy.engine.parts import PartUnreadable, read_part
from bihuan.policy.engine.rows import rows_between
from bihuan.policy.engine.snapshot import Progress, extended, rebuild, silent, snapshot_folder, stamp_of
from bihuan.policy.engine.tables import kind_tables


@dataclass
class _Warm:
    """`stamp`: of the snapshot read in last; where its seal means something else now, it was another home's."""

    folder: Path
    engine: Engine = field(default_factory=lambda: Engine(FactBase()))
    stamp: str = ""


_lock = threading.RLock()
_warm: _Warm | None = None


@contextmanager
def engine(progress: Progress = silent) -> Iterator[Engine]:
    """The engine over everything sealed so far. One question at a time in a process.

    Inside a transaction it is private and thrown away: what is not committed must not enter the snapshot.
    """
    if connection.in_atomic_block:
        yield _private()
        return
    with _lock:
        yield _fresh(progress)


def forget() -> None:
    """Drop the warm engine: after a destruction order, a change of keys, or in tests."""
    global _warm
    with _lock:
        _warm = None


atexit.register(forget)
"""A database that outlives the interpreter's own objects complains on the user's screen."""


def _private() -> Engine:
    base = FactBase()
    base.seal = last_seal()
    for kind in kind_tables().values():
        base.add(kind, rows_between(kind, 0, base.seal))
    return Engine(base)


def _fresh(progress: Progress) -> Engine:
    global _warm
    manifest = extended(progress)
    folder = snapshot_folder()
    if _warm is None or _warm.folder != folder or not _continues(_warm, manifest):
        _warm = None
        _warm = _Warm(folder)
    try:
        _read_in(_warm, manifest)
    except PartUnreadable:
        manifest = rebuild(progress)
        _warm = _Warm(folder)
        _read_in(_warm, manifest)
    return _warm.engine


def _continues(warm: _Warm, manifest: Manifest) -> bool:
    base = warm.engine.base
    if base.seal == manifest.seal:
        return warm.stamp == manifest.stamp
    return base.seal < manifest.seal and warm.stamp == stamp_of(base.seal)


def _read_in(warm: _Warm, manifest: Manifest) -> None:
    """Add the parts that are not in yet; parts that were joined meanwhile are read from the first new seal on."""
    base = warm.engine.base
    for kind in kind_tables().values():
        fresh = kind.name not in base.last
        for part in manifest.kinds[kind.name].parts:
            if part.last > base.seal:
                rows = read_part(warm.folder / part.file, part.key)
                base.add(kind, rows if part.first > base.seal else _after(rows, base.seal))
        if fresh and kind.name not in base.last:
            base.add(kind, kind.schema(kind.stored).empty_table())
    base.seal, warm.stamp = manifest.seal, manifest.stamp


def _after(rows: pa.Table, seal: int) -> pa.Table:
    return rows.filter(pc.greater(rows["seal"], seal))
