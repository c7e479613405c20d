"""Recusal of cadres: kin in one unit, native place, rotation (checks.md, Restraint)."""

from collections.abc import Iterator

from .county import Finding, Ref
from .people import Person
from .posts import Run
from .society import Society, about
from .terms import months_old

SENSITIVE = frozenset({"组织", "人事", "纪检", "监察", "审计", "财务"})
NATIVE_UNITS = ("党委", "政府", "纪委监委", "组织", "法院", "检察院", "公安")


def _posts_by_unit(society: Society, person: Person) -> dict[str, dict[str, list[Ref]]]:
    """Posts on record held on D: unit → post → evidence."""
    found: dict[str, dict[str, list[Ref]]] = {}
    for one in person.held(society.on):
        unit = society.posts.says(one.post, "单位编码")
        if unit:
            found.setdefault(unit, {}).setdefault(one.post, []).extend(one.refs)
    return found


def _chain(society: Society, unit: str, mine: str, theirs: str) -> str:
    """Colour of two posts of one unit held by kin."""
    posts = society.posts
    over_mine, over_theirs = posts.says(mine, "直接上级职位编码"), posts.says(theirs, "直接上级职位编码")
    if over_mine == theirs or over_theirs == mine or (over_mine and over_mine == over_theirs):
        return "red"
    team = [
        posts.says(o, "是否班子成员") == "是" and posts.says(o, "单位编码") == unit for o in (over_mine, over_theirs)
    ]
    return "yellow" if all(team) else ""


def _sensitive(society: Society, leading: str, held: str) -> bool:
    return society.posts.says(leading, "职位类别") == "领导" and bool(society.posts.sensitive(held) & SENSITIVE)


def kin_in_one_unit(society: Society) -> Iterator[Finding]:
    """recusal_chain and recusal_sensitive."""
    for pair, rows in society.kin_pairs.items():
        one, other = (society.people[id_] for id_ in pair)
        if not (society.judged(one) and society.judged(other)):
            continue
        posts_of_one, posts_of_other = _posts_by_unit(society, one), _posts_by_unit(society, other)
        for unit in posts_of_one.keys() & posts_of_other.keys():
            for mine, my_refs in posts_of_one[unit].items():
                for theirs, their_refs in posts_of_other[unit].items():
                    refs = [*rows, *my_refs, *their_refs]
                    severity = _chain(society, unit, mine, theirs)
                    if severity:
                        yield Finding("restraint.recusal_chain", severity, "pair", pair, [unit], {}, {}, refs)
                    if _sensitive(society, mine, theirs) or _sensitive(society, theirs, mine):
                        yield Finding("restraint.recusal_sensitive", "red", "pair", pair, [unit], {}, {}, refs)


def _native(society: Society, unit: str, home: str) -> bool:
    row = society.posts.units.get(unit)
    if row is None:
        return False
    code, kind = row["行政区划代码"], row["单位类别"]
    if kind in NATIVE_UNITS:
        return len(code) == 6 and code.isdigit() and not code.endswith("00") and home[:6] == code
    return kind == "乡镇" and len(code) == 9 and code.isdigit() and home[:9] == code


def native_place(society: Society, person: Person) -> Iterator[Finding]:
    home = person.roster["成长地区划代码"]
    for one in person.held(society.on):
        leads = society.posts.says(one.post, "是否主要领导") == "是"
        if leads and _native(society, society.posts.says(one.post, "单位编码"), home):
            yield about(person, "restraint.native_place", "red", [one.key], one.refs + person.evidence)


def _rotation(society: Society, run: Run) -> Iterator[tuple[int, str]]:
    """Months in the post and colour, for each class of the post."""
    posts, post = society.posts, run.appointments[0].post
    kind = posts.kind_of_unit(posts.says(post, "单位编码"))
    if posts.says(post, "是否班子成员") == "是" and kind in ("党委", "政府"):
        yield from ((120, "red"), (108, "blue"))
    if posts.says(post, "是否主要领导") == "是":
        yield 120, "yellow"
    if posts.sensitive(post):
        yield 60, "blue"


def rotation_due(society: Society, person: Person) -> Iterator[Finding]:
    for run in person.runs_held():
        for months, severity in _rotation(society, run):
            if months_old(run.start, months, society.on):
                key = [run.named_by(society.on).key]
                observed: dict[str, object] = {"since": run.start.isoformat()}
                required: dict[str, object] = {"months": months}
                yield about(person, "restraint.rotation_due", severity, key, run.refs, observed, required)


PERSONAL = (native_place, rotation_due)
