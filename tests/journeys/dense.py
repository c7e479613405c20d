"""A second source of counties: those drawn beside every boundary (tests/policy), of people who have names and numbers."""

from datetime import date

from tests.journeys.identities import identity_number
from tests.journeys.rawcounty import RawCounty, in_order
from tests.journeys.wordings import STARTS
from tests.oracle.county import Record
from tests.policy.random_county import random_county

BRACKETS = {"金额": "金额(万元)", "面积": "面积(平方米)", "法定时限": "法定时限(工作日)"}
UNKNOWN_LEVEL = "其他层次"
STRANGER = identity_number("1960-02-03", 77, "女")


class DenseCounty(RawCounty):
    """Some of its homes manage only cadres of the county."""

    def __init__(self, seed: int, cadres: int) -> None:
        drawn, on = random_county(seed, cadres)
        super().__init__(seed, len({one.cells["身份证号"] for one in drawn.of("roster")}), on)
        self.managed = frozenset(drawn.managed) if drawn.managed else None
        self.drawn = drawn

    def make(self) -> None:
        drawn = dict.fromkeys(one.cells["身份证号"] for one in self.drawn.of("roster"))
        numbers = dict(zip(drawn, self.people, strict=True))
        for feed, records in self.drawn.records.items():
            self.county.records[feed] = [self._adopted(record, numbers) for record in records]
        self.units = [one.cells["单位编码"] for one in self.county.of("units")]
        self.name_places()
        states: dict[str, Record] = {}
        for record in sorted(self.county.of("roster"), key=lambda one: one.cells.pop("_from", "")):
            states[record.cells["身份证号"]] = record
            self.introduce(record.cells)
        self.county.records["roster"] = list(states.values())
        for number in self.people:
            self.papers(number)
        self.fill()
        self.drop_doubles()
        if self.managed is not None:
            self._keep_reports_below(states)

    def _adopted(self, record: Record, numbers: dict[str, str]) -> Record:
        """The record with its people's numbers, the columns' full names, and no end before its start."""
        cells = {BRACKETS.get(name, name): numbers.get(value, value) for name, value in record.cells.items()}
        if cells.get("成员身份证号", "") not in ("", *numbers.values()):
            cells["成员身份证号"] = STRANGER
        if "原记录键" in cells:
            parts = cells["原记录键"].split("|")
            cells["原记录键"] = "|".join(numbers.get(part, part) for part in parts)
        for column in ("职务层次", "拟任职务层次"):
            if cells.get(column) == "正处":
                cells[column] = UNKNOWN_LEVEL
        if not in_order(cells):
            cells = {name: value for name, value in cells.items() if name not in STARTS}
        return Record(record.feed, record.file, record.line, cells)

    def _keep_reports_below(self, states: dict[str, Record]) -> None:
        """A report on somebody who is managed above is never kept (R58): none here."""
        assert self.managed is not None
        for record in self.county.of("petitions"):
            accused = states.get(record.cells.get("被反映人标识", ""))
            if accused and accused.cells.get("管理权限", "") not in ("", *self.managed):
                del record.cells["被反映人标识"]


def source(seed: int, cadres: int, on: date) -> RawCounty:
    """Every second seed is of the one source, the rest of the other."""
    raw = DenseCounty(seed // 2, cadres) if seed % 2 else RawCounty(seed, cadres, on)
    raw.make()
    return raw
