"""Ladders, words and months, as checks.md and regulations.md §13.2 list them."""

LEVELS = ("无", "乡科级副职", "乡科级正职", "县处级副职", "县处级正职", "厅局级副职", "厅局级正职")
RANKS = (
    "二级科员",
    "一级科员",
    "四级主任科员",
    "三级主任科员",
    "二级主任科员",
    "一级主任科员",
    "四级调研员",
    "三级调研员",
    "二级调研员",
    "一级调研员",
    "二级巡视员",
    "一级巡视员",
)
# regulations.md §13.2: years in the rank below.
YEARS_TO_RANK = dict.fromkeys(RANKS[1:], 2) | {"一级调研员": 3, "二级巡视员": 4, "一级巡视员": 4}

GRADES = {
    "优秀": "优秀",
    "称职": "称职",
    "合格": "称职",
    "基本称职": "基本称职",
    "基本合格": "基本称职",
    "不称职": "不称职",
    "不合格": "不称职",
}
WITHOUT_GRADE = ("不确定等次", "只写评语", "不进行考核")

# Influence months by 类别 and 种类.
INFLUENCE = {
    "政务处分": {"警告": 6, "记过": 12, "记大过": 18, "降级": 24, "撤职": 24},
    "党纪处分": {
        "警告": 12,
        "严重警告": 18,
        "撤销党内职务": 24,
        "留党察看": 36,
        "留党察看一年": 36,
        "留党察看(一年)": 36,
        "留党察看二年": 48,
        "留党察看(二年)": 48,
    },
    "组织处理": {"调整职务": 12, "责令辞职": 24, "引咎辞职": 24, "免职": 24, "降职": 24, "降低岗位等级": 24},
}
ADMONITION_MONTHS = 6
PREFIXES = ("党内", "党纪", "政务", "行政")

SPOUSE = "丈夫 妻子 配偶"
LINEAL = "父亲 母亲 养父 养母 继父 继母 儿子 女儿 养子 养女 继子 继女 祖父 祖母 外祖父 外祖母 孙子 孙女 外孙 外孙女"
COLLATERAL = (
    "哥哥 弟弟 姐姐 妹妹 伯父 伯伯 叔父 叔叔 姑姑 姑妈 舅舅 舅父 姨 姨妈 堂哥 堂弟 堂姐 堂妹 堂兄弟 堂姐妹 "
    "表哥 表弟 表姐 表妹 表兄弟 表姐妹 侄子 侄女 外甥 外甥女"
)
AFFINES = (
    "岳父 岳母 公公 婆婆 儿媳 女婿 嫂子 弟媳 姐夫 妹夫 妻兄 妻弟 妻姐 妻妹 大伯 小叔 大姑 小姑 妻嫂 妻弟媳 连襟 妯娌 "
    "大姑父 小姑父 亲家 伯母 婶婶 姑父 舅妈 姨父 堂嫂 堂弟媳 堂姐夫 堂妹夫 表嫂 表弟媳 表姐夫 表妹夫 侄媳 侄女婿 "
    "外甥媳 外甥女婿"
)
KIN = frozenset(" ".join((SPOUSE, LINEAL, COLLATERAL, AFFINES)).split())


def level_index(level: str) -> int | None:
    return LEVELS.index(level) if level in LEVELS else None


def rank_index(rank: str) -> int | None:
    return RANKS.index(rank) if rank in RANKS else None
