"""Encrypted Parquet parts: written whole, put in place by rename, never changed.

pyarrow decrypts them as well as it encrypts them, so the key never enters the database session. (DuckDB 2.0 reads such
a file by `add_parquet_key` too, but fails with a wrong tag as soon as a column has two pages.)
"""

import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pyarrow.parquet.encryption as pe

from bihuan.crypto.digest import hmac_sha256
from bihuan.crypto.keys import Purpose, newest, numbered

ROWS_A_GROUP = 1 << 18


class PartUnreadable(Exception):
    def __init__(self, path: Path) -> None:
        super().__init__(f"快照文件 {path.name} 无法读取：内容损坏，或密钥不是写入时的那一把。将从事实重新生成。")


def _secret(number: int) -> bytes:
    """Parquet knows AES alone; under the national suite too its key is drawn from the ring's."""
    return hmac_sha256(numbered(Purpose.SNAPSHOTS, number).secret, b"bihuan parquet aes-256-gcm")


def current_key() -> int:
    return newest(Purpose.SNAPSHOTS).number


def write_part(path: Path, table: pa.Table, key: int) -> None:
    """Durable when it returns; a crash before leaves at most a temporary file."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    properties = pe.create_encryption_properties(footer_key=_secret(key))
    with temporary.open("wb") as stream:
        pq.write_table(
            table, stream, encryption_properties=properties, row_group_size=ROWS_A_GROUP, compression="zstd",
            compression_level=1,
        )  # fmt: skip
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)


def read_part(path: Path, key: int) -> pa.Table:
    properties = pe.create_decryption_properties(footer_key=_secret(key))
    try:
        return pq.read_table(path, decryption_properties=properties, partitioning=None)
    except (OSError, pa.ArrowInvalid, pa.ArrowException):
        raise PartUnreadable(path) from None
