"""The template that a department downloads."""

import io
from pathlib import Path

import openpyxl
import pytest

from bihuan.exchange.reading.table import open_table
from bihuan.exchange.writing.sheet_spec import FORMS, Column, Spec
from bihuan.exchange.writing.template import explanation, template_workbook

SPEC = Spec(
    "培训记录",
    (
        Column("身份证号", True, "identity_number"),
        Column("班次名称", True),
        Column("类别", False, "text", ("党校", "专题", "网络")),
        Column("开始日期", True, "date"),
        Column("是否结业", False, "boolean"),
        Column("重点岗位", False, "text", ("组织", "人事"), "无则填无", several=True),
        Column("事项", False, "text", tuple(f"很长的代码名称第{number}号" for number in range(60))),
    ),
)


@pytest.fixture(scope="module")
def workbook() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(template_workbook(SPEC)))


def test_the_first_sheet_has_the_header_and_nothing_else(workbook: openpyxl.Workbook) -> None:
    sheet = workbook["培训记录"]
    assert [cell.value for cell in sheet[1]] == [column.name for column in SPEC.columns]
    assert sheet.max_row == 1
    assert workbook.sheetnames == ["培训记录", "代码", "填表说明"]


def test_every_closed_list_has_its_drop_down(workbook: openpyxl.Workbook) -> None:
    rules = {str(rule.sqref).split("2:")[0]: rule for rule in workbook["培训记录"].data_validations.dataValidation}
    assert set(rules) == {"C", "E", "F", "G"}
    codes = workbook["代码"]
    assert codes.sheet_state == "hidden"
    assert [cell.value for cell in codes["A"]][:3] == ["党校", "专题", "网络"]
    assert rules["C"].formula1 == "'代码'!$A$1:$A$3"
    assert rules["E"].formula1 == "'代码'!$B$1:$B$2"
    assert rules["G"].formula1 == "'代码'!$D$1:$D$60"


def test_a_list_is_a_limit_save_where_several_words_may_stand(workbook: openpyxl.Workbook) -> None:
    rules = {str(rule.sqref)[0]: rule for rule in workbook["培训记录"].data_validations.dataValidation}
    assert rules["C"].showErrorMessage
    assert not rules["F"].showErrorMessage


def test_cells_are_text_so_that_identity_numbers_keep_their_digits(workbook: openpyxl.Workbook) -> None:
    sheet = workbook["培训记录"]
    assert sheet.column_dimensions["A"].number_format == "@"


def test_the_explanations_name_every_column(workbook: openpyxl.Workbook) -> None:
    rows = list(workbook["填表说明"].iter_rows(values_only=True))
    assert rows[0] == ("列名", "必填", "填写形式", "可用的词", "示例", "说明")
    assert [row[0] for row in rows[1:]] == [f"「{column.name}」" for column in SPEC.columns]
    assert [row[1] == "★" for row in rows[1:]] == [column.required for column in SPEC.columns]
    assert rows[3][3] == "党校、专题、网络"
    assert rows[4][4] == "2026-11-23"
    assert (rows[3][2], rows[6][2]) == ("只能用右列的词", "只能用右列的词，几个之间用“、”隔开")
    assert rows[6][5] == "无则填无"


def test_the_template_is_read_by_our_own_reader_as_an_empty_table(tmp_path: Path) -> None:
    path = tmp_path / "培训记录.xlsx"
    path.write_bytes(template_workbook(SPEC))
    names = [column.name for column in SPEC.columns]
    with open_table(path, known_columns=names, required=["班次名称", "开始日期"]) as table:
        assert table.columns == tuple(names)
        assert list(table) == []


@pytest.mark.parametrize("name", ["审批/资金[办件]:*?", "很" * 60, "'"])
def test_a_name_that_excel_refuses_is_made_fit(name: str) -> None:
    assert openpyxl.load_workbook(io.BytesIO(template_workbook(Spec(name, (Column("甲"),))))).sheetnames


@pytest.mark.parametrize("kind", [*FORMS, "something new"])
def test_every_kind_of_column_has_an_explanation(kind: str) -> None:
    assert explanation(Column("甲", kind=kind))[2]
