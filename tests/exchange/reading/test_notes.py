"""Notes below the last record are no records; a record with an empty ★ cell is never lost as a note."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.reading.files import HEADER, RECORD, notes_of, rows_of, write_csv, write_xlsx

NOTES = [
    ("注：本表一式两份",),
    ("备注：学时以考核办核定为准",),
    ("说明: 无",),
    ("填表人：某某", "", "审核人：某某", "2026年11月1日"),
    ("填表人", "某某"),
    ("联系电话：0000-0000000",),
    ("单位负责人（签字）：",),
    ("填报单位（盖章）：",),
    ("（盖章）",),
    ("合计", "", "", "80"),
    ("总计：",),
    ("* 本期未完",),
    ("注1：补训另报",),
    ("以上数据截至2026年10月31日",),
    ("本表由县委党校填报",),
    ("共 35 人",),
    ("数据由县委党校提供，未含网络学院；如有疑问请来电",),
    ("----以下空白----",),
]


@pytest.mark.parametrize("note", NOTES, ids=lambda note: str(note[0]))
@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_a_note_below_the_last_record_is_no_record_and_is_kept(
    tmp_path: Path, write: type, note: tuple[str, ...]
) -> None:
    path = write(tmp_path, HEADER, RECORD, note)
    assert [row.line for row in rows_of(path)] == [2]
    assert len(notes_of(path)) == 1


@pytest.mark.parametrize(
    "row",
    [
        ("某某",),
        ("11010519491231002X",),
        ("", "青年干部班"),
        ("", "青年干部班", "2026-03-02"),
        ("", "", "", "40"),
        ("某某", "", "2026-03-02", "40"),
        ("350102", "", "", ""),
        ("填志强", "", "", ""),
        ("注册会计师", "", "", ""),
    ],
)
def test_a_record_with_an_empty_required_cell_stays_a_record(tmp_path: Path, row: tuple[str, ...]) -> None:
    rows = rows_of(write_csv(tmp_path, HEADER, RECORD, row))
    assert [one.line for one in rows] == [2, 3]


def test_several_notes_with_blank_rows_between_are_all_notes(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path, HEADER, RECORD, (), ("注：",), ("1.学时按天折算",), (), ("（2）网络学习另计",), ("填表人：某某",)
    )
    assert [row.line for row in rows_of(path)] == [2]
    assert notes_of(path) == ["注：", "1.学时按天折算", "(2)网络学习另计", "填表人：某某"]


def test_a_numbered_line_that_follows_no_note_stays_a_record(tmp_path: Path) -> None:
    assert [row.line for row in rows_of(write_csv(tmp_path, HEADER, RECORD, ("1.某某",)))] == [2, 3]


def test_what_looks_like_a_note_amid_records_is_a_record(tmp_path: Path) -> None:
    rows = rows_of(write_csv(tmp_path, HEADER, RECORD, ("小计", "", "", "40"), RECORD, ("合计", "", "", "80")))
    assert [row.line for row in rows] == [2, 3, 4]
    assert rows[1].cells["身份证号"] == "小计"


@pytest.mark.parametrize("required", [("人员标识",), ("函询编号", "人员标识")])
@pytest.mark.parametrize("first", ["函询编号", "姓名"])
def test_a_note_in_the_column_of_the_only_required_cell_is_no_record(
    tmp_path: Path, first: str, required: tuple[str, ...]
) -> None:
    header = (first, *sorted({"函询编号", "身份证号", "姓名"} - {first}))
    path = write_csv(tmp_path, header, ("甲1", "甲2", "甲3"), ("注：本表一式两份", "", ""), ("填表人：某某", "", ""))
    known = {"known_columns": header, "required": required}
    assert [row.line for row in rows_of(path, **known)] == [2]


def test_a_complete_record_is_never_a_note(tmp_path: Path) -> None:
    assert len(rows_of(write_csv(tmp_path, HEADER, RECORD, ("注：某", "说明：某班", "2026-03-02", "40")))) == 2


def test_a_long_run_of_notes_is_a_file_gone_wrong_and_stays_records(tmp_path: Path) -> None:
    path = write_csv(tmp_path, HEADER, RECORD, *[("注：某",)] * 80)
    assert len(rows_of(path)) == 81
    assert notes_of(path) == []


CELLS = st.text("甲乙丙某某0123456789-", max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), max_size=8))
def test_no_row_of_short_plain_cells_is_ever_lost(tmp_path: Path, records: list[tuple[str, ...]]) -> None:
    rows = rows_of(write_csv(tmp_path, HEADER, RECORD, *records))
    filled = [index for index, record in enumerate(records) if any(record)]
    assert [row.line for row in rows] == [2, *(index + 3 for index in filled)]
