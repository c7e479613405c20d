"""奖惩情况 and 年度考核结果 of the appointment form: sentences from which rows are read, and written back."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bihuan.calendar.partial import PartialDate
from bihuan.exchange.reading.partial_date import parse_date
from bihuan.exchange.reading.refusal import DateError
from bihuan.exchange.reading.text import normalise_text

_NOTHING = frozenset({"", "无", "(无)", "暂无"})
_PIECES = re.compile(r"[；;。\r\n]+")
_PARTS = re.compile(r"[，,]")
_GRADES = (
    "基本称职", "不称职", "优秀", "称职", "基本合格", "不合格", "合格",
    "不确定等次", "不定等次", "未定等次", "不进行考核", "未参加考核", "病事假超半年", "只写评语",
)  # fmt: skip
_TOKENS = re.compile(rf"((?:19|20)\d{{2}})|({'|'.join(_GRADES)})|([至—–~～-]+)|([；;。\r\n])")
_SAME_GRADE = {"不定等次": "不确定等次", "未定等次": "不确定等次", "未参加考核": "不进行考核"}
_LONGEST_RANGE = 40


@dataclass(frozen=True, slots=True)
class Reward:
    """`text` is the sentence as it stood; the rest as far as it can be read."""

    date: PartialDate | None
    organ: str
    name: str
    text: str


def parse_rewards(text: str) -> tuple[Reward, ...]:
    """`2008年7月，经某市委批准，授予优秀共产党员；…。` and `2008.07,某市委,记三等功;`."""
    pieces = (piece.strip() for piece in _PIECES.split(text))
    return tuple(_reward(piece) for piece in pieces if normalise_text(piece) not in _NOTHING)


def _reward(piece: str) -> Reward:
    parts = [part for part in map(normalise_text, _PARTS.split(piece)) if part]
    date = _date(parts[0]) if parts else None
    rest = parts[1:] if date else parts
    name = rest[-1].removeprefix("被").removeprefix("授予") if rest else ""
    organ = "，".join(rest[:-1]).removeprefix("经").removesuffix("批准")
    return Reward(date, organ, name, piece)


def _date(text: str) -> PartialDate | None:
    try:
        return parse_date(text.rstrip("."))
    except DateError:
        return None


def render_rewards(rewards: Iterable[Reward]) -> str:
    sentences = [_reward_sentence(reward) for reward in rewards]
    return "；".join(sentences) + "。" if sentences else "无"


def _reward_sentence(reward: Reward) -> str:
    when = f"{reward.date.date.year}年{reward.date.date.month}月" if reward.date else ""
    organ = f"经{reward.organ}批准" if reward.organ else ""
    return "，".join(filter(None, (when, organ, f"授予{reward.name}" if organ else reward.name)))


@dataclass(frozen=True, slots=True)
class YearAssessment:
    year: int
    grade: str


def parse_assessments(text: str) -> tuple[YearAssessment, ...]:
    """`2020年年度考核优秀；2021、2022年称职；2017至2019年年度考核均为称职。` A year without a grade says nothing."""
    found: list[YearAssessment] = []
    years: list[int] = []
    ranged = False
    for year, grade, dash, stop in _TOKENS.findall(normalise_text(text)):
        if year:
            continues = ranged and years and 0 < int(year) - years[-1] <= _LONGEST_RANGE
            years += range(years[-1] + 1 if continues else int(year), int(year) + 1)
        elif grade:
            found += [YearAssessment(one, _SAME_GRADE.get(grade, grade)) for one in years]
        if grade or stop:
            years = []
        ranged = bool(dash)
    return tuple(found)


def render_assessments(assessments: Iterable[YearAssessment]) -> str:
    sentences = [f"{one.year}年年度考核{one.grade}" for one in assessments]
    return "；".join(sentences) + "。" if sentences else "无"
