"""The texts of packs: read from folders, named by their path, digested, and kept whole in a version."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from bihuan.policy.packs.problems import PackFault, Problem

Files = Mapping[str, str]
"""Path (`national/recusal/checks/native_place.yaml`) → text. A home's own packs begin with `home/`."""


def read_folders(policies: Path, home: Path | None = None) -> dict[str, str]:
    """Every YAML file of the packs that ship, and of the packs of a home where it has any."""
    files = _read(policies, "")
    if home is not None and home.is_dir():
        files |= _read(home, "home/")
    return files


def _read(folder: Path, prefix: str) -> dict[str, str]:
    found = {}
    for path in sorted(folder.rglob("*.yaml")):
        name = prefix + path.relative_to(folder).as_posix()
        try:
            found[name] = path.read_text("utf-8")
        except UnicodeDecodeError:
            raise PackFault([Problem(name, 0, "不是 UTF-8 编码", "请另存为 UTF-8")]) from None
    return found


def digest_of(files: Files) -> str:
    """SHA-256 over names and texts: equal for equal packs, wherever they lie."""
    running = hashlib.sha256()
    for name in sorted(files):
        for part in (name, files[name]):
            data = part.encode()
            running.update(len(data).to_bytes(8, "big") + data)
    return running.hexdigest()


def pack_of(name: str) -> str:
    """The folder of the pack that a file belongs to: `national/recusal`."""
    parts = name.split("/")
    while len(parts) > 1 and parts[-1] not in {"checks", "cases", "definitions"}:
        parts.pop()
        if not {"checks", "cases", "definitions"} & set(parts):
            break
    if parts[-1] in {"checks", "cases", "definitions"}:
        parts.pop()
    return "/".join(parts)


def without_cases(files: Files) -> dict[str, str]:
    return {name: text for name, text in files.items() if not is_case(name)}


def is_case(name: str) -> bool:
    return "/cases/" in name


def in_folder(files: Files, folder: str, names: Iterable[str] = ()) -> list[str]:
    """Files under a folder of a pack, in order."""
    return sorted(name for name in files if name.startswith(folder + "/") or name in names)
