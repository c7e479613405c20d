"""What a file of units, posts or people must hold together: units that exist, no circles, people who are who they are."""

from collections.abc import Callable, Mapping

from bihuan.calendar.partial import PartialDate
from bihuan.dossier.kinds import PostState, UnitState
from bihuan.exchange.cells import CLEARED
from bihuan.exchange.feeds import Feed
from bihuan.exchange.roster import Roster
from bihuan.exchange.targets import stranger_in
from bihuan.exchange.typed import Reason
from bihuan.exchange.works import Work


def check_structure(feed: Feed, works: list[Work], roster: Roster) -> None:
    """Give rows that say something new and break the structure their outcome."""
    check = _CHECKS.get(feed.id)
    if check and works:
        check([work for work in works if work.row.act != "撤销"], roster)


def _units(works: list[Work], roster: Roster) -> None:
    parents = dict(UnitState.objects.known().values_list("unit_code", "parent_code"))
    _refuse_circles(works, parents, "单位编码", "上级单位编码")


def _posts(works: list[Work], roster: Roster) -> None:
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
        if over in work.row.values:
            value = work.row.values[over]
            above[str(work.row.values[own])] = "" if value == CLEARED else str(value)
    for work in works:
        circle = _circle(str(work.row.values[own]), above)
        if circle:
            text = " → ".join([*circle, circle[0]])
            value = str(work.row.values.get(over, ""))
            work.end("rejected", Reason(over, value, f"上下级成环：{text}；请改正其中一个上级编码"))


def _circle(start: str, above: Mapping[str, str]) -> list[str]:
    path, seen = [start], {start}
    while (code := above.get(path[-1], "")) and code not in seen:
        path.append(code)
        seen.add(code)
    return path if code == start else []


def _roster(works: list[Work], roster: Roster) -> None:
    """A number that is known under another name or birth month, or whose own birth differs from 出生年月."""
    for work in works:
        if not work.forced:
            doubt = _doubt_of(work, roster)
            if doubt:
                work.end("review", doubt)


def _doubt_of(work: Work, roster: Roster) -> Reason | None:
    number, name, birth = (work.row.values[column] for column in ("身份证号", "姓名", "出生年月"))
    owner = roster.owner(number)
    known = roster.lines_of(owner) if owner is not None else []
    if known and all(line.name != name for line in known):
        return Reason("姓名", name, "与已掌握的该身份证号的姓名不同，需认定是更名、误填还是另一人")
    if known and not any(_agrees(birth, line.month) for line in known):
        text = f"与已掌握的出生年月 {known[0].month} 不同，需认定以哪个为准"
        return Reason("出生年月", birth.text, text)
    if not known and not _agrees(birth, f"{number[6:10]}-{number[10:12]}"):
        return Reason("出生年月", birth.text, "与身份证号中的出生年月不同，需认定以哪个为准")
    return None


def _agrees(birth: PartialDate, month: str) -> bool:
    text = birth.text[:7]
    return month.startswith(text) or text.startswith(month)


def _recognitions(works: list[Work], roster: Roster) -> None:
    """Whose record it is must be known when the recognition comes: a dossier opened later would not be found."""
    for work in works:
        key = str(work.row.values["原记录键"])
        number = "" if work.forced else stranger_in(roster, str(work.row.values["原记录类别"]), key)
        if number:
            work.end("review", Reason("原记录键", key, f"名册中没有身份证号 {number}；请先补报干部名册，或核对号码"))


_CHECKS: Mapping[str, Callable[[list[Work], Roster], None]] = {
    "units": _units,
    "posts": _posts,
    "roster": _roster,
    "recognitions": _recognitions,
}
