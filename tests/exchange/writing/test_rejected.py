"""Rejected rows as the same file with one more column."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bihuan.exchange.reading.table import open_table
from bihuan.exchange.reading.text import normalise_text
from bihuan.exchange.writing.rejected import REASON, rejected_workbook

Format = Literal["xlsx", "csv"]
COLUMNS = ("身份证号", "班次名称", "学时")
ROW = ({"身份证号": "11010519491231002X", "班次名称": "=HYPERLINK(1)", "学时": "-5"}, "学时不能为负")


def read(folder: Path, content: bytes, fmt: Format) -> list[dict[str, str]]:
    path = folder / f"退回.{fmt}"
    path.write_bytes(content)
    with open_table(path, known_columns=COLUMNS, required=COLUMNS) as table:
        return [row.cells for row in table] + [row.cells for row in table.notes]


@pytest.mark.parametrize("fmt", ["xlsx", "csv"])
def test_the_reason_is_the_last_column_and_the_rest_reads_the_same(tmp_path: Path, fmt: Format) -> None:
    (cells,) = read(tmp_path, rejected_workbook(COLUMNS, [ROW], fmt), fmt)
    assert list(cells) == [*COLUMNS, REASON]
    assert cells == ROW[0] | {REASON: ROW[1]}


def test_cells_that_would_run_as_formulas_are_neutralised() -> None:
    text = rejected_workbook(COLUMNS, [ROW], "csv").decode("utf-8-sig")
    _, row = csv.reader(io.StringIO(text))
    assert row == ["11010519491231002X", "'=HYPERLINK(1)", "'-5", "学时不能为负"]


def test_everything_in_the_workbook_is_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(rejected_workbook(COLUMNS, [ROW], "xlsx"))).active
    assert [cell.data_type for cell in sheet[2]] == ["s"] * 4
    assert {cell.number_format for cell in sheet[2]} == {"@"}
    assert sheet["A2"].value == "11010519491231002X"


def test_a_csv_opens_in_excel_as_utf_8() -> None:
    assert rejected_workbook(COLUMNS, [], "csv").startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("fmt", ["xlsx", "csv"])
def test_a_file_that_comes_back_has_one_reason_column_only(tmp_path: Path, fmt: Format) -> None:
    old = {**ROW[0], REASON: "旧的原因"}
    (cells,) = read(tmp_path, rejected_workbook((*COLUMNS, REASON), [(old, "新的原因")], fmt), fmt)
    assert cells[REASON] == "新的原因"


def test_unknown_columns_and_missing_cells_are_no_trouble(tmp_path: Path) -> None:
    (cells,) = read(tmp_path, rejected_workbook((*COLUMNS, "地点"), [({"地点": "某市"}, "必填列为空")], "csv"), "csv")
    assert (cells["地点"], cells["学时"]) == ("某市", "")


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=12).map(
    normalise_text
)
ROWS = st.lists(st.fixed_dictionaries(dict.fromkeys(COLUMNS, TEXTS)), min_size=1, max_size=4)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(ROWS, st.sampled_from(["xlsx", "csv"]))
def test_whatever_was_rejected_reads_the_same_when_sent_again(
    tmp_path: Path, rows: list[Mapping[str, str]], fmt: Format
) -> None:
    sent = rejected_workbook(COLUMNS, [(row, "原因") for row in rows], fmt)
    assert [{key: cells[key] for key in COLUMNS} for cells in read(tmp_path, sent, fmt)] == rows
