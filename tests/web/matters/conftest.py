"""The loop's county and clock, with people on the roster, for the pages that work its matters."""

from collections.abc import Callable
from typing import Any

import pytest

from bihuan.facts.kinds import reference_of
from bihuan.loop.matter import Matter
from bihuan.loop.triage import confirm_finding
from bihuan.mechanisms.assessment.kinds import Assessment
from bihuan.policy.models import Finding
from tests.access.people import day, make_units, state
from tests.loop.conftest import county as county
from tests.loop.conftest import finding as finding
from tests.loop.conftest import opened as opened
from tests.loop.conftest import standing_clock as standing_clock
from tests.loop.conftest import walk as walk
from tests.loop.county import County


@pytest.fixture
def result(county: County) -> Assessment:
    """The fact behind the finding: 基本称职, line 2 of assessments.csv."""
    make_units(U01="", U02="")
    fact = Assessment(
        cadre=county.cadre, category="年度", period="2025", grade="基本称职", decided_on=day("2026-01-20")
    )
    state(fact, feed="assessments")
    return fact


@pytest.fixture
def competent(county: County, finding: Callable[..., Finding], result: Assessment) -> Finding:
    """A 基本称职 that waits to be confirmed."""
    return make_competent(county, finding, result)


def make_competent(county: County, finding: Callable[..., Finding], result: Assessment, **given: Any) -> Finding:
    values: dict[str, Any] = {
        "needs_confirmation": True,
        "mechanism": "assessment",
        "evidence": [reference_of(result)],
        "observed": {"grade": "基本称职", "grade_order": 2},
        "required": {"grade_order": 3},
        "clause": [{"document": "公务员考核规定", "article": "第二十一条"}],
        "opened_on": "2026-02-28",
    }
    made = finding("assessment.basic_competent", **(values | given))
    made.people.set([county.cadre])
    return made


@pytest.fixture
def admonition(county: County, competent: Finding) -> Matter:
    matter = confirm_finding(competent, county["li"])
    assert matter is not None
    return matter
