"""`evaluate`: what the checks say on a day, as known at a moment; stored where it is about the present."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bihuan.dossier.identity import canonical_map
from bihuan.facts.known import last_seal, seal_at
from bihuan.policy.engine.asking import Engine, Question
from bihuan.policy.engine.observation import Observation
from bihuan.policy.engine.snapshot import Progress, silent
from bihuan.policy.engine.world import engine
from bihuan.policy.findings.edge import Told, as_json
from bihuan.policy.findings.life import Past
from bihuan.policy.findings.storing import Moment, Stored, store
from bihuan.policy.models import Finding, Run
from bihuan.policy.packs.library import Library
from bihuan.policy.settings import home_settings
from bihuan.policy.versions import bench_of, current_library, keep_version, library_at, library_of_version


@dataclass(slots=True)
class EvaluationResult:
    """What holds on the day. `stored` is None where the question was about the past or about one person."""

    library: Library
    told: list[Told] = field(default_factory=list)
    stored: Stored | None = None

    @property
    def findings(self) -> list[Observation]:
        return [one.said for one in self.told]

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
    last = Run.objects.order_by("-pk").first()
    with engine(progress) as asked:
        said = ask(asked, library, on, seal, person=person)
        storing = known_at is None and person is None and (last is None or last.on <= on)
        past = _past(asked, library, on, last, said) if storing else None
    said = sorted(said, key=lambda one: (one.check, one.subject, one.key))
    if past is None:
        return EvaluationResult(library, _with_states(said, known_at is None))
    stored = store(Moment(on, seal, library, keep_version(library)), said, past)
    states = {finding.identity: finding.state for finding in stored.holding}
    return EvaluationResult(library, [Told(one, states[one.identity]) for one in said], stored)


def ask(
    asked: Engine, library: Library, on: datetime.date, seal: int, checks: Iterable[str] | None = None, person: int | None = None
) -> list[Observation]:
    """One question to the engine under one library."""
    names = tuple(library.checks) if checks is None else tuple(checks)
    cadres = frozenset({person}) if person is not None else None
    question = Question(on, seal, names, cadres)
    return asked.ask(bench_of(library), home_settings().manages, question, canonical_map(seal))


def _past(asked: Engine, library: Library, on: datetime.date, last: Run | None, said: list[Observation]) -> Past:
    """Ask again for today with what was known at the last run, about the checks of which something ended."""
    if last is None:
        return Past(frozenset(), frozenset(), 0)
    firing = {one.identity for one in said}
    held = Finding.objects.filter(holds=True).exclude(run=None)
    checks = sorted({finding.check_id for finding in held if finding.identity not in firing})
    then = library if last.version.digest == library.digest else library_of_version(last.version)
    by_old = _firing(asked, then, on, last.seal, checks)
    by_new = by_old if then is library else _firing(asked, library, on, last.seal, checks)
    return Past(by_old, by_new, last.seal)


def _firing(asked: Engine, library: Library, on: datetime.date, seal: int, checks: list[str]) -> frozenset[Any]:
    known = [check for check in checks if check in library.checks]
    return frozenset(one.identity for one in ask(asked, library, on, seal, known)) if known else frozenset()


def _with_states(said: list[Observation], present: bool) -> list[Told]:
    """States of findings that were stored before; *asked* for what no run has stored, and for questions about the past."""
    states = {finding.identity: finding.state for finding in Finding.objects.filter(holds=True)} if present else {}
    return [Told(one, states.get(one.identity, "asked")) for one in said]
