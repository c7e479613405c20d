"""A check is somebody's text: whatever it says, it reads no file, writes none, loads nothing and unlocks nothing."""

from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from bihuan.policy.engine.database import closed_database, require_one_select, within_time
from bihuan.policy.engine.faults import SelectFault, TooLong
from bihuan.policy.evaluation import evaluate
from tests.policy.small import Day, cadre, on, write_packs

REACHING_OUT = [
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_blob('/etc/passwd')",
    "SELECT * FROM read_json('/etc/passwd')",
    "SELECT * FROM read_parquet('/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM glob('/etc/*')",
    "COPY (SELECT 1) TO '/tmp/bihuan-must-not-exist.csv'",
    "ATTACH '/tmp/bihuan-must-not-exist.db'",
    "EXPORT DATABASE '/tmp/bihuan-must-not-exist'",
    "IMPORT DATABASE '/tmp'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "SET lock_configuration = false",
    "SET memory_limit = '100GB'",
    "RESET enable_external_access",
    "PRAGMA enable_profiling",
    "SELECT * FROM duckdb_secrets()",
    "SELECT getenv('HOME')",
    "SELECT * FROM 'https://example.invalid/a.csv'",
]
NOT_ONE_SELECT = [
    "DROP TABLE training",
    "SELECT 1; DROP TABLE training",
    "COPY (SELECT 1) TO '/tmp/x'",
    "INSERT INTO training VALUES (1)",
    "PRAGMA add_parquet_key('k', '0123456789112345')",
    "SELECT 1; SELECT 2",
    "",
    "SELEKT 1",
]


@pytest.mark.parametrize("statement", REACHING_OUT)
def test_the_session_cannot_reach_out(statement: str) -> None:
    database = closed_database()
    with pytest.raises(duckdb.Error):
        database.execute(statement).fetchall()
    assert not list(Path("/tmp").glob("bihuan-must-not-exist*"))


@pytest.mark.parametrize("select", NOT_ONE_SELECT)
def test_only_one_select_is_taken(select: str) -> None:
    with pytest.raises(SelectFault, match="test"):
        require_one_select(closed_database(), "规则", "test", select)


def test_one_select_with_ctes_is_taken() -> None:
    require_one_select(closed_database(), "规则", "test", "WITH a AS (SELECT 1 AS b) SELECT b FROM a")


def test_a_python_variable_is_no_table() -> None:
    secrets = pa.table({"a": [1]})
    with pytest.raises(duckdb.CatalogException):
        closed_database().execute("SELECT * FROM secrets")
    assert secrets.num_rows == 1


def test_memory_is_capped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIHUAN_ENGINE_MEMORY", "64MB")
    with pytest.raises(duckdb.OutOfMemoryException):
        closed_database().execute(
            "CREATE TABLE big AS SELECT range AS a, repeat('x', 100) || range FROM range(5000000)"
        )


def test_time_is_capped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIHUAN_ENGINE_SECONDS", "0.3")
    database = closed_database()
    with pytest.raises(TooLong, match="0 秒"), within_time(database):
        database.execute("SELECT sum(a.range * b.range) FROM range(10000000) AS a, range(1000000) AS b").fetchall()


@pytest.mark.django_db
def test_a_check_that_reads_a_file_stops_the_run_with_its_name(small: Path) -> None:
    cadre()
    path = small / "test/rules/checks/visit_due.yaml"
    head = path.read_text("utf-8").split("select: |")[0]
    select = "select: |\n  SELECT content AS subject FROM read_text('/etc/hostname')\n"
    write_packs(small, checks={"visit_due": head + select})
    with on("2026-03-02"), pytest.raises(SelectFault, match=r"test\.visit_due"):
        evaluate(Day(2026, 3, 2))
