"""Finding the header: the first of ten top rows that holds every ★ column."""

from pathlib import Path

import pytest

from bihuan.exchange.reading.header import HeaderRule, normalise_header, person_columns
from bihuan.exchange.reading.refusal import FileRefused
from tests.exchange.reading.files import HEADER, RECORD, opened, rows_of, write_csv, write_sheets, write_xlsx


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_a_merged_title_above_the_header_is_passed_over(tmp_path: Path, write: type) -> None:
    path = write(tmp_path, ("某县2026年培训记录表",), ("填报单位：县委党校",), HEADER, RECORD)
    with opened(path) as table:
        assert table.header_line == 3
        assert table.columns == HEADER
        assert [row.line for row in table] == [2]


def test_the_header_may_stand_in_the_tenth_row_but_not_in_the_eleventh(tmp_path: Path) -> None:
    titles = [("标题",)] * 9
    assert len(rows_of(write_csv(tmp_path, *titles, HEADER, RECORD))) == 1
    with pytest.raises(FileRefused, match="前 10 行里没有"):
        opened(write_csv(tmp_path, *titles, ("标题",), HEADER, RECORD))


def test_blank_rows_above_count_among_the_ten(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, *[()] * 10, HEADER, RECORD)
    with pytest.raises(FileRefused, match="空的"):
        opened(path)


def test_the_first_row_that_fits_is_the_header_even_if_another_follows(tmp_path: Path) -> None:
    rows = rows_of(write_csv(tmp_path, HEADER, HEADER, RECORD))
    assert [row.line for row in rows] == [2, 3]
    assert rows[0].cells["班次名称"] == "班次名称"


def test_columns_come_in_any_order(tmp_path: Path) -> None:
    rows = rows_of(write_csv(tmp_path, tuple(reversed(HEADER)), tuple(reversed(RECORD))))
    assert rows[0].cells == dict(zip(HEADER, RECORD, strict=True))


@pytest.mark.parametrize("person", [("人员标识",), ("身份证号",), ("姓名",), ("姓名", "单位", "出生年月"), ("性别",)])
def test_any_column_of_a_person_stands_for_the_person(tmp_path: Path, person: tuple[str, ...]) -> None:
    header = (*person, *HEADER[1:])
    assert opened(write_csv(tmp_path, header)).columns == header


def test_a_missing_column_is_named_with_the_row_that_comes_closest(tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as caught:
        opened(write_csv(tmp_path, ("培训表",), ("身份证号", "班次名称", "学时"), RECORD))
    message = str(caught.value)
    assert "文件「培训记录.csv」" in message
    assert "第 2 行（身份证号、班次名称、学时）" in message
    assert message.endswith("缺少必填列：开始日期")


def test_a_missing_person_is_explained_by_its_columns(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="人员标识（或 身份证号、姓名、单位、出生年月、性别 中的任一栏）"):
        opened(write_csv(tmp_path, HEADER[1:], RECORD[1:]))


@pytest.mark.parametrize("doubled", ["学时", "学 时", "★学时", "备注"])
def test_a_doubled_column_is_refused_by_name(tmp_path: Path, doubled: str) -> None:
    header = (*HEADER, doubled, *(("备注",) if doubled == "备注" else ()))
    with pytest.raises(FileRefused, match=r"重复的列：(学时|备注)") as caught:
        opened(write_csv(tmp_path, header))
    assert caught.value.column in ("学时", "备注")


@pytest.mark.parametrize("spelling", ["★学时", "学时*", "学 时", "学\u3000时", "学时（必填）", "＊学时"])
def test_marks_and_spaces_in_a_header_do_not_matter(tmp_path: Path, spelling: str) -> None:
    assert opened(write_csv(tmp_path, (*HEADER[:3], spelling))).columns == HEADER


def test_unknown_columns_are_kept_with_the_row(tmp_path: Path) -> None:
    rows = rows_of(write_csv(tmp_path, (*HEADER, "培训地点"), (*RECORD, "某市")))
    assert rows[0].cells["培训地点"] == "某市"


def test_a_cell_under_an_empty_header_is_kept_by_its_place(tmp_path: Path) -> None:
    with opened(write_csv(tmp_path, (*HEADER, "", "备注"), (*RECORD, "散落的字", ""), (*RECORD, "", "有"))) as table:
        assert table.columns == (*HEADER, "备注")
        first, second = table
    assert first.cells["第5列"] == "散落的字"
    assert "第5列" not in second.cells


def test_a_bracket_may_be_left_out_or_put_behind(tmp_path: Path) -> None:
    rule = HeaderRule(("金额(万元)", "性别", "姓名"), (), {})
    assert rule.columns_of(["金额", "性别（男/女）", "姓名"]) == ["金额(万元)", "性别", "姓名"]
    assert rule.columns_of(["金额（万元）"]) == ["金额(万元)"]


def test_yuan_is_never_taken_for_ten_thousand_yuan() -> None:
    rule = HeaderRule(("金额(万元)",), (), {})
    assert rule.columns_of(["金额(元)"]) == ["金额(元)"]
    assert rule.columns_of(["金额(万元)", "金额"]) == ["金额(万元)", "金额"]


def test_a_bracket_is_not_left_out_where_two_columns_would_fit() -> None:
    rule = HeaderRule(("金额(万元)", "金额(元)", "得分"), (), {})
    assert rule.columns_of(["金额", "得分(上半年)", "得分(下半年)"]) == ["金额", "得分(上半年)", "得分(下半年)"]


def test_a_role_has_its_own_columns_and_family_has_the_cadre_in_front() -> None:
    assert person_columns("责任人") == (
        "责任人标识", "责任人身份证号", "责任人姓名", "责任人单位", "责任人出生年月", "责任人性别",
    )  # fmt: skip
    assert "姓名" not in person_columns(in_front="干部")
    assert "干部姓名" in person_columns(in_front="干部")


def test_headers_are_compared_after_normalising() -> None:
    assert normalise_header(" ★ 金额\n（万元） ") == "金额(万元)"


def test_the_sheet_with_records_is_taken_among_several(tmp_path: Path) -> None:
    path = write_sheets(
        tmp_path, {"封面": [("某县",)], "空表": [HEADER], "数据": [HEADER, RECORD], "说明": [("列名",)]}
    )
    with opened(path) as table:
        assert table.sheet == "数据"
        assert len(list(table)) == 1


def test_two_sheets_with_records_are_refused_because_one_would_be_lost(tmp_path: Path) -> None:
    path = write_sheets(tmp_path, {"上半年": [HEADER, RECORD], "下半年": [HEADER, RECORD]})
    with pytest.raises(FileRefused, match="上半年、下半年"):
        opened(path)


def test_a_header_without_records_is_a_table_without_rows(tmp_path: Path) -> None:
    assert rows_of(write_csv(tmp_path, HEADER)) == []
    assert rows_of(write_xlsx(tmp_path, HEADER)) == []
