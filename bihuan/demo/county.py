"""Make the demo county: a home marked synthetic, lived month by month on a set clock up to today."""

import datetime
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from bihuan.calendar import clock
from bihuan.calendar.months import add_months, last_day_of_month
from bihuan.demo import registers
from bihuan.demo.accounts import make_accounts, tie_to_dossier
from bihuan.demo.files import write
from bihuan.demo.months import Story, month_of
from bihuan.demo.people import make_population
from bihuan.demo.tomorrow import write_next_audit
from bihuan.demo.working import kept_for_visitors, work_month
from bihuan.dossier.projection import CurrentCadre
from bihuan.exchange.feeds import all_feeds
from bihuan.exchange.loading import load
from bihuan.policy.evaluation import evaluate

SEED = 20_26
MONTHS = 36
DETAILED = 13
Say = Callable[[str], None]


@dataclass(slots=True)
class Telling:
    """Where the story stands: its folder of files, and the first day of the month being told."""

    folder: Path
    story: Story
    start: datetime.date
    say: Say


def make_county(say: Say = print) -> None:
    """Live the county's three years; a home that has lived them already is left as it is."""
    done = settings.BIHUAN_HOME / "demo" / "done"
    if done.exists():
        say("演示县已经建立；如要重建，请先删除数据目录。")
        return
    chance = random.Random(SEED)
    today = datetime.datetime.now(clock.SHANGHAI).date()
    start = add_months(today.replace(day=1), -MONTHS)
    folder = settings.BIHUAN_HOME / "demo"
    shutil.rmtree(folder, ignore_errors=True)
    telling = Telling(folder, Story(chance, make_population(chance, start)), start, say)
    _send_registers(telling)
    make_accounts()
    for number in range(MONTHS + 1):
        _live(telling, number, today)
    _tie_visitor()
    write_next_audit(folder / "next", telling.story, today)
    done.write_text(today.isoformat(), "utf-8")
    say(f"演示县已建立：{len(telling.story.population.cadres)} 名合成干部，{MONTHS} 个月。")


def _tie_visitor() -> None:
    """The account of *a cadre* belongs to the one whose finding is left for visitors to work."""
    kept = kept_for_visitors()
    if kept and kept.cadres:
        tie_to_dossier(kept.cadres[0], CurrentCadre.objects.get(pk=kept.cadres[0]).unit_code)


def _send_registers(telling: Telling) -> None:
    population, day = telling.story.population, telling.start
    files = {
        "units": registers.units(), "posts": registers.posts(population), "roster": registers.roster(population, day),
        "appointments": registers.appointments(population.cadres), "ranks": registers.ranks(population.cadres),
        "family": registers.family(population.cadres), "powers": registers.powers(telling.story.chance),
    }  # fmt: skip
    _load(telling, f"{day:%Y-%m}", files, day)


def _live(telling: Telling, number: int, today: datetime.date) -> None:
    first = add_months(telling.start, number)
    last = min(last_day_of_month(first), today)
    if last < today and number == MONTHS:
        return
    sent = month_of(telling.story, first, number > MONTHS - DETAILED) if number < MONTHS else {}
    _load(telling, f"{first:%Y-%m}", sent, last)
    if number < MONTHS - DETAILED and number % 3 != 2:
        telling.say(f"{first:%Y年%m月}：汇聚 {sum(map(len, sent.values()))} 行")
        return
    with clock.set_clock(datetime.datetime.combine(last, datetime.time(20))):
        found = evaluate(last)
        worked = work_month(telling.story.chance, last)
    rows = sum(map(len, sent.values()))
    telling.say(f"{first:%Y年%m月}：汇聚 {rows} 行，提示 {len(found.findings)} 项，办理 {worked} 步")


def _load(telling: Telling, month: str, files: dict[str, list[dict[str, object]]], day: datetime.date) -> None:
    folder = telling.folder / month
    for feed, records in files.items():
        write(folder, feed, all_feeds()[feed].name, month, records)
    if folder.exists():
        with clock.set_clock(datetime.datetime.combine(day, datetime.time(18))):
            load([folder], actor="demo")
