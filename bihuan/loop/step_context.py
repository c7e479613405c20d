"""What a form, a paper or a handler may know of the matter that it is used in."""

import datetime
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bihuan.loop.procedure import Procedure, Step

if TYPE_CHECKING:
    from bihuan.access.models import Account
    from bihuan.loop.matter import Matter, StepRun


@dataclass(frozen=True, slots=True)
class StepContext:
    """`given`: step id → what was filled in when that step was last completed."""

    matter: "Matter"
    procedure: Procedure
    step: Step
    today: datetime.date
    account: "Account | None" = None
    runs: "tuple[StepRun, ...]" = ()
    given: dict[str, dict[str, Any]] = field(default_factory=dict)

    def date(self, mark: str) -> datetime.date | None:
        """The last date that a completed form asked for under `<mark>_on`."""
        return latest_date(self.runs, mark)

    def value(self, name: str) -> Any:
        """The last value that a completed form asked for under this name."""
        for run in reversed(self.runs):
            found = run.data.get(name)
            if found not in (None, ""):
                return found
        return None

    @property
    def cadre_ids(self) -> list[int]:
        return sorted(self.matter.cadres.values_list("pk", flat=True))

    @property
    def reference(self) -> str:
        """How an entry names this step as its source."""
        return f"{self.matter.number}/{self.step.id}"


def latest_date(runs: "tuple[StepRun, ...]", mark: str) -> datetime.date | None:
    for run in reversed(runs):
        text = run.data.get(f"{mark}_on")
        if text:
            return datetime.date.fromisoformat(str(text))
    return None


def completed_runs(matter: "Matter") -> "tuple[StepRun, ...]":
    return tuple(matter.runs.exclude(completed_at=None).order_by("completed_at", "pk"))


def context_of(
    matter: "Matter", procedure: Procedure, step: Step, today: datetime.date, account: "Account | None" = None
) -> StepContext:
    runs = completed_runs(matter)
    return StepContext(matter, procedure, step, today, account, runs, {run.step: run.data for run in runs})
