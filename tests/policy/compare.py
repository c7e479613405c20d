"""Prints where the packs and the oracle disagree: `python -m tests.policy.compare PREFIX FIRST COUNT`."""

import sys
import time
from collections import Counter

from tests.oracle.judge import judge
from tests.policy.harness import evaluate, packs
from tests.policy.random_county import random_county


def main(prefix: str, first: int, count: int) -> None:
    fired: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for seed in range(first, first + count):
        county, on = random_county(seed)
        clock = time.monotonic()
        ours = {(f.check, f.subject, tuple(f.key)): f for f in evaluate(county, on, prefix)}
        middle = time.monotonic()
        known = {check["check"] for check in packs().checks}
        theirs = {f.identity: f for f in judge(county, on) if f.check.startswith(prefix) and f.check in known}
        spent = (round(middle - clock, 1), round(time.monotonic() - middle, 1))
        fired.update(f.check for f in theirs.values())
        for identity in sorted(ours.keys() | theirs.keys(), key=str):
            a, b = ours.get(identity), theirs.get(identity)
            if (a and a.severity) != (b and b.severity):
                wrong[identity[0]] += 1
                if wrong[identity[0]] <= 3:
                    print(seed, on, identity, "ours", a and (a.severity, a.observed), "oracle", b and (b.severity, b.observed), b and b.evidence)
        print(seed, on, len(ours), len(theirs), spent, flush=True)
    for check in sorted(fired.keys() | wrong.keys()):
        print(check, "fired", fired[check], "wrong", wrong[check])


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
