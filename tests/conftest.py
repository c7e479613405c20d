"""Fixtures that every part of the suite shares. What is missing on a machine is skipped with a word; in CI it fails."""

import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import psycopg
import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from psycopg import sql
from pytest_django import Settings

from bihuan.crypto.keys import create_keys

CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Command = Callable[..., subprocess.CompletedProcess[str]]


def lacking(what: str) -> NoReturn:
    if os.environ.get("BIHUAN_REQUIRE_ALL") == "1":
        pytest.fail(f"{what}; BIHUAN_REQUIRE_ALL=1 lets nothing be skipped", pytrace=False)
    pytest.skip(what)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Path:
    """A home of this test's own, with keys that no other test knows."""
    folder = tmp_path / "home"
    folder.mkdir()
    create_keys(folder / "keys")
    monkeypatch.setenv("BIHUAN_HOME", str(folder))
    settings.BIHUAN_HOME = folder
    return folder


@pytest.fixture
def bihuan(home: Path) -> Command:
    """The command line as a user has it: a process of its own, in this test's home, on that home's SQLite."""
    environment = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "BIHUAN_HOSTS"}}
    environment |= {"BIHUAN_HOME": str(home)}

    def run(*arguments: str | Path, **extra: str) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).parent / "bihuan"), *map(str, arguments)]
        return subprocess.run(
            command, env=environment | extra, capture_output=True, text=True, check=False, timeout=240
        )

    return run


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """An empty PostgreSQL database, dropped afterwards."""
    server = os.environ.get("BIHUAN_TEST_POSTGRES_URL")
    if not server:
        lacking("no PostgreSQL: `make test` starts one, or name a server in BIHUAN_TEST_POSTGRES_URL")
    database = f"bihuan_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
        yield f"{server.rsplit('/', 1)[0]}/{database}"
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database)))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's browser, one for all tests of this process."""
    if not CHROMIUM.exists():
        lacking(f"no {CHROMIUM}: `make test` installs it, or `apt install chromium fonts-wqy-microhei`")
    with sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread; Django would take our ORM calls for asynchronous ones.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh window in Chinese at 1440 px; a script error or a breach of the security policy fails the test."""
    context = chromium.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 1440, "height": 900})
    complaints: list[str] = []
    window = context.new_page()
    window.on("pageerror", lambda error: complaints.append(str(error)))
    window.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield window
    context.close()
    assert complaints == []
