"""Exports: every row, cells that no spreadsheet runs, what they are of and that they are synthetic."""

import datetime
import io
from typing import Any

import django_tables2 as tables
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings
from python_calamine import CalamineWorkbook

from bihuan.exchange.reading.text import normalise_text
from bihuan.ui.excel import STARTS_FORMULA, neutral, rows_response, table_response, write_sheet


class Names(tables.Table):  # type: ignore[misc]
    name = tables.Column(verbose_name="姓名")
    hours = tables.Column(verbose_name="学时")


def read(content: bytes) -> list[list[Any]]:
    return list(CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python())


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_every_page_of_the_table_is_in_the_file() -> None:
    table = Names([{"name": f"合成{number}", "hours": number} for number in range(500)])
    rows = read(body(table_response(table, "名单")))
    assert rows[0] == ["姓名", "学时"]
    assert len(rows) == 501
    assert rows[500] == ["合成499", 499]


def test_notes_stand_above_the_header() -> None:
    rows = read(body(rows_response(["姓名"], [["合成甲"]], "名单", ["有效日 2026-03-02"])))
    assert [row[0] for row in rows] == ["有效日 2026-03-02", "姓名", "合成甲"]


def test_a_synthetic_home_says_so_on_the_first_line(settings: Settings) -> None:
    settings.SYNTHETIC = True
    rows = read(body(rows_response(["姓名"], [["合成甲"]], "名单", [])))
    assert "合成数据" in rows[0][0]


def test_a_real_home_does_not(settings: Settings) -> None:
    settings.SYNTHETIC = False
    assert read(body(rows_response(["姓名"], [], "名单", []))) == [["姓名"]]


def test_the_file_is_named_in_chinese_and_says_what_it_is() -> None:
    response = rows_response(["姓名"], [], "干部名单 2026-03-02", [])
    assert "%E5%B9%B2%E9%83%A8%E5%90%8D%E5%8D%95" in response["Content-Disposition"]
    assert response["Content-Type"].endswith("spreadsheetml.sheet")


@pytest.mark.parametrize("start", STARTS_FORMULA)
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(start: str) -> None:
    assert neutral(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


@given(st.text(max_size=30))
def test_no_exported_text_starts_a_formula(text: str) -> None:
    assert not str(neutral(text)).startswith(STARTS_FORMULA)


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@x", "合成甲"])
def test_what_is_exported_reads_the_same_when_it_is_loaded(text: str) -> None:
    assert normalise_text(str(neutral(text))) == text


def test_numbers_stay_numbers_and_a_negative_one_is_no_formula() -> None:
    assert [neutral(value) for value in (-5, 1.5, None, True)] == [-5, 1.5, None, True]


def test_dates_are_written_as_they_are_shown() -> None:
    assert neutral(datetime.date(2026, 3, 2)) == "2026-03-02"
    assert neutral(datetime.datetime(2026, 3, 2, 9, 30, tzinfo=datetime.UTC)) == "2026-03-02 09:30"


def test_yes_and_no_are_words_and_nothing_is_an_empty_cell() -> None:
    rows = read(body(rows_response(["甲", "乙", "丙"], [[True, False, None]], "x", [])))
    assert rows[1][:2] == ["是", "否"]


def test_a_formula_in_a_cell_is_text_in_the_file() -> None:
    file = io.BytesIO()
    write_sheet(file, ["要点"], [["=1+1"]], [])
    assert read(file.getvalue())[1] == ["'=1+1"]
