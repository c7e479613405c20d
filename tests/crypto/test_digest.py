"""SM3 by the vectors of GB/T 32905, by hashlib and by `cryptography` alike."""

import hmac
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.hmac import HMAC
from hypothesis import given
from hypothesis import strategies as st

from bihuan.crypto import digest

ABC = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
ABCD_16_TIMES = "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"


@pytest.fixture(params=[True, False], ids=["hashlib", "cryptography"])
def either(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param and not digest.HASHLIB_HAS_SM3:
        pytest.skip("this build of hashlib has no SM3")
    monkeypatch.setattr(digest, "HASHLIB_HAS_SM3", request.param)


def test_sm3_gives_the_standards_examples(either: None) -> None:
    assert digest.sm3(b"abc").hex() == ABC
    assert digest.sm3(b"abcd" * 16).hex() == ABCD_16_TIMES


def test_pieces_and_files_give_the_digest_of_the_whole(either: None, tmp_path: Path) -> None:
    whole = b"abcd" * 400_000
    path = tmp_path / "whole"
    path.write_bytes(whole)
    assert digest.sm3_of_pieces([whole[:7], b"", whole[7:]]) == digest.sm3(whole)
    assert digest.sm3_of_file(path) == digest.sm3(whole)


def test_hmac_sm3_is_that_of_an_independent_implementation(either: None) -> None:
    other = HMAC(b"key", hashes.SM3())
    other.update(b"data")
    assert digest.hmac_sm3(b"key", b"data") == other.finalize()


@given(key=st.binary(min_size=1, max_size=100), data=st.binary(max_size=200))
def test_hmac_sm3_is_hmac_built_from_sm3(key: bytes, data: bytes) -> None:
    block = (digest.sm3(key) if len(key) > 64 else key).ljust(64, b"\0")
    inner = digest.sm3(bytes(byte ^ 0x36 for byte in block) + data)
    assert digest.hmac_sm3(key, data) == digest.sm3(bytes(byte ^ 0x5C for byte in block) + inner)


def test_hmac_sha256_is_the_usual_one() -> None:
    assert digest.hmac_sha256(b"key", b"data") == hmac.new(b"key", b"data", "sha256").digest()
