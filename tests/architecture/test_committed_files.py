"""What is committed works on another machine: no address of a registry, no folder of somebody's disk, no secret."""

import json
import re
from typing import Any

import pytest

from tests.architecture.tree import ROOT, files, name, text

SET_UP = ("requirements/", "scripts/", ".ci/", "Makefile", ".npmrc", "pyproject.toml", "package.json", "deploy/")
ADDRESS = re.compile(r"https?://(?!localhost\b|127\.0\.0\.1\b|\[::1\])[\w.-]+")
INDEX_OPTION = re.compile(
    r"(--(extra-)?index-url|--find-links|--trusted-host|^\s*registry\s*=|index_url)", re.MULTILINE
)
MACHINE_PATH = re.compile(r"(?<![\w.~/-])/(?:work|root|home|Users|workspace|mnt)/\w[\w.-]*")
PRIVATE_NETWORK = re.compile(r"\b(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}\b")
PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----")
BUILT_OR_SECRET = re.compile(r"(^|/)(node_modules|\.venv|var|vendor|keys)/|\.sqlite3|\.parquet$|\.pyc$")


def hits(pattern: re.Pattern[str], *prefixes: str) -> dict[str, list[str]]:
    found = {}
    for path in files():
        if not prefixes or name(path).startswith(prefixes):
            matches = [match.group() for match in pattern.finditer(text(path) or "")]
            if matches:
                found[name(path)] = matches
    return found


def test_the_front_end_lock_names_no_address_to_fetch_from() -> None:
    lock: dict[str, Any] = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    assert [key for key, package in lock["packages"].items() if "resolved" in package] == []


def test_the_front_end_lock_carries_a_digest_for_every_package() -> None:
    lock: dict[str, Any] = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    assert [key for key, package in lock["packages"].items() if key and "integrity" not in package] == []


def test_set_up_names_no_host() -> None:
    assert hits(ADDRESS, *SET_UP) == {}


def test_set_up_chooses_no_package_index() -> None:
    assert hits(INDEX_OPTION, *SET_UP) == {}


@pytest.mark.parametrize("lock", ["requirements/runtime.txt", "requirements/development.txt"])
def test_every_pinned_package_has_a_digest(lock: str) -> None:
    pins = re.split(r"\n(?=[\w.\[\]-]+==)", (ROOT / lock).read_text(encoding="utf-8").strip())
    assert len(pins) > 5
    assert [pin.splitlines()[0] for pin in pins if "--hash=sha256:" not in pin] == []


def test_the_two_locks_agree_on_every_version() -> None:
    pinned = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==(\S+)", re.MULTILINE)
    runtime = dict(pinned.findall((ROOT / "requirements/runtime.txt").read_text(encoding="utf-8")))
    development = dict(pinned.findall((ROOT / "requirements/development.txt").read_text(encoding="utf-8")))
    assert {key for key in runtime.keys() & development.keys() if runtime[key] != development[key]} == set()


def test_no_file_names_a_folder_of_one_machine() -> None:
    assert hits(MACHINE_PATH) == {}


def test_no_file_names_an_address_of_a_private_network() -> None:
    assert hits(PRIVATE_NETWORK) == {}


def test_no_key_no_database_and_nothing_built_is_committed() -> None:
    assert hits(PRIVATE_KEY) == {}
    assert [name(path) for path in files() if BUILT_OR_SECRET.search(name(path))] == []


def test_every_text_file_ends_with_a_line_end() -> None:
    kinds = {".py", ".yaml", ".md", ".html", ".css", ".js", ".toml", ".sh", ".txt"}
    ours = [path for path in files() if path.suffix in kinds and text(path)]
    assert [name(path) for path in ours if not (text(path) or "\n").endswith("\n")] == []
