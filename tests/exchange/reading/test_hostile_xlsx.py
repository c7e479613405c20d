"""Workbooks that mean harm: each is refused in words, quickly and in little memory."""

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bihuan.exchange.reading.package import MOST_PARTS, target_of
from bihuan.exchange.reading.refusal import FileRefused
from tests.exchange.reading.files import HEADER, RECORD, inline_row, opened, raw_xlsx, rows_of, sheet_xml, write_xlsx

GOOD = sheet_xml(inline_row(1, HEADER), inline_row(2, RECORD))


def test_the_hand_made_workbook_is_readable_as_such(tmp_path: Path) -> None:
    assert rows_of(raw_xlsx(tmp_path, GOOD))[0].cells == dict(zip(HEADER, RECORD, strict=True))


def test_a_bomb_is_refused_by_its_ratio_before_it_is_unpacked(tmp_path: Path) -> None:
    path = raw_xlsx(tmp_path, GOOD, {"xl/media/x.bin": b"\0" * (64 * 1024 * 1024)})
    assert path.stat().st_size < 200_000
    tracemalloc.start()
    try:
        with pytest.raises(FileRefused, match=r"压缩比为 .*超过上限 200"):
            opened(path)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_a_file_that_unpacks_beyond_the_cap_is_refused_naming_the_cap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bihuan.exchange.reading.package.MOST_UNPACKED", 2 * 1024 * 1024)
    path = raw_xlsx(tmp_path, GOOD, {"xl/media/x.bin": b"\0" * (3 * 1024 * 1024)})
    with pytest.raises(FileRefused, match="解压后有 3 MB，超过上限 2 MB"):
        opened(path)


def test_a_sheet_of_two_cells_a_world_apart_costs_two_cells(tmp_path: Path) -> None:
    far = '<row r="1048576"><c r="C1048576" t="str"><v>x</v></c></row>'
    path = raw_xlsx(tmp_path, sheet_xml(inline_row(1, HEADER), far))
    assert [row.line for row in rows_of(path)] == [1_048_576]


def test_content_in_the_last_column_is_refused_naming_the_cap(tmp_path: Path) -> None:
    far = '<row r="2"><c r="XFD2" t="str"><v>x</v></c></row>'
    with pytest.raises(FileRefused, match="第 2 行第 16384 列还有内容，超过上限 1024 列"):
        rows_of(raw_xlsx(tmp_path, sheet_xml(inline_row(1, HEADER), far)))


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_entities_are_refused_in_every_part(tmp_path: Path, part: str) -> None:
    package = zipfile.ZipFile(raw_xlsx(tmp_path, GOOD))
    content = package.read(part).decode()
    path = raw_xlsx(tmp_path, GOOD, {part: (LAUGHS + content).encode()}, name="实体.xlsx")
    with pytest.raises(FileRefused, match="DTD 或实体声明"):
        opened(path)


def test_an_external_entity_reads_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密", encoding="utf-8")
    sheet = f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]>' + sheet_xml(inline_row(1, (*HEADER, "&s;")))
    with pytest.raises(FileRefused, match="DTD 或实体声明"):
        opened(raw_xlsx(tmp_path, sheet))


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ("<worksheet><sheetData><row>", "不是有效的 XML"),
        ("not xml", "不是有效的 XML"),
        (sheet_xml(inline_row(2, HEADER), inline_row(1, RECORD)), "不合次序"),
        (sheet_xml('<row r="1048577"><c r="A1"><v>1</v></c></row>'), "超过 1048576"),
        (sheet_xml('<row r="1"><c r="甲1"><v>1</v></c></row>'), "单元格位置"),
        (sheet_xml('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), "所指的文本不存在"),
        (sheet_xml('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>'), "所指的文本不存在"),
        (sheet_xml('<c r="A1"><v>1</v></c>'), "不在任何一行中"),
    ],
)
def test_a_damaged_sheet_is_refused_in_words(tmp_path: Path, sheet: str, said: str) -> None:
    with pytest.raises(FileRefused) as caught:
        opened(raw_xlsx(tmp_path, sheet))
    assert said in str(caught.value)


def test_ten_thousand_nested_elements_do_no_harm(tmp_path: Path) -> None:
    deep = "<a>" * 10_000 + "</a>" * 10_000
    assert len(rows_of(raw_xlsx(tmp_path, sheet_xml(inline_row(1, HEADER), deep, inline_row(2, RECORD))))) == 1


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def flip(content: bytes) -> bytes:
    middle = content.index(b"xl/worksheets/sheet1.xml") + 40
    return content[:middle] + bytes(255 - byte for byte in content[middle : middle + 30]) + content[middle + 30 :]


@pytest.mark.parametrize("damage", [cut, flip])
def test_a_damaged_package_is_refused_in_words(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    path = raw_xlsx(tmp_path, GOOD)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(FileRefused, match="损坏"):
        rows_of(path)


def package_of(folder: Path, *names: str) -> Path:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name in names:
            package.writestr(name, "<x/>")
    path = folder / "包.xlsx"
    path.write_bytes(stream.getvalue())
    return path


def test_other_packages_are_named(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="普通压缩包"):
        opened(package_of(tmp_path, "a.txt"))
    with pytest.raises(FileRefused, match="xlsb"):
        opened(package_of(tmp_path, "xl/workbook.bin"))
    with pytest.raises(FileRefused, match="没有可见的工作表"):
        opened(package_of(tmp_path, "xl/workbook.xml"))


def test_a_package_of_thousands_of_parts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=f"上限 {MOST_PARTS}"):
        opened(package_of(tmp_path, *(f"p{number}" for number in range(MOST_PARTS + 1))))


def test_a_workbook_with_a_password_is_named(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, HEADER)
    content = bytearray(path.read_bytes())
    place = content.index(b"PK\x01\x02")
    content[place + 8] |= 1
    path.write_bytes(bytes(content))
    with pytest.raises(FileRefused, match="加了密码"):
        opened(path)


@pytest.mark.parametrize(
    ("target", "part"),
    [
        ("worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("../../../etc/passwd", "etc/passwd"),
        ("./a/../b.xml", "xl/b.xml"),
    ],
)
def test_a_relation_never_leads_out_of_the_package(target: str, part: str) -> None:
    assert target_of("xl/workbook.xml", target) == part
