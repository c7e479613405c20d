"""Which ciphers are used: the setting BIHUAN_CIPHER, `aes-256-gcm` (default) or `sm4-gcm` (国密).

It governs what is written from now on. Each ciphertext and each key names its own algorithm, so what was
written before stays readable.
"""

import os
from enum import Enum
from functools import lru_cache

VARIABLE = "BIHUAN_CIPHER"


class Suite(Enum):
    INTERNATIONAL = "aes-256-gcm"
    NATIONAL = "sm4-gcm"


class UnknownCipher(Exception):
    def __init__(self, given: str) -> None:
        allowed = "、".join(suite.value for suite in Suite)
        super().__init__(f"环境变量 {VARIABLE} 的值“{given}”无法识别，应为以下之一：{allowed}。")


@lru_cache(maxsize=8)
def _suite(given: str) -> Suite:
    try:
        return Suite(given.strip().lower())
    except ValueError:
        raise UnknownCipher(given) from None


def chosen_suite() -> Suite:
    return _suite(os.environ.get(VARIABLE) or Suite.INTERNATIONAL.value)
