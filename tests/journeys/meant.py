"""Whose a row is, by the letter of feeds.md; a reading of its own, nothing taken from the product."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from tests.journeys.sent import CLEAR, Naming


class Register:
    """Who is known, and in which units each holds or held a post."""

    def __init__(self, known: Mapping[str, Mapping[Any, Any]]) -> None:
        self.post_units = {one.cells["职位编码"]: one.cells["单位编码"] for one in known["posts"].values()}
        self.people: dict[str, dict[str, str]] = {}
        self.units: dict[str, set[str]] = defaultdict(set)
        for one in known["roster"].values():
            number = one.cells["身份证号"]
            self.people[number] = one.cells
            for cells, _, _ in one.states.values():
                self.learn(number, cells["现任单位编码"], cells.get("现任职位编码", ""))
        for one in known["appointments"].values():
            if not one.retracted:
                self.learn(one.cells["人员标识"], one.cells["单位编码"], one.cells.get("职位编码", ""))
        self.codes: dict[str, set[str]] = defaultdict(set)
        for one in known["units"].values():
            names = [one.cells["单位编码"], one.cells["单位名称"], one.cells.get("简称", "")]
            for name in [*names, *one.cells.get("曾用名", "").split("；")]:
                self.codes[name].add(one.cells["单位编码"])

    def learn(self, number: str, unit: str, post: str) -> bool:
        before = len(self.units[number])
        self.units[number].update(code for code in (unit, self.post_units.get(post, "")) if code)
        return len(self.units[number]) > before


def whose(register: Register, naming: Naming) -> str | None:
    """身份证号; '' where nobody is named, CLEAR where nobody is to be; None where an officer must decide."""
    cells = {name: value for name, value in naming.cells.items() if value}
    if not cells or naming.number == CLEAR:
        return naming.number
    if naming.number:
        return _by_number(register, naming.number, cells)
    if not {"姓名", "单位", "出生年月"} <= set(cells):
        return None
    codes = register.codes.get(cells["单位"], set())
    fitting = [
        number
        for number, known in register.people.items()
        if known["姓名"] == cells["姓名"]
        and known["出生年月"][:7] == cells["出生年月"][:7]
        and cells.get("性别", known["性别"]) == known["性别"]
        and register.units[number] & codes
    ]
    return fitting[0] if len(fitting) == 1 else None


def _by_number(register: Register, number: str, cells: Mapping[str, str]) -> str | None:
    known = register.people.get(number)
    if known is None or cells.get("姓名", known["姓名"]) != known["姓名"]:
        return None
    month = known["出生年月"][:7]
    return number if cells.get("出生年月", month)[:7] == month else None
