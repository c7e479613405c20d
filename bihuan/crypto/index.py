"""Keyed indexes: find an encrypted value without decrypting any.

The algorithm is that of the key, not of the present setting: an index must not change under a running home.
A new one comes with a new key (`rotate`); until every row is indexed anew, look for `keyed_indexes`.
"""

from typing import Literal

from bihuan.crypto.digest import hmac_sha256, hmac_sm3
from bihuan.crypto.keys import Key, Purpose, every, newest
from bihuan.crypto.suite import Suite

LENGTH = 16
IndexPurpose = Literal["identity", "name_birth", "text"]
PREFIXES: dict[str, bytes] = {name: name.encode() + b"\0" for name in ("identity", "name_birth", "text")}


def _indexed(key: Key, purpose: IndexPurpose, value: str) -> bytes:
    mac = hmac_sha256 if key.suite is Suite.INTERNATIONAL else hmac_sm3
    return mac(key.secret, PREFIXES[purpose] + value.encode())[:LENGTH]


def keyed_index(purpose: IndexPurpose, value: str) -> bytes:
    """16 bytes that are equal for equal values of one purpose, and tell nothing without the key."""
    return _indexed(newest(Purpose.INDEX), purpose, value)


def keyed_indexes(purpose: IndexPurpose, value: str) -> list[bytes]:
    """The index of a value under every key, the newest first."""
    return [_indexed(key, purpose, value) for key in every(Purpose.INDEX)]
