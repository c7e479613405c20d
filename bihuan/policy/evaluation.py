"""`evaluate`: what the checks say on a day, as known at a moment; stored where it is about the present."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bihuan.calendar import clock
from bihuan.dossier.identity import canonical_map
from bihuan.facts.known import last_seal, seal_at
from bihuan.policy.engine.asking import Engine, Question
from bihuan.policy.engine.changes import Changes, changes_between
from bihuan.policy.engine.observation import Identity, Observation
from bihuan.policy.engine.snapshot import Progress, silent
from bihuan.policy.engine.world import engine
from bihuan.policy.findings.aftermath import withdrawn_among
from bihuan.policy.findings.edge import Told, as_json
from bihuan.policy.findings.known import EVERYTHING, Scope
from bihuan.policy.findings.life import NOTHING_NEW, Past
from bihuan.policy.findings.renumbering import renumber
from bihuan.policy.findings.storing import Moment, Stored, place_of, store
from bihuan.policy.models import Finding, Run
from bihuan.policy.packs.library import Library
from bihuan.policy.settings import home_settings
from bihuan.policy.versions import bench_of, current_library, keep_version, library_at, library_of_version

MOST_CADRES = 400
"""Where new facts concern more, everybody is asked: it costs no more and needs no circle."""


@dataclass(slots=True)
class EvaluationResult:
    """What holds on the day. `stored` is None where the question was about the past or about one person."""

    library: Library
    told: list[Told] = field(default_factory=list)
    stored: Stored | None = None

    @property
    def findings(self) -> list[Observation]:
        return [one.said for one in self.told]

    @property
    def ended(self) -> list[tuple[Finding, str]]:
        """What the run found to have ended, and how."""
        return [] if self.stored is None else [(one, what) for one, what in self.stored.transitions if not one.holds]

    def as_json(self) -> list[dict[str, Any]]:
        return as_json(self.library, self.told)


def evaluate(
    on: datetime.date,
    known_at: datetime.datetime | None = None,
    person: int | None = None,
    progress: Progress = silent,
) -> EvaluationResult:
    """Ask every check. Stores only without `known_at`, for everybody, and not before the last stored day."""
    library = library_at(known_at) if known_at else current_library()
    seal = seal_at(known_at) if known_at else last_seal()
    cadres = None if person is None else frozenset({person})
    with engine(progress) as asked:
        said = in_order(ask(asked, library, Question(on, seal, tuple(library.checks), cadres)))
        last = last_run()
        if known_at is not None or person is not None or (last is not None and on < last.on):
            return EvaluationResult(library, _with_states(said, known_at is None))
        return _store(asked, library, on, seal, said, last, EVERYTHING)


def follow_facts(progress: Progress = silent) -> EvaluationResult:
    """Store what facts recorded since the last run of today alter, asking only whom they may concern.

    A new day or new packs ask everybody, as `evaluate` does.
    """
    library, seal, last = current_library(), last_seal(), last_run()
    if last is None or last.on != clock.today() or last.version.digest != library.digest:
        return evaluate(clock.today(), progress=progress)
    with engine(progress) as asked:
        asked.base.know(seal, canonical_map(seal))
        changes = changes_between(asked.base, last.seal, seal)
        checks = tuple(bench_of(library).graph.resting_on(changes.kinds, library.checks))
        if not checks:
            return EvaluationResult(library)
        scope = _scope(changes, checks)
        said = in_order(ask(asked, library, Question(last.on, seal, checks, scope.cadres, scope.units)))
        return _store(asked, library, last.on, seal, said, last, scope)


def _scope(changes: Changes, checks: Iterable[str]) -> Scope:
    everybody = changes.cadres is None or len(changes.cadres) > MOST_CADRES
    return Scope(frozenset(checks), None if everybody else changes.cadres, changes.units)


def in_order(said: Iterable[Observation]) -> list[Observation]:
    return sorted(said, key=lambda one: (one.check, one.subject, one.key))


def last_run() -> Run | None:
    return Run.objects.select_related("version").order_by("-pk").first()


def ask(asked: Engine, library: Library, question: Question) -> list[Observation]:
    """One question to the engine under one library."""
    return asked.ask(bench_of(library), home_settings().manages, question, canonical_map(question.seal))


def _store(
    asked: Engine,
    library: Library,
    on: datetime.date,
    seal: int,
    said: list[Observation],
    last: Run | None,
    scope: Scope,
) -> EvaluationResult:
    renumber(canonical_map(seal))
    moment = Moment(on, seal, library, keep_version(library))

    def ask_past(ended: Sequence[Finding]) -> Past:
        return _past(asked, moment, last, ended)

    stored = store(moment, said, ask_past, scope)
    return EvaluationResult(library, [Told(one, stored.states[place_of(one)]) for one in said], stored)


def _past(asked: Engine, moment: Moment, last: Run | None, ended: Sequence[Finding]) -> Past:
    """Ask again for today with what was known at the last run, about what ended alone."""
    if last is None or (last.seal == moment.seal and last.version.digest == moment.library.digest):
        return NOTHING_NEW
    then = moment.library if last.version.digest == moment.library.digest else library_of_version(last.version)
    by_old = _firing(asked, then, moment.on, last.seal, ended)
    by_new = by_old if then is moment.library else _firing(asked, moment.library, moment.on, last.seal, ended)
    references = [row for finding in ended for row in finding.evidence]
    return Past(by_old, by_new, withdrawn_among(references, last.seal))


def _firing(
    asked: Engine, library: Library, on: datetime.date, seal: int, findings: Sequence[Finding]
) -> frozenset[Identity]:
    """Of these findings' checks, what fires; asked over the cadres and units that they touch, while those are few."""
    checks = tuple(sorted({finding.check_id for finding in findings} & library.checks.keys()))
    if not checks:
        return frozenset()
    cadres = frozenset(cadre for finding in findings for cadre in finding.cadres)
    units = frozenset(finding.subject for finding in findings if finding.subject_kind == "unit")
    few = len(cadres) <= MOST_CADRES and all(finding.cadres or finding.subject_kind == "unit" for finding in findings)
    question = Question(on, seal, checks, cadres, units) if few else Question(on, seal, checks)
    return frozenset(one.identity for one in ask(asked, library, question))


def _with_states(said: Sequence[Observation], present: bool) -> list[Told]:
    """States of findings that were stored before; *asked* for what no run stored, and for questions about the past."""
    if not present:
        return [Told(one) for one in said]
    stored = Finding.objects.filter(holds=True).exclude(run=None)
    if said and len(said) <= MOST_CADRES:
        stored = stored.filter(check_id__in={one.check for one in said}, subject__in={one.subject for one in said})
    states = {row[:3]: row[3] for row in stored.values_list("check_id", "subject", "key_text", "state")}
    return [Told(one, states.get(place_of(one), "asked")) for one in said]
