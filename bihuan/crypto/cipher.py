"""Authenticated encryption of single values.

    algorithm (1 byte) | key number (2) | nonce (12) | ciphertext | tag (16)

The header and the context (table.column) are authenticated: a value moved to another column does not open.
A value moved to another row of the same column does: the digests of facts and journal are what tells that.
"""

import os
import struct
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bihuan.crypto.digest import hmac_sha256, hmac_sm3
from bihuan.crypto.keys import Purpose, newest, numbered
from bihuan.crypto.suite import Suite, chosen_suite

HEADER = struct.Struct(">BH")
NONCE = 12
TAG = 16
BODY = HEADER.size + NONCE
BYTE_OF = {Suite.INTERNATIONAL: 1, Suite.NATIONAL: 2}
SUITE_OF = {byte: suite for suite, byte in BYTE_OF.items()}


class Undecipherable(Exception):
    def __init__(self, context: str) -> None:
        super().__init__(f"{context} 中的密文无法解开：内容被改动过，或密钥不是写入时的那一把。")


@lru_cache(maxsize=64)
def _aes(secret: bytes) -> AESGCM:
    return AESGCM(hmac_sha256(secret, b"bihuan aes-256-gcm"))


@lru_cache(maxsize=64)
def _sm4(secret: bytes) -> algorithms.SM4:
    return algorithms.SM4(hmac_sm3(secret, b"bihuan sm4-gcm")[:16])


def _seal_sm4(secret: bytes, nonce: bytes, data: bytes, associated: bytes) -> bytes:
    encryptor = Cipher(_sm4(secret), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(associated)
    return encryptor.update(data) + encryptor.finalize() + encryptor.tag


def _open_sm4(secret: bytes, nonce: bytes, sealed: bytes, associated: bytes) -> bytes:
    decryptor = Cipher(_sm4(secret), modes.GCM(nonce, sealed[-TAG:])).decryptor()
    decryptor.authenticate_additional_data(associated)
    return decryptor.update(sealed[:-TAG]) + decryptor.finalize()


def encrypt(data: bytes, context: str) -> bytes:
    suite = chosen_suite()
    key = newest(Purpose.FIELDS)
    header = HEADER.pack(BYTE_OF[suite], key.number)
    nonce = os.urandom(NONCE)
    associated = header + context.encode()
    if suite is Suite.INTERNATIONAL:
        return header + nonce + _aes(key.secret).encrypt(nonce, data, associated)
    return header + nonce + _seal_sm4(key.secret, nonce, data, associated)


def decrypt(blob: bytes, context: str) -> bytes:
    if len(blob) < BODY + TAG or blob[0] not in SUITE_OF:
        raise Undecipherable(context)
    suite, number = header_of(blob)
    secret = numbered(Purpose.FIELDS, number).secret
    header, nonce, sealed = blob[: HEADER.size], blob[HEADER.size : BODY], blob[BODY:]
    associated = header + context.encode()
    try:
        if suite is Suite.INTERNATIONAL:
            return _aes(secret).decrypt(nonce, sealed, associated)
        return _open_sm4(secret, nonce, sealed, associated)
    except InvalidTag:
        raise Undecipherable(context) from None


def encrypt_text(text: str, context: str) -> bytes:
    return encrypt(text.encode(), context)


def decrypt_text(blob: bytes, context: str) -> str:
    return decrypt(blob, context).decode()


def header_of(blob: bytes) -> tuple[Suite, int]:
    """The suite and the number of the key under which a value was written."""
    byte, number = HEADER.unpack_from(blob)
    return SUITE_OF[byte], number


def is_current(blob: bytes) -> bool:
    """Whether a value is written as one would be now; rotation rewrites those that are not."""
    return header_of(blob) == (chosen_suite(), newest(Purpose.FIELDS).number)
