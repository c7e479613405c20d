"""Uploaded files wait in a private folder of the home, for an hour at most."""

import os
import time
from pathlib import Path

import pytest

from bihuan.access.models import Account
from bihuan.exchange.reading import sniff
from bihuan.web.exchange import held
from bihuan.web.exchange.held import KEPT_SECONDS, HeldUpload, discard, folder_of, held_files, new_token


@pytest.fixture
def officer(home: Path) -> Account:
    return Account(pk=7)


def taken(officer: Account, token: str, **files: bytes) -> HeldUpload:
    handler = HeldUpload(folder_of(officer, token))
    for name, content in files.items():
        put(handler, f"{name}.csv", content)
    return handler


def put(handler: HeldUpload, name: str, content: bytes) -> None:
    handler.new_file("sent", name, "text/csv", None, None)
    for start in range(0, len(content), 10):
        handler.receive_data_chunk(content[start : start + 10], start)
    assert handler.file_complete(len(content)) is None


def test_what_was_sent_is_held_byte_for_byte(officer: Account) -> None:
    token = new_token()
    taken(officer, token, training=b"0123456789" * 3 + b"end")
    [path] = held_files(officer, token)
    assert path.name == "training.csv"
    assert path.read_bytes() == b"0123456789" * 3 + b"end"


def test_nobody_else_of_the_machine_can_read_it(officer: Account) -> None:
    token = new_token()
    taken(officer, token, training=b"x")
    folder = folder_of(officer, token)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert folder.parent.stat().st_mode & 0o777 == 0o700
    assert (folder / "training.csv").stat().st_mode & 0o777 == 0o600


def test_it_lies_inside_the_home(officer: Account, home: Path) -> None:
    assert folder_of(officer, "abc").is_relative_to(home)


def test_another_account_does_not_find_it(officer: Account) -> None:
    token = new_token()
    taken(officer, token, training=b"x")
    assert held_files(Account(pk=8), token) == []


@pytest.mark.parametrize("token", ["../7-x", "", ".", "7/..", "a-b"])
def test_a_token_that_is_none_finds_nothing(officer: Account, token: str) -> None:
    assert held_files(officer, token) == []


def test_tokens_are_not_repeated() -> None:
    assert len({new_token() for _ in range(100)}) == 100


def test_an_hour_later_it_is_gone(officer: Account) -> None:
    token = new_token()
    taken(officer, token, training=b"x")
    folder = folder_of(officer, token)
    old = time.time() - KEPT_SECONDS - 1
    os.utime(folder, (old, old))
    assert held_files(officer, token) == []
    assert not folder.exists()


def test_what_is_younger_stays(officer: Account) -> None:
    token = new_token()
    taken(officer, token, training=b"x")
    young = time.time() - KEPT_SECONDS + 60
    os.utime(folder_of(officer, token), (young, young))
    assert len(held_files(officer, token)) == 1


def test_what_is_discarded_is_gone(officer: Account) -> None:
    token = new_token()
    taken(officer, token, training=b"x")
    discard(officer, token)
    discard(officer, token)
    assert held_files(officer, token) == []


def test_a_file_over_the_cap_is_read_but_not_kept(officer: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held, "MOST_BYTES", 1024 * 1024)
    handler = HeldUpload(folder_of(officer, "abc"))
    handler.new_file("sent", "big.csv", "text/csv", None, None)
    for _ in range(40):
        handler.receive_data_chunk(b"x" * 64 * 1024, 0)
    handler.file_complete(0)
    assert handler.taken == []
    assert "超过 1 MB 的上限" in handler.refused["big.csv"]
    assert held_files(officer, "abc") == []


def test_the_cap_is_the_one_of_the_reader() -> None:
    assert vars(held)["MOST_BYTES"] == sniff.MOST_BYTES


def test_of_two_files_of_one_name_the_second_is_refused(officer: Account) -> None:
    handler = taken(officer, "abc", training=b"first")
    put(handler, "training.csv", b"second")
    [path] = held_files(officer, "abc")
    assert path.read_bytes() == b"first"
    assert "同名" in handler.refused["training.csv"]


def test_a_name_that_no_file_system_takes_is_refused(officer: Account) -> None:
    handler = HeldUpload(folder_of(officer, "abc"))
    put(handler, "长" * 90 + ".csv", b"x")
    assert handler.taken == []
    assert list(handler.refused.values()) == ["文件名太长；请改短后再报"]


def test_more_files_than_forty_are_refused(officer: Account) -> None:
    handler = taken(officer, "abc", **{f"training{n}": b"x" for n in range(held.MOST_FILES + 1)})
    assert len(handler.taken) == held.MOST_FILES
    assert len(handler.refused) == 1


def test_a_name_with_folders_in_it_stays_inside(officer: Account, home: Path) -> None:
    handler = HeldUpload(folder_of(officer, "abc"))
    put(handler, "../../../escaped.csv", b"x")
    assert [path.name for path in held_files(officer, "abc")] == ["escaped.csv"]
