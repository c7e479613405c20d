"""JSON Lines."""

import json
from pathlib import Path
from typing import Any

import pytest

from bihuan.exchange.reading.refusal import FileRefused
from tests.exchange.reading.files import HEADER, RECORD, opened, rows_of

GOOD = dict(zip(HEADER, RECORD, strict=True))


def write_jsonl(folder: Path, *lines: Any, encoding: str = "utf-8") -> Path:
    path = folder / "培训记录.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    path.write_bytes("\n".join(texts).encode(encoding) + b"\n")
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_an_object_a_line_is_a_record_a_line(tmp_path: Path, encoding: str) -> None:
    rows = rows_of(write_jsonl(tmp_path, GOOD, "", GOOD, encoding=encoding))
    assert [row.line for row in rows] == [2, 4]
    assert rows[0].cells == GOOD


def test_a_number_keeps_its_digits_and_is_marked_as_a_number(tmp_path: Path) -> None:
    line = '{"身份证号": 110105194912310021, "班次名称": "班", "开始日期": "2026", "学时": 40.50}'
    row = rows_of(write_jsonl(tmp_path, line))[0]
    assert row.cells["身份证号"] == "110105194912310021"
    assert row.cells["学时"] == "40.50"
    assert row.number_cells == {"身份证号", "学时"}


def test_true_false_and_null_have_their_words(tmp_path: Path) -> None:
    row = rows_of(write_jsonl(tmp_path, GOOD | {"是否结业": True, "是否补训": False, "成绩": None}))[0]
    assert (row.cells["是否结业"], row.cells["是否补训"], row.cells["成绩"]) == ("是", "否", "")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (GOOD | {"成绩": {"笔试": 90}}, "「成绩」的值是嵌套的对象或数组"),
        (GOOD | {"成绩": [90]}, "「成绩」的值是嵌套的对象或数组"),
        ('{"身份证号": ', "不是有效的 JSON"),
        ('["身份证号"]', "不是对象"),
        ('"文本"', "不是对象"),
        ('{"学时": NaN}', "NaN 不是数字"),
        ('{"学时": 40, "学 时": 41}', "键重复：学时"),
        ('{"a": ' * 5_000, "不是有效的 JSON"),
    ],
)
def test_a_bad_line_is_a_problem_of_that_line_alone(tmp_path: Path, line: Any, problem: str) -> None:
    first, second, third = rows_of(write_jsonl(tmp_path, GOOD, line, GOOD))
    assert problem in second.problem
    assert (first.problem, third.problem, third.line) == ("", "", 4)


def test_a_key_left_out_of_some_records_is_no_missing_column(tmp_path: Path) -> None:
    short = {key: value for key, value in GOOD.items() if key != "学时"}
    rows = rows_of(write_jsonl(tmp_path, short, GOOD))
    assert "学时" not in rows[0].cells
    assert rows[1].cells["学时"] == "40"


def test_a_key_left_out_of_all_records_is_a_missing_column(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="所有记录里都没有必填列：学时"):
        opened(write_jsonl(tmp_path, {key: value for key, value in GOOD.items() if key != "学时"}))


def test_an_array_is_refused_as_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="JSON 数组，不是 JSON Lines"):
        opened(write_jsonl(tmp_path, json.dumps([GOOD])))


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="超过 1048576 个字符"):
        opened(write_jsonl(tmp_path, {"班次名称": "班" * 1_100_000}))


def test_blank_lines_alone_are_an_empty_file(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="没有记录"):
        opened(write_jsonl(tmp_path, "", ""))


def test_a_half_character_escape_does_no_harm(tmp_path: Path) -> None:
    row = rows_of(write_jsonl(tmp_path, '{"身份证号":"1","班次名称":"班\\ud800","开始日期":"2026","学时":"1"}'))[0]
    assert row.cells["班次名称"] == "班"
