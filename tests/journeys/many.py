"""`python -m tests.journeys.many FIRST COUNT [DATABASE_URL]`: many seeds, printing what differs; for long runs by hand."""

import sys
import tempfile
import time
from pathlib import Path

from tests.journeys.commands import Shell
from tests.journeys.journey import Journey, begin


def differences(journey: Journey) -> list[str]:
    wrong = journey.load_all()
    for on in journey.days():
        wrong += journey.wrong_findings(on)
    for known_at, county in journey.known[:-1]:
        wrong += journey.wrong_findings(journey.on, known_at, county)
    return wrong + journey.wrong_evidence(journey.days()[-1])


def main(first: int, count: int, database: str = "") -> None:
    for seed in range(first, first + count):
        clock = time.monotonic()
        with tempfile.TemporaryDirectory() as folder, Shell(Path(folder) / "home", database) as shell:
            wrong = differences(begin(seed, Path(folder), shell))
        for line in wrong[:20]:
            sys.stdout.write(f"{seed} {line}\n")
        sys.stdout.write(f"seed {seed}: {len(wrong)} differences, {time.monotonic() - clock:.1f} s\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:4])
