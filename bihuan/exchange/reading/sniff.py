"""What a file is: told by its ending, held against its first bytes."""

from pathlib import Path

from bihuan.exchange.reading.refusal import FileRefused

MOST_BYTES = 100 * 1024 * 1024
ENDINGS = (".xlsx", ".csv", ".jsonl")
_TAKEN = "只收 .xlsx、.csv（UTF-8 或 GB18030）、.jsonl"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KINDS = (
    (b"PK\x03\x04", "压缩包或 Excel 工作簿（.xlsx）"),
    (b"PK\x05\x06", "空的压缩包"),
    (_OLD_OFFICE, "旧版 Excel（.xls）或加了密码的工作簿"),
    (b"%PDF", "PDF"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"\x1f\x8b", "gzip 压缩包"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
)
_MARKUP = (b"<!doctype html", b"<html", b"<table", b"<?xml", b"<meta", b"<head")


def ending_of(path: Path, most_bytes: int = MOST_BYTES) -> str:
    """The ending in lower case, after size and content have been checked against it."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise FileRefused(f"不认识的文件类型 {ending or '（没有扩展名）'}；{_TAKEN}")
    size = path.stat().st_size
    if size == 0:
        raise FileRefused("文件是空的（0 字节）；第一行应是列名，其下每行一条记录")
    refuse_oversize(size, most_bytes)
    with path.open("rb") as stream:
        _check_content(ending, stream.read(512))
    return ending


def refuse_oversize(size: int, most_bytes: int) -> None:
    if size > most_bytes:
        raise FileRefused(
            f"文件有 {megabytes(size)} MB，超过上限 {megabytes(most_bytes)} MB；请按单位或按月拆成几个文件分别报送",
            value=str(size),
        )


def megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}".removesuffix(".0")


def _check_content(ending: str, head: bytes) -> None:
    kind = next((name for magic, name in _KINDS if head.startswith(magic)), "")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        kind = "网页或 XML"
    if ending == ".xlsx":
        if not head.startswith(b"PK\x03\x04"):
            raise FileRefused(
                f"扩展名是 .xlsx，内容却是{kind or '文本或其他格式'}；请用 Excel 或 WPS 另存为 .xlsx 工作簿"
            )
    elif kind:
        raise FileRefused(f"扩展名是 {ending}，内容却是{kind}；请改正扩展名，或另存为相应格式")
