"""What a check answers is held to the contract before anything is stored."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bihuan.policy.engine.contract import observations, plain, require_shape
from bihuan.policy.engine.faults import SelectFault
from bihuan.policy.packs.files import read_folders
from bihuan.policy.packs.library import read_library
from bihuan.policy.packs.shapes import Check
from tests.policy.small import write_packs

Row = tuple[Any, ...]
GOOD: dict[str, Any] = {
    "subject": 7, "severity": "blue", "key": ["2025"], "observed": {"hours": Decimal("4.0000")},
    "required": {"hours": 10}, "evidence": [3, 1, 3], "cadres": [7],
}  # fmt: skip
TYPES = (
    "BIGINT",
    "VARCHAR",
    "VARCHAR[]",
    "STRUCT(hours DECIMAL(18,4))",
    "STRUCT(hours INTEGER)",
    "BIGINT[]",
    "BIGINT[]",
)


@pytest.fixture
def checks(tmp_path: Path) -> dict[str, Check]:
    library = read_library(read_folders(write_packs(tmp_path)))
    return {name.removeprefix("test."): check for name, check in library.checks.items()}


def row(**given: Any) -> Row:
    return tuple((GOOD | given).values())


def described(**types: str) -> list[tuple[str, str]]:
    return list((dict(zip(GOOD, TYPES, strict=True)) | types).items())


def test_a_good_row_becomes_an_observation(checks: dict[str, Check]) -> None:
    [said] = observations(checks["hours_short"], [row()])
    assert (said.subject, said.key, said.evidence, said.cadres) == ("7", ("2025",), (1, 3), (7,))
    assert said.observed == {"hours": 4}
    assert isinstance(said.observed["hours"], int)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"subject": None}, "subject 为空"),
        ({"severity": None}, "severity 为空"),
        ({"severity": "green"}, "severity 为 green，不在 severities 中"),
        ({"key": ["2025", "1"]}, "key 至多 1 项"),
        ({"key": [None]}, "有空值"),
        ({"evidence": [1, None]}, "有空值"),
        ({"cadres": [None]}, "有空值"),
        ({"observed": None}, "observed 为空"),
        ({"evidence": None}, "evidence 为空"),
    ],
)
def test_a_row_that_the_contract_does_not_allow_is_refused(
    checks: dict[str, Check], given: dict[str, Any], said: str
) -> None:
    with pytest.raises(SelectFault, match=r"test\.hours_short") as fault:
        observations(checks["hours_short"], [row(**given)])
    assert said in str(fault.value)


@pytest.mark.parametrize("pair", [[2, 1], [1, 1], [1], [1, 2, 3], [1, None]])
def test_a_pair_is_two_in_ascending_order(checks: dict[str, Check], pair: list[int | None]) -> None:
    with pytest.raises(SelectFault, match="两个升序的干部编号"):
        observations(checks["kin_together"], [row(subject=pair)])


def test_a_pair_is_written_with_both_numbers(checks: dict[str, Check]) -> None:
    assert observations(checks["kin_together"], [row(subject=[1, 20])])[0].subject == "1|20"


def test_of_one_subject_and_key_the_gravest_stays(checks: dict[str, Check]) -> None:
    rows = [row(severity="blue"), row(severity="red"), row(severity="yellow"), row(key=["2024"], severity="yellow")]
    said = observations(checks["hours_short"], rows)
    assert [(one.key, one.severity) for one in said] == [(("2025",), "red"), (("2024",), "yellow")]


def test_of_equal_severities_it_does_not_matter_which_came_first(checks: dict[str, Check]) -> None:
    rows = [row(evidence=[5]), row(evidence=[2])]
    assert observations(checks["hours_short"], rows) == observations(checks["hours_short"], rows[::-1])


@pytest.mark.parametrize(
    ("types", "said"),
    [
        ({"subject": "VARCHAR"}, "subject 应为 BIGINT，实为 VARCHAR"),
        ({"key": "VARCHAR"}, "key 应为 VARCHAR"),
        ({"observed": "JSON"}, "observed 应为 STRUCT"),
        ({"evidence": "VARCHAR[]"}, "evidence 应为 BIGINT"),
    ],
)
def test_types_are_judged_before_any_row(checks: dict[str, Check], types: dict[str, str], said: str) -> None:
    with pytest.raises(SelectFault) as fault:
        require_shape(checks["hours_short"], described(**types))
    assert said in str(fault.value)


def test_columns_are_judged_by_name_and_place(checks: dict[str, Check]) -> None:
    require_shape(checks["hours_short"], described())
    with pytest.raises(SelectFault, match="结果的列应依次为"):
        require_shape(checks["hours_short"], described()[::-1])


def test_an_empty_list_has_no_type_of_its_own(checks: dict[str, Check]) -> None:
    require_shape(checks["hours_short"], described(cadres='"NULL"[]'))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("90.0000"), 90),
        (Decimal("89.5"), 89.5),
        (2.0, 2),
        (True, True),
        ("句", "句"),
        (["甲", "乙"], "甲、乙"),
        (None, None),
    ],
)
def test_values_go_out_plain(value: object, expected: object) -> None:
    assert plain(value) == expected
    assert type(plain(value)) is type(expected)
