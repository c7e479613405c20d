"""Evaluation at a size: whole, against a bare scan, after changes, for one person."""

import duckdb

from benchmarks.measuring import best_of, show, timed
from benchmarks.population import day
from bihuan.calendar import clock
from bihuan.facts.entries import entry
from bihuan.facts.known import last_seal
from bihuan.facts.models import Source
from bihuan.mechanisms.cultivation.kinds import Training
from bihuan.policy.engine.asking import Question
from bihuan.policy.engine.snapshot import extended
from bihuan.policy.engine.world import engine
from bihuan.policy.evaluation import ask, evaluate, follow_facts
from bihuan.policy.versions import current_library


def measure_questions(database: str, cadres: list[int]) -> None:
    """Everything about evaluation at this size, on a snapshot that starts empty."""
    size = len(cadres)
    with timed() as spent:
        extended()
    show(database, "snapshot from nothing", size, f"{spent.seconds:.2f} s")
    library = current_library()
    with engine() as asked:
        question = _question()
        whole = best_of(2, lambda: ask(asked, library, question))
        scan = best_of(2, lambda: _bare_scan(asked.base.database))
    show(
        database,
        "evaluate, all checks",
        size,
        f"{whole:.2f} s",
        f"{1000 * whole / size:.3f} s per 1,000; {whole / scan:.0f} × a bare scan of {scan:.3f} s",
    )
    with timed() as spent:
        evaluate(clock.today())
    show(database, "evaluate and store, first run", size, f"{spent.seconds:.2f} s")
    _measure_changes(database, cadres)


def _bare_scan(database: duckdb.DuckDBPyConnection) -> None:
    """Read every column of every fact once: what no evaluation can be faster than."""
    tables = database.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'fact'").fetchall()
    for (table,) in tables:
        database.execute(f'SELECT count(DISTINCT hash(t)) FROM fact."{table}" AS t').fetchall()


def _measure_changes(database: str, cadres: list[int]) -> None:
    size, library = len(cadres), current_library()
    _train(cadres[: max(1, size // 100)])
    with timed() as spent:
        extended()
    show(database, "snapshot after a 1 % change", size, f"{spent.seconds:.3f} s")
    with engine() as asked:
        ask(asked, library, _question(cadres[0]))
        one = best_of(5, lambda: ask(asked, library, _question(cadres[1])))
    show(database, "all checks for one person", size, f"{1000 * one:.0f} ms")
    follow_facts()
    _train(cadres[:1])
    with timed() as spent:
        follow_facts()
    show(database, "after one changed fact, stored", size, f"{1000 * spent.seconds:.0f} ms")


def _question(person: int | None = None) -> Question:
    """Every check today, about everybody or about one."""
    cadres = frozenset({person}) if person is not None else None
    return Question(clock.today(), last_seal(), tuple(current_library().checks), cadres)


def _train(cadres: list[int]) -> None:
    with entry(Source(feed="training", file="more.csv"), "bench") as writing:
        for cadre in cadres:
            fact = Training(cadre_id=cadre, course="新班", category="专题", begun_on=day(2026, 10), hours=8)
            fact.derive()
            writing.record(fact)
