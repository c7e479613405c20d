"""The synthetic population: units, posts, and cadres with a past."""

import datetime
import random
from dataclasses import dataclass, field

from bihuan.calendar.months import add_months
from bihuan.demo.names import GIVEN, SURNAMES, UNITS
from bihuan.exchange.reading.identity_number import check_character

LEADING = ("Y01", "Y02")
RANKS = (
    "二级科员", "一级科员", "四级主任科员", "三级主任科员", "二级主任科员", "一级主任科员", "四级调研员", "三级调研员"
)  # fmt: skip


@dataclass(slots=True)
class SomePost:
    code: str
    unit: str
    name: str
    level: str
    chief: bool = False
    team: bool = False
    area: str = ""
    superior: str = ""


@dataclass(slots=True)
class Holding:
    """One appointment; `until` None while it lasts."""

    post: SomePost
    since: datetime.date
    mode: str = "委任"
    until: datetime.date | None = None


@dataclass(slots=True)
class SomeCadre:
    """A synthetic person. `weight` leans towards good (1) or weak (0) and colours what happens to them."""

    number: str
    name: str
    sex: str
    born: datetime.date
    began: datetime.date
    unit: str
    weight: float
    holdings: list[Holding] = field(default_factory=list)
    ranks: list[tuple[str, datetime.date]] = field(default_factory=list)
    family: list[tuple[str, str, datetime.date, str]] = field(default_factory=list)

    @property
    def holding(self) -> Holding | None:
        return self.holdings[-1] if self.holdings else None

    @property
    def leader(self) -> bool:
        return bool(self.holding and "县处级" in self.holding.post.level)


@dataclass(slots=True)
class Population:
    posts: list[SomePost]
    cadres: list[SomeCadre]


def make_population(chance: random.Random, start: datetime.date) -> Population:
    """Everybody as of the first day of the story."""
    posts: list[SomePost] = []
    cadres: list[SomeCadre] = []
    used: set[str] = set()
    for code, _, _, _, category, _, size in UNITS:
        own = _posts_of(code, category, size)
        posts += own
        for place in range(size):
            post = own[place] if place < len(own) else None
            cadres.append(_cadre(chance, code, post, start, used))
    _relate(chance, cadres)
    return Population(posts, cadres)


def _posts_of(code: str, category: str, size: int) -> list[SomePost]:
    if code in LEADING:
        return _leading_posts(code)
    chief = {"乡镇": "党委书记", "街道": "党工委书记", "法院": "院长", "检察院": "检察长"}.get(category, "局长")
    chief = {"部门": "党组书记、局长", "组织": "部长", "纪委监委": "书记、主任"}.get(category, chief)
    head = SomePost(f"{code}-01", code, chief, "乡科级正职", True, True)
    deputies = [
        SomePost(
            f"{code}-{n:02d}",
            code,
            f"{'副局长' if category == '部门' else '副职'}（{n - 1}）",
            "乡科级副职",
            False,
            True,
            superior=head.code,
        )
        for n in range(2, 5)
    ]
    desks = [("办公室主任", "无"), ("财务股股长", "财务"), ("人事股股长", "人事"), ("审批股股长", "审批")]
    sections = [
        SomePost(f"{code}-{n:02d}", code, name, "无", area=area, superior=deputies[n % 3].code)
        for n, (name, area) in enumerate(desks, start=5)
    ]
    return [head, *deputies, *sections][: max(4, size)]


def _leading_posts(code: str) -> list[SomePost]:
    names = ("书记", "副书记", "常委") if code == "Y01" else ("县长", "常务副县长", "副县长")
    posts = [SomePost(f"{code}-01", code, names[0], "县处级正职", True, True)]
    for n in range(2, 13):
        name = names[1] if n < 4 else f"{names[2]}（{n - 3}）"
        posts.append(SomePost(f"{code}-{n:02d}", code, name, "县处级副职", False, True, superior=f"{code}-01"))
    return posts


def _cadre(chance: random.Random, unit: str, post: SomePost | None, start: datetime.date, used: set[str]) -> SomeCadre:
    leading = post is not None and post.level != "无"
    age = (
        chance.randint(44, 57)
        if post and "县处级" in post.level
        else chance.randint(36, 55)
        if leading
        else chance.randint(24, 56)
    )
    born = datetime.date(start.year - age, chance.randint(1, 12), chance.randint(1, 28))
    began = datetime.date(born.year + 22 + chance.randint(0, 2), 8, 1)
    sex = chance.choice("男男女")
    cadre = SomeCadre(
        _number(chance, born, sex, used), _name(chance), sex, born, min(began, start), unit, chance.random()
    )
    if post:
        cadre.holdings = _past(chance, cadre, post, start)
    cadre.ranks = _ranks(chance, cadre, start)
    return cadre


def _number(chance: random.Random, born: datetime.date, sex: str, used: set[str]) -> str:
    """A number of a division that does not exist (9999 21), so that it can be nobody's."""
    while True:
        order = chance.randrange(100, 999)
        order += (order % 2 == 0) if sex == "男" else (order % 2 == 1)
        seventeen = f"999921{born:%Y%m%d}{order % 1000:03d}"
        number = seventeen + check_character(seventeen)
        if number not in used:
            used.add(number)
            return number


def _name(chance: random.Random) -> str:
    length = chance.choice((1, 2, 2, 2))
    return chance.choice(SURNAMES) + "".join(chance.choice(GIVEN) for _ in range(length))


def _past(chance: random.Random, cadre: SomeCadre, post: SomePost, start: datetime.date) -> list[Holding]:
    since = add_months(start, -chance.choice((8, 14, 26, 30, 41, 55, 70, 100, 113)))
    since = max(since, add_months(cadre.began, 12))
    return [Holding(post, since.replace(day=1))]


def _ranks(chance: random.Random, cadre: SomeCadre, start: datetime.date) -> list[tuple[str, datetime.date]]:
    if cadre.leader:
        return []
    years = (start - cadre.began).days // 365
    top = min(4, 1 + max(0, years // 9))
    since = max(add_months(start, -chance.randint(1, 22)), add_months(cadre.began, 12)).replace(day=1)
    found = [(RANKS[top], since)]
    if top and since.year - 3 > cadre.began.year:
        found.insert(0, (RANKS[top - 1], since.replace(year=since.year - 3)))
    return found


def _relate(chance: random.Random, cadres: list[SomeCadre]) -> None:
    """Wives, husbands and children; here and there both are cadres, once in one unit."""
    for cadre in cadres:
        word = "妻子" if cadre.sex == "男" else "丈夫"
        born = cadre.born.replace(year=cadre.born.year + chance.randint(-2, 3), day=1)
        cadre.family.append((word, _name(chance), born, ""))
        if cadre.born.year < 1995:
            child = datetime.date(cadre.born.year + chance.randint(26, 30), chance.randint(1, 12), 1)
            cadre.family.append((chance.choice(("儿子", "女儿")), cadre.name[0] + chance.choice(GIVEN), child, ""))
    for _ in range(6):
        one, other = chance.sample(cadres, 2)
        one.family.append(
            ("弟弟" if other.sex == "男" else "妹妹", other.name, other.born.replace(day=1), other.number)
        )
    finance = [cadre for cadre in cadres if cadre.unit == "Y12" and cadre.holding]
    if len(finance) > 6:
        finance[1].family.append(("妻弟", finance[5].name, finance[5].born.replace(day=1), finance[5].number))
