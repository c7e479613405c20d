"""Which parts make the snapshot. Replaced as a whole: a reader sees the old list or the new one."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one kind sealed in `first`..`last`, in a file named for them."""

    file: str
    first: int
    last: int
    rows: int
    key: int


@dataclass(frozen=True, slots=True)
class KindParts:
    """`signature`: the columns that the parts have."""

    signature: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """`stamp` tells the entry of the last seal: where the database has another, the snapshot is of another home."""

    seal: int = 0
    stamp: str = ""
    kinds: dict[str, KindParts] = field(default_factory=dict)


def manifest_path(folder: Path) -> Path:
    return folder / "manifest.json"


def read_manifest(folder: Path) -> Manifest:
    """An absent, broken or older one is as good as none: the snapshot can be made again."""
    try:
        data = json.loads(manifest_path(folder).read_text("utf-8"))
        if data["format"] != FORMAT:
            return Manifest()
        kinds = {
            name: KindParts(given["signature"], tuple(Part(**part) for part in given["parts"]))
            for name, given in data["kinds"].items()
        }
        return Manifest(data["seal"], data["stamp"], kinds)
    except (OSError, ValueError, KeyError, TypeError):
        return Manifest()


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write beside, flush to disk, rename."""
    temporary = folder / f"manifest.{os.getpid()}.tmp"
    data = {"format": FORMAT, **asdict(manifest)}
    with temporary.open("w", encoding="utf-8") as stream:
        json.dump(data, stream)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(manifest_path(folder))
    _flush_folder(folder)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One writer at a time among all processes; the lock falls with the process that holds it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "lock").open("a") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield
