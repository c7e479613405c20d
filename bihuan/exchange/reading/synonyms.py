"""Words that departments use for the same thing; only those whose meaning is beyond doubt."""

from bihuan.exchange.reading.text import normalise_text, without_space

LEVELS = ("无", "乡科级副职", "乡科级正职", "县处级副职", "县处级正职", "厅局级副职", "厅局级正职")
"""职务层次, from the lowest."""

RANKS = (
    "二级科员", "一级科员", "四级主任科员", "三级主任科员", "二级主任科员", "一级主任科员",
    "四级调研员", "三级调研员", "二级调研员", "一级调研员", "二级巡视员", "一级巡视员",
)  # fmt: skip
"""职级 of the comprehensive class, from the lowest."""

_LEVEL_NAMES = {
    "乡科级": ("科", "乡", "乡科", "乡镇"),
    "县处级": ("处", "县", "县处"),
    "厅局级": ("厅", "厅局", "地厅", "司局"),
}


def _level_synonyms() -> dict[str, str]:
    words = {"无职务层次": "无", "无领导职务": "无"}
    for level, stems in _LEVEL_NAMES.items():
        for side in "正副":
            for stem in stems:
                spellings = [f"{side}{stem}级", f"{stem}级{side}职", f"{side}{stem}级职务", f"{stem}级{side}"]
                if len(stem) == 1:
                    spellings += [f"{side}{stem}", f"{side}{stem}职"]
                words |= dict.fromkeys(spellings, f"{level}{side}职")
    return words


def _rank_synonyms() -> dict[str, str]:
    digits = dict(zip("一二三四", "1234", strict=True))
    words = {digits[rank[0]] + rank[1:]: rank for rank in RANKS}
    words |= {rank.replace("主任科员", "主科"): rank for rank in RANKS if "主任科员" in rank}
    return words


_SYNONYMS: dict[str, dict[str, str]] = {
    "职务层次": _level_synonyms(),
    "职级": _rank_synonyms(),
    "谈话类型": dict.fromkeys(("述职述廉", "述职述责", "述责述廉", "述职述德述廉", "述职述廉述责"), "述职述责述廉"),
    "等次": dict.fromkeys(("不定等次", "未定等次", "暂不定等次", "暂不确定等次"), "不确定等次"),
    "性别": {"男性": "男", "女性": "女"},
}


def canonical_word(vocabulary: str, text: str) -> str:
    """The word that `vocabulary` uses for this one; the word itself where no synonym is known."""
    word = without_space(normalise_text(text))
    known = _SYNONYMS.get(vocabulary, {})
    return known.get(word) or known.get(word.replace("(", "").replace(")", ""), word)


def canonical_level(text: str) -> str:
    """县处级副职 = 副县级 = 副处级 = 副县(处)级."""
    return canonical_word("职务层次", text)


def canonical_rank(text: str) -> str:
    return canonical_word("职级", text)
