"""Keys lie in files that their owner alone reads, are never overwritten, and are missed loudly."""

import stat
from pathlib import Path

import pytest

from bihuan.crypto import keys
from bihuan.crypto.keys import KeyMissing, KeyUnreadable, Purpose
from bihuan.crypto.suite import Suite, UnknownCipher, chosen_suite


def test_each_purpose_gets_a_key_of_its_own_readable_by_its_owner_alone(ring: Path) -> None:
    files = sorted(ring.iterdir())
    assert [path.name for path in files] == sorted(f"{purpose.value}-0001.key" for purpose in Purpose)
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE(ring.stat().st_mode) == 0o700
    assert len({keys.newest(purpose).secret for purpose in Purpose}) == len(Purpose)
    assert {len(keys.newest(purpose).secret) for purpose in Purpose} == {32}


def test_making_keys_again_touches_none_that_exists(ring: Path) -> None:
    before = {path: path.read_bytes() for path in ring.iterdir()}
    assert keys.create_keys() == []
    assert {path: path.read_bytes() for path in ring.iterdir()} == before


def test_a_key_file_that_another_process_made_first_is_not_overwritten(ring: Path) -> None:
    before = (ring / "fields-0001.key").read_bytes()
    with pytest.raises(FileExistsError):
        keys._write(ring / "fields-0001.key", Suite.INTERNATIONAL)
    assert (ring / "fields-0001.key").read_bytes() == before


def test_making_keys_adds_only_the_purpose_that_lacks_one(ring: Path) -> None:
    (ring / "snapshots-0001.key").unlink()
    assert keys.create_keys(ring) == [ring / "snapshots-0001.key"]


def test_the_folder_lies_in_the_home_unless_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIHUAN_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("BIHUAN_KEYS", raising=False)
    assert keys.keys_folder() == tmp_path / "home" / "keys"
    monkeypatch.setenv("BIHUAN_KEYS", str(tmp_path / "elsewhere"))
    assert keys.keys_folder() == tmp_path / "elsewhere"


def test_a_relative_home_is_the_one_of_the_present_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BIHUAN_KEYS", raising=False)
    monkeypatch.setenv("BIHUAN_HOME", "var")
    secrets = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        keys.create_keys()
        secrets.append(keys.newest(Purpose.FIELDS).secret)
    assert secrets[0] != secrets[1]
    monkeypatch.chdir(tmp_path / "one")
    assert keys.newest(Purpose.FIELDS).secret == secrets[0]


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_missing_key_is_named_with_what_to_do(ring: Path, purpose: Purpose) -> None:
    (ring / f"{purpose.value}-0001.key").unlink()
    keys.forget()
    with pytest.raises(KeyMissing, match=purpose.label) as missing:
        keys.newest(purpose)
    assert str(ring) in str(missing.value)
    assert "密钥备份" in str(missing.value)


def test_a_missing_number_is_named(ring: Path) -> None:
    with pytest.raises(KeyMissing, match="0007 号"):
        keys.numbered(Purpose.FIELDS, 7)


@pytest.mark.parametrize(
    "content", ["", "aes-256-gcm", "aes-256-gcm abcd", "aes-256-gcm " + "zz" * 32, "rot13 " + "00" * 32]
)
def test_a_damaged_key_file_is_named(ring: Path, content: str) -> None:
    (ring / "index-0001.key").write_text(content)
    keys.forget()
    with pytest.raises(KeyUnreadable, match=r"index-0001\.key"):
        keys.newest(Purpose.INDEX)


def test_a_rotated_key_is_in_use_and_the_older_one_stays(ring: Path) -> None:
    old = keys.newest(Purpose.FIELDS)
    new = keys.rotate(Purpose.FIELDS)
    assert (old.number, new.number) == (1, 2)
    assert keys.newest(Purpose.FIELDS) == new
    assert keys.numbered(Purpose.FIELDS, 1) == old
    assert keys.every(Purpose.FIELDS) == [new, old]
    assert keys.newest(Purpose.INDEX).number == 1


def test_a_key_that_another_process_made_is_found_when_first_asked_for(ring: Path) -> None:
    keys.newest(Purpose.FIELDS)
    (ring / "fields-0002.key").write_text((ring / "fields-0001.key").read_text())
    assert keys.numbered(Purpose.FIELDS, 2).number == 2


def test_other_files_in_the_folder_are_left_alone(ring: Path) -> None:
    (ring / "session").write_text("x")
    (ring / "other-0001.key").write_text("x")
    keys.forget()
    assert keys.newest(Purpose.FIELDS).number == 1


def test_key_files_that_others_may_read_are_named(ring: Path) -> None:
    assert keys.exposed() == []
    (ring / "fields-0001.key").chmod(0o640)
    assert keys.exposed() == [ring / "fields-0001.key"]


def test_a_key_never_shows_its_secret(ring: Path) -> None:
    key = keys.newest(Purpose.FIELDS)
    assert repr(key) == "Key(fields-0001)"
    assert key.secret.hex() not in repr([key])


@pytest.mark.parametrize(
    ("given", "suite"), [("", "aes-256-gcm"), ("SM4-GCM", "sm4-gcm"), (" aes-256-gcm ", "aes-256-gcm")]
)
def test_the_setting_names_the_cipher(monkeypatch: pytest.MonkeyPatch, given: str, suite: str) -> None:
    monkeypatch.setenv("BIHUAN_CIPHER", given)
    assert chosen_suite() is Suite(suite)


def test_an_unknown_cipher_is_refused_with_what_would_be_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIHUAN_CIPHER", "des")
    with pytest.raises(UnknownCipher, match=r"des.*aes-256-gcm、sm4-gcm"):
        chosen_suite()
