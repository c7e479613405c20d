"""Files that are not what their ending says, empty, or too large."""

import os
from pathlib import Path

import pytest

from bihuan.exchange.reading.refusal import FileRefused
from bihuan.exchange.reading.sniff import MOST_BYTES
from tests.exchange.reading.files import HEADER, RECORD, opened, raw_xlsx, write_csv, write_xlsx


@pytest.mark.parametrize("name", ["空.csv", "空.xlsx", "空.jsonl"])
def test_an_empty_file_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.touch()
    with pytest.raises(FileRefused, match=f"文件「{name}」：文件是空的"):
        opened(path)


@pytest.mark.parametrize("text", ["\n\n", ",,,\n,,\n", "\ufeff"])
def test_a_file_of_blanks_is_empty_too(tmp_path: Path, text: str) -> None:
    path = tmp_path / "空.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileRefused, match="空的"):
        opened(path)


@pytest.mark.parametrize("name", ["大.csv", "大.xlsx", "大.jsonl"])
def test_a_200_mb_file_is_refused_naming_the_cap_without_being_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    with pytest.raises(FileRefused, match="文件有 200 MB，超过上限 100 MB"):
        opened(path)
    assert MOST_BYTES == 100 * 1024 * 1024


def test_the_cap_can_be_set(tmp_path: Path) -> None:
    path = write_csv(tmp_path, HEADER, RECORD)
    assert opened(path, max_bytes=path.stat().st_size).columns == HEADER
    with pytest.raises(FileRefused, match="超过上限"):
        opened(path, max_bytes=path.stat().st_size - 1)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("旧.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧版 Excel（.xls）或加了密码"),
        ("网页.xlsx", b"<html><table><tr><td>x</td></tr></table></html>", "网页或 XML"),
        ("文本.xlsx", "姓名,学时".encode(), "文本或其他格式"),
        ("包.xlsx", b"PK\x05\x06" + b"\0" * 18, "空的压缩包"),
        ("表.csv", b"PK\x03\x04" + b"\0" * 100, "Excel 工作簿"),
        ("网页.csv", b"\xef\xbb\xbf <!DOCTYPE html><html>", "网页或 XML"),
        ("旧.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Excel"),
        ("印.csv", b"%PDF-1.7", "PDF"),
        ("表.jsonl", b"\x1f\x8b\x08", "gzip"),
        ("表.xls", b"\xd0\xcf\x11\xe0", "不认识的文件类型 .xls"),
        ("表", b"x", "没有扩展名"),
    ],
)
def test_a_file_that_is_not_what_its_ending_says_is_named(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FileRefused) as caught:
        opened(path)
    assert said in str(caught.value)


def test_endings_in_capitals_are_the_same_endings(tmp_path: Path) -> None:
    assert opened(write_csv(tmp_path, HEADER, name="培训.CSV")).columns == HEADER
    assert opened(write_xlsx(tmp_path, HEADER, name="培训.XLSX")).columns == HEADER


def is_open(path: Path) -> bool:
    return any(os.path.realpath(link) == str(path) for link in Path("/proc/self/fd").iterdir())


def test_a_file_is_let_go_when_it_is_refused_or_closed(tmp_path: Path) -> None:
    doubled = (*HEADER, "学时")
    headless = ("甲", "乙")
    for write in (write_csv, write_xlsx):
        for header in (doubled, headless):
            path = write(tmp_path, header, *[RECORD] * 20)
            with pytest.raises(FileRefused) as caught:
                opened(path)
            assert not is_open(path), caught.value
        path = write(tmp_path, HEADER, *[RECORD] * 20)
        with opened(path) as table:
            next(iter(table))
            assert is_open(path)
        assert not is_open(path)


def test_a_broken_workbook_is_let_go(tmp_path: Path) -> None:
    path = raw_xlsx(tmp_path, "<worksheet><sheetData><row>")
    with pytest.raises(FileRefused) as caught:
        opened(path)
    assert not is_open(path), caught.value
