"""奖惩情况 and 年度考核结果."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.exchange.forms.sentences import (
    Reward,
    YearAssessment,
    parse_assessments,
    parse_rewards,
    render_assessments,
    render_rewards,
)
from bihuan.exchange.reading.partial_date import parse_date


def test_a_full_sentence_gives_time_organ_and_name() -> None:
    (reward,) = parse_rewards("2008年7月，经某市委批准，授予优秀共产党员称号。")
    assert (str(reward.date), reward.organ, reward.name) == ("2008-07", "某市委", "优秀共产党员称号")


def test_the_short_form_is_read_too() -> None:
    first, second = parse_rewards("2008.07,某市委,记三等功;2010.01,某县政府,嘉奖;")
    assert (str(first.date), first.organ, first.name) == ("2008-07", "某市委", "记三等功")
    assert (second.organ, second.name) == ("某县政府", "嘉奖")


@pytest.mark.parametrize("text", ["", "无", "(无)", "（无）", "无。", " 无 "])
def test_nothing_is_nothing(text: str) -> None:
    assert parse_rewards(text) == ()


@pytest.mark.parametrize(("text", "name"), [("曾获先进个人", "曾获先进个人"), ("2008年，先进个人", "先进个人")])
def test_what_cannot_be_read_is_kept_as_a_name(text: str, name: str) -> None:
    (reward,) = parse_rewards(text)
    assert (reward.name, reward.text) == (name, text)


def test_several_organs_stay_together() -> None:
    (reward,) = parse_rewards("2008年7月，经某市委，某市政府批准，授予先进个人；")
    assert reward.organ == "某市委，某市政府"


WORDS = st.text("某市县委政府先进个人三等功", min_size=1, max_size=8)


@given(st.lists(st.tuples(st.integers(1980, 2030), st.integers(1, 12), WORDS, WORDS), max_size=4))
def test_rewards_that_are_written_read_back_equal(rows: list[tuple[int, int, str, str]]) -> None:
    rewards = [Reward(parse_date(f"{year}.{month:02d}"), organ, name, "") for year, month, organ, name in rows]
    found = parse_rewards(render_rewards(rewards))
    assert [(one.date, one.organ, one.name) for one in found] == [(one.date, one.organ, one.name) for one in rewards]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020年年度考核优秀；2021年年度考核称职。", {2020: "优秀", 2021: "称职"}),
        ("2020年度考核基本称职；2021年度考核不称职", {2020: "基本称职", 2021: "不称职"}),
        ("2020、2021年年度考核称职", {2020: "称职", 2021: "称职"}),
        ("2017年至2019年年度考核均为优秀", {2017: "优秀", 2018: "优秀", 2019: "优秀"}),
        ("2017—2019年优秀，2020年合格", {2017: "优秀", 2018: "优秀", 2019: "优秀", 2020: "合格"}),
        ("2020年不定等次", {2020: "不确定等次"}),
        ("2020年未参加考核；2021年不进行考核", {2020: "不进行考核", 2021: "不进行考核"}),
        ("２０２０年考核基本合格", {2020: "基本合格"}),
        ("2020年；2021年称职", {2021: "称职"}),
        ("2021至2019年称职", {2021: "称职", 2019: "称职"}),
        ("1900至2020年称职", {1900: "称职", 2020: "称职"}),
        ("无", {}),
        ("", {}),
        ("优秀", {}),
    ],
)
def test_sentences_give_a_grade_for_each_year(text: str, expected: dict[int, str]) -> None:
    assert {one.year: one.grade for one in parse_assessments(text)} == expected


GRADES = [
    "优秀",
    "称职",
    "基本称职",
    "不称职",
    "合格",
    "基本合格",
    "不合格",
    "不确定等次",
    "不进行考核",
    "病事假超半年",
    "只写评语",
]


@given(st.lists(st.builds(YearAssessment, st.integers(1990, 2050), st.sampled_from(GRADES)), max_size=6))
def test_assessments_that_are_written_read_back_equal(assessments: list[YearAssessment]) -> None:
    assert parse_assessments(render_assessments(assessments)) == tuple(assessments)
