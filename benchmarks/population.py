"""A synthetic population of any size, written as facts: about 70 rows a cadre, valid data, no meaning."""

import datetime
import random
from collections.abc import Iterator
from decimal import Decimal

from bihuan.calendar.partial import PartialDate
from bihuan.dossier.kinds import (
    Appointment,
    Employment,
    Family,
    IdentityNumber,
    Person,
    Position,
    PostState,
    Rank,
    UnitState,
)
from bihuan.dossier.models import Cadre
from bihuan.exchange.reading.identity_number import check_character
from bihuan.facts.entries import entry
from bihuan.facts.models import Fact, Source
from bihuan.mechanisms.assessment.kinds import Assessment, Ledger
from bihuan.mechanisms.cultivation.kinds import Training
from bihuan.mechanisms.restraint.kinds import Talk

SLICE = 2000
DAY = datetime.date(2026, 11, 1)


def day(year: int, month: int, number: int = 1) -> PartialDate:
    return PartialDate(datetime.date(year, month, number))


def number_of(place: int) -> str:
    """A number of a division that does not exist."""
    seventeen = f"9999{place // 1_000_000:02d}{1965 + place % 32}{1 + place % 12:02d}{1 + place % 28:02d}{place // 372 % 1000:03d}"
    return seventeen + check_character(seventeen)


def make_population(size: int) -> list[int]:
    """Write the units, then the cadres slice by slice, each slice one entry; the cadres' numbers."""
    chance = random.Random(size)
    units = max(5, size // 40)
    with entry(Source(feed="units", file="units.csv"), "bench") as writing:
        for place in range(units):
            writing.record(UnitState(unit_code=f"U{place}", name=f"单位{place}", category="部门"))
            writing.record(
                PostState(
                    post_code=f"P{place}", unit_code=f"U{place}", name="负责人", level="乡科级正职", is_chief=True
                )
            )
    made: list[int] = []
    for start in range(0, size, SLICE):
        cadres = Cadre.objects.bulk_create([Cadre() for _ in range(min(SLICE, size - start))])
        with entry(Source(feed="roster", file=f"{start}.csv"), "bench") as writing:
            for place, cadre in enumerate(cadres, start):
                for fact in facts_of(chance, cadre.pk, place, units):
                    fact.derive()
                    fact.key_index = fact.key_index or f"{fact.kind.name}-{len(writing.rows)}-{start}"
                    writing.record(fact, place)
        made += [cadre.pk for cadre in cadres]
    return made


def facts_of(chance: random.Random, cadre: int, place: int, units: int) -> Iterator[Fact]:
    """Everything about one cadre."""
    unit = f"U{place % units}"
    born = day(1965 + place % 32, 1 + place % 12)
    yield IdentityNumber(cadre_id=cadre, number=number_of(place))
    yield Person(
        cadre_id=cadre, name=f"合成{place}", sex="男", born_on=born, began_work_on=day(2000, 8), valid_from=DAY
    )
    yield Employment(cadre_id=cadre, category="公务员", status="在职", valid_from=DAY)
    yield Position(cadre_id=cadre, unit_code=unit, post_name="干部", rank="三级主任科员", valid_from=DAY)
    for year in (2014, 2019, 2024):
        yield Rank(
            cadre_id=cadre, rank="三级主任科员" if year > 2020 else "四级主任科员", begun_on=day(year, 1 + place % 12)
        )
        yield Appointment(cadre_id=cadre, unit_code=unit, post_name="干部", level="无", begun_on=day(year, 3))
        yield Family(cadre_id=cadre, relation="儿子", name=f"亲属{place}{year}", born_on=day(year - 10, 2))
    for number in range(20):
        begun = day(2022 + number // 4, 1 + number % 12, 1 + place % 20)
        yield Training(
            cadre_id=cadre,
            course=f"班{number}",
            category="专题",
            begun_on=begun,
            ended_on=begun,
            hours=Decimal(chance.randint(8, 40)),
        )
        yield Ledger(cadre_id=cadre, month=day(2025 + number // 12, 1 + number % 12), item="重点工作")
    for quarter in range(16):
        year, last = 2023 + quarter // 4, datetime.date(2023 + quarter // 4, 3 * (quarter % 4) + 3, 28)
        yield Assessment(
            cadre_id=cadre,
            category="平时",
            period=f"{year}Q{quarter % 4 + 1}",
            period_from=last,
            period_to=last,
            grade="较好",
        )
        if quarter % 4 == 3:
            yield Assessment(
                cadre_id=cadre,
                category="年度",
                period=str(year),
                period_from=last,
                period_to=datetime.date(year, 12, 31),
                grade="称职",
            )
            yield Talk(cadre_id=cadre, category="谈心", held_on=day(year, 6, 1 + place % 20))
