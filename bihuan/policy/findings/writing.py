"""A run's findings, people and events, written in batches."""

from collections.abc import Iterable, Sequence

from bihuan.policy.models import Finding, FindingEvent, Run

BATCH = 500
SAID = [
    "severity", "state", "holds", "observed", "required", "clause", "sentence", "evidence", "cadres", "unit_code",
    "mechanism", "audience", "needs_confirmation", "confirmed_at", "confirmed_by", "decision", "opened_on",
    "changed_on", "ended_on", "ended_by", "digest", "run",
]  # fmt: skip
Transitions = Sequence[tuple[Finding, str]]


def write(
    run: Run, new: Sequence[Finding], altered: Sequence[Finding], going_on: Sequence[int], transitions: Transitions
) -> None:
    Finding.objects.bulk_create(new, batch_size=BATCH)
    Finding.objects.bulk_update(altered, SAID, batch_size=100)
    for start in range(0, len(going_on), BATCH):
        Finding.objects.filter(pk__in=going_on[start : start + BATCH]).update(state="persists")
    _write_people(new, [finding for finding in altered if finding.holds])
    _write_events(run, transitions)


def _write_people(new: Iterable[Finding], altered: Sequence[Finding]) -> None:
    """Whom each finding touches, as rows that can be asked for."""
    through = Finding.people.through._default_manager
    numbers = [finding.pk for finding in altered]
    for start in range(0, len(numbers), BATCH):
        through.filter(finding_id__in=numbers[start : start + BATCH]).delete()
    rows = [through.model(finding_id=one.pk, cadre_id=cadre) for one in (*new, *altered) for cadre in one.cadres]
    through.bulk_create(rows, batch_size=BATCH)


def _write_events(run: Run, transitions: Transitions) -> None:
    rows = [
        FindingEvent(
            finding=finding, run=run, moment=run.moment, on=run.on, state=what, severity=finding.severity,
            observed=finding.observed, evidence=finding.evidence,
        )
        for finding, what in transitions
    ]  # fmt: skip
    FindingEvent.objects.bulk_create(rows, batch_size=BATCH)
