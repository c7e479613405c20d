"""Evaluation at a size: whole, against a bare scan, after changes, for one person."""

import datetime
import re
from collections.abc import Iterator

import duckdb

from benchmarks.measuring import Figure, best_of, median_of, timed
from bihuan.calendar import clock
from bihuan.calendar.partial import PartialDate
from bihuan.facts.entries import entry
from bihuan.facts.known import last_seal
from bihuan.facts.models import Source
from bihuan.mechanisms.restraint.kinds import Talk
from bihuan.policy.engine.asking import Question
from bihuan.policy.engine.snapshot import extended
from bihuan.policy.engine.world import engine
from bihuan.policy.evaluation import ask, evaluate, follow_facts
from bihuan.policy.versions import current_library

AIMS = {3_000: 5.0, 100_000: 60.0}


def measure_questions(cadres: list[int], facts: int) -> Iterator[Figure]:
    """Everything about evaluation at this size, on a snapshot that starts empty."""
    size, library = len(cadres), current_library()
    with timed() as snapshot:
        extended()
    yield Figure("snapshot of everything", size, snapshot.seconds, "s", note=f"{facts:,} facts")
    with engine() as asked:
        with timed() as first:
            said = ask(asked, library, _question())
        whole = best_of(2, lambda: ask(asked, library, _question()))
        scan = best_of(3, lambda: _bare_scan(asked.base.database))
    total, aim = snapshot.seconds + first.seconds, AIMS.get(size)
    met = None if aim is None else total <= aim
    yield Figure(
        "evaluation with its snapshot", size, total, "s", f"≤ {aim:.0f}" if aim else "", met, f"{len(said):,} findings"
    )
    yield Figure("evaluation, snapshot standing", size, whole, "s")
    yield Figure("evaluation, per 1,000 cadres", size, 1_000_000 * whole / size, "ms")
    yield Figure("evaluation, times a bare scan", size, whole / scan, "×", note=f"scan {1000 * scan:.0f} ms")
    with timed() as stored:
        evaluate(clock.today())
    yield Figure("evaluation, first run, stored", size, stored.seconds, "s")
    with timed() as stored:
        evaluate(clock.today())
    yield Figure("evaluation, second run, stored", size, stored.seconds, "s")
    yield from _changes(cadres)


def _bare_scan(database: duckdb.DuckDBPyConnection) -> None:
    """Read every column that some check or definition names, once: what no evaluation can be faster than."""
    library = current_library()
    selects = [one.select for one in library.checks.values()] + [one.select for one in library.definitions.values()]
    words = set(re.findall(r"\w+", " ".join(selects)))
    columns = database.execute(
        "SELECT table_name, list(column_name) FROM information_schema.columns WHERE table_schema = 'fact' GROUP BY 1"
    ).fetchall()
    for table, names in columns:
        read = ", ".join(f'"{name}"' for name in names if name in words)
        if table in words and read:
            database.execute(f'SELECT bit_xor(hash({read})) FROM fact."{table}"').fetchall()


def _changes(cadres: list[int]) -> Iterator[Figure]:
    size, library = len(cadres), current_library()
    share = max(1, size // 100)
    _talk_with(cadres[:share])
    with timed() as spent:
        extended()
    yield Figure("snapshot after a 1 % change", size, 1000 * spent.seconds, "ms", note=f"{share:,} facts")
    follow_facts()
    several = iter(cadres[size // 2 :])

    def one_fact() -> None:
        follow_facts()

    spans = []
    for _ in range(5):
        _talk_with([next(several)])
        with timed() as spent:
            one_fact()
        spans.append(1000 * spent.seconds)
    after_one = sorted(spans)[2]
    yield Figure("after one changed fact, stored", size, after_one, "ms", "≤ 100", after_one <= 100)
    with engine() as asked:
        ask(asked, library, _question(cadres[0]))
        people = iter(cadres[1:])
        person = 1000 * median_of(5, lambda: ask(asked, library, _question(next(people))))
    yield Figure("all checks for one person", size, person, "ms", "≤ 500", person <= 500)


def _question(person: int | None = None) -> Question:
    """Every check today, about everybody or about one."""
    cadres = frozenset({person}) if person is not None else None
    return Question(clock.today(), last_seal(), tuple(current_library().checks), cadres)


def _talk_with(cadres: list[int]) -> None:
    """One new fact each: a talk, yesterday."""
    yesterday = PartialDate(clock.today() - datetime.timedelta(days=1))
    with entry(Source(feed="talks", file="more.csv"), "bench") as writing:
        for cadre in cadres:
            fact = Talk(cadre_id=cadre, category="谈心", held_on=yesterday, talker=f"{last_seal()}")
            fact.derive()
            writing.record(fact)
