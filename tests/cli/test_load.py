"""`bihuan load` and `bihuan links` as a user has them."""

import fcntl
import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Run, start
from tests.conftest import Command
from tests.exchange.county import ROSTER, number, person, training, write

CHEN, LIN = number(1), number(3, "19851123")
KEYS = ["file", "feed", "rows", "accepted", "unchanged", "corrected", "review", "rejected", "reasons"]


def test_all_taken_exits_nought_and_counts_add_up(answer: Run, tmp_path: Path) -> None:
    code, [first] = answer("load", write(tmp_path, "培训记录.csv", [training(CHEN), training(LIN)]))
    assert (code, list(first), first["feed"], first["accepted"], first["rows"]) == (0, KEYS, "training", 2, 2)
    code, [again] = answer("load", tmp_path / "培训记录.csv")
    assert (code, again["unchanged"]) == (0, 2)


def test_something_rejected_or_in_review_exits_one(answer: Run, tmp_path: Path) -> None:
    code, [one] = answer("load", write(tmp_path, "training.csv", [training(number(9)), training(CHEN, 学时="八")]))
    assert (code, one["review"], one["rejected"]) == (1, 1, 1)
    assert sum(one[word] for word in KEYS[3:8]) == one["rows"] == 2
    assert {reason["line"] for reason in one["reasons"]} == {2, 3}


def test_a_refused_file_exits_one_and_says_so_without_json_too(loaded: Command, tmp_path: Path) -> None:
    path = tmp_path / "training.csv"
    path.write_bytes(b"")
    done = loaded("load", path)
    assert done.returncode == 1
    assert "training.csv" in done.stdout
    assert "空" in done.stdout.replace("\n", "")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["load", "没有的文件.csv"], "没有这个文件"),
        (["load", "README.md", "--feed", "没有"], "没有"),
        (["load"], "FILE_OR_FOLDER"),
        (["links", "--feed", "training", "--json"], "没有已入账的"),
        (["dossier", "123"], "身份证号"),
        (["dossier", number(9)], "没有身份证号"),
        (["dossier", CHEN, "--on", "昨天"], "昨天"),
        (["dossier", CHEN, "--known-at", "昨天"], "昨天"),
    ],
)
def test_wrong_use_exits_two_and_shows_no_traceback(loaded: Command, arguments: list[str], word: str) -> None:
    done = loaded(*arguments)
    assert done.returncode == 2
    assert word in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_no_home_is_told_what_to_do(bihuan: Command, tmp_path: Path) -> None:
    done = bihuan("load", write(tmp_path, "training.csv", [training(CHEN)]), BIHUAN_HOME=str(tmp_path / "none"))
    assert (done.returncode, "bihuan init" in done.stderr) == (2, True)


def test_a_clock_is_set_in_synthetic_homes_alone(loaded: Command, tmp_path: Path) -> None:
    path = write(tmp_path, "training.csv", [training(CHEN)])
    done = loaded("load", path, "--received", "2025-01-01")
    assert (done.returncode, "合成" in done.stderr) == (2, True)
    home = tmp_path / "synthetic"
    assert loaded("init", "--synthetic", BIHUAN_HOME=str(home)).returncode == 0
    rows = [dict(row.items()) for row in ROSTER]
    done = loaded("load", write(tmp_path, "roster.csv", rows), "--received", "2025-01-01", BIHUAN_HOME=str(home))
    assert done.returncode == 0, done.stderr
    done = loaded("dossier", CHEN, "--known-at", "2025-01-01", BIHUAN_HOME=str(home))
    assert json.loads(done.stdout)["facts"]["person"][0]["valid_from"] == "2025-01-01"


def test_a_dry_run_shows_each_cell_and_records_nothing(answer: Run, home: Path, tmp_path: Path) -> None:
    path = write(tmp_path, "training.csv", [training(CHEN)])
    answer("load", path)
    folder = tmp_path / "next"
    folder.mkdir()
    write(folder, "roster.csv", [person(7, "赵启")])
    write(folder, "training.csv", [training(CHEN, 学时="48"), training(number(7))])
    code, [roster, one] = answer("load", folder, "--dry-run")
    assert (code, roster["accepted"], one["corrected"], one["accepted"]) == (0, 1, 1, 1)
    change = {"line": 2, "outcome": "corrected", "field": "学时", "before": "40", "after": "48"}
    assert change in one["changes"]
    with sqlite3.connect(home / "bihuan.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM cultivation_training").fetchone() == (1,)
        assert database.execute("SELECT count(*) FROM exchange_batch WHERE feed = 'training'").fetchone() == (1,)
    _, [_, really] = answer("load", folder)
    assert (really["corrected"], really["accepted"]) == (1, 1)


def test_links_answers_row_by_row(answer: Run, tmp_path: Path) -> None:
    rows = [
        training(CHEN),
        training(number(9)),
        training(LIN, 学时=""),
        training("", 姓名="吴恒", 单位="财政局", 出生年月="1960"),
    ]
    by_name = training("", 姓名="吴恒", 单位="财政局", 出生年月="1960-01")
    answer("load", write(tmp_path, "a培训记录.csv", [*rows, by_name]))
    answer("load", write(tmp_path, "b培训记录.csv", [training(LIN)]))
    code, last = answer("links", "--feed", "training")
    assert (code, last) == (
        0,
        [{"file": "b培训记录.csv", "line": 2, "outcome": "accepted", "身份证号": LIN, "how": "身份证号"}],
    )
    _, first = answer("links", "--feed", "training", "--file", tmp_path / "a培训记录.csv")
    assert [(row["line"], row["outcome"], row["身份证号"]) for row in first] == [
        (2, "accepted", CHEN),
        (3, "review", None),
        (4, "rejected", None),
        (5, "review", None),
        (6, "accepted", number(5, "19600101")),
    ]


def test_links_of_the_roster_name_each_cadre_also_when_nothing_changed(answer: Run, tmp_path: Path) -> None:
    numbers = [row["身份证号"] for row in ROSTER]
    assert [row["身份证号"] for row in answer("links", "--feed", "roster")[1]] == numbers
    answer("load", write(tmp_path, "roster.csv", ROSTER))
    found = answer("links", "--feed", "roster")[1]
    assert [(row["outcome"], row["身份证号"]) for row in found] == [("unchanged", one) for one in numbers]


def test_a_full_database_applies_nothing_and_the_next_load_finishes(
    loaded: Command, answer: Run, home: Path, tmp_path: Path
) -> None:
    """`PRAGMA max_page_count`, set for every connection by a file that sqlite3 asks nobody about: a full disk."""
    rows = [training(CHEN, 班次名称=f"第{place}班", 主办单位="党校" * 200) for place in range(1500)]
    path = write(tmp_path, "training.csv", rows)
    code, [one] = answer("load", path, PYTHONPATH=full_disk(tmp_path))
    assert (code, one["rows"], one["accepted"]) == (1, 0, 0)
    assert "空间已满" in one["reasons"][0]["reason"]
    with sqlite3.connect(home / "bihuan.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM cultivation_training").fetchone() == (0,)
    assert answer("load", path)[1][0]["accepted"] == 1500


def full_disk(folder: Path) -> str:
    """A folder for PYTHONPATH in which every SQLite connection may grow by a few pages only."""
    site = folder / "full"
    site.mkdir()
    (site / "sitecustomize.py").write_text(
        "import sqlite3\n"
        "real = sqlite3.connect\n"
        "def connect(*a, **k):\n"
        "    c = real(*a, **k)\n"
        "    pages = c.execute('PRAGMA page_count').fetchone()[0]\n"
        "    c.execute(f'PRAGMA max_page_count = {pages + 40}')\n"
        "    return c\n"
        "sqlite3.connect = sqlite3.dbapi2.connect = connect\n"
    )
    return str(site)


def test_two_loads_at_once_wait_for_each_other_and_both_are_whole(loaded: Command, home: Path, tmp_path: Path) -> None:
    first = write(tmp_path, "a-training.csv", [training(CHEN, 班次名称=f"甲{place}班") for place in range(3000)])
    second = write(tmp_path, "b-training.csv", [training(CHEN, 班次名称=f"乙{place}班") for place in range(3000)])
    running = [start(home, "load", path, "--json") for path in (first, second)]
    said = [process.communicate(timeout=200) for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    assert [json.loads(out)[0]["accepted"] for out, _ in said] == [3000, 3000]
    with sqlite3.connect(home / "bihuan.sqlite3") as database:
        assert database.execute("SELECT count(*), count(DISTINCT key_index) FROM cultivation_training").fetchone() == (
            6000,
            6000,
        )
        assert database.execute("SELECT count(*) FROM exchange_batch WHERE state = 'staged'").fetchone() == (0,)


def test_a_load_beside_another_says_that_it_waits(loaded: Command, home: Path, tmp_path: Path) -> None:
    with (home / "load.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        process = start(home, "load", write(tmp_path, "training.csv", [training(CHEN)]), "--json")
        assert process.stderr is not None
        assert "等待另一项汇聚结束" in process.stderr.readline()
    out, _ = process.communicate(timeout=60)
    assert json.loads(out)[0]["accepted"] == 1


def test_a_database_without_its_guard_is_refused(loaded: Command, home: Path, tmp_path: Path) -> None:
    with sqlite3.connect(home / "bihuan.sqlite3") as database:
        database.execute("DROP TRIGGER cultivation_training_append_only_update")
    done = loaded("load", write(tmp_path, "training.csv", [training(CHEN)]))
    assert done.returncode == 2
    assert "只增不改" in done.stderr
    assert "cultivation_training" in done.stderr
    assert "出错了" not in done.stderr
    assert loaded("init").returncode == 0
    assert loaded("load", tmp_path / "training.csv").returncode == 0
