"""What a department knows of one synthetic cadre: about 70 rows, every feed that has rows about people."""

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from benchmarks.places import PEOPLE_A_UNIT, post_code, unit_code
from bihuan.calendar.partial import PartialDate
from bihuan.dossier.kinds import Appointment, Education, Employment, Family, Person, Position, Rank
from bihuan.exchange.reading.identity_number import check_character
from bihuan.facts.models import Fact
from bihuan.mechanisms.assessment.kinds import Assessment, KeyTask, Ledger
from bihuan.mechanisms.cultivation.kinds import Practice, Training
from bihuan.mechanisms.incentive.kinds import Award, Selection
from bihuan.mechanisms.restraint.kinds import (
    Approval,
    Audit,
    Declaration,
    Inquiry,
    Petition,
    Sanction,
    Talk,
    Verification,
)

RANKS = ("二级科员", "一级科员", "四级主任科员", "三级主任科员", "二级主任科员", "一级主任科员", "四级调研员")
LEVELS = ("无", "乡科级副职", "乡科级正职", "县处级副职")
RELATIONS = ("父亲", "母亲", "妻子", "儿子")
MATTERS = ("婚姻", "护照及因私出国", "房产", "股票基金保险", "经商办企业", "从业")
DAY = datetime.timedelta(days=1)


def number_of(place: int) -> str:
    """A 身份证号 of a division that does not exist."""
    born = born_of(place)
    seventeen = f"999999{born:%Y%m%d}{place // 9408:03d}"
    return seventeen + check_character(seventeen)


def born_of(place: int) -> datetime.date:
    """Another day for each of 9,408 people, and the same again."""
    return datetime.date(1968 + place // 336 % 28, 1 + place // 28 % 12, 1 + place % 28)


@dataclass
class Life:
    """`place`: who it is among `size`; `cadre`: the number of the dossier; `today`: what all days are told from."""

    chance: random.Random
    place: int
    size: int
    cadre: int
    today: datetime.date

    def past(self, days: int, least: int = 0) -> PartialDate:
        return PartialDate(self.today - datetime.timedelta(days=self.chance.randint(least, days)))

    def later(self, day: PartialDate, days: int) -> PartialDate:
        return PartialDate(day.date + datetime.timedelta(days=self.chance.randint(1, days)))

    def sometimes(self, share: float) -> bool:
        return self.chance.random() < share

    def facts(self) -> Iterator[Fact]:
        """The subject's column aside, every fact is about this cadre."""
        for part in (
            self._roster, self._career, self._relatives, self._growth, self._work, self._results, self._honours,
            self._reports, self._declared, self._decided,
        ):  # fmt: skip
            yield from part()

    def _roster(self) -> Iterator[Fact]:
        since, began = self.past(3000, 300), self.today.year - 25 + self.place % 20
        yield Person(
            cadre_id=self.cadre, name=f"合成{self.place}", sex="男", born_on=PartialDate(born_of(self.place), "month"),
            ethnicity="汉族", political_status="中共党员", growth_code="110101",
            began_work_on=PartialDate(datetime.date(began, 8, 1)), full_time_education="大学", valid_from=self.today,
        )  # fmt: skip
        status = "在职" if self.place % 12 else "退休"
        yield Employment(
            cadre_id=self.cadre, category="公务员", management="县管", status=status, valid_from=self.today
        )
        yield Position(
            cadre_id=self.cadre, unit_code=unit_code(self.place), post_code=post_code(self.place), post_name="干部",
            rank=RANKS[self.place % 7], level=self._level(), position_since=since, level_since=since, rank_since=since,
            grade_since=self.past(2500), step_since=self.past(1200), valid_from=self.today,
        )  # fmt: skip

    def _level(self) -> str:
        inside = self.place % PEOPLE_A_UNIT
        return LEVELS[3 - inside if inside < 3 else 0]

    def _career(self) -> Iterator[Fact]:
        begun = self.past(6000, 5000)
        for step in range(4):
            ended = self.later(begun, 1500)
            last = step == 3
            yield Appointment(
                cadre_id=self.cadre, unit_code=unit_code(self.place), post_code=post_code(self.place) if last else "",
                post_name="干部" if last else f"岗位{step}", level=self._level() if last else LEVELS[step % 2],
                begun_on=begun, ended_on=None if last else ended, mode="委任",
            )  # fmt: skip
            begun = ended
        for step, back in enumerate((2600, 1700, 800)):
            rank = RANKS[(self.place + step) % 7]
            yield Rank(cadre_id=self.cadre, rank=rank, begun_on=self.past(back, back - 300))

    def _relatives(self) -> Iterator[Fact]:
        for level in ("大学", "研究生"):
            begun = self.past(9000, 7000)
            yield Education(
                cadre_id=self.cadre, mode="全日制", level=level, school=f"大学{self.place % 50}", begun_on=begun,
                ended_on=self.later(begun, 1400),
            )  # fmt: skip
        for relation in RELATIONS:
            yield Family(
                cadre_id=self.cadre, relation=relation, name=f"亲属{self.place}", born_on=self.past(20000, 8000)
            )
        if self.sometimes(0.1):
            other = min(self.size - 1, self.place + self.chance.randint(1, 2 * PEOPLE_A_UNIT))
            yield Family(cadre_id=self.cadre, relation="表弟", name=f"合成{other}", number=number_of(other))

    def _growth(self) -> Iterator[Fact]:
        for number in range(13):
            begun = self.past(1900)
            yield Training(
                cadre_id=self.cadre, course=f"班{number}", host="党校",
                category=self.chance.choice(("党校", "专题", "网络", "业务", "任职", "警示教育")), begun_on=begun,
                ended_on=self.later(begun, 5), hours=Decimal(self.chance.randint(8, 60)), is_completed=True,
            )  # fmt: skip
        if self.sometimes(0.4):
            begun = self.past(900)
            yield Practice(
                cadre_id=self.cadre, category="乡村振兴", host="某村", duty="驻村", begun_on=begun,
                ended_on=self.later(begun, 400), end_review=self.chance.choice(("优秀", "良好", "")),
            )  # fmt: skip

    def _work(self) -> Iterator[Fact]:
        month = self.today.replace(day=1)
        for _ in range(11):
            month = (month - DAY).replace(day=1)
            yield Ledger(
                cadre_id=self.cadre, month=PartialDate(month, "month"), item="重点工作",
                completion=Decimal(self.chance.randint(60, 100)),
            )  # fmt: skip
        if self.sometimes(0.3):
            due = self.past(500)
            yield KeyTask(
                responsible_id=self.cadre, number=f"T{self.place}", name="任务", unit_code=unit_code(self.place),
                category=self.chance.choice(("攻坚", "民生")), planned_progress=Decimal(80),
                actual_progress=Decimal(self.chance.randint(50, 90)), due_on=due,
                status=self.chance.choice(("完成", "完成", "完成", "进行中")), completed_on=self.later(due, 20),
            )  # fmt: skip
        if self.sometimes(0.8):
            accepted = self.past(450, 20)
            yield Approval(
                handler_id=self.cadre, reviewer_id=None, number=f"A{self.place}", item_code=f"M{self.place % 5}",
                applicant="某企业", applicant_credit_code=f"91{self.place}", accepted_on=accepted,
                closed_on=self.later(accepted, 30), amount=Decimal(10),
            )  # fmt: skip

    def _results(self) -> Iterator[Fact]:
        for back in range(1, 6):
            year = self.today.year - back
            decided = datetime.date(year + 1, 2, 1) + self.chance.randint(0, 40) * DAY
            yield Assessment(
                cadre_id=self.cadre, category="年度", period=str(year), period_from=datetime.date(year, 1, 1),
                period_to=datetime.date(year, 12, 31), decided_on=PartialDate(decided),
                grade=self.chance.choice(("优秀", "称职", "称职", "称职", "称职", "基本称职")),
                notified_on=PartialDate(decided + 10 * DAY),
            )  # fmt: skip
        for back in range(1, 9):
            place = self.today.year * 4 + (self.today.month - 1) // 3 - back
            year, quarter = divmod(place, 4)
            yield Assessment(
                cadre_id=self.cadre, category="平时", period=f"{year}Q{quarter + 1}",
                period_from=datetime.date(year, 3 * quarter + 1, 1),
                period_to=datetime.date(year + quarter // 3, (3 * quarter + 3) % 12 + 1, 1) - DAY,
                grade=self.chance.choice(("好", "较好", "较好", "一般")),
            )  # fmt: skip

    def _honours(self) -> Iterator[Fact]:
        if self.sometimes(0.8):
            granted = self.past(1100)
            yield Award(
                cadre_id=self.cadre, name="嘉奖", category="嘉奖", mode="定期", granted_on=granted,
                basis_year=granted.date.year - 1, paid_on=self.later(granted, 100) if self.sometimes(0.7) else None,
            )  # fmt: skip
        if self.sometimes(0.06):
            yield Sanction(
                cadre_id=self.cadre,
                category="诫勉",
                penalty="诫勉",
                decided_on=self.past(900),
                document=f"文{self.place}",
            )
        if self.sometimes(0.03):
            yield Inquiry(cadre_id=self.cadre, number=f"H{self.place}", route="组织", delivered_on=self.past(90))
        for number in range(4):
            category = ("谈心", "谈心", "述职述责述廉", "回访")[number]
            yield Talk(cadre_id=self.cadre, category=category, held_on=self.past(700), talker=f"谈话人{number}")

    def _reports(self) -> Iterator[Fact]:
        if self.sometimes(0.1):
            registered = self.past(600)
            yield Petition(
                accused_id=self.cadre, number=f"X{self.place}", registered_on=registered, accepted_on=registered,
                category=self.chance.choice(("检举控告", "申诉求决")), result=self.chance.choice(("失实", "")),
                closed_on=self.later(registered, 80) if self.sometimes(0.8) else None, organ_level="县级",
            )  # fmt: skip
        if self.sometimes(0.1):
            found = self.past(800)
            yield Audit(
                responsible_id=self.cadre, number=f"S{self.place}", item="1", unit_code=unit_code(self.place),
                audit_kind="任中", problem="财政收支", liability="领导", found_on=found, due_on=self.later(found, 200),
                rectified_on=self.later(found, 300) if self.sometimes(0.7) else None, status="",
            )  # fmt: skip

    def _declared(self) -> Iterator[Fact]:
        year = self.today.year - 1
        for number, item in enumerate(MATTERS):
            yield Declaration(
                cadre_id=self.cadre, year=year, report_kind="年度", item=item, item_number="1", content=f"内容{number}",
                submitted_on=PartialDate(datetime.date(year + 1, 1, 20)), area=Decimal(100),
            )  # fmt: skip
        if self.sometimes(0.6):
            yield Verification(
                cadre_id=self.cadre, year=year, item="房产", item_number="1", content="内容2", area=Decimal(100),
                verified_on=self.past(200), conclusion="一致",
            )  # fmt: skip

    def _decided(self) -> Iterator[Fact]:
        if self.sometimes(0.3):
            decided = self.past(1000, 100)
            before = PartialDate(decided.date - 20 * DAY)
            yield Selection(
                cadre_id=self.cadre, number=f"G{self.place}", unit_code=unit_code(self.place), post_name="职务",
                level="乡科级正职", moved_on=before, recommended_on=before, examined_on=before,
                archive_checked_on=before, discipline_opinion_on=before, petition_checked_on=before,
                is_dual_signed=True, decided_on=decided, members=9, attended=8, agreed=7,
                notice_from=PartialDate(decided.date + DAY), notice_to=PartialDate(decided.date + 9 * DAY),
                talked_on=PartialDate(decided.date + 20 * DAY), appointed_on=PartialDate(decided.date + 20 * DAY),
            )  # fmt: skip
