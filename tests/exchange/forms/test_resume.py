"""简历: read in all its variants, written in one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.calendar.partial import PartialDate
from bihuan.exchange.forms.resume import Concurrent, Resume, ResumeEntry, parse_resume, render_resume
from bihuan.exchange.reading.partial_date import parse_date
from tests.exchange.forms.samples import RESUME


def one(line: str) -> tuple[str, str, str]:
    (entry,) = parse_resume(line).entries
    return str(entry.start), str(entry.end or ""), entry.text


@pytest.mark.parametrize(
    "line",
    [
        "1998.07--2003.05  某县教育局科员",
        "199807--200305 某县教育局科员",
        "1998.07-2003.05  某县教育局科员",
        "1998.07—2003.05  某县教育局科员",
        "1998.07——2003.05某县教育局科员",
        "1998.07~2003.05  某县教育局科员",
        "1998.07～2003.05　某县教育局科员",
        "1998.07至2003.05  某县教育局科员",
        "  1998.07 -- 2003.05  某县教育局科员",
        "　１９９８．０７--２００３．０５　某县教育局科员",
        "1998.7--2003.5  某县教育局科员",
        "1998年7月至2003年5月  某县教育局科员",
    ],
)
def test_every_spelling_of_a_period_is_read(line: str) -> None:
    assert one(line) == ("1998-07", "2003-05", "某县教育局科员")


@pytest.mark.parametrize(
    "line", ["2010.11--         某局局长", "2010.11--至今    某局局长", "2010.11至今  某局局长", "201011—  某局局长"]
)
def test_the_present_post_has_no_end(line: str) -> None:
    assert one(line) == ("2010-11", "", "某局局长")
    assert parse_resume(line).entries[0].is_present


def test_a_date_behind_the_blanks_of_an_open_end_belongs_to_the_text() -> None:
    assert one("2010.11--         2012年5月任某局局长") == ("2010-11", "", "2012年5月任某局局长")


def test_dashes_inside_the_text_are_left_alone() -> None:
    assert one("1998.07--2003.05  某县局科员(期间:2001.12-2002.12挂职)，兼甲—乙项目")[2] == (
        "某县局科员(期间:2001.12-2002.12挂职)，兼甲—乙项目"
    )


def test_the_canonical_text_is_read_and_written_unchanged() -> None:
    assert render_resume(parse_resume(RESUME)) == RESUME
    assert all(len(line) < 18 or line[16:18] == "  " for line in RESUME.splitlines())


def test_concurrent_study_is_split_off_with_its_spans() -> None:
    third = parse_resume(RESUME).entries[2]
    assert third.text == "某县委组织部干部科副科长"
    (concurrent,) = third.concurrent
    assert concurrent.word == "其间"
    (span,) = concurrent.spans
    assert (str(span.start), str(span.end), span.text) == ("2006-09", "2009-07", "在某省委党校法学专业在职研究生班学习")


def test_concurrent_study_at_the_end_of_the_line_is_the_same() -> None:
    inline = "2003.05--2010.11  某科副科长（其间：2006.09--2009.07在某党校学习；2009.08--2010.01挂职某镇）"
    (entry,) = parse_resume(inline).entries
    assert [span.text for span in entry.concurrent[0].spans] == ["在某党校学习", "挂职某镇"]
    assert parse_resume(render_resume(parse_resume(inline))) == parse_resume(inline)


def test_two_brackets_are_two_concurrents_and_inner_brackets_stay() -> None:
    (entry,) = parse_resume("2003.05--2010.11  某科科长（其间：甲（函授）学习）（其中：乙）").entries
    assert entry.concurrent == (Concurrent("其间", "甲（函授）学习"), Concurrent("其中", "乙"))


def test_a_bracket_in_the_middle_of_the_text_stays_in_it() -> None:
    (entry,) = parse_resume("2003.05--2010.11  某科科长（其间：2006.09起在职学习）、党组成员").entries
    assert entry.concurrent == ()
    assert entry.text.endswith("、党组成员")


def test_hanging_lines_belong_to_the_text() -> None:
    text = "1998.07--2003.05  某县教育局科员、办公室副\n                  主任\r\n2003.05--  某局局长"
    first, second = parse_resume(text).entries
    assert first.text == "某县教育局科员、办公室副主任"
    assert second.is_present


def test_free_lines_are_notes_of_the_entry_before_and_a_preamble_before_all() -> None:
    resume = parse_resume("工作经历\n1998.07--2003.05  某局科员\n借调某部一年\n            又一行\n2003.05--  某局局长")
    assert resume.preamble == ("工作经历",)
    assert resume.entries[0].notes == ("借调某部一年", "又一行")
    assert parse_resume(render_resume(resume)) == resume


@pytest.mark.parametrize("text", ["", "\n\n", "   "])
def test_an_empty_resume_has_no_entries(text: str) -> None:
    assert parse_resume(text) == Resume()


def test_a_period_that_does_not_exist_is_kept_as_a_line() -> None:
    resume = parse_resume("1998.07--2003.05  某局科员\n2003.13--2004.01  某局科长")
    assert resume.entries[0].notes == ("2003.13--2004.01  某局科长",)


def test_text_without_a_period_is_not_lost() -> None:
    assert parse_resume("自幼务农。").preamble == ("自幼务农。",)


MONTHS = st.builds(lambda year, month: parse_date(f"{year}.{month:02d}"), st.integers(1950, 2050), st.integers(1, 12))
WORDS = st.text("某县委组织部干部科长、兼（）挂职—-2019.07", min_size=1, max_size=20).filter(
    lambda text: text.strip() == text and text[0] not in "-—0129."
)
INNER = st.text("在某党校学习2006.09--，；", min_size=1, max_size=20).filter(lambda text: text.strip() == text)
ENTRIES = st.builds(
    ResumeEntry,
    MONTHS,
    st.none() | MONTHS,
    WORDS,
    st.lists(st.builds(Concurrent, st.sampled_from(["其间", "其中"]), INNER), max_size=2).map(tuple),
    st.lists(st.text("借调某部一年。", min_size=1, max_size=6), max_size=2).map(tuple),
)


@given(st.lists(ENTRIES, max_size=6))
def test_whatever_is_written_reads_back_equal(entries: list[ResumeEntry]) -> None:
    resume = Resume(tuple(entries))
    assert parse_resume(render_resume(resume)) == resume


@given(st.text())
def test_no_text_makes_the_parser_fail_and_no_character_that_is_seen_is_lost(text: str) -> None:
    resume = parse_resume(text)
    assert isinstance(render_resume(resume), str)
    if not resume.entries:
        assert "".join("".join(resume.preamble).split()) == "".join(text.split())


def test_precision_of_a_resume_is_the_month() -> None:
    assert parse_resume("1998.07--  某").entries[0].start == PartialDate(date(1998, 7, 1), "month")
