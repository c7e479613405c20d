"""The parsed data of pack files. YAML is slow to parse, so a home keeps what it parsed, named by digest."""

import datetime
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bihuan.policy.packs.files import Files, digest_of
from bihuan.policy.packs.problems import PackFault, Problem
from bihuan.policy.packs.yaml_text import parse

Parsed = Mapping[str, Any]


def parse_all(files: Files) -> dict[str, Any]:
    """Every file's data; PackFault with the problems of all files at once."""
    problems: list[Problem] = []
    data = {}
    for name, text in files.items():
        try:
            data[name] = parse(name, text)
        except PackFault as fault:
            problems.extend(fault.problems)
    if problems:
        raise PackFault(problems)
    return data


def parse_cached(files: Files, folder: Path) -> dict[str, Any]:
    """As `parse_all`, from a file of the folder where these very texts were parsed before."""
    path = folder / f"packs-{digest_of(files)[:32]}.json"
    try:
        kept: dict[str, Any] = json.loads(path.read_text("utf-8"), object_hook=_revive)
    except (OSError, ValueError):
        kept = parse_all(files)
        _keep(path, json.dumps(kept, ensure_ascii=False, default=_encode))
    return kept


def _keep(path: Path, text: str) -> None:
    """A cache only: a folder that cannot be written is no fault."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in path.parent.glob("packs-*.json"):
            old.unlink(missing_ok=True)
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        temporary.write_text(text, "utf-8")
        temporary.replace(path)
    except OSError:
        return


def _encode(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return {"$date": value.isoformat()}
    raise TypeError(type(value).__name__)


def _revive(mapping: dict[str, Any]) -> Any:
    if mapping.keys() == {"$date"}:
        return datetime.date.fromisoformat(mapping["$date"])
    return mapping
