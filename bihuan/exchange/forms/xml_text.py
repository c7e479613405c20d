"""From the bytes of a form to XML that is safe to parse."""

import codecs
import re
from pathlib import Path

from lxml import etree

from bihuan.exchange.reading.refusal import FileRefused
from bihuan.exchange.reading.sniff import megabytes

MOST_BYTES = 20 * 1024 * 1024
"""A photo of 5 MB is 7 MB of Base64."""
MOST_ELEMENTS = 20_000

_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]{1,20})["']""")
_DECLARATION = re.compile(r"<\?xml[^>]{0,200}\?>")
_CODECS = {"utf-8": "utf-8-sig", "utf8": "utf-8-sig", "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030"}
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERENCE = re.compile(r"&#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,8}));")
_TYPE_DECLARATION = re.compile(r"<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    size = path.stat().st_size
    if size == 0:
        raise FileRefused("文件是空的（0 字节）")
    if size > most:
        raise FileRefused(
            f"文件有 {megabytes(size)} MB，超过上限 {megabytes(most)} MB；照片请压缩到 5 MB 以内", value=str(size)
        )
    return path.read_bytes()


def legal_text(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return _ILLEGAL.sub("", text)


def decode(content: bytes) -> str:
    """By BOM, by declaration, as UTF-8, as GB18030, whichever fits first: forms saved by hand are often GBK."""
    if content.startswith(_UTF16):
        return _decoded(content, "utf-16") or _no_encoding()
    declared = _DECLARED.search(content[:300])
    named = _CODECS.get(declared[1].decode("ascii").lower(), "") if declared else ""
    for codec in (named, "utf-8-sig", "gb18030"):
        text = _decoded(content, codec) if codec else None
        if text is not None:
            return text
    return _no_encoding()


def _decoded(content: bytes, codec: str) -> str | None:
    try:
        return content.decode(codec)
    except UnicodeDecodeError:
        return None


def _no_encoding() -> str:
    raise FileRefused("认不出文件编码：按 UTF-8 和 GB18030 都读不通；请用任免审批表编辑器重新保存")


def parse(content: bytes) -> etree._Element:
    """The root, without entities, network or DTD; control characters are taken out first."""
    text = legal_text(decode(content)).lstrip("\ufeff \t\r\n")
    if _TYPE_DECLARATION.search(text):
        raise FileRefused("XML 里有 DTD 或实体声明（<!DOCTYPE、<!ENTITY），不予读取；请用任免审批表编辑器重新保存")
    if text.count("<") > 2 * MOST_ELEMENTS:
        raise FileRefused(f"XML 里的元素超过 {MOST_ELEMENTS} 个，不像一个人的任免审批表")
    text = _REFERENCE.sub(_legal_reference, _DECLARATION.sub("", text, count=1))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, dtd_validation=False, encoding="utf-8"
    )
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise FileRefused(f"第 {line} 行起不是有效的 XML，或嵌套过深；请用任免审批表编辑器重新保存", line) from error


def _legal_reference(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else int(found[2])
    return found[0] if code <= 0x10FFFF and legal_text(chr(code)) else ""
