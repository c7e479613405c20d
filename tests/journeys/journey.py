"""One county through the real command line, compared at each step with the ledger and the oracle."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.journeys.commands import Shell
from tests.journeys.county_files import write_delivery
from tests.journeys.ledger import Ledger
from tests.journeys.rawcounty import RawCounty
from tests.journeys.sent import Delivery, SentFile
from tests.journeys.story import make_deliveries
from tests.oracle.county import County
from tests.oracle.judge import judge

OUTCOMES = ("accepted", "unchanged", "corrected", "review", "rejected")
TURNS = (
    date(2026, 3, 31), date(2026, 4, 1), date(2025, 2, 28), date(2026, 6, 30), date(2024, 2, 29), date(2026, 1, 1),
    date(2025, 12, 31), date(2025, 7, 1),
)  # fmt: skip
Identity = tuple[str, str, Any, tuple[str, ...]]


@dataclass
class Journey:
    """`known`: each moment between two deliveries, with the county as it was known then; `wrong`: where rows ended else."""

    seed: int
    folder: Path
    shell: Shell
    on: date
    raw: RawCounty
    deliveries: list[Delivery]
    ledger: Ledger = field(default_factory=Ledger)
    known: list[tuple[datetime, County]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def load_all(self) -> list[str]:
        """Every delivery, each of them twice; what differs from the truth."""
        wrong: list[str] = []
        draw = random.Random(self.seed + 7)
        for delivery in self.deliveries:
            folder = write_delivery(self.folder, delivery, draw)
            wrong += self.load(delivery, folder, delivery.received)
            wrong += self.load(delivery, folder, delivery.received + timedelta(hours=2))
            self.known.append((delivery.received + timedelta(hours=3), self.ledger.county()))
        return wrong

    def load_again(self) -> list[str]:
        """All files once more, the oldest first: each row is compared with the last that its feed delivered."""
        wrong: list[str] = []
        for delivery in self.deliveries:
            later = self.deliveries[-1].received + timedelta(days=1 + delivery.number)
            wrong += self.load(delivery, self.folder / f"delivery-{delivery.number}", later)
        return wrong

    def load(self, delivery: Delivery, folder: Path, received: datetime) -> list[str]:
        self.ledger.take(delivery, received)
        answer = self.shell("load", folder, "--received", received.isoformat(), "--json")
        told = {one["file"]: one for one in answer.json()}
        wrong = [] if set(told) == {file.name for file in delivery.files} else [f"files {sorted(told)}"]
        unclear = any(row.outcome in ("review", "rejected") for file in delivery.files for row in file.rows)
        wrong += [] if answer.code == unclear else [f"exit {answer.code}"]
        for file in delivery.files:
            wrong += [f"{received:%m-%d %H} {file.name}: {one}" for one in self._compare(file, told[file.name])]
        return wrong

    def _compare(self, file: SentFile, told: dict[str, Any]) -> Iterator[str]:
        counts = Counter(row.outcome for row in file.rows)
        expected = {"feed": file.feed, "rows": len(file.rows)} | {name: counts[name] for name in OUTCOMES}
        for name, value in expected.items():
            if told[name] != value:
                yield f"{name} {told[name]}, truth {value} {told['reasons'][-2:]}"
        links = self.shell("links", "--feed", file.feed, "--file", file.name, "--json").json()
        found = {one["line"]: (one["outcome"], one["身份证号"]) for one in links}
        for row in file.rows:
            if found.pop(row.line, None) != (row.outcome, row.owner):
                said = next((one for one in links if one["line"] == row.line), None)
                yield f"links {said}, truth {row}"
        yield from (f"links of no row: {line} {what}" for line, what in found.items())

    # -- findings ------------------------------------------------------------------------------------------------

    def days(self) -> list[date]:
        return self.days_around(self.on)

    @staticmethod
    def days_around(on: date) -> list[date]:
        """D itself, the end of the month before, 1 April, and a day that the rows did not know."""
        return sorted({on, on.replace(day=1) - timedelta(days=1), date(on.year, 4, 1), on + timedelta(days=31)})

    def evaluated(self, *options: str) -> set[Identity]:
        return {identity(one) for one in self.shell("evaluate", *options, "--json").json()}

    def wrong_findings(self, on: date, known_at: datetime | None = None, county: County | None = None) -> list[str]:
        """Where `evaluate` and the oracle disagree."""
        options = ["--known-at", known_at.isoformat()] if known_at else []
        ours = self.evaluated("--on", on.isoformat(), *options)
        theirs = oracle(county or self.ledger.county(), on)
        return [f"{on} {known_at or ''} only evaluate: {one}" for one in sorted(ours - theirs, key=str)] + [
            f"{on} {known_at or ''} only oracle: {one}" for one in sorted(theirs - ours, key=str)
        ]

    def wrong_evidence(self, on: date) -> list[str]:
        """Evidence that no row of the files stands behind."""
        rows = {
            (file.feed, file.name, row.line)
            for delivery in self.deliveries
            for file in delivery.files
            for row in file.rows
            if row.outcome == "unchanged"
        }
        said = self.shell("evaluate", "--on", on.isoformat(), "--json").json()
        return [
            f"{one['check']} {one['subject']}: {ref}"
            for one in said
            for ref in one["evidence"] or [{}]
            if (ref.get("feed"), ref.get("file"), ref.get("line")) not in rows
        ]


def identity(one: dict[str, Any]) -> Identity:
    subject = one["subject"]
    return one["check"], one["severity"], tuple(subject) if isinstance(subject, list) else subject, tuple(one["key"])


def oracle(county: County, on: date) -> set[Identity]:
    return {(one.check, one.severity, one.subject, tuple(one.key)) for one in judge(county, on)}


def begin(seed: int, folder: Path, shell: Shell, cadres: int = 24) -> Journey:
    on = TURNS[seed % len(TURNS)]
    raw, deliveries = make_deliveries(seed, cadres, on)
    if raw.managed:
        (folder / "home" / "settings.yaml").write_text(f"manages: [{'、'.join(raw.managed)}]\n", "utf-8")
    return Journey(seed, folder, shell, raw.on, raw, deliveries, Ledger(raw.managed))
