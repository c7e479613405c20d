"""Every worked example of a check holds by the independent oracle too; the engine runs them in `policy cases`."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.oracle.judge import judge
from tests.policy.cases import case_files, check_of, county_of, expected
from tests.policy.harness import packs
from tests.policy.known_tables import read_yaml


def day_of(case: dict[str, Any]) -> date:
    return case["on"] if isinstance(case["on"], date) else date.fromisoformat(str(case["on"]))


@pytest.mark.parametrize("path", case_files(), ids=lambda path: path.stem)
def test_the_oracle_gives_exactly_what_a_case_says(path: Path) -> None:
    check = check_of(path)["check"]
    for case in read_yaml(path):
        found = (one for one in judge(county_of(case), day_of(case)) if one.check == check)
        assert {(one.severity, one.subject, tuple(one.key)) for one in found} == expected(case), case["name"]


def test_every_check_has_a_case_that_fires_and_one_that_does_not() -> None:
    by_check = {check_of(path)["check"]: read_yaml(path) for path in case_files()}
    assert by_check.keys() == {check["check"] for check in packs().checks}
    for check, cases in by_check.items():
        assert {bool(case["expect"]) for case in cases} == {True, False}, check
