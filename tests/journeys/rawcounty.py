"""Random counties that can be sent: the oracle's random rows, of people who have names and numbers."""

from datetime import date

from tests.journeys.identities import Identity, identities
from tests.journeys.wordings import DATES, KEYS, PERSON, STARTS
from tests.oracle.county import Record
from tests.oracle.randomcounty import RandomCounty

COARSE = 0.05
EXACT = frozenset({"出生年月", "月份"})


def key_of(feed: str, cells: dict[str, str]) -> tuple[str, ...]:
    """The key of a row whose people are given by 身份证号."""
    found: list[str] = []
    for part in KEYS[feed]:
        if isinstance(part, str):
            found.append(cells.get(part, ""))
        elif cells.get(part[0]):
            found.append(cells[part[0]])
        else:
            found += [cells.get(column, "") for column in part[1:]]
    return tuple(found)


def in_order(cells: dict[str, str]) -> bool:
    """No end precedes its start, compared as far as the coarser is given."""
    for end, start in STARTS.items():
        one, other = cells.get(end, ""), cells.get(start, "")
        length = min(len(one), len(other))
        if one and other and one[:length] < other[:length]:
            return False
    return True


class RawCounty(RandomCounty):
    """The records as they would stand if every row had come through; `who`: 身份证号 → identity."""

    def __init__(self, seed: int, cadres: int, on: date) -> None:
        super().__init__(seed, cadres, on)
        made = identities(self.draw, cadres)
        self.who: dict[str, Identity] = {one.number: one for one in made}
        self.people = [one.number for one in made]
        self.units = [f"{1000 + n}" for n in range(max(3, cadres // 12))]
        self.managed: frozenset[str] | None = None

    def make(self) -> None:
        self.places()
        self.name_places()
        for number in self.people:
            for feed in (self.roster, self.career, self.growth, self.results, self.honours, self.matters, self.more):
                feed(number)
        for n in range(len(self.people)):
            self.reports(n)
            self.work(n)
        self.powers()
        self.fill()
        self._coarsen()
        self.drop_doubles()
        self.recognise(0.05)

    # -- what the oracle's rows lack ----------------------------------------------------------------------------

    def name_places(self) -> None:
        for n, unit in enumerate(self.county.of("units")):
            unit.cells.update({"单位名称": f"县第{n}局", "简称": f"{n}局", "曾用名": f"县{n}科委；第{n}办公室"})
            unit.cells["上级单位编码"] = self.units[0] if n else ""
        discipline = {
            unit.cells["单位编码"] for unit in self.county.of("units") if unit.cells.get("单位类别") == "纪委监委"
        }
        for post in self.county.of("posts"):
            # A report on the head of the discipline office is never kept (R58): none here.
            if post.cells["单位编码"] in discipline:
                post.cells["是否主要领导"] = "否"
            superior = post.cells.get("直接上级职位编码", "")
            post.cells["直接上级职位编码"] = superior if superior < post.cells["职位编码"] else ""

    def roster(self, id_: str) -> None:
        super().roster(id_)
        self.introduce(self.county.of("roster")[-1].cells)

    def introduce(self, cells: dict[str, str]) -> None:
        """Give a line of the roster its name, sex and birth."""
        one = self.who[cells["身份证号"]]
        born = one.born if self.draw.random() < 0.5 else one.born[:7]
        cells.update(
            {"姓名": one.name, "性别": one.sex, "出生年月": born, "人员类别": cells.get("人员类别") or "公务员"}
        )
        cells.update({"民族": self.pick(["汉族", "回族"]), "政治面貌": self.pick(["中共党员", "群众"], 0.2)})

    def more(self, id_: str) -> None:
        """What units must be full of before a quota is asked, and more kin."""
        for back in range(1, 5):
            quarter = (self.on.year * 4 + (self.on.month - 1) // 3) - back
            word = self.pick(["好", "好", "较好", "一般"])
            if self.draw.random() < 0.6:
                self.add(
                    "assessments", 人员标识=id_, 考核类型="平时", 期间=f"{quarter // 4}Q{quarter % 4 + 1}", 等次=word
                )
        self.add("family", 人员标识=id_, 称谓=self.pick(["妻子", "父亲", "表弟", "连襟"]), 成员身份证号=self.person())
        self.papers(id_)

    def papers(self, id_: str) -> None:
        """Feeds that no check reads, but that are sent all the same."""
        for n in range(self.draw.randint(0, 2)):
            start = self.day(6000, -3000)
            self.add(
                "education", 人员标识=id_, 教育类别=self.pick(["全日制", "在职"]), 学历=self.pick(["大学", "研究生"]),
                院校=f"大学{n}", 入学日期=start, 毕业日期=self.after(start, 1500),
            )  # fmt: skip
        for n in range(self.draw.randint(0, 2)):
            self.add(
                "ratings", 测评编号="C1", 票号=str(n), 被评人标识=id_, 评价人类别=self.pick(["上级", "同级", ""]),
                指标="担当", 分值=self.pick(["90", "85.5"]),
            )  # fmt: skip

    def fill(self) -> None:
        """★ cells, and relatives who are somebody."""
        for feed, wanted in {"powers": {"事项名称": "事项"}, "petitions": {"来源": "来信"}}.items():
            for record in self.county.of(feed):
                record.cells.update(wanted)
        for record in self.county.of("selection"):
            record.cells["拟任单位编码"] = self.pick(self.units, 0.5)
        for record in self.county.of("family"):
            one = self.who[self.person()]
            record.cells.update({"姓名": one.name, "出生年月": self.pick([one.born, one.born[:7], one.born[:4]], 0.1)})
        for record in self.county.of("key_tasks"):
            record.cells.update({one: record.cells.get(one, "").removesuffix("%") for one in ("计划进度", "实际进度")})
        for record in self.county.of("ledger"):
            record.cells["月份"] = record.cells["月份"][:7]

    def _coarsen(self) -> None:
        """Some days are known by their month only, a few by their year."""
        for feed, records in self.county.records.items():
            for record in records:
                for column in sorted(DATES.intersection(record.cells) - EXACT):
                    if record.cells[column] and self.draw.random() < COARSE:
                        self._coarsen_cell(feed, record, column)

    def _coarsen_cell(self, feed: str, record: Record, column: str) -> None:
        before = record.cells[column]
        record.cells[column] = before[: 4 if self.draw.random() < 0.15 else 7]
        if not in_order(record.cells):
            record.cells[column] = before

    def drop_doubles(self) -> None:
        for feed, records in self.county.records.items():
            kept: dict[tuple[str, ...], Record] = {}
            for record in records:
                record_cells = {name: value for name, value in record.cells.items() if value}
                record.cells.clear()
                record.cells.update(record_cells)
                kept.setdefault(key_of(feed, record.cells), record)
            self.county.records[feed] = list(kept.values())

    def names_of(self, unit: str) -> list[str]:
        """Every spelling of a unit."""
        for record in self.county.of("units"):
            if record.cells["单位编码"] == unit:
                former = record.cells["曾用名"].split("；")
                return [unit, record.cells["单位名称"], record.cells["简称"], *former]
        return [unit]


def people_columns(feed: str) -> list[str]:
    """The columns of a feed's rows that name people."""
    given = {"key_tasks": "责任人标识", "petitions": "被反映人标识", "audits": "责任人标识", "ratings": "被评人标识"}
    if feed in ("units", "posts", "roster", "powers", "recognitions"):
        return []
    if feed == "approvals":
        return ["经办人标识", "审核人标识"]
    return [given.get(feed, "人员标识")]


assert set(PERSON) >= {column for feed in KEYS for column in people_columns(feed)}
