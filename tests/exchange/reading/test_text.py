"""Normalising of cell text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.exchange.reading.names import normalise_name
from bihuan.exchange.reading.text import CLEARING, neutralise, normalise_text


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("２０２６Ａｚ", "2026Az"),
        ("县委（组织部）", "县委(组织部)"),
        ("　张三　", "张三"),
        ("\xa0张三\xa0", "张三"),
        ("\u200b张三\ufeff", "张三"),
        ("张\x00三\x07", "张三"),
        ("\u202e张三\u202c", "张三"),
        ("第一行\r\n第二行\r第三行", "第一行\n第二行\n第三行"),
        ("甲　乙", "甲　乙"),
        ("完成率：９５％", "完成率：95％"),
        ("", ""),
        ("\t \u3000", ""),
        ("半\ud800个", "半个"),
    ],
)
def test_text_is_normalised_as_feeds_md_says(given_text: str, expected: str) -> None:
    assert normalise_text(given_text) == expected


def test_clearing_is_known_in_both_kinds_of_brackets() -> None:
    assert normalise_text("（清除）") == normalise_text("(清除)") == CLEARING


@pytest.mark.parametrize("text", ["=1+1", "+86 591", "-5", "@所有人", "＝1", "'=x", "''-x"])
def test_a_neutralised_text_comes_back_as_it_was(text: str) -> None:
    assert neutralise(text) == "'" + text
    assert normalise_text(neutralise(text)) == text


@pytest.mark.parametrize("text", ["'张三'", "'2026-11-23", "'", "O'=x"])
def test_an_apostrophe_that_neutralises_nothing_stays(text: str) -> None:
    assert normalise_text(text) == text
    assert neutralise(text) == text


@given(st.text())
def test_what_was_neutralised_on_export_reads_the_same_on_import(text: str) -> None:
    plain = normalise_text(text)
    assert normalise_text(neutralise(plain)) == plain


@given(st.text())
def test_no_export_ever_starts_a_formula(text: str) -> None:
    assert neutralise(text).lstrip()[:1] not in tuple("=+-@＝＋－＠")


@given(st.text())
def test_normalised_text_has_no_surrounding_space_and_no_control_characters(text: str) -> None:
    plain = normalise_text(text)
    assert plain == plain.strip()
    assert not any(ord(character) < 32 and character not in "\t\n" for character in plain)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("张  三", "张三"),
        ("张　三", "张三"),
        ("阿依古丽・买买提", "阿依古丽·买买提"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽‧买买提", "阿依古丽·买买提"),
        ("ＡＬＩ", "ALI"),
    ],
)
def test_names_that_a_person_reads_as_equal_are_equal(one: str, other: str) -> None:
    assert normalise_name(one) == normalise_name(other)


def test_names_that_differ_by_a_character_stay_different() -> None:
    assert normalise_name("张三") != normalise_name("张叁")
