"""Every check that rests on sealed or sensitive tables says so, so that its findings give nothing away."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from ruamel.yaml import YAML

from bihuan.access.check_domains import CHECKS, DEFAULT, concern_of, out_of_reach
from bihuan.access.roles import Role
from bihuan.facts.kinds import all_kinds

PATHS = sorted(Path(settings.POLICIES).glob("*/*/checks/*.yaml"))
SEALED = {model.kind.name for model in all_kinds() if model.kind.sensitivity == "sealed"}
# A talk or a selection that is missing says nothing of what was said; the incentive checks use an influence period only
# to stay silent.
SENSITIVE = {"family", "declaration"}


def checks() -> list[dict[str, Any]]:
    return [YAML(typ="safe").load(path.read_text("utf-8")) for path in PATHS]


def tables(check: dict[str, Any]) -> set[str]:
    return set(re.findall(r"(?:FROM|JOIN)\s+([a-z_]+)", check["select"]))


def test_every_listed_check_exists() -> None:
    assert set(CHECKS) - {check["check"] for check in checks()} == set()


@pytest.mark.parametrize("check", checks(), ids=lambda check: str(check["check"]))
def test_a_check_that_reads_guarded_tables_directly_is_listed(check: dict[str, Any]) -> None:
    guarded = tables(check) & (SEALED | SENSITIVE)
    assert not guarded or check["check"] in CHECKS, f"{check['check']} reads {guarded}"


def test_what_is_never_or_later_for_its_subject_is_listed() -> None:
    assert {check["check"] for check in checks() if check["audience"] != "subject"} <= set(CHECKS)


def test_what_is_never_for_its_subject_is_of_the_petition_domain() -> None:
    never = [check["check"] for check in checks() if check["audience"] == "never"]
    assert {CHECKS[name].domain for name in never} == {"petition"}


def test_a_check_that_is_not_listed_is_internal() -> None:
    assert concern_of("cultivation.section_hours_short") == DEFAULT


def test_the_administrator_reaches_none_and_discipline_the_measures() -> None:
    assert set(out_of_reach(Role.ADMINISTRATOR)) == set(CHECKS)
    assert "restraint.admonition_followup" not in out_of_reach(Role.DISCIPLINE)
    assert "restraint.declaration_omitted" in out_of_reach(Role.DISCIPLINE)
