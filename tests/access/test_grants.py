"""Role × kind, against a table that a person can read: who reads the contents of which kind of fact of others."""

import pytest

from bihuan.access.decision import Grain, may
from bihuan.access.grants import GRANTS, ORDER, is_adjacent, reaches
from bihuan.access.models import Account
from bihuan.access.roles import Role
from bihuan.facts.kinds import all_kinds, model_of

S, G, C, E, K = Role.SUPERVISION, Role.CADRE_OFFICE, Role.CIVIL_SERVICE, Role.EDUCATION, Role.ASSESSMENT
D, A, P, H, L = Role.DISCIPLINE, Role.AUDIT, Role.PETITION, Role.UNIT_HEAD, Role.LEADER
SELF = Role.CADRE
OTHERS = {S, G, C, E, K, D, A, P, H, L}

READ_WHOLE: dict[str, set[Role]] = {
    **dict.fromkeys(
        ["unit", "post", "person", "employment", "position", "appointment", "rank", "education", "power", "approval"],
        OTHERS | {SELF},
    ),
    **dict.fromkeys(["training", "practice", "ledger", "key_task", "assessment", "award"], OTHERS | {SELF}),
    **{key: {S, G, K, L, SELF} for key in ["identity", "family", "appointment_form"]},
    **{key: {S, G, K, L} for key in ["rating", "selection", "talk", "same_person"]},
    "recognition": {S, G, C, K, D, L, SELF},
    "sanction": {S, D},
    "inquiry": {S, D},
    "petition": {D, P},
    "audit": {S, G, K, D, A, H, L, SELF},
    "declaration": {S, SELF},
    "verification": {S},
}


def test_the_table_speaks_of_every_kind() -> None:
    assert {model.kind.name for model in all_kinds()} == set(READ_WHOLE)


@pytest.mark.parametrize("name", sorted(READ_WHOLE))
def test_exactly_these_roles_read_a_kind(name: str) -> None:
    kind = model_of(name).kind
    readers = {role for role in Role if may(Account(role=role), "see", kind) == Grain.WHOLE}
    assert readers == READ_WHOLE[name]


def test_every_sealed_kind_is_read_by_its_own_offices_alone() -> None:
    sealed = {model.kind.name for model in all_kinds() if model.kind.sensitivity == "sealed"}
    assert sealed == {"sanction", "inquiry", "petition", "verification"}
    assert all(READ_WHOLE[name] <= {S, D, P} for name in sealed)


def test_the_administrator_reads_nothing_of_the_business() -> None:
    administrator = Account(role=Role.ADMINISTRATOR)
    assert {may(administrator, "see", model.kind) for model in all_kinds()} == {Grain.NOTHING}


def test_a_role_may_know_that_sensitive_rows_are_there_whose_internal_ones_it_reads() -> None:
    assert may(Account(role=C), "see", model_of("talk").kind) == Grain.HEADER
    assert may(Account(role=E), "see", model_of("family").kind) == Grain.HEADER


def test_sealed_rows_are_never_hinted_at() -> None:
    hinted = [(role, model.kind.name) for role in Role for model in all_kinds() if _hints(role, model.kind.name)]
    assert [pair for pair in hinted if model_of(pair[1]).kind.sensitivity == "sealed"] == []


def _hints(role: Role, name: str) -> bool:
    return may(Account(role=role), "see", model_of(name).kind) == Grain.HEADER


def test_an_account_without_a_role_sees_nothing() -> None:
    assert {may(Account(), "see", model.kind) for model in all_kinds()} == {Grain.NOTHING}


def test_an_account_that_was_switched_off_sees_nothing() -> None:
    assert may(Account(role=S, is_active=False), "see", model_of("person").kind) == Grain.NOTHING


def test_a_word_that_is_no_role_sees_nothing() -> None:
    assert may(Account(role="superuser"), "see", model_of("person").kind) == Grain.NOTHING


def test_being_a_superuser_of_django_gives_nothing() -> None:
    assert may(Account(is_superuser=True), "see", model_of("person").kind) == Grain.NOTHING


def test_a_domain_that_is_not_in_the_table_is_not_seen() -> None:
    assert not any(reaches(role, "unheard-of", "open") for role in Role)
    assert not any(is_adjacent(role, "unheard-of", "sensitive") for role in Role)


def test_every_role_has_a_line_and_every_ceiling_is_a_sensitivity() -> None:
    assert set(GRANTS) == set(Role)
    assert {ceiling for line in GRANTS.values() for ceiling in line.values()} <= set(ORDER)
