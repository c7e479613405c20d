"""Where the packs and the oracle disagree: `python -m tests.policy.compare PREFIX FIRST COUNT`."""

import sys
from collections import Counter
from datetime import date

from tests.oracle.county import County, Finding
from tests.oracle.judge import judge
from tests.policy.harness import evaluate, packs
from tests.policy.random_county import random_county

Identity = tuple[str, object, tuple[str, ...]]


def by_packs(county: County, on: date, prefix: str = "") -> dict[Identity, Finding]:
    return {finding.identity: finding for finding in evaluate(county, on, prefix)}


def by_oracle(county: County, on: date, prefix: str = "") -> dict[Identity, Finding]:
    known = {check["check"] for check in packs().checks}
    found = (finding for finding in judge(county, on) if finding.check in known)
    return {finding.identity: finding for finding in found if finding.check.startswith(prefix)}


def differences(county: County, on: date, prefix: str = "") -> list[tuple[Identity, str | None, str | None]]:
    """Findings that only one names, or that the two colour differently: packs first, then oracle."""
    ours = {identity: finding.severity for identity, finding in by_packs(county, on, prefix).items()}
    theirs = {identity: finding.severity for identity, finding in by_oracle(county, on, prefix).items()}
    both = sorted(ours.keys() | theirs.keys(), key=str)
    return [(one, ours.get(one), theirs.get(one)) for one in both if ours.get(one) != theirs.get(one)]


def main(prefix: str, first: int, count: int) -> None:
    fired: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for seed in range(first, first + count):
        county, on = random_county(seed)
        fired.update(identity[0] for identity in by_oracle(county, on, prefix))
        for identity, packs_say, oracle_says in differences(county, on, prefix):
            wrong[identity[0]] += 1
            if wrong[identity[0]] <= 5:
                sys.stdout.write(f"{seed} {on} {identity} packs {packs_say} oracle {oracle_says}\n")
                sys.stdout.flush()
    for check in sorted(fired.keys() | wrong.keys()):
        sys.stdout.write(f"{check} fired {fired[check]} wrong {wrong[check]}\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
