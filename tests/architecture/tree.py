"""The files of the project as they would be committed, read once."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILT = {".venv", "node_modules", "var", "vendor", "staticfiles", ".git", "dist"}
MECHANISMS = ("cultivation", "assessment", "incentive", "restraint")


def listed_by_git() -> list[Path] | None:
    """None where the tree is no git checkout (an unpacked archive)."""
    if not (ROOT / ".git").exists():
        return None
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    names = done.stdout.decode().split("\0") if done.returncode == 0 else []
    return [ROOT / name for name in names if name] or None


def walked() -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        if not BUILT.intersection(parts) and not any(part.endswith(("_cache", "__", ".pyc")) for part in parts[:-1]):
            yield path


@cache
def files() -> tuple[Path, ...]:
    candidates = listed_by_git() or walked()
    return tuple(path for path in candidates if path.is_file() and path.suffix != ".pyc")


@cache
def text(path: Path) -> str | None:
    """None for pictures, spreadsheets and deliveries in other encodings."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def under(*folders: str, suffix: str = ".py") -> list[Path]:
    roots = [ROOT / folder for folder in folders]
    return [path for path in files() if path.suffix == suffix and any(path.is_relative_to(root) for root in roots)]


def is_migration(path: Path) -> bool:
    return path.parent.name == "migrations"


def lines(path: Path) -> int:
    return len((text(path) or "").splitlines())


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))
