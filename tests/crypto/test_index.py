"""A keyed index finds equal values, and stays the same for as long as its key does."""

import hashlib
import hmac
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bihuan.crypto import keys
from bihuan.crypto.digest import hmac_sm3
from bihuan.crypto.index import keyed_index, keyed_indexes
from bihuan.crypto.keys import Purpose

NUMBER = "11010119900307793X"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=st.text(), other=st.text())
def test_equal_values_have_equal_indexes_and_others_do_not(ring: Path, one: str, other: str) -> None:
    assert (keyed_index("identity", one) == keyed_index("identity", other)) == (one == other)
    assert len(keyed_index("identity", one)) == 16


def test_each_purpose_has_an_index_of_its_own(ring: Path) -> None:
    assert len({keyed_index("identity", NUMBER), keyed_index("name_birth", NUMBER), keyed_index("text", NUMBER)}) == 3


def test_the_index_is_a_keyed_digest_that_nobody_computes_without_the_key(ring: Path) -> None:
    secret = keys.newest(Purpose.INDEX).secret
    expected = hmac.new(secret, b"identity\0" + NUMBER.encode(), hashlib.sha256).digest()[:16]
    assert keyed_index("identity", NUMBER) == expected
    assert hashlib.sha256(NUMBER.encode()).digest()[:16] != expected


def test_a_home_made_with_national_ciphers_indexes_by_sm3(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIHUAN_KEYS", str(tmp_path / "national"))
    monkeypatch.setenv("BIHUAN_CIPHER", "sm4-gcm")
    keys.create_keys()
    secret = keys.newest(Purpose.INDEX).secret
    assert keyed_index("text", NUMBER) == hmac_sm3(secret, b"text\0" + NUMBER.encode())[:16]


def test_changing_the_setting_does_not_change_an_index_under_a_running_home(
    ring: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = keyed_index("identity", NUMBER)
    monkeypatch.setenv("BIHUAN_CIPHER", "sm4-gcm")
    assert keyed_index("identity", NUMBER) == before


def test_after_a_rotation_a_value_is_looked_for_under_each_key(ring: Path) -> None:
    before = keyed_index("identity", NUMBER)
    assert keyed_indexes("identity", NUMBER) == [before]
    keys.rotate(Purpose.INDEX)
    after = keyed_index("identity", NUMBER)
    assert after != before
    assert keyed_indexes("identity", NUMBER) == [after, before]
