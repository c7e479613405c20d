"""What is encrypted opens with its key, in its column, unaltered; and in no other way."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bihuan.crypto import cipher, keys
from bihuan.crypto.cipher import Undecipherable, decrypt_text, encrypt_text
from bihuan.crypto.keys import KeyMissing, Purpose
from bihuan.crypto.suite import Suite

NUMBER = "11010119900307793X"
COLUMN = "dossier_identity.number"
SUITES = pytest.mark.parametrize("suite", [suite.value for suite in Suite])
ring_is_kept = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(params=[suite.value for suite in Suite])
def suite(request: pytest.FixtureRequest, ring: Path, monkeypatch: pytest.MonkeyPatch) -> Suite:
    monkeypatch.setenv("BIHUAN_CIPHER", request.param)
    return Suite(request.param)


@ring_is_kept
@given(text=st.text(), column=st.text())
def test_what_is_encrypted_comes_back(suite: Suite, text: str, column: str) -> None:
    assert decrypt_text(encrypt_text(text, column), column) == text


def test_the_same_text_never_looks_the_same_and_shows_nothing(suite: Suite) -> None:
    blobs = {encrypt_text(NUMBER, COLUMN) for _ in range(50)}
    assert len(blobs) == 50
    assert not any(NUMBER.encode() in blob for blob in blobs)
    assert {len(blob) for blob in blobs} == {3 + 12 + len(NUMBER) + 16}


def test_a_value_moved_to_another_column_does_not_open(suite: Suite) -> None:
    with pytest.raises(Undecipherable, match=r"dossier_family\.number"):
        decrypt_text(encrypt_text(NUMBER, COLUMN), "dossier_family.number")


@ring_is_kept
@given(data=st.data())
def test_no_altered_byte_goes_unnoticed(suite: Suite, data: st.DataObject) -> None:
    blob = bytearray(encrypt_text(NUMBER, COLUMN))
    place = data.draw(st.integers(0, len(blob) - 1))
    blob[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises((Undecipherable, KeyMissing)):
        decrypt_text(bytes(blob), COLUMN)


@ring_is_kept
@given(length=st.integers(0, 47))
def test_a_value_cut_short_does_not_open(suite: Suite, length: int) -> None:
    with pytest.raises(Undecipherable):
        decrypt_text(encrypt_text(NUMBER, COLUMN)[:length], COLUMN)


def test_a_value_of_another_home_does_not_open(suite: Suite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blob = encrypt_text(NUMBER, COLUMN)
    monkeypatch.setenv("BIHUAN_KEYS", str(tmp_path / "other"))
    keys.create_keys()
    with pytest.raises(Undecipherable, match="密钥"):
        decrypt_text(blob, COLUMN)


def test_the_setting_may_change_and_what_was_written_before_still_opens(
    ring: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = encrypt_text(NUMBER, COLUMN)
    monkeypatch.setenv("BIHUAN_CIPHER", "sm4-gcm")
    new = encrypt_text(NUMBER, COLUMN)
    assert cipher.header_of(old) == (Suite.INTERNATIONAL, 1)
    assert cipher.header_of(new) == (Suite.NATIONAL, 1)
    assert decrypt_text(old, COLUMN) == decrypt_text(new, COLUMN) == NUMBER
    assert (cipher.is_current(old), cipher.is_current(new)) == (False, True)


def test_after_a_rotation_old_values_open_and_are_known_to_be_old(suite: Suite) -> None:
    old = encrypt_text(NUMBER, COLUMN)
    assert cipher.is_current(old)
    keys.rotate(Purpose.FIELDS)
    new = encrypt_text(NUMBER, COLUMN)
    assert decrypt_text(old, COLUMN) == decrypt_text(new, COLUMN) == NUMBER
    assert (cipher.is_current(old), cipher.is_current(new)) == (False, True)


def test_without_the_key_of_a_value_the_message_names_it(ring: Path) -> None:
    keys.rotate(Purpose.FIELDS)
    blob = encrypt_text(NUMBER, COLUMN)
    (ring / "fields-0002.key").unlink()
    keys.forget()
    with pytest.raises(KeyMissing, match="0002 号"):
        decrypt_text(blob, COLUMN)


def test_sm4_gcm_is_that_of_rfc_8998(ring: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cryptography.hazmat.primitives.ciphers import algorithms

    monkeypatch.setattr(cipher, "_sm4", lambda secret: algorithms.SM4(secret))
    secret = bytes.fromhex("0123456789abcdeffedcba9876543210")
    nonce = bytes.fromhex("00001234567800000000abcd")
    associated = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    plain = bytes.fromhex("".join(letter * 16 for letter in "abcdefea"))
    sealed = cipher._seal_sm4(secret, nonce, plain, associated)
    assert sealed.hex() == (
        "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
        "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
        "83de3541e4c2b58177e065a9bf7b62ec"
    )
    assert cipher._open_sm4(secret, nonce, sealed, associated) == plain
