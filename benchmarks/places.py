"""Units and posts of the synthetic population: thirty people a unit, a post for each."""

from collections.abc import Iterator

from bihuan.dossier.kinds import PostState, UnitState
from bihuan.facts.models import Fact
from bihuan.mechanisms.restraint.kinds import Power

PEOPLE_A_UNIT = 30


def unit_code(place: int) -> str:
    return f"U{place // PEOPLE_A_UNIT}"


def post_code(place: int) -> str:
    return f"P{place}"


def places(size: int) -> Iterator[Fact]:
    """The first of each unit leads it, the next two are of its team, every tenth post is a key post."""
    for first in range(0, size, PEOPLE_A_UNIT):
        number = first // PEOPLE_A_UNIT
        yield UnitState(
            unit_code=unit_code(first), name=f"合成单位{number}", short_name=f"单位{number}", division_code="110101",
            category=("部门", "乡镇", "公安", "事业单位")[number % 4], parent_code="" if number == 0 else "U0",
        )  # fmt: skip
        for item in range(5):
            yield Power(
                unit_code=unit_code(first), item_code=f"M{item}", name="事项", area="行政审批", post_code=post_code(first),
                risk="高", negative_list="有" if item else "", publication="网站", limit_days=20,
            )  # fmt: skip
    for place in range(size):
        inside = place % PEOPLE_A_UNIT
        yield PostState(
            post_code=post_code(place), unit_code=unit_code(place), name="干部", category="领导" if inside < 3 else "综合管理",
            level=("县处级副职", "乡科级正职", "乡科级副职")[inside] if inside < 3 else "无", is_chief=inside == 0,
            is_team=inside < 3, key_areas="财务" if place % 10 == 9 else "无",
            superior_code=post_code(place - inside) if inside else "",
        )  # fmt: skip
