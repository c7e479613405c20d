"""Every worked example of a check gives exactly what it says: by the packs, and by the oracle."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.oracle.judge import judge
from tests.policy.cases import case_files, check_of, county_of, expected
from tests.policy.harness import evaluate
from tests.policy.known_tables import read_yaml


def day_of(case: dict[str, Any]) -> date:
    return case["on"] if isinstance(case["on"], date) else date.fromisoformat(str(case["on"]))


@pytest.mark.parametrize("path", case_files(), ids=lambda path: path.stem)
def test_packs_and_oracle_give_exactly_what_a_case_says(path: Path) -> None:
    check = check_of(path)["check"]
    for case in read_yaml(path):
        county, on = county_of(case), day_of(case)
        for name, found in (("packs", evaluate(county, on, check)), ("oracle", judge(county, on))):
            said = {(f.severity, f.subject, tuple(f.key)) for f in found if f.check == check}
            assert said == expected(case), f"{name}: {path.stem}: {case['name']}"
