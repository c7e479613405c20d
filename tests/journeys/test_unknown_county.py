"""Counties that the product did not make: real files through the real command line, answers known beforehand.

BIHUAN_JOURNEYS=20 takes twenty counties instead of two; `python -m tests.journeys.many FIRST COUNT` prints what differs.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.journeys.commands import Shell
from tests.journeys.journey import OUTCOMES, Journey, begin, identity, oracle

SEEDS = range(int(os.environ.get("BIHUAN_JOURNEYS", "2")))
CADRES = 20

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
Lived = Callable[[int], Journey]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    """A county loaded delivery by delivery, each file twice; the same for all tests of this module."""
    journeys: dict[int, Journey] = {}

    def live(seed: int) -> Journey:
        if seed not in journeys:
            folder = tmp_path_factory.mktemp(f"county{seed}")
            journeys[seed] = begin(seed, folder, Shell(folder / "home"), CADRES)
            journeys[seed].wrong = journeys[seed].load_all()
        return journeys[seed]

    yield live
    for journey in journeys.values():
        journey.shell.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_every_row_of_every_file_ends_as_it_must_and_a_second_load_changes_nothing(lived: Lived, seed: int) -> None:
    assert lived(seed).wrong == []


@pytest.mark.parametrize("seed", SEEDS)
def test_the_findings_are_those_of_the_oracle_on_each_day(lived: Lived, seed: int) -> None:
    journey = lived(seed)
    days = journey.days()
    assert any(oracle(journey.ledger.county(), on) for on in days)
    assert [one for on in days for one in journey.wrong_findings(on)] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_the_findings_as_known_between_two_deliveries_are_those_of_what_was_known(lived: Lived, seed: int) -> None:
    journey = lived(seed)
    before, after = journey.known[0][1], journey.ledger.county()
    assert oracle(before, journey.on) != oracle(after, journey.on)
    wrong = [journey.wrong_findings(journey.on, moment, county) for moment, county in journey.known[:-1]]
    assert wrong == [[] for _ in wrong]


@pytest.mark.parametrize("seed", SEEDS)
def test_evidence_names_rows_that_came_in(lived: Lived, seed: int) -> None:
    assert lived(seed).wrong_evidence(lived(seed).on) == []


@pytest.mark.parametrize("seed", SEEDS[:1])
def test_a_dry_run_says_what_a_load_would_do_and_does_nothing(lived: Lived, seed: int) -> None:
    journey = lived(seed)
    last = journey.deliveries[-1]
    folder, received = journey.folder / f"delivery-{last.number}", last.received.isoformat()
    answer = journey.shell("load", folder, "--dry-run", "--received", received, "--json")
    told = {one["file"]: [one[name] for name in OUTCOMES] for one in answer.json()}
    counted = {file.name: Counter(row.outcome for row in file.rows) for file in last.files}
    assert told == {name: [counts[outcome] for outcome in OUTCOMES] for name, counts in counted.items()}
    assert "changes" not in answer.json()[0]
    assert journey.wrong_evidence(journey.on) == []


@pytest.mark.parametrize("seed", SEEDS[:1])
def test_asking_person_by_person_says_what_asking_everybody_says(lived: Lived, seed: int) -> None:
    """Of findings that touch somebody: a unit's belong to nobody, a case's to those whom its row names."""
    journey = lived(seed)
    on = journey.on.isoformat()
    said = journey.shell("evaluate", "--on", on, "--json").json()
    whole = {identity(one) for one in said}
    parts = {number: journey.evaluated("--on", on, "--person", number) for number in journey.raw.who}
    assert set().union(*parts.values()) <= whole
    for number, part in parts.items():
        about = {one for one in whole if number == one[2] or number in one[2]}
        assert about <= part, number
    of_people = {identity(one) for one in said if one["subject_kind"] in ("cadre", "pair")}
    assert of_people <= set().union(*parts.values())


def test_the_whole_history_again_is_told_by_the_same_rules(tmp_path: Path) -> None:
    """Old files undo what later ones corrected, and those correct it again; what had to wait for the roster comes in."""
    with Shell(tmp_path / "home") as shell:
        journey = begin(len(SEEDS) + 1, tmp_path, shell, 12)
        assert journey.load_all() == []
        assert journey.load_again() == []
        assert journey.wrong_findings(journey.on) == []


@pytest.mark.postgres
def test_postgresql_says_the_same(tmp_path: Path, postgres_url: str) -> None:
    with Shell(tmp_path / "home", postgres_url) as shell:
        journey = begin(len(SEEDS), tmp_path, shell, 12)
        assert journey.load_all() == []
        assert journey.wrong_findings(journey.on) == []
        moment, county = journey.known[0]
        assert journey.wrong_findings(journey.on, moment, county) == []
