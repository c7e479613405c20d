"""The encoding of a text file: UTF-8 (with or without BOM), else GB18030; anything else is named and refused."""

import codecs
from pathlib import Path

from bihuan.exchange.reading.refusal import FileRefused

_BLOCK = 1 << 20
_WIDE = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16（Excel 的“Unicode 文本”）"),
    (codecs.BOM_UTF16_BE, "UTF-16（Excel 的“Unicode 文本”）"),
)
_FEW = 3
"""Fewer well-formed UTF-8 characters than this can stand in GB18030 text by accident."""
_RIGHT = "请用 Excel 或 WPS 另存为“CSV UTF-8（逗号分隔）”"


def encoding_of(path: Path) -> str:
    """`utf-8-sig` or `gb18030`; the whole file is decoded once, so that no row is applied before a bad one is met."""
    with path.open("rb") as stream:
        head = stream.read(4096)
    wide = next((name for mark, name in _WIDE if head.startswith(mark)), "")
    if not wide and head.count(0) > len(head) // 5:
        wide = "UTF-16（没有 BOM）或二进制"
    if wide:
        raise FileRefused(f"文件编码是 {wide}，只收 UTF-8 和 GB18030；{_RIGHT}", 1)
    fault = _first_fault(path, "utf-8")
    if fault is None:
        return "utf-8-sig"
    line, characters, byte = fault
    if head.startswith(codecs.BOM_UTF8) or characters >= _FEW:
        raise FileRefused(f"文件编码是 UTF-8，但文件第 {line} 行有不属于 UTF-8 的字节 {byte}；{_RIGHT}", line, "", byte)
    fault = _first_fault(path, "gb18030")
    if fault is None:
        return "gb18030"
    line, _, byte = fault
    raise FileRefused(
        f"认不出文件编码：按 UTF-8 和 GB18030 都读不通，按 GB18030 读到文件第 {line} 行遇到字节 {byte}；{_RIGHT}",
        line,
        "",
        byte,
    )


def _first_fault(path: Path, encoding: str) -> tuple[int, int, str] | None:
    """Line of the first byte that is not of the encoding, non-ASCII characters read before it, and that byte."""
    decoder = codecs.getincrementaldecoder(encoding)()
    lines, characters = 1, 0
    with path.open("rb") as stream:
        while True:
            block = stream.read(_BLOCK)
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                good = error.object[: error.start].decode(encoding)
                return lines + good.count("\n"), characters + _non_ascii(good), f"0x{error.object[error.start]:02X}"
            if not block:
                return None
            lines += text.count("\n")
            characters += 0 if characters >= _FEW else _non_ascii(text)


def _non_ascii(text: str) -> int:
    return 0 if text.isascii() else sum(not character.isascii() for character in text[:20_000])
