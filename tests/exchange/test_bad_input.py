"""Hostile and broken files: each gets a message in Chinese that says where and what would be right; nothing half-applied."""

import os
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from django.db import connection

from bihuan.dossier.kinds import PostState, UnitState
from bihuan.exchange.loading import Loaded, load
from bihuan.exchange.models import Batch, Delivered
from bihuan.facts.models import Entry
from bihuan.mechanisms.cultivation.kinds import Training
from tests.exchange import county
from tests.exchange.conftest import Send
from tests.exchange.county import number, person, text_of, training

CHEN, LIN = number(1), number(3, "19851123")


def load_bytes(folder: Path, name: str, content: bytes) -> Loaded:
    path = folder / name
    path.write_bytes(content)
    [loaded] = load([path])
    return loaded


def refused(loaded: Loaded, *words: str) -> str:
    """The whole file was refused: nothing of it is on record, and the message names it and says `words`."""
    assert (loaded.rows, set(loaded.counts.values())) == (0, {0})
    assert loaded.needs_attention
    [reason] = loaded.reasons
    text = reason["reason"]
    assert loaded.file in text
    for word in words:
        assert word in text
    assert not Training.objects.exists()
    return str(text)


def rejected(loaded: Loaded, line: int, column: str, value: str, *words: str) -> None:
    """One row was rejected, naming line, column, value and what would be right."""
    assert loaded.counts["rejected"] == 1, loaded.reasons
    [reason] = [one for one in loaded.reasons if one["outcome"] == "rejected"]
    assert (reason["line"], reason["field"], reason["value"]) == (line, column, value)
    for word in words:
        assert word in reason["reason"]


def reviewed(loaded: Loaded, line: int, column: str, value: str, *words: str) -> None:
    [reason] = [one for one in loaded.reasons if one["outcome"] == "review"]
    assert (reason["line"], reason["field"], reason["value"]) == (line, column, value)
    for word in words:
        assert word in reason["reason"]


def test_a_wrong_encoding_is_refused(send: Send, tmp_path: Path) -> None:
    text = text_of([training(CHEN)])
    refused(load_bytes(tmp_path, "training.csv", text.encode("utf-16")), "编码")
    refused(load_bytes(tmp_path, "training.csv", text.encode() + b"\xff\xfe\x80\x81\xff"), "编码")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_right_encodings_are_told_apart(send: Send, tmp_path: Path, encoding: str) -> None:
    loaded = load_bytes(tmp_path, "training.csv", text_of([training(CHEN)]).encode(encoding))
    assert loaded.counts["accepted"] == 1
    assert Training.objects.get().course == "科级干部进修班"


def test_a_missing_column_is_named(send: Send, tmp_path: Path) -> None:
    row = training(CHEN)
    del row["学时"]
    refused(load_bytes(tmp_path, "training.csv", text_of([row]).encode()), "缺少必填列", "学时")
    row = training()
    refused(load_bytes(tmp_path, "training.csv", text_of([row]).encode()), "缺少必填列", "身份证号", "姓名")


def test_a_doubled_column_is_named(send: Send, tmp_path: Path) -> None:
    content = f"身份证号,班次名称,开始日期,学时,学时\n{CHEN},班,2026-03-02,8,9\n"
    refused(load_bytes(tmp_path, "training.csv", content.encode()), "重复", "学时")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("2026-02-30", "30 日"),
        ("2026-13-01", "13 月"),
        ("昨天", "读不出"),
        ("26.03.02", "年份"),
        ("03/02/2026", "年份"),
        ("46083", "序号"),
    ],
)
def test_impossible_and_ambiguous_dates_are_rejected(send: Send, text: str, word: str) -> None:
    rejected(send("training.csv", training(CHEN, 开始日期=text)), 2, "开始日期", text, word)
    assert not Training.objects.exists()


def workbook(path: Path, header: list[str], *rows: list[object], formula: str = "") -> Path:
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    sheet = book.add_worksheet()
    table: list[list[object]] = [[*header], *rows]
    for place, row in enumerate(table):
        for column, value in enumerate(row):
            sheet.write(place, column, value)
    if formula:
        sheet.write_formula(1, len(header) - 1, formula, None, 8)
    book.close()
    return path


def test_a_date_that_was_stored_as_a_number_and_lost_its_nought_is_ambiguous(send: Send, tmp_path: Path) -> None:
    header = ["身份证号", "班次名称", "开始日期", "学时"]
    [loaded] = load([workbook(tmp_path / "training.xlsx", header, [CHEN, "甲班", 2026.1, 8])])
    rejected(loaded, 2, "开始日期", "2026.1", "1 月还是 10 月")
    header = ["姓名", "单位", "出生年月", "班次名称", "开始日期", "学时"]
    row = ["陈明远", "财政局", 1980.1, "甲班", "2026-03-02", 8]
    [loaded] = load([workbook(tmp_path / "training2.xlsx", header, row)], "training")
    rejected(loaded, 2, "出生年月", "1980.1", "1 月还是 10 月")
    header = ["身份证号", "考核类型", "期间", "等次"]
    [loaded] = load([workbook(tmp_path / "assessments.xlsx", header, [CHEN, "平时", 2026.1, "好"])])
    rejected(loaded, 2, "期间", "2026.1", "1 月还是 10 月")


def test_an_id_with_a_wrong_check_digit_is_rejected(send: Send) -> None:
    wrong = CHEN[:-1] + ("1" if CHEN[-1] != "1" else "2")
    rejected(send("training.csv", training(wrong)), 2, "身份证号", wrong, "校验码")
    rejected(send("roster.csv", person(7, "赵启", 身份证号=wrong)), 2, "身份证号", wrong, "校验码")


def test_an_id_stored_as_a_number_is_rejected_naming_the_loss(send: Send, tmp_path: Path) -> None:
    header = ["身份证号", "班次名称", "开始日期", "学时"]
    [loaded] = load([workbook(tmp_path / "training.xlsx", header, [330299198007060016, "甲班", "2026-03-02", 8])])
    assert loaded.counts["rejected"] == 1
    assert "末三位已经丢失" in loaded.reasons[0]["reason"]
    loaded = send("training.csv", training("3.30299E+17"))
    rejected(loaded, 2, "身份证号", "3.30299E+17", "丢失")


def test_an_applicants_id_stored_as_a_number_is_rejected_too(send: Send, tmp_path: Path) -> None:
    header = ["办件编号", "事项编码", "经办人标识", "受理日期", "申请人证件号"]
    row = ["B1", "S1", CHEN, "2026-01-05", 330299198007060016]
    [loaded] = load([workbook(tmp_path / "approvals.xlsx", header, row)])
    assert loaded.counts["rejected"] == 1
    assert "丢失" in loaded.reasons[0]["reason"]


def test_id_and_birth_date_or_name_that_disagree_wait_for_a_person(send: Send) -> None:
    reviewed(
        send("roster.csv", person(7, "赵启", 出生年月="1981-07")), 2, "出生年月", "1981-07", "身份证号中的出生年月"
    )
    reviewed(send("roster.csv", person(1, "陈明", 现任职位编码="P01")), 2, "姓名", "陈明", "姓名不同")
    reviewed(send("training.csv", training(CHEN, 姓名="陈明")), 2, "姓名", "陈明", "姓名不一致")
    reviewed(send("training.csv", training(CHEN, 出生年月="1981-07")), 2, "出生年月", "1981-07", "不一致")


def test_duplicate_keys_that_disagree_name_their_lines(send: Send) -> None:
    loaded = send("training.csv", training(CHEN), training(CHEN, 学时="8"))
    assert loaded.counts["review"] == 2
    assert all("第 2、3 行" in reason["reason"] for reason in loaded.reasons)


def test_unknown_codes_of_a_closed_list_are_rejected(send: Send) -> None:
    rejected(send("training.csv", training(CHEN, 类别="团建")), 2, "类别", "团建", "应为：党校")


def test_a_post_in_a_unit_that_does_not_exist_is_rejected(send: Send) -> None:
    row = {"职位编码": "P77", "单位编码": "U77", "职位名称": "局长"}
    rejected(send("posts.csv", row), 2, "单位编码", "U77", "没有此单位")
    assert not PostState.objects.filter(post_code="P77").exists()


def test_a_cycle_of_units_is_rejected_and_the_rest_taken(send: Send) -> None:
    rows = [
        {"单位编码": "A", "单位名称": "甲", "上级单位编码": "B"},
        {"单位编码": "B", "单位名称": "乙", "上级单位编码": "C"},
        {"单位编码": "C", "单位名称": "丙", "上级单位编码": "A"},
        {"单位编码": "D", "单位名称": "丁", "上级单位编码": "A"},
        {"单位编码": "E", "单位名称": "戊", "上级单位编码": "E"},
    ]
    loaded = send("units.csv", *rows)
    assert (loaded.counts["rejected"], loaded.counts["accepted"]) == (4, 1)
    assert "A → B → C → A" in loaded.reasons[0]["reason"]
    assert set(UnitState.objects.filter(unit_code__in="ABCDE").values_list("unit_code", flat=True)) == {"D"}


def test_a_cycle_that_closes_over_what_is_known_is_rejected(send: Send) -> None:
    send("units.csv", {"单位编码": "A", "单位名称": "甲"}, {"单位编码": "B", "单位名称": "乙", "上级单位编码": "A"})
    loaded = send("units.csv", {"单位编码": "A", "单位名称": "甲", "上级单位编码": "B"})
    rejected(loaded, 2, "上级单位编码", "B", "成环")


def test_a_cycle_of_superiors_is_rejected(send: Send) -> None:
    rows = [
        {"职位编码": "A", "单位编码": "U01", "职位名称": "甲", "直接上级职位编码": "B"},
        {"职位编码": "B", "单位编码": "U01", "职位名称": "乙", "直接上级职位编码": "A"},
    ]
    loaded = send("posts.csv", *rows)
    assert loaded.counts["rejected"] == 2
    assert "成环" in loaded.reasons[0]["reason"]


def test_empty_files_are_refused(send: Send, tmp_path: Path) -> None:
    refused(load_bytes(tmp_path, "training.csv", b""), "空")
    refused(load_bytes(tmp_path, "training.csv", b"\n\n\n"), "空")
    refused(load_bytes(tmp_path, "training.jsonl", b""), "空")


def test_a_header_without_records_has_no_rows(send: Send, tmp_path: Path) -> None:
    loaded = load_bytes(tmp_path, "training.csv", "身份证号,班次名称,开始日期,学时\n".encode())
    assert (loaded.rows, loaded.reasons) == (0, [])


def test_a_file_of_200_mb_is_refused_by_its_size_with_the_cap_named(send: Send, tmp_path: Path) -> None:
    for name in ("training.csv", "training.xlsx", "陈明远.lrmx"):
        path = tmp_path / name
        with path.open("wb") as file:
            file.truncate(200 * 1024 * 1024)
        [loaded] = load([path])
        refused(loaded, "200 MB", "上限")
        path.unlink()


def test_a_spreadsheet_bomb_is_refused(send: Send, tmp_path: Path) -> None:
    path = workbook(tmp_path / "source.xlsx", ["身份证号", "班次名称", "开始日期", "学时"])
    bomb = tmp_path / "training.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.namelist():
            content = source.read(item)
            if item.endswith("sheet1.xml"):
                content = content.replace(b"</sheetData>", b" " * (300 * 1024 * 1024) + b"</sheetData>")
            target.writestr(item, content)
    [loaded] = load([bomb])
    refused(loaded)


def test_xml_with_entities_is_refused(send: Send, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    content = f'<?xml version="1.0"?><!DOCTYPE P [<!ENTITY x SYSTEM "file://{secret}">]><Person><XingMing>&x;</XingMing></Person>'
    text = refused(load_bytes(tmp_path, "陈明远.lrmx", content.encode()))
    assert "机密" not in text


def test_a_formula_in_a_cell_is_rejected_and_says_so(send: Send, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "training.xlsx",
        ["身份证号", "班次名称", "开始日期", "学时"],
        [CHEN, "甲班", "2026-03-02", 8],
        formula="=4*2",
    )
    [loaded] = load([path])
    assert loaded.counts["rejected"] == 1
    assert "公式" in loaded.reasons[0]["reason"]
    assert "学时" in loaded.reasons[0]["reason"]


def test_text_that_begins_as_a_formula_is_text(send: Send) -> None:
    send("training.csv", training(CHEN, 班次名称="'=cmd|' /C calc'!A0", 成绩="-优"))
    fact = Training.objects.get()
    assert (fact.course, fact.result) == ("=cmd|' /C calc'!A0", "-优")


def test_an_older_file_after_a_newer_one_changes_nothing_by_itself(send: Send) -> None:
    send("training.csv", training(CHEN, 数据日期="2026-06-01"))
    loaded = send("training.csv", training(CHEN, 学时="8", 数据日期="2026-05-01"))
    reviewed(loaded, 2, "数据日期", "2026-05-01", "早于")
    assert Training.objects.get().hours == 40


def test_an_end_before_its_start_is_rejected_as_far_as_the_coarser_is_given(send: Send) -> None:
    rejected(send("training.csv", training(CHEN, 结束日期="2026-03-01")), 2, "结束日期", "2026-03-01", "早于开始日期")
    assert send("training.csv", training(CHEN, 结束日期="2026-03")).counts["accepted"] == 1
    assert send("training.csv", training(LIN, 结束日期="2026")).counts["accepted"] == 1


@pytest.mark.parametrize("text", ["八", "8小时", "1e3", "1,2", "99999999999999999999"])
def test_a_number_that_cannot_be_read_is_rejected(send: Send, text: str) -> None:
    rejected(send("training.csv", training(CHEN, 学时=text)), 2, "学时", text)


def test_a_whole_number_too_large_for_the_database_is_rejected(send: Send) -> None:
    row = {"职位编码": "P09", "单位编码": "U01", "职位名称": "会计", "职数": "99999999999"}
    rejected(send("posts.csv", row), 2, "职数", "99999999999", "太大")


def test_words_longer_than_a_list_shows_are_kept_whole(send: Send) -> None:
    from bihuan.dossier.kinds import Person

    loaded = send(
        "roster.csv",
        person(7, "赵" * 90, 民族="族" * 300, 全日制学历="学" * 300, 现任职务="职" * 500, 职务层次="层" * 100),
    )
    assert loaded.counts["accepted"] == 1, loaded.reasons
    assert len(Person.objects.known().get(name="赵" * 90).ethnicity) == 300


def test_an_unknown_file_name_is_told_what_names_would_do(send: Send, tmp_path: Path) -> None:
    loaded = load_bytes(tmp_path, "附件三.csv", text_of([training(CHEN)]).encode())
    assert loaded.feed is None
    refused(loaded, "roster.csv", "--feed")
    [loaded] = load([tmp_path / "附件三.csv"], "training")
    assert loaded.counts["accepted"] == 1


def test_a_folder_with_odd_files_loads_what_it_can_in_order(db: None, tmp_path: Path) -> None:
    folder = tmp_path / "报送"
    (folder / "子").mkdir(parents=True)
    county.write(folder, "培训记录.csv", [training(CHEN)])
    county.write(folder / "子", "干部名册.csv", county.ROSTER)
    county.write(folder, "units.csv", county.UNITS)
    county.write(folder, "职位.csv", county.POSTS)
    (folder / "README.md").write_text("说明", encoding="utf-8")
    (folder / ".DS_Store").write_bytes(b"\0")
    (folder / "~$units.xlsx").write_bytes(b"\0")
    (folder / "会议照片.png").write_bytes(b"\x89PNG")
    (folder / "空文件夹").mkdir()
    results = load([folder])
    assert [one.feed for one in results] == ["units", "posts", "roster", "training", None]
    assert [one.counts["accepted"] for one in results] == [3, 3, 3, 1, 0]
    assert "会议照片.png" in results[-1].reasons[0]["reason"]


def test_files_that_are_gone_or_closed_are_told_and_the_rest_loaded(send: Send, tmp_path: Path) -> None:
    good = county.write(tmp_path, "training.csv", [training(CHEN)])
    loaded, gone = load([tmp_path / "ledger.csv", good])
    assert "没有这个文件" in gone.reasons[0]["reason"]
    assert loaded.counts["accepted"] == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_file_that_may_not_be_read_is_told(send: Send, tmp_path: Path) -> None:
    path = county.write(tmp_path, "training.csv", [training(CHEN)])
    path.chmod(0)
    [loaded] = load([path])
    refused(loaded, "权限")


def test_a_refused_file_leaves_a_batch_that_says_why_and_nothing_else(send: Send, tmp_path: Path) -> None:
    entries = Entry.objects.count()
    load_bytes(tmp_path, "training.csv", b"")
    batch = Batch.objects.get(feed="training")
    assert (batch.state, batch.rows) == ("refused", 0)
    assert "空" in batch.notes[0]["reason"]
    assert not batch.outcomes.exists()
    assert not batch.chunks.exists()
    assert Entry.objects.count() == entries


def test_a_fault_in_the_middle_of_a_file_leaves_nothing_of_it(send: Send, tmp_path: Path) -> None:
    good = text_of([training(CHEN, 班次名称=f"第{place}班") for place in range(1200)]).encode("gb18030")
    refused(load_bytes(tmp_path, "training.csv", good + b"\xff\xff\xff\xff"))
    assert not Delivered.objects.filter(feed="training").exists()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM exchange_chunk c JOIN exchange_batch b ON b.id = c.batch_id WHERE b.feed = 'training'"
        )
        assert cursor.fetchone() == (0,)
