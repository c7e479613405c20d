"""The key ring: files in $BIHUAN_HOME/keys, or in the folder that BIHUAN_KEYS names.

One file a key, `<purpose>-<number>.key`, readable by its owner alone: the suite it was made under and 32
random bytes in hex. The highest number of a purpose is the one in use; older ones stay for what they wrote.
"""

import os
import re
import secrets
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path

from bihuan.crypto.suite import Suite, chosen_suite

LENGTH = 32
HIGHEST = 0xFFFF
FILE_NAME = re.compile(r"(?P<purpose>[a-z]+)-(?P<number>\d{4,5})\.key")


class Purpose(Enum):
    FIELDS = "fields"
    INDEX = "index"
    SNAPSHOTS = "snapshots"
    JOURNAL = "journal"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Purpose.FIELDS: "字段加密",
    Purpose.INDEX: "加密索引",
    Purpose.SNAPSHOTS: "快照加密",
    Purpose.JOURNAL: "日志防篡改",
}


@dataclass(frozen=True)
class Key:
    purpose: Purpose
    number: int
    suite: Suite
    secret: bytes

    def __repr__(self) -> str:
        return f"Key({self.purpose.value}-{self.number:04d})"


class KeyMissing(Exception):
    def __init__(self, purpose: Purpose, number: int | None, folder: Path) -> None:
        which = "" if number is None else f" {number:04d} 号"
        super().__init__(
            f"密钥目录 {folder} 中没有用于“{purpose.label}”的{which}密钥（文件 {purpose.value}-*.key）。"
            "新建系统请运行 bihuan init；已有数据的系统请从密钥备份中恢复，不要重新生成，否则已加密的数据无法读取。"
        )


class KeyUnreadable(Exception):
    def __init__(self, path: Path) -> None:
        wanted = "应为一行：算法名和 64 位十六进制数"
        super().__init__(f"密钥文件 {path} 无法读取或内容不完整，{wanted}。请从密钥备份中恢复。")


def _place() -> str:
    """The folder as text: asked for every value, so no Path is built here."""
    place = os.environ.get("BIHUAN_KEYS") or (os.environ.get("BIHUAN_HOME") or "var") + "/keys"
    return place if place.startswith("/") else str(Path.cwd() / place)


def keys_folder() -> Path:
    return Path(_place())


def _read(path: Path, purpose: Purpose, number: int) -> Key:
    try:
        suite, secret = path.read_text("ascii").split()
        key = Key(purpose, number, Suite(suite), bytes.fromhex(secret))
    except (OSError, ValueError):
        raise KeyUnreadable(path) from None
    if len(key.secret) != LENGTH:
        raise KeyUnreadable(path)
    return key


def _write(path: Path, suite: Suite) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(f"{suite.value} {secrets.token_hex(LENGTH)}\n")
        stream.flush()
        os.fsync(stream.fileno())


def _load(folder: Path) -> dict[Purpose, dict[int, Key]]:
    ring: dict[Purpose, dict[int, Key]] = {purpose: {} for purpose in Purpose}
    for path in sorted(folder.glob("*.key")):
        match = FILE_NAME.fullmatch(path.name)
        if match and match["purpose"] in {purpose.value for purpose in Purpose}:
            purpose, number = Purpose(match["purpose"]), int(match["number"])
            ring[purpose][number] = _read(path, purpose, number)
    return ring


@lru_cache(maxsize=8)
def _ring(place: str) -> dict[Purpose, dict[int, Key]]:
    return _load(Path(place))


@lru_cache(maxsize=64)
def _newest(place: str, purpose: Purpose) -> Key:
    keys = _ring(place)[purpose]
    if not keys:
        forget()
        keys = _ring(place)[purpose]
    if not keys:
        raise KeyMissing(purpose, None, Path(place))
    return keys[max(keys)]


def forget() -> None:
    """Read the files again at next use: after a rotation, or when another process rotated."""
    _ring.cache_clear()
    _newest.cache_clear()


def newest(purpose: Purpose) -> Key:
    return _newest(_place(), purpose)


def numbered(purpose: Purpose, number: int) -> Key:
    place = _place()
    key = _ring(place)[purpose].get(number)
    if key is None:
        forget()
        key = _ring(place)[purpose].get(number)
    if key is None:
        raise KeyMissing(purpose, number, Path(place))
    return key


def every(purpose: Purpose) -> list[Key]:
    """All keys of a purpose, the newest first."""
    newest(purpose)
    keys = _ring(_place())[purpose]
    return [keys[number] for number in sorted(keys, reverse=True)]


def create_keys(folder: Path | None = None) -> list[Path]:
    """Make a first key for each purpose that has none; what exists is never touched."""
    place = folder or keys_folder()
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    present = _load(place)
    made = [place / f"{purpose.value}-0001.key" for purpose in Purpose if not present[purpose]]
    for path in made:
        _write(path, chosen_suite())
    forget()
    return made


def rotate(purpose: Purpose) -> Key:
    """Make the next key of a purpose. Older keys stay; rewriting what they wrote is the caller's work."""
    last = newest(purpose)
    if last.number >= HIGHEST:
        raise ValueError(f"no key number after {HIGHEST}")
    _write(keys_folder() / f"{purpose.value}-{last.number + 1:04d}.key", chosen_suite())
    forget()
    return newest(purpose)


def exposed() -> list[Path]:
    """Key files that others than their owner may read: for the deployment check."""
    return [path for path in sorted(keys_folder().glob("*.key")) if path.stat().st_mode & 0o077]
