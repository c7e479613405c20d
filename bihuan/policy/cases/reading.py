"""From cases/<check>.yaml to cases."""

import datetime
from collections.abc import Iterator
from typing import Any

from bihuan.policy.cases.cells import as_text
from bihuan.policy.packs.fields import DAY, LIST, MAP, TEXT, Complaints, Wanted, one_of, optional
from bihuan.policy.packs.files import Files, is_case, pack_of
from bihuan.policy.packs.library import Library
from bihuan.policy.packs.parsed import parse_all
from bihuan.policy.packs.problems import PackFault
from bihuan.policy.packs.shapes import ORIGINS, SEVERITIES, Case

ON = Wanted((datetime.date,), DAY.says)
CASE = {"name": TEXT, "on": ON, "from": one_of(*ORIGINS), "facts": MAP, "expect": LIST, "manages": optional(LIST)}
EXPECTED = {
    "severity": one_of(*SEVERITIES), "subject": Wanted((str, int, list), "对象"), "key": optional(LIST),
    "observed": optional(MAP), "required": optional(MAP),
}  # fmt: skip


def read_cases(files: Files, library: Library) -> list[Case]:
    """Every case of the packs; PackFault with every problem of their shape."""
    texts = {name: text for name, text in files.items() if is_case(name)}
    say = Complaints(texts)
    cases = [case for name, data in parse_all(texts).items() for case in _cases(say, library, name, data)]
    if say.problems:
        raise PackFault(say.problems)
    return cases


def _cases(say: Complaints, library: Library, file: str, data: Any) -> Iterator[Case]:
    check = check_of(file, library)
    if check is None:
        say.say(file, (), "没有同名的规则", "cases/<名>.yaml 是 checks/<名>.yaml 的算例")
        return
    for index, given in enumerate(data if isinstance(data, list) else [data]):
        got = say.take(file, (index,), given, CASE)
        if got is None:
            continue
        expected = [say.take(file, (index, "expect", place), one, EXPECTED) for place, one in enumerate(got["expect"])]
        yield Case(
            file=file,
            index=index,
            check=check,
            name=got["name"],
            on=got["on"],
            origin=got["from"],
            facts=_facts(say, file, index, got["facts"]),
            expect=tuple(one for one in expected if one is not None),
            manages=tuple(got["manages"] or ()),
        )


def check_of(file: str, library: Library) -> str | None:
    """The check whose file stands beside: `cases/native_place.yaml` → the check in `checks/native_place.yaml`."""
    beside = f"{pack_of(file)}/checks/{file.rsplit('/', 1)[1]}"
    return next((check.id for check in library.checks.values() if check.file == beside), None)


def _facts(say: Complaints, file: str, index: int, given: dict[str, Any]) -> dict[str, tuple[dict[str, str], ...]]:
    facts = {}
    for feed, rows in given.items():
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            say.say(file, (index, "facts", feed), f"{feed} 应为记录的列表", "每条记录写成 {列名: 值}")
            continue
        facts[feed] = tuple({str(name): as_text(value) for name, value in row.items()} for row in rows)
    return facts
