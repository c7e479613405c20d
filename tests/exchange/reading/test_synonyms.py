"""Synonyms: only words whose meaning is beyond doubt."""

import pytest

from bihuan.exchange.reading.synonyms import LEVELS, RANKS, canonical_level, canonical_rank, canonical_word


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("县处级副职 副县级 副处级 副县处级 县级副职 副处 副县 副县（处）级 处级副职", "县处级副职"),
        ("县处级正职 正县级 正处级 正处 正县(处)级", "县处级正职"),
        ("乡科级正职 正科级 正乡级 正乡科级 正科 科级正职", "乡科级正职"),
        ("乡科级副职 副科级 副乡科级 副科 副乡（科）级", "乡科级副职"),
        ("厅局级正职 正厅级 正厅局级 正厅", "厅局级正职"),
        ("厅局级副职 副厅级 地厅级副职", "厅局级副职"),
        ("无 无职务层次", "无"),
    ],
)
def test_levels_are_one_word_each(words: str, level: str) -> None:
    assert {canonical_level(word) for word in words.split()} == {level}


@pytest.mark.parametrize("word", ["科员", "正部级", "处长", "", "县处级"])
def test_a_word_that_is_no_known_level_stays_as_it_is(word: str) -> None:
    assert canonical_level(word) == word


@pytest.mark.parametrize("word", [*LEVELS, *RANKS])
def test_canonical_words_are_their_own_canon(word: str) -> None:
    assert canonical_level(word) == word
    assert canonical_rank(word) == word


@pytest.mark.parametrize(
    ("vocabulary", "word", "canon"),
    [
        ("谈话类型", "述职述廉", "述职述责述廉"),
        ("谈话类型", "谈心", "谈心"),
        ("等次", "不定等次", "不确定等次"),
        ("等次", "优秀", "优秀"),
        ("职级", "１级主任科员", "一级主任科员"),
        ("职级", "四级主科", "四级主任科员"),
        ("性别", "男性", "男"),
        ("没有的词表", "述职述廉", "述职述廉"),
    ],
)
def test_each_vocabulary_has_its_own_synonyms(vocabulary: str, word: str, canon: str) -> None:
    assert canonical_word(vocabulary, word) == canon


def test_no_synonym_leads_to_two_levels() -> None:
    assert len(set(LEVELS)) == 7
    assert canonical_level("正科级") != canonical_level("副科级") != canonical_level("副处级")
