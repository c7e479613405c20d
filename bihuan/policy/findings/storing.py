"""A run is stored: findings opened, kept, changed and ended, each with its event, in one transaction."""

import datetime
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from django.db import connection, transaction

from bihuan.calendar import clock
from bihuan.dossier.projection import CurrentCadre
from bihuan.policy.engine.observation import Observation
from bihuan.policy.findings.aftermath import followers
from bihuan.policy.findings.known import EVERYTHING, Place, Scope, Slim, known_findings, whole
from bihuan.policy.findings.life import Comparison, Past, how_ended
from bihuan.policy.findings.sentences import sentence_of
from bihuan.policy.findings.substance import digest_of, key_text
from bihuan.policy.findings.writing import write
from bihuan.policy.models import Finding, PackVersion, Run
from bihuan.policy.packs.library import Library
from bihuan.policy.packs.shapes import Check
from bihuan.policy.signals import findings_changed

RUN_LOCK = 0x6269_7275
BROAD_SHARE = 5
AskPast = Callable[[Sequence[Finding]], Past]


@dataclass(slots=True)
class Stored:
    """What a run made of everything: the state of each finding that holds, and each transition."""

    run: Run
    states: dict[Place, str] = field(default_factory=dict)
    transitions: list[tuple[Finding, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Moment:
    """The two times of a run, and the packs it was made with."""

    on: datetime.date
    seal: int
    library: Library
    version: PackVersion


def place_of(said: Observation) -> Place:
    return said.check, said.subject, key_text(said.key)


@transaction.atomic
def store(moment: Moment, said: Sequence[Observation], ask_past: AskPast, scope: Scope = EVERYTHING) -> Stored:
    """Compare what holds with what held, write the difference, tell whoever follows."""
    _one_at_a_time()
    run = Run.objects.create(on=moment.on, seal=moment.seal, moment=clock.now(), version=moment.version)
    storing = Storing(moment, run, known_findings(scope), Stored(run))
    firing = {place_of(one): one for one in said}
    storing.hold(firing)
    storing.end(firing, ask_past)
    storing.write()
    _count(storing.stored, said, scope)
    findings_changed.send(sender=Run, run=run, transitions=storing.stored.transitions)
    return storing.stored


def _one_at_a_time() -> None:
    """Runs of several processes follow one another; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RUN_LOCK])


@dataclass(slots=True)
class Storing:
    """One run on its way into the database."""

    moment: Moment
    run: Run
    known: dict[Place, Slim]
    stored: Stored
    new: list[Finding] = field(default_factory=list)
    altered: list[Finding] = field(default_factory=list)
    going_on: list[int] = field(default_factory=list)
    """Findings of which nothing changed but that they were opened or changed in an earlier run."""

    def hold(self, firing: dict[Place, Observation]) -> None:
        """Everything that fires: new, the same, or other than before."""
        other: dict[int, tuple[Place, Observation]] = {}
        for place, one in firing.items():
            slim = self.known.get(place)
            if slim is None:
                self._open(place, one)
            elif slim.holds and slim.digest == self._digest(one):
                self._go_on(place, slim)
            else:
                other[slim.pk] = (place, one)
        findings = whole(other)
        pairs = [(findings[pk], place, one) for pk, (place, one) in other.items()]
        comparison = Comparison()
        comparison.prepare((finding, one) for finding, _, one in pairs)
        for finding, place, one in pairs:
            self._say_again(finding, place, one, comparison)

    def _digest(self, said: Observation) -> str:
        check = self.moment.library.checks[said.check]
        return digest_of(said, check.sentence, check.clauses, check.audience, check.triage)

    def _open(self, place: Place, said: Observation) -> None:
        check = self.moment.library.checks[said.check]
        finding = Finding(
            check_id=said.check, subject_kind=check.subject, subject=said.subject, key=list(said.key),
            key_text=place[2], state="opened", opened_on=self.moment.on,
        )  # fmt: skip
        self._say(finding, check, said)
        self.new.append(finding)
        self._note(finding, place, "opened")

    def _go_on(self, place: Place, slim: Slim) -> None:
        state = "settled" if slim.state == "settled" else "persists"
        self.stored.states[place] = state
        if slim.state != state:
            self.going_on.append(slim.pk)

    def _say_again(self, finding: Finding, place: Place, said: Observation, comparison: Comparison) -> None:
        """A finding that is known fires: it goes on, changed, or is back after it had ended."""
        same = comparison.is_same(finding, said)
        what = ""
        if finding.state == "settled" and same:
            what = "" if finding.holds else "opened again"
        elif finding.holds and same:
            finding.state = "persists"
        else:
            finding.state = what = "changed" if finding.holds else "opened"
            self._reopen(finding, what)
        self._say(finding, self.moment.library.checks[said.check], said)
        self.altered.append(finding)
        self.stored.states[place] = finding.state
        if what and finding.state != "settled":
            self._note(finding, place, what)

    def _reopen(self, finding: Finding, what: str) -> None:
        """What a person said of it was said of other evidence, other numbers, another colour, or another time."""
        finding.confirmed_at = finding.confirmed_by = None
        finding.decision = ""
        if what == "changed":
            finding.changed_on = self.moment.on
        else:
            finding.opened_on, finding.changed_on = self.moment.on, None

    def _note(self, finding: Finding, place: Place, what: str) -> None:
        self.stored.states[place] = what
        self.stored.transitions.append((finding, what))

    def _say(self, finding: Finding, check: Check, said: Observation) -> None:
        finding.holds, finding.ended_on, finding.ended_by = True, None, []
        finding.severity, finding.observed, finding.required = said.severity, said.observed, said.required
        finding.evidence = list(said.evidence)
        # What is said of a unit is said of none of its people (checks.md, ledger_missing: never a person).
        finding.cadres = [] if check.subject == "unit" else list(said.cadres)
        finding.clause = [citation.as_json() for citation in check.clauses]
        finding.sentence = sentence_of(check, said)
        finding.mechanism, finding.audience, finding.needs_confirmation = check.mechanism, check.audience, check.triage
        finding.unit_code = said.subject if check.subject == "unit" else ""
        finding.digest, finding.run = self._digest(said), self.run

    def end(self, firing: Collection[Place], ask_past: AskPast) -> None:
        """Everything that held and no longer fires, each for its reason."""
        findings = list(
            whole(slim.pk for place, slim in self.known.items() if slim.holds and place not in firing).values()
        )
        if not findings:
            return
        past = ask_past(findings)
        later = followers(reference for finding in findings for reference in finding.evidence)
        for finding in findings:
            what = how_ended(finding, past)
            finding.holds, finding.ended_on, finding.run = False, self.moment.on, self.run
            if what in {"remedied", "withdrawn"}:
                finding.ended_by = sorted({row for one in finding.evidence for row in later.get(one, ())})
            if finding.state != "settled":
                finding.state = what
            self.stored.transitions.append((finding, what))
            self.altered.append(finding)

    def write(self) -> None:
        write(self.run, self.new, self.altered, self.going_on, self.stored.transitions)


def _count(stored: Stored, said: Sequence[Observation], scope: Scope) -> None:
    """What the run made of everything; checks that name more than a fifth of the cadres in service say so."""
    run = stored.run
    run.counts = dict(Counter(what for _, what in stored.transitions)) | {"holding": len(stored.states)}
    if scope == EVERYTHING:
        people = CurrentCadre.objects.filter(status="在职").count()
        named = Counter(check for check, _ in {(one.check, one.subject) for one in said if one.subject.isdigit()})
        run.broad = sorted(check for check, count in named.items() if count * BROAD_SHARE > people > 0)
    run.save(update_fields=["counts", "broad"])
