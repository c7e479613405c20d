"""What a file of units, posts or people must hold together: units that exist, no circles, people who are who they are."""

from collections.abc import Callable, Mapping

from bihuan.calendar.partial import PartialDate
from bihuan.dossier.kinds import PostState, UnitState
from bihuan.exchange.feeds import Feed
from bihuan.exchange.linking import read_roster
from bihuan.exchange.typed import CLEARED, Reason
from bihuan.exchange.works import Work


def check_structure(feed: Feed, works: list[Work]) -> None:
    """Give rows that break the structure their outcome."""
    check = _CHECKS.get(feed.id)
    if check:
        check([work for work in works if not work.outcome])


def _units(works: list[Work]) -> None:
    parents = dict(UnitState.objects.known().values_list("unit_code", "parent_code"))
    _refuse_circles(works, parents, "单位编码", "上级单位编码")


def _posts(works: list[Work]) -> None:
    superiors = dict(PostState.objects.known().values_list("post_code", "superior_code"))
    units = set(UnitState.objects.known().values_list("unit_code", flat=True))
    for work in works:
        unit = str(work.row.values["单位编码"])
        if unit not in units:
            work.end("rejected", Reason("单位编码", unit, "没有此单位；请先报送单位，或核对编码"))
    _refuse_circles([work for work in works if not work.outcome], superiors, "职位编码", "直接上级职位编码")


def _refuse_circles(works: list[Work], above: dict[str, str], own: str, over: str) -> None:
    """A row that, with what is known and the rest of the file, stands above itself."""
    for work in works:
        if work.row.act != "撤销" and over in work.row.values:
            value = work.row.values[over]
            above[str(work.row.values[own])] = "" if value == CLEARED else str(value)
    for work in works:
        circle = _circle(str(work.row.values[own]), above)
        if circle:
            text = " → ".join([*circle, circle[0]])
            work.end("rejected", Reason(over, str(work.row.values.get(over, "")), f"上下级成环：{text}"))


def _circle(start: str, above: Mapping[str, str]) -> list[str]:
    path, seen = [start], {start}
    while (code := above.get(path[-1], "")) and code not in seen:
        path.append(code)
        seen.add(code)
    return path if code == start else []


def _roster(works: list[Work]) -> None:
    """A number that is known under another name or birth month, or whose own birth differs from 出生年月."""
    roster = read_roster()
    for work in works:
        values = work.row.values
        number, name, birth = str(values["身份证号"]), str(values["姓名"]), values["出生年月"]
        found = roster.find(number)
        known = roster.people.get(roster.canonical.get(found, found)) if found else None
        if work.forced or not isinstance(birth, PartialDate):
            continue
        if known and known.name != name:
            work.end("review", Reason("姓名", name, "与已掌握的该身份证号的姓名不同，需认定是更名、误填还是另一人"))
        elif known and known.month and not _agrees(birth, known.month):
            work.end("review", Reason("出生年月", birth.text, f"与已掌握的出生年月 {known.month} 不同，需认定以哪个为准"))
        elif not known and not _agrees(birth, f"{number[6:10]}-{number[10:12]}"):
            work.end("review", Reason("出生年月", birth.text, "与身份证号中的出生年月不同，需认定以哪个为准"))


def _agrees(birth: PartialDate, month: str) -> bool:
    text = birth.text[:7]
    return month.startswith(text) or text.startswith(month)


_CHECKS: Mapping[str, Callable[[list[Work]], None]] = {"units": _units, "posts": _posts, "roster": _roster}
