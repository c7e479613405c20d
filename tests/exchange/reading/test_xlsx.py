"""Workbooks: what a cell meant, and what a values-only reader would hide."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from bihuan.exchange.reading.cell_format import meaning_of, number_text
from bihuan.exchange.reading.rows import RawRow
from bihuan.exchange.reading.values import CellError, check_identity_number, parse_date
from tests.exchange.reading.files import HEADER, RECORD, inline_row, opened, raw_xlsx, rows_of, sheet_xml, write_xlsx


def one_cell(folder: Path, value: Any, number_format: str = "General", *, epoch_1904: bool = False) -> RawRow:
    """A record whose 学时 holds the value."""
    path = folder / "一格.xlsx"
    workbook = xlsxwriter.Workbook(str(path), {"date_1904": epoch_1904})
    sheet = workbook.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    sheet.write_row(1, 0, RECORD[:3])
    form = workbook.add_format({"num_format": number_format})
    if isinstance(value, date):
        sheet.write_datetime(1, 3, value, form)
    else:
        sheet.write(1, 3, value, form)
    workbook.close()
    return rows_of(path)[0]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (40, "General", "40"),
        (40.5, "General", "40.5"),
        (0.1 + 0.2, "General", "0.3"),
        (1e20, "General", "100000000000000000000"),
        (1234.5, "#,##0.00", "1234.5"),
        (0.85, "0%", "85%"),
        (0.8525, "0.00%", "85.25%"),
        (12, '0"学时"', "12"),
        (12, "[Red]0.00;[Blue]-0.00", "12"),
        (True, "General", "是"),
        (date(2026, 11, 23), "yyyy-mm-dd", "2026-11-23"),
        (date(2026, 11, 23), 'yyyy"年"m"月"d"日"', "2026-11-23"),
        (date(2026, 11, 1), 'yyyy"年"m"月"', "2026-11"),
        (date(2026, 11, 1), "yyyy.mm", "2026-11"),
        (date(2026, 11, 23), "yyyy.mm", "2026-11-23"),
        (date(2026, 1, 1), "yyyy", "2026"),
        (date(1900, 1, 1), "yyyy-mm-dd", "1900-01-01"),
        (date(1900, 3, 1), "yyyy-mm-dd", "1900-03-01"),
        (datetime.fromisoformat("2026-11-23T08:30"), "yyyy-mm-dd hh:mm", "2026-11-23 08:30:00"),
        (0.5, "hh:mm", "12:00:00"),
    ],
)
def test_a_cell_reads_as_the_person_saw_it(tmp_path: Path, value: Any, number_format: str, text: str) -> None:
    assert one_cell(tmp_path, value, number_format).cells["学时"] == text


def test_a_real_date_is_no_number_and_a_percentage_is(tmp_path: Path) -> None:
    assert one_cell(tmp_path, date(2026, 11, 23), "yyyy-mm-dd").number_cells == frozenset()
    assert one_cell(tmp_path, 0.85, "0%").number_cells == {"学时"}


def test_dates_of_the_1904_system_are_the_same_days(tmp_path: Path) -> None:
    assert one_cell(tmp_path, date(2026, 11, 23), "yyyy-mm-dd", epoch_1904=True).cells["学时"] == "2026-11-23"


def test_an_identity_number_stored_as_a_number_is_told_from_one_stored_as_text(tmp_path: Path) -> None:
    numeric, text = rows_of(write_xlsx(tmp_path, HEADER, (110105194912310021, *RECORD[1:]), RECORD))
    assert numeric.number_cells == {"身份证号"}
    assert numeric.cells["身份证号"] == "110105194912310000"
    with pytest.raises(CellError, match="末三位已经丢失"):
        check_identity_number(numeric.cells["身份证号"], stored_as_number="身份证号" in numeric.number_cells)
    assert text.number_cells == frozenset()
    assert check_identity_number(text.cells["身份证号"]) == RECORD[0]


def test_formulas_are_named_with_their_text(tmp_path: Path) -> None:
    path = tmp_path / "公式.xlsx"
    workbook = xlsxwriter.Workbook(str(path))
    sheet = workbook.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    sheet.write_row(1, 0, RECORD[:3])
    sheet.write_formula(1, 3, '=SUM(A1:A2)&"<x>"', None, 40)
    sheet.write_row(2, 0, RECORD)
    workbook.close()
    with_formula, plain = rows_of(path)
    assert with_formula.formula_cells == {"学时": '=SUM(A1:A2)&"<x>"'}
    assert plain.formula_cells == {}


def test_a_formula_that_was_never_computed_is_named_even_alone_in_its_row(tmp_path: Path) -> None:
    path = tmp_path / "公式.xlsx"
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(HEADER)
    sheet["D3"] = "=1+1"
    workbook.save(path)
    rows = rows_of(path)
    assert [(row.line, dict(row.formula_cells)) for row in rows] == [(3, {"学时": "=1+1"})]


def test_text_that_begins_with_an_equals_sign_is_no_formula(tmp_path: Path) -> None:
    row = rows_of(write_xlsx(tmp_path, HEADER, (RECORD[0], "'=1+1", *RECORD[2:])))[0]
    assert row.formula_cells == {}
    assert row.cells["班次名称"] == "=1+1"


def test_an_error_value_is_a_problem_of_its_row(tmp_path: Path) -> None:
    row = '<row r="2"><c r="A2" t="e"><v>#N/A</v></c></row>'
    assert "错误值 #N/A" in rows_of(raw_xlsx(tmp_path, sheet_xml(inline_row(1, HEADER), row)))[0].problem


def test_lines_count_from_the_header_and_blank_rows_keep_their_place(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, ("标题",), (), HEADER, RECORD, (), RECORD, ("　",))
    assert [row.line for row in rows_of(path)] == [2, 4]


def test_cells_beyond_the_header_are_kept_by_their_place(tmp_path: Path) -> None:
    row = rows_of(write_xlsx(tmp_path, HEADER, (*RECORD, "", "批注")))[0]
    assert row.cells["第6列"] == "批注"
    assert row.problem == ""


def test_rich_text_and_phonetic_guides(tmp_path: Path) -> None:
    strings = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>\xe5\xbc\xa0</t></r>'
        b"<r><t>\xe4\xb8\x89</t></r><rPh><t>zhang</t></rPh></si></sst>"
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="x/worksheet" Target="/xl/worksheets/sheet1.xml"/>'
        '<Relationship Id="rId2" Type="x/sharedStrings" Target="texts.xml"/></Relationships>'
    )
    row = '<row r="2"><c r="A2" t="s"><v>0</v></c></row>'
    extra = {"xl/texts.xml": strings, "xl/_rels/workbook.xml.rels": relations.encode()}
    path = raw_xlsx(tmp_path, sheet_xml(inline_row(1, HEADER), row), extra)
    assert rows_of(path)[0].cells["身份证号"] == "张三"


def test_prefixed_elements_and_missing_positions_are_read(tmp_path: Path) -> None:
    cells = "".join(f"<x:c t='inlineStr'><x:is><x:t>{text}</x:t></x:is></x:c>" for text in HEADER)
    values = "".join(f"<x:c t='str'><x:f>A1</x:f><x:v>{text}</x:v></x:c>" for text in RECORD)
    sheet = (
        "<x:worksheet xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><x:sheetData>"
        f"<x:row>{cells}</x:row><x:row>{values}</x:row></x:sheetData></x:worksheet>"
    )
    row = rows_of(raw_xlsx(tmp_path, sheet))[0]
    assert row.cells == dict(zip(HEADER, RECORD, strict=True))
    assert set(row.formula_cells) == set(HEADER)


def test_escaped_characters_are_unescaped(tmp_path: Path) -> None:
    path = raw_xlsx(tmp_path, sheet_xml(inline_row(1, HEADER), inline_row(2, ("甲_x000D_&#10;乙", *RECORD[1:]))))
    assert rows_of(path)[0].cells["身份证号"] == "甲\n乙"


TEXTS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\ufffe\uffff"), min_size=1, max_size=12
)
CELLS = st.one_of(TEXTS.filter(lambda text: bool(text.strip())), st.integers(-(10**9), 10**9), st.floats(-1e6, 1e6))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=1, max_size=5))
def test_values_agree_with_an_independent_reader(tmp_path: Path, records: list[list[Any]]) -> None:
    path = write_xlsx(tmp_path, HEADER, *records)
    with opened(path) as table:
        ours = [list(row.cells.values()) for row in table] + [list(note.cells.values()) for note in table.notes]
    theirs = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[1:]
    assert len(ours) == len(theirs)
    for our_row, their_row in zip(ours, theirs, strict=True):
        assert_same(our_row, their_row)


def assert_same(ours: Sequence[str], theirs: Sequence[Any]) -> None:
    from bihuan.exchange.reading.text import normalise_text

    for our, their in zip(ours, theirs, strict=False):
        if isinstance(their, float):
            assert float(our) == pytest.approx(their, rel=1e-14)
        else:
            assert our == normalise_text(str(their))


@given(st.dates(date(1900, 3, 1), date(2199, 12, 31)))
def test_every_serial_number_is_its_day(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    assert number_text(str(serial), "day", from_1904=False) == day.isoformat()
    if day >= date(1904, 1, 1):
        assert number_text(str(serial - 1462), "day", from_1904=True) == day.isoformat()


@given(st.datetimes(datetime.fromisoformat("1950-01-01"), datetime.fromisoformat("2100-01-01")))
def test_a_moment_is_right_to_the_second(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    serial = (moment - datetime.fromisoformat("1899-12-30")) / timedelta(days=1)
    assert parse_date(number_text(repr(serial), "day", from_1904=False)).date == moment.date()


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        ("General", "number"),
        ("0.00E+00", "number"),
        ('"第"0"期"', "number"),
        ("[$-804]yyyy\\年m\\月d\\日;@", "day"),
        ("[DBNum1][$-804]yyyy\\年m\\月;@", "month"),
        ("[h]:mm:ss", "time"),
        ("m/d/yy h:mm", "day"),
        ("0.0%", "percent"),
        ("@", "number"),
    ],
)
def test_a_format_code_tells_what_the_number_means(code: str, meaning: str) -> None:
    assert meaning_of("164", {"164": code}) == meaning


@pytest.mark.parametrize(
    ("identifier", "meaning"), [("0", "number"), ("9", "percent"), ("14", "day"), ("57", "month"), ("x", "number")]
)
def test_a_built_in_format_tells_what_the_number_means(identifier: str, meaning: str) -> None:
    assert meaning_of(identifier, {}) == meaning


@pytest.mark.parametrize("raw", ["", "x", "1e999999", "-5", "99999999"])
def test_what_is_no_day_is_left_as_it_stands(raw: str) -> None:
    assert number_text(raw, "day", from_1904=False) == raw
