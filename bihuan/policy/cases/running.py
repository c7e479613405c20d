"""Cases against their checks: given these facts on this day, exactly these findings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bihuan.policy.cases.cells import BadCell
from bihuan.policy.cases.county import CaseCounty
from bihuan.policy.engine.database import closed_database
from bihuan.policy.engine.faults import EngineFault
from bihuan.policy.engine.graph import graph_of
from bihuan.policy.engine.judging import Bench, Judge
from bihuan.policy.engine.laying import lay_empty_known, lay_ground, lay_known
from bihuan.policy.engine.observation import Observation
from bihuan.policy.engine.placeholders import filled
from bihuan.policy.engine.tables import kind_tables
from bihuan.policy.packs.library import Library
from bihuan.policy.packs.shapes import Case


@dataclass(frozen=True, slots=True)
class CaseResult:
    case: Case
    found: tuple[dict[str, Any], ...]
    fault: str = ""

    @property
    def holds(self) -> bool:
        return not self.fault and not self.missing and not self.surplus

    @property
    def missing(self) -> list[dict[str, Any]]:
        """Expected, and not found."""
        return _without(self.case.expect, self.found)

    @property
    def surplus(self) -> list[dict[str, Any]]:
        """Found, and not expected."""
        found = list(self.found)
        for expected in self.case.expect:
            match = next((one for one in found if fits(expected, one)), None)
            if match is not None:
                found.remove(match)
        return found

    def as_json(self) -> dict[str, Any]:
        case = self.case
        return {
            "check": case.check, "case": case.name, "file": case.file, "on": case.on.isoformat(), "from": case.origin,
            "holds": self.holds, "missing": self.missing, "surplus": self.surplus, "fault": self.fault,
        }  # fmt: skip


def _without(expected: Iterable[Any], found: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    rest, missing = list(found), []
    for one in expected:
        match = next((other for other in rest if fits(one, other)), None)
        if match is None:
            missing.append(dict(one))
        else:
            rest.remove(match)
    return missing


def fits(expected: Any, found: dict[str, Any]) -> bool:
    """What the case says of a finding; of numbers, those that it names."""
    key = [str(part) for part in expected.get("key") or ()]
    plain = expected["severity"] == found["severity"] and key == found["key"]
    same = plain and _subject(expected["subject"]) == found["subject"]
    numbers = (expected.get(name) or {} for name in ("observed", "required"))
    return same and all(
        given.items() <= found[name].items() for name, given in zip(("observed", "required"), numbers, strict=True)
    )


def _subject(value: Any) -> Any:
    return sorted(str(one) for one in value) if isinstance(value, list) else str(value)


class CaseBench:
    """One database for many cases: the ground is laid once, each case's facts anew."""

    def __init__(self, library: Library) -> None:
        self._bench = Bench(library, graph_of(library))
        self._judges: dict[tuple[str, ...], Judge] = {}

    def run(self, case: Case) -> CaseResult:
        try:
            county = CaseCounty(case.facts)
            found = self._ask(case, county)
        except (EngineFault, BadCell, KeyError) as error:
            return CaseResult(case, (), fault=str(error))
        return CaseResult(case, tuple(_said(one, county, self._bench.library) for one in found))

    def _ask(self, case: Case, county: CaseCounty) -> list[Observation]:
        judge = self._judge(case.manages)
        for kind in self._bench.graph.reads(case.check):
            table = kind_tables()[kind]
            lay_known(judge.database, table, county.table(table))
        return judge.judge(self._bench, case.on, [case.check], {})

    def _judge(self, manages: tuple[str, ...]) -> Judge:
        if manages not in self._judges:
            database = closed_database(threads=1)
            lay_ground(database, self._bench.library, manages)
            lay_empty_known(database)
            self._judges[manages] = Judge(database)
        return self._judges[manages]


def _said(one: Observation, county: CaseCounty, library: Library) -> dict[str, Any]:
    kind = library.checks[one.check].subject
    people = [county.person(int(number)) for number in one.subject.split("|")] if kind in {"cadre", "pair"} else []
    subject: Any = sorted(people) if kind == "pair" else (people[0] if people else one.subject)
    return {
        "severity": one.severity, "subject": subject,
        "key": [filled(part, county.person, county.fallback) for part in one.key],
        "observed": one.observed, "required": one.required, "evidence": [county.refs[ref] for ref in one.evidence],
    }  # fmt: skip


@lru_cache(maxsize=2)
def case_bench(library: Library) -> CaseBench:
    return CaseBench(library)


def run_all(library: Library, cases: Iterable[Case]) -> Iterator[CaseResult]:
    bench = case_bench(library)
    for case in cases:
        yield bench.run(case)
