"""The workbook that a department fills in, and the rows that go back to it."""

import csv
import io
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from bihuan.exchange.downloads import rejected_file, spec_of, template, words_of
from bihuan.exchange.feeds import Feed, all_feeds
from bihuan.exchange.loading import load
from bihuan.exchange.models import Batch
from bihuan.exchange.staging import read_file
from bihuan.exchange.writing.template import codes_of
from tests.exchange.conftest import Send
from tests.exchange.county import number, training

TABLES = [feed for feed in all_feeds().values() if feed.format == "table"]


def names_of(feed: Feed) -> list[str]:
    return [column.name for column in spec_of(feed).columns]


def sheet(content: bytes, name: str | None = None) -> list[list[str]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = book.get_sheet_by_name(name or book.sheet_names[0]).to_python()
    return [[str(cell) for cell in row] for row in rows]


@pytest.mark.parametrize("feed", TABLES, ids=lambda feed: feed.id)
def test_the_header_of_a_template_is_one_that_its_feed_takes(feed: Feed, tmp_path: Path) -> None:
    path = tmp_path / f"{feed.name}.xlsx"
    path.write_bytes(template(feed))
    columns: list[str] = []
    assert list(read_file(path, feed, columns)) == []
    assert set(columns) <= feed.known_columns() | {"金额(万元)", "面积(平方米)", "奖金(元)"}


@pytest.mark.parametrize("feed", TABLES, ids=lambda feed: feed.id)
def test_no_column_of_a_template_stands_twice_and_each_is_explained(feed: Feed) -> None:
    names = names_of(feed)
    assert len(names) == len(set(names))
    explained = sheet(template(feed), "填表说明")
    assert [row[0].strip("「」") for row in explained[1:]] == names


@pytest.mark.parametrize("feed", TABLES, ids=lambda feed: feed.id)
def test_every_closed_list_is_offered_in_a_template(feed: Feed) -> None:
    offered = {column.name: codes_of(column) for column in spec_of(feed).columns}
    for column in feed.columns.values():
        if column.codes:
            assert offered[column.headers()[0]] == column.codes


def test_a_person_may_be_given_by_number_or_by_name_unit_and_birth() -> None:
    assert names_of(all_feeds()["training"])[:5] == ["身份证号", "姓名", "单位", "出生年月", "性别"]
    roles = [name for name in names_of(all_feeds()["audits"]) if name.startswith("责任人")]
    assert roles == ["责任人标识", "责任人姓名", "责任人单位", "责任人出生年月", "责任人性别"]


def test_every_template_ends_with_the_two_columns_that_all_feeds_have() -> None:
    assert all(names_of(feed)[-2:] == ["操作", "数据日期"] for feed in TABLES)


def test_an_amount_says_its_unit_in_the_header() -> None:
    assert "金额(万元)" in names_of(all_feeds()["audits"])


def test_a_filled_template_is_taken(send: Send, tmp_path: Path) -> None:
    feed = all_feeds()["training"]
    names = names_of(feed)
    cells = {"身份证号": number(1), "班次名称": "党课", "开始日期": "2026-03", "学时": "2", "是否结业": "是"}
    path = tmp_path / "培训记录.xlsx"
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False}) as book:
        page = book.add_worksheet("培训记录")
        page.write_row(0, 0, names)
        page.write_row(1, 0, [cells.get(name, "") for name in names])
    [loaded] = load([path])
    assert loaded.counts["accepted"] == 1, loaded.reasons


def rejected_batch(send: Send) -> Batch:
    rows = [training(number(1)), training(number(3, "19851123"), 学时="四十", 备注="=1+1")]
    return Batch.objects.get(pk=send("培训记录.csv", *rows).batch or 0)


def test_rejected_rows_come_back_as_the_file_with_the_reason_last(send: Send) -> None:
    content, form = rejected_file(rejected_batch(send))
    assert form == "csv"
    [header, row] = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert header == ["身份证号", "班次名称", "开始日期", "学时", "备注", "退回原因"]
    assert row[0] == number(3, "19851123")
    assert "「学时」“四十”" in row[-1]


def test_a_cell_that_a_spreadsheet_would_run_comes_back_neutralised(send: Send) -> None:
    content, _ = rejected_file(rejected_batch(send))
    assert "'=1+1" in content.decode("utf-8-sig")


def test_rejected_rows_that_were_mended_are_taken(send: Send, tmp_path: Path) -> None:
    content, _ = rejected_file(rejected_batch(send))
    path = tmp_path / "培训记录（退回）.csv"
    path.write_bytes(content.decode("utf-8-sig").replace("四十,", "40,").encode())
    [loaded] = load([path])
    assert loaded.counts["accepted"] == 1, loaded.reasons


def test_a_workbook_comes_back_as_a_workbook(send: Send, tmp_path: Path) -> None:
    path = tmp_path / "审计问题.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("问题")
        page.write_row(0, 0, ["审计项目编号", "序号", "被审计单位编码", "发现日期", "整改状态"])
        page.write_row(1, 0, ["S1", "1", "U01", "2026-01-05", "拖着"])
    [loaded] = load([path])
    content, form = rejected_file(Batch.objects.get(pk=loaded.batch or 0))
    assert form == "xlsx"
    header, row = sheet(content)
    assert header[-1] == "退回原因"
    assert "拖着" in row[4]


def test_a_delivery_without_rejected_rows_gives_its_header_alone(send: Send) -> None:
    content, _ = rejected_file(Batch.objects.get(pk=send("training.csv", training(number(1))).batch or 0))
    assert len(content.decode("utf-8-sig").splitlines()) == 1


def test_reasons_read_as_one_sentence_and_long_values_are_cut() -> None:
    stored = '[{"field": "学时", "value": "x", "reason": "读不出"}, {"field": "", "value": "", "reason": "重复"}]'
    assert words_of(stored) == "「学时」“x”：读不出；重复"
    long = '[{"field": "学时", "value": "' + "长" * 50 + '", "reason": "太长"}]'
    assert words_of(long) == f"「学时」“{'长' * 40}…”：太长"
    assert words_of("") == ""
