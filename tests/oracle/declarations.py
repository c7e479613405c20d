"""Declarations of personal matters and their verification (checks.md, Restraint)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from .county import Finding
from .facts import Fact
from .people import Person
from .society import Society, about
from .terms import completed_year, look_back, rolling, same_date, year_end

FAMILY_MATTERS = (
    "婚姻",
    "护照及因私出国",
    "港澳台证件及往来",
    "子女与外国人通婚",
    "子女与港澳台居民通婚",
    "移居或连续居留",
    "从业",
    "刑责",
)
CONCEALED_IF_NONE = frozenset(FAMILY_MATTERS) - {"港澳台证件及往来"} | {"股票基金保险"}
PARKING = ("车位", "车库", "储藏间")


def is_annual(row: Fact) -> bool:
    return row["报告类型"] in ("年度", "")


def number_of(row: Fact) -> str:
    """序号 in a key, else what it falls back to."""
    other = "内容" if row.record.feed == "declarations" else "核查值"
    return row["序号"] or row[other]


def annual_rows(person: Person, year: int) -> list[Fact]:
    rows = person.present("declarations")
    return [row for row in rows if is_annual(row) and row["报告年度"] == str(year)]


def declaration_missing(society: Society, person: Person) -> Iterator[Finding]:
    year = society.on.year
    if society.on < date(year, 2, 1) or not (person.leader(date(year, 1, 1)) and person.leader(date(year, 1, 31))):
        return
    if not annual_rows(person, year - 1):
        yield about(person, "restraint.declaration_missing", "yellow", [str(year - 1)])


def declaration_late(society: Society, person: Person) -> Iterator[Finding]:
    year = society.on.year
    due = date(year, 1, 31)
    rows = annual_rows(person, year - 1)
    first = min((row.day("提交日期") for row in rows), default=due)
    if first <= due or not person.leader(due):
        return
    earliest = [row for row in rows if row.day("提交日期") == first]
    if all(row.counts and not row["特殊原因"] for row in earliest):
        observed: dict[str, object] = {"submitted": first.isoformat()}
        refs = [row.ref for row in earliest]
        yield about(person, "restraint.declaration_late", "blue", [str(year - 1)], refs, observed)


def _change_key(row: Fact) -> list[str]:
    return [row["报告年度"], row["事项类别"], number_of(row)]


def change_report_late(society: Society, person: Person) -> Iterator[Finding]:
    for row in person.counting("declarations"):
        changed, sent = row.dated("变动日期"), row.day("提交日期")
        if row["报告类型"] != "变动" or row["事项类别"] not in FAMILY_MATTERS or changed is None:
            continue
        due = rolling(changed, 30)
        if due and sent > due and look_back(sent, society.on):
            required: dict[str, object] = {"due": due.isoformat()}
            yield about(person, "restraint.change_report_late", "yellow", _change_key(row), [row.ref], {}, required)


def _reported(person: Person, row: Fact, changed: date) -> bool:
    for other in person.present("declarations"):
        day = other.dated("变动日期")
        if other["报告类型"] != "变动" or other["事项类别"] != row["事项类别"] or day is None:
            continue
        if same_date(changed, row.precision("变动日期"), day, other.precision("变动日期")):
            return True
    return False


def change_never_reported(society: Society, person: Person) -> Iterator[Finding]:
    for row in person.counting("declarations"):
        changed = row.dated("变动日期")
        if not is_annual(row) or row["事项类别"] not in FAMILY_MATTERS or changed is None:
            continue
        due = rolling(changed, 30)
        in_year = row["报告年度"] == str(changed.year)
        overdue = in_year and look_back(changed, society.on) and due and society.on > due
        if overdue and not _reported(person, row, changed):
            yield about(person, "restraint.change_never_reported", "yellow", _change_key(row), [row.ref])


# -- verification -----------------------------------------------------------------------------------------------


def _order(row: Fact) -> tuple[int, int, str]:
    number = row["序号"]
    return (0, int(number), number) if number.isdigit() else (1, 0, number_of(row))


def _same_thing(item: Fact, row: Fact) -> bool:
    by_code = bool(item["信用代码"]) and item["信用代码"] == row["信用代码"]
    return by_code or (bool(item["核查值"]) and item["核查值"] == row["内容"])


def _same_number(item: Fact, row: Fact) -> bool:
    return bool(item["序号"]) and item["序号"] == row["序号"]


def _declared_before(rows: list[Fact], item: Fact) -> list[Fact]:
    return [row for row in rows if row.day("提交日期") < item.day("核查日期")]


def matched(items: list[Fact], rows: list[Fact]) -> dict[int, Fact]:
    """One to one within an 事项: item index → declared row."""
    pairs: dict[int, Fact] = {}
    taken: set[int] = set()
    for same in (_same_thing, _same_number):
        possible = [
            (not _same_number(item, row), _order(item), _order(row), i, j)
            for i, item in enumerate(items)
            for j, row in enumerate(rows)
            if same(item, row) and row.day("提交日期") < item.day("核查日期")
        ]
        for *_, i, j in sorted(possible):
            if i not in pairs and j not in taken:
                pairs[i] = rows[j]
                taken.add(j)
    return pairs


def _left_out(item: Fact, rows: list[Fact], year: int) -> bool:
    """核查值 无, or obtained after 基准日 of the rows it is judged against."""
    bases = [day for row in _declared_before(rows, item) if row.counts and (day := row.dated("基准日"))]
    base = max(bases, default=year_end(year))
    obtained = item.dated("取得日期")
    return item["核查值"] == "无" or (obtained is not None and obtained > base)


def _concealed(item: Fact, row: Fact | None, declared: list[Fact]) -> bool:
    """What declaration_mismatch names."""
    matter = item["事项类别"]
    if matter == "房产":
        return row is None and item["子类"] not in PARKING
    if matter == "经商办企业":
        return row is None
    return matter in CONCEALED_IF_NONE and not any(other["事项类别"] == matter for other in declared)


def _understated(item: Fact, row: Fact) -> bool:
    for column in ("面积", "金额"):
        verified, stated = item.number(column), row.number(column)
        if verified is not None and stated is not None and verified - stated > verified / Decimal(100):
            return True
    return False


def _omitted(item: Fact, row: Fact | None) -> bool:
    """What declaration_omitted names of its own."""
    if row is not None:
        return row.counts and _understated(item, row)
    matter = item["事项类别"]
    return matter in ("港澳台证件及往来", "境外存款投资") or (matter == "房产" and item["子类"] in PARKING)


def _judge_item(person: Person, year: int, item: Fact, row: Fact | None, declared: list[Fact]) -> Iterator[Finding]:
    verdict = item["认定结论"]
    key = [str(year), item["事项类别"], number_of(item)]
    refs = [item.ref] + ([row.ref] if row else [])
    if verdict == "一致":
        return
    if _concealed(item, row, declared) and verdict != "漏报":
        severity = "red" if verdict == "隐瞒不报" else "yellow"
        yield about(person, "restraint.declaration_mismatch", severity, key, refs)
    elif _concealed(item, row, declared) or _omitted(item, row):
        yield about(person, "restraint.declaration_omitted", "yellow", key, refs)


def verification(society: Society, person: Person) -> Iterator[Finding]:
    """declaration_mismatch and declaration_omitted."""
    last = completed_year(society.on)
    for year in (last, last - 1, last - 2):
        rows = annual_rows(person, year)
        by_matter: dict[str, list[Fact]] = defaultdict(list)
        for item in person.counting("verifications"):
            judged = item["核查年度"] == str(year) and any(row.counts for row in _declared_before(rows, item))
            if judged and not _left_out(item, rows, year):
                by_matter[item["事项类别"]].append(item)
        for matter, items in by_matter.items():
            pairs = matched(items, [row for row in rows if row["事项类别"] == matter])
            for i, item in enumerate(items):
                yield from _judge_item(person, year, item, pairs.get(i), _declared_before(rows, item))


PERSONAL = (declaration_missing, declaration_late, change_report_late, change_never_reported, verification)
