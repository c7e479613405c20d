"""A load that is killed at any moment and repeated ends as one that was not: nothing lost, nothing doubled."""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import start
from tests.conftest import Command
from tests.exchange.county import number, training, write

ROWS, MOMENTS = 4000, 12
CHEN, LIN = number(1), number(3, "19851123")
FACTS = "SELECT line, act, key_index, cadre_id, course, begun_on, hours FROM cultivation_training ORDER BY line"
OUTCOMES = """
SELECT r.line, r.outcome, r.key_index, r.cadre_id, r.how FROM exchange_row r JOIN exchange_batch b ON b.id = r.batch_id
WHERE b.feed = 'training' AND b.id = (SELECT min(id) FROM exchange_batch WHERE feed = 'training' AND state = 'applied')
ORDER BY r.line
"""
DELIVERED = "SELECT key_index, digest, retracted FROM exchange_delivered WHERE feed = 'training' ORDER BY key_index"
COUNTS = "SELECT rows, counts FROM exchange_batch WHERE feed = 'training' AND state = 'applied' ORDER BY id LIMIT 1"
ENTRIES = "SELECT count(*), max(seal) FROM facts_entry"
STAGED = "SELECT count(*) FROM exchange_batch WHERE state = 'staged'"


def opened(home: Path) -> closing[sqlite3.Connection]:
    """The home's database, closed afterwards: sqlite3's own block leaves it open."""
    return closing(sqlite3.connect(home / "bihuan.sqlite3"))


def state(home: Path) -> list[list[Any]]:
    with opened(home) as database:
        return [database.execute(sql).fetchall() for sql in (FACTS, OUTCOMES, DELIVERED, COUNTS, ENTRIES, STAGED)]


def wait_for_work(home: Path, process: subprocess.Popen[str]) -> float:
    """When the process has opened the home's lock, Django has started and the load begins."""
    while not (home / "load.lock").exists() and process.poll() is None:
        time.sleep(0.005)
    return time.monotonic()


def rows() -> list[dict[str, str]]:
    made = [training((CHEN, LIN)[place % 2], 班次名称=f"第{place // 2}班") for place in range(ROWS - 4)]
    return [
        *made,
        training(CHEN, 班次名称="第0班"),
        training(number(9)),
        training(LIN, 学时="八"),
        training(LIN, 班次名称=""),
    ]


@pytest.mark.slow
@pytest.mark.timeout(1500)
def test_killed_at_any_moment_and_repeated_the_state_is_that_of_a_load_left_alone(
    loaded: Command, home: Path, tmp_path: Path
) -> None:
    path = write(tmp_path, "training.csv", rows())
    (home / "load.lock").unlink()
    alone = copied(home, tmp_path / "alone")
    process = start(alone, "load", path, "--json")
    begun = wait_for_work(alone, process)
    [first] = json.loads(process.communicate(timeout=200)[0])
    lasting = time.monotonic() - begun
    expected = state(alone)
    assert len(expected[0]) == ROWS - 4
    chance = random.Random(20261124)
    killed = 0
    for moment in range(MOMENTS):
        disturbed = copied(home, tmp_path / f"disturbed{moment}")
        process = start(disturbed, "load", path, "--json")
        wait_for_work(disturbed, process)
        time.sleep(lasting * (moment + chance.random()) / MOMENTS)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=200)
        killed += process.returncode == -signal.SIGKILL
        [again] = json.loads(loaded("load", path, "--json", BIHUAN_HOME=str(disturbed)).stdout)
        assert state(disturbed) == expected, f"killed at {moment}/{MOMENTS}"
        assert sum(again[word] for word in ("accepted", "unchanged", "corrected", "review", "rejected")) == ROWS
        assert (again["review"], again["rejected"]) == (first["review"], first["rejected"])
        shutil.rmtree(disturbed)
    assert killed >= MOMENTS // 2, "the process was too fast to be killed at work"


def copied(home: Path, to: Path) -> Path:
    with opened(home) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copytree(home, to)
    return to


def test_a_folder_that_is_full_leaves_nothing_half_applied(loaded: Command, home: Path, tmp_path: Path) -> None:
    """The home on a file system of a few megabytes, where this machine lets us mount one."""
    small = tmp_path / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(small)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("a file system of a few megabytes cannot be mounted here")
    try:
        full = copied(home, small / "home")
        many = [training(CHEN, 班次名称=f"第{place}班", 主办单位="县委党校" * 300) for place in range(3000)]
        path = write(tmp_path, "training.csv", many)
        done = loaded("load", path, "--json", BIHUAN_HOME=str(full))
        assert "Traceback" not in done.stdout + done.stderr
        [one] = json.loads(done.stdout)
        assert (done.returncode, one["rows"], one["accepted"]) == (1, 0, 0)
        assert "空间已满" in one["reasons"][0]["reason"]
        roomy = copied(full, tmp_path / "roomy")
        with opened(roomy) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert database.execute("SELECT count(*) FROM cultivation_training").fetchone() == (0,)
        [again] = json.loads(loaded("load", path, "--json", BIHUAN_HOME=str(roomy)).stdout)
        assert again["accepted"] == 3000
    finally:
        subprocess.run(["umount", str(small)], check=True)
