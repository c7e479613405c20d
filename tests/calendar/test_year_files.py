"""An office adds a year by a file; a file that is wrong is refused with file and line."""

import datetime
from pathlib import Path

import pytest

from bihuan.calendar import official
from bihuan.calendar.workdays import (
    Deadline,
    add_working_days,
    has_official_calendar,
    is_working_day,
    policy_table,
    roll,
)
from bihuan.calendar.year_files import BadYearFile
from tests.calendar.conftest import WriteYear

Day = datetime.date
CALENDARS = Path(__file__).parents[2] / "calendars"
YEAR = """\
year: 2027
source: 为测试写的安排，不是公布的文件
rest:
  - 2027-01-01..2027-01-03
  - 2027-05-03
work:
  - 2027-01-09
"""


def test_a_year_that_the_office_adds_is_official(write_year: WriteYear) -> None:
    assert not has_official_calendar(2027)
    write_year(YEAR)
    assert has_official_calendar(2027)
    assert not is_working_day(Day(2027, 1, 1))
    assert is_working_day(Day(2027, 1, 4))
    assert is_working_day(Day(2027, 1, 9))
    assert not is_working_day(Day(2027, 1, 10))
    assert not is_working_day(Day(2027, 5, 3))
    assert roll(Day(2027, 1, 2)) == Day(2027, 1, 4)


def test_a_deadline_into_an_added_year_is_no_longer_provisional(write_year: WriteYear) -> None:
    write_year(YEAR)
    assert add_working_days(Day(2026, 12, 31), 1) == Deadline(Day(2027, 1, 4), provisional=False)


def test_the_offices_file_goes_before_the_library(write_year: WriteYear) -> None:
    assert is_working_day(Day(2026, 11, 23))
    write_year("year: 2026\nsource: 测试\nrest: [2026-11-23]\n", "2026.yaml")
    assert not is_working_day(Day(2026, 11, 23))
    assert is_working_day(Day(2026, 10, 1))


def test_the_offices_file_goes_before_the_projects(
    write_year: WriteYear, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "project"
    project.mkdir()
    monkeypatch.setattr(official, "PROJECT_FOLDER", project)
    (project / "2027.yaml").write_text("year: 2027\nsource: 测试\nrest: [2027-03-01]\n", "utf-8")
    official.reload()
    assert not is_working_day(Day(2027, 3, 1))
    write_year(YEAR)
    assert is_working_day(Day(2027, 3, 1))


def test_a_year_added_beyond_a_gap_makes_a_span_of_its_own(write_year: WriteYear) -> None:
    write_year("year: 2028\nsource: 测试\n", "2028.yaml")
    rows = {row.day: row for row in policy_table(Day(2026, 12, 1), Day(2028, 1, 4))}
    assert rows[Day(2026, 12, 31)].span == 1
    assert rows[Day(2027, 6, 1)].span is None
    assert (rows[Day(2028, 1, 4)].span, rows[Day(2028, 1, 4)].working_number) == (2, 2)


def test_other_files_in_the_folder_are_left_alone(write_year: WriteYear) -> None:
    write_year("anything", "README.md")
    assert not has_official_calendar(2027)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("year: 2027\nsource: 测试\nrest:\n  - 2027-02-30\n", r"2027\.yaml 第 4 行：“2027-02-30”不是日期"),
        ("year: 2027\nsource: 测试\nrest:\n  - 2027-01-01\n  - 2028-01-01\n", "第 5 行：“2028-01-01”.*不在本年"),
        ("year: 2027\nsource: 测试\nwork:\n  - 2027-01-03..2027-01-01\n", "第 4 行"),
        ("year: 2027\nsource: 测试\nwork:\n  - 2027-01-01..2027-01-02..2027-01-03\n", "第 4 行"),
        ("year: 2027\nsource: 测试\nrest: 2027-01-01\n", "第 3 行：rest 不是列表"),
        ("year: 2027\nsource: 测试\nholidays: [2027-01-01]\n", "第 3 行：项“holidays”无法识别"),
        ("year: 27\nsource: 测试\n", "第 1 行：年份是“27”"),
        ("source: 测试\n", "年份是“None”"),
        ("year: 2027\n", "没有写来源"),
        ("year: 2027\nsource:\n", "第 2 行：没有写来源"),
        ("year: 2027\nyear: 2028\nsource: 测试\n", "第 2 行：不是合格的 YAML"),
        ("year: [2027\n", "不是合格的 YAML"),
        ("", "没有内容"),
        ("- 2027-01-01\n", "没有内容"),
        (YEAR + "  - 2027-05-03\n", "2027-05-03 既列为休息日又列为上班日"),
    ],
)
def test_a_wrong_file_is_refused_with_its_name_and_line(write_year: WriteYear, text: str, said: str) -> None:
    write_year(text)
    with pytest.raises(BadYearFile, match=said):
        has_official_calendar(2027)


def test_a_file_in_another_encoding_is_refused(write_year: WriteYear) -> None:
    write_year(YEAR).write_bytes(YEAR.encode("gb18030"))
    with pytest.raises(BadYearFile, match="UTF-8"):
        has_official_calendar(2027)


def test_one_year_in_two_files_is_refused(write_year: WriteYear) -> None:
    write_year(YEAR)
    write_year(YEAR, "again.yaml")
    with pytest.raises(BadYearFile, match=r"again\.yaml.*2027 年已在 2027\.yaml 中给出|2027\.yaml.*已在 again\.yaml"):
        has_official_calendar(2027)


def test_every_file_that_the_project_brings_can_be_read() -> None:
    assert sorted(official._years_in(CALENDARS)) == sorted(int(path.stem) for path in CALENDARS.glob("*.yaml"))


def test_the_example_in_the_guide_is_a_file_that_can_be_read(write_year: WriteYear) -> None:
    guide = (CALENDARS / "README.md").read_text("utf-8")
    write_year(guide.split("```yaml\n")[1].split("```")[0])
    assert not is_working_day(Day(2027, 1, 1))
    assert is_working_day(Day(2027, 2, 20))
