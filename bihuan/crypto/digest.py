"""SM3, from OpenSSL by way of hashlib where the build has it (fast), else from `cryptography`."""

import hashlib
import hmac
from collections.abc import Iterable
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.hmac import HMAC

HASHLIB_HAS_SM3 = "sm3" in hashlib.algorithms_available
PIECE = 1 << 20


def sm3(data: bytes) -> bytes:
    return sm3_of_pieces([data])


def sm3_of_pieces(pieces: Iterable[bytes]) -> bytes:
    if HASHLIB_HAS_SM3:
        fast = hashlib.new("sm3")
        for piece in pieces:
            fast.update(piece)
        return fast.digest()
    slow = hashes.Hash(hashes.SM3())
    for piece in pieces:
        slow.update(piece)
    return slow.finalize()


def sm3_of_file(path: Path) -> bytes:
    with path.open("rb") as stream:
        return sm3_of_pieces(iter(lambda: stream.read(PIECE), b""))


def hmac_sm3(key: bytes, data: bytes) -> bytes:
    if HASHLIB_HAS_SM3:
        return hmac.digest(key, data, "sm3")
    mac = HMAC(key, hashes.SM3())
    mac.update(data)
    return mac.finalize()


def hmac_sha256(key: bytes, data: bytes) -> bytes:
    return hmac.digest(key, data, "sha256")
