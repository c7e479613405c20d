"""Comma-separated files: encodings, quoting, line numbers."""

import tracemalloc
from pathlib import Path

import pytest

from bihuan.exchange.reading.refusal import FileRefused
from tests.exchange.reading.files import HEADER, RECORD, csv_text, opened, rows_of, write_csv


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", "utf-8-sig"), ("utf-8-sig", "utf-8-sig"), ("gb18030", "gb18030"), ("gbk", "gb18030")],
)
def test_the_encoding_is_told_by_the_bytes(tmp_path: Path, encoding: str, named: str) -> None:
    with opened(write_csv(tmp_path, HEADER, RECORD, encoding=encoding)) as table:
        assert table.encoding == named
        assert table.columns == HEADER
        assert [row.cells["班次名称"] for row in table] == ["青年干部班"]


def test_rare_characters_of_names_survive_gb18030(tmp_path: Path) -> None:
    path = write_csv(tmp_path, ("姓名", *HEADER[1:]), ("𬱖䶮㛃", *RECORD[1:]), encoding="gb18030")
    assert rows_of(path)[0].cells["姓名"] == "𬱖䶮㛃"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_named_and_refused(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(FileRefused, match=r"UTF-(16|32).*CSV UTF-8"):
        opened(write_csv(tmp_path, HEADER, RECORD, encoding=encoding))


def test_a_broken_byte_in_utf_8_is_named_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "培训记录.csv"
    path.write_bytes(csv_text(HEADER, RECORD, RECORD).encode() + b"\xff\xfe,x\r\n" + csv_text(RECORD).encode())
    with pytest.raises(FileRefused, match="第 4 行有不属于 UTF-8 的字节 0xFF") as caught:
        opened(path)
    assert caught.value.line == 4


def test_utf_8_cut_off_in_the_middle_of_a_character_is_not_read_as_gb18030(tmp_path: Path) -> None:
    path = tmp_path / "培训记录.csv"
    path.write_bytes(csv_text(HEADER, ("1", "班", "2", "四十")).encode().rstrip()[:-1])
    with pytest.raises(FileRefused, match="UTF-8"):
        opened(path)


def test_two_encodings_in_one_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "培训记录.csv"
    path.write_bytes(csv_text(HEADER).encode() + csv_text(RECORD).encode("gb18030"))
    with pytest.raises(FileRefused, match="第 2 行有不属于 UTF-8"):
        opened(path)


def test_what_is_neither_encoding_is_refused_with_the_line_it_got_to(tmp_path: Path) -> None:
    path = tmp_path / "培训记录.csv"
    path.write_bytes(csv_text(HEADER).encode("gb18030") + b"\x81\x20\xff\r\n")
    with pytest.raises(FileRefused, match=r"认不出文件编码.*第 2 行"):
        opened(path)


def test_another_encoding_that_decodes_by_accident_shows_the_header_that_was_read(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="最像表头的是文件第 1 行"):
        opened(write_csv(tmp_path, ("姓名", "班次名稱"), encoding="big5"))


def test_lines_count_from_the_header_and_blank_rows_keep_their_place(tmp_path: Path) -> None:
    rows = rows_of(write_csv(tmp_path, ("标题",), HEADER, RECORD, (), ("", "", "", ""), ("　",), RECORD))
    assert [row.line for row in rows] == [2, 6]


def test_a_record_with_line_breaks_inside_quotes_is_one_record(tmp_path: Path) -> None:
    rows = rows_of(write_csv(tmp_path, HEADER, (RECORD[0], '"第一行\n第二行"', *RECORD[2:]), RECORD))
    assert [row.line for row in rows] == [2, 3]
    assert rows[0].cells["班次名称"] == "第一行\n第二行"


def test_a_quote_that_never_closes_is_refused_and_swallows_nothing(tmp_path: Path) -> None:
    path = write_csv(tmp_path, HEADER, RECORD, (RECORD[0], '"青年干部班', *RECORD[2:]), RECORD, RECORD)
    with pytest.raises(FileRefused, match="第 3 行起有双引号没有成对"):
        rows_of(path)


def test_a_quote_in_the_wrong_place_is_refused_naming_the_line(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="第 2 行双引号用法不对"):
        rows_of(write_csv(tmp_path, HEADER, (RECORD[0], '"青年"干部班', *RECORD[2:])))


def test_a_cell_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="超过 131072 个字符"):
        rows_of(write_csv(tmp_path, HEADER, (RECORD[0], "班" * 200_000, *RECORD[2:])))


def test_a_row_with_more_cells_than_columns_is_a_problem_of_that_row(tmp_path: Path) -> None:
    rows = rows_of(write_csv(tmp_path, HEADER, (*RECORD, "多", "出"), RECORD, (*RECORD, "", "")))
    assert [bool(row.problem) for row in rows] == [True, False, False]
    assert "本行有 6 格，表头只有 4 列" in rows[0].problem
    assert rows[0].cells["第6列"] == "出"


def test_a_row_with_fewer_cells_has_empty_ones(tmp_path: Path) -> None:
    assert rows_of(write_csv(tmp_path, HEADER, RECORD[:2]))[0].cells == {
        "身份证号": RECORD[0], "班次名称": RECORD[1], "开始日期": "", "学时": "",
    }  # fmt: skip


@pytest.mark.parametrize("delimiter", ["\t", ";"])
def test_tabs_and_semicolons_are_taken_where_the_header_fits_them(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "培训记录.csv"
    path.write_text(f"{delimiter.join(HEADER)}\n{delimiter.join(RECORD)}\n", encoding="utf-8")
    assert rows_of(path)[0].cells["学时"] == "40"


def test_old_line_ends_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "培训记录.csv"
    path.write_bytes(csv_text(HEADER, RECORD, RECORD).replace("\r\n", "\r").encode())
    assert [row.line for row in rows_of(path)] == [2, 3]


def test_cells_are_normalised(tmp_path: Path) -> None:
    rows = rows_of(write_csv(tmp_path, HEADER, (RECORD[0], "'=SUM(A1)", "２０２６－０３", "　４０ ")))
    assert list(rows[0].cells.values())[1:] == ["=SUM(A1)", "2026－03", "40"]


def test_reading_a_large_file_takes_no_more_memory_than_a_small_one(tmp_path: Path) -> None:
    path = tmp_path / "培训记录.csv"
    with path.open("w", encoding="utf-8") as stream:
        stream.write(csv_text(HEADER))
        stream.writelines(f"{number},班次,2026-03-02,40\n" for number in range(60_000))
    tracemalloc.start()
    try:
        with opened(path) as table:
            assert sum(1 for _ in table) == 60_000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # The cache of normalised texts is the only thing that grows, up to its own bound.
    assert peak < 40_000_000
