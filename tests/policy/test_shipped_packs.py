"""The packs that ship: nothing for the linter, every worked example holds in the engine."""

from functools import cache

import pytest

from bihuan.policy.cases.reading import read_cases
from bihuan.policy.cases.running import CaseResult, run_all
from bihuan.policy.lint.linting import lint
from bihuan.policy.packs.files import read_folders
from bihuan.policy.packs.library import Library, read_library
from tests.policy.known_tables import ROOT


@cache
def shipped() -> tuple[dict[str, str], Library]:
    files = read_folders(ROOT / "policies")
    return files, read_library(files)


def wrong(result: CaseResult) -> str:
    said = result.as_json()
    return f"{said['case']} ({said['on']}): missing {said['missing']}, surplus {said['surplus']} {said['fault']}"


def test_the_linter_finds_nothing() -> None:
    assert [problem.text for problem in lint(*shipped())] == []


@pytest.mark.timeout(900)
@pytest.mark.parametrize("mechanism", ["cultivation", "assessment", "incentive", "restraint"])
def test_every_worked_example_holds(mechanism: str) -> None:
    files, library = shipped()
    cases = [case for case in read_cases(files, library) if case.check.startswith(f"{mechanism}.")]
    assert cases
    assert [wrong(result) for result in run_all(library, cases) if not result.holds] == []
