"""A home made by the real command, with units, posts and a roster in it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Command
from tests.exchange import county

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def made(bihuan: Command) -> Command:
    """The command in a home that `init --synthetic` has made."""
    done = bihuan("init")
    assert done.returncode == 0, done.stderr
    return bihuan


@pytest.fixture
def loaded(made: Command, tmp_path: Path) -> Command:
    """The command in a home with three units, three posts and three cadres."""
    folder = tmp_path / "first"
    folder.mkdir()
    county.write(folder, "units.csv", county.UNITS)
    county.write(folder, "posts.csv", county.POSTS)
    county.write(folder, "roster.csv", county.ROSTER)
    done = made("load", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return made


@pytest.fixture
def answer(loaded: Command) -> Run:
    """Run a command with --json: its exit code and what it said. No traceback may show."""

    def run(*arguments: str | Path, **extra: str) -> tuple[int, Any]:
        done = loaded(*arguments, "--json", **extra)
        assert "Traceback" not in done.stdout + done.stderr
        return done.returncode, json.loads(done.stdout) if done.stdout.strip() else None

    return run


def start(home: Path, *arguments: str | Path) -> subprocess.Popen[str]:
    """Start a command and do not wait for it."""
    environment = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "BIHUAN_HOSTS"}}
    command = [str(Path(sys.executable).parent / "bihuan"), *map(str, arguments)]
    return subprocess.Popen(
        command,
        env=environment | {"BIHUAN_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
