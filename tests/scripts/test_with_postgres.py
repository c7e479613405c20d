"""scripts/with-postgres.sh gives a command a server of its own and takes it away again."""

import os
import subprocess
from pathlib import Path

import psycopg
import pytest

from tests.architecture.tree import ROOT

SCRIPT = ROOT / "scripts/with-postgres.sh"


def run(*command: str, **extra: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key != "BIHUAN_TEST_POSTGRES_URL"} | extra
    return subprocess.run([SCRIPT, *command], env=environment, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.postgres
@pytest.mark.usefixtures("postgres_url")
def test_the_command_reaches_a_server_that_is_gone_afterwards() -> None:
    probe = "import os, psycopg; u = os.environ['BIHUAN_TEST_POSTGRES_URL']; psycopg.connect(u).close(); print(u)"
    done = run(str(ROOT / ".venv/bin/python"), "-c", probe)
    assert done.returncode == 0, done.stderr
    address = done.stdout.strip()
    folder = Path(address.removeprefix("postgres://bihuan@").removesuffix("/bihuan").replace("%2F", "/"))
    assert not folder.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address)


@pytest.mark.postgres
@pytest.mark.usefixtures("postgres_url")
def test_the_exit_code_of_the_command_is_kept() -> None:
    assert run("sh", "-c", "exit 7").returncode == 7


def test_a_server_that_is_already_there_is_used_as_it_is() -> None:
    done = run("sh", "-c", "echo $BIHUAN_TEST_POSTGRES_URL", BIHUAN_TEST_POSTGRES_URL="postgres://elsewhere/x")
    assert done.stdout.strip() == "postgres://elsewhere/x"


@pytest.mark.postgres
@pytest.mark.usefixtures("postgres_url")
def test_a_run_that_was_stopped_does_not_count_as_passed() -> None:
    """The script is the parent of its command; that the command itself ended well changes nothing."""
    assert run("sh", "-c", "kill -TERM $PPID; exit 0").returncode == 143
