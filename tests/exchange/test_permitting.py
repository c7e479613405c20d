"""Who may see, send and decide about which department's files."""

import pytest

from bihuan.access.models import Account
from bihuan.access.roles import DEPARTMENTS, ORGANISATION, Role
from bihuan.exchange.feeds import all_feeds
from bihuan.exchange.permitting import SENDS, Use, deciders, is_sealed, knows_of, may_use, usable

OWN = {
    Role.AUDIT: {"audits"},
    Role.PETITION: {"petitions"},
    Role.DISCIPLINE: {"sanctions", "inquiries", "petitions", "recognitions"},
}


def names(role: Role, use: Use) -> set[str]:
    return {feed.id for feed in usable(Account(role=role), use)}


@pytest.mark.parametrize("role", sorted(DEPARTMENTS))
def test_a_department_sends_and_sees_its_own_files_and_no_others(role: Role) -> None:
    assert names(role, "load") == names(role, "see") == OWN[role]


@pytest.mark.parametrize("role", sorted(ORGANISATION))
def test_the_offices_of_the_organisation_department_send_what_they_read(role: Role) -> None:
    assert names(role, "load") >= {"units", "posts", "roster", "appointments", "training"}
    assert names(role, "load") == names(role, "see")


@pytest.mark.parametrize("role", sorted(ORGANISATION))
def test_no_office_of_the_organisation_department_sees_rows_of_reports(role: Role) -> None:
    assert "petitions" not in names(role, "see") | names(role, "load") | names(role, "decide")


@pytest.mark.parametrize("role", sorted(ORGANISATION - {Role.SUPERVISION}))
def test_sealed_rows_of_discipline_are_for_supervision_alone(role: Role) -> None:
    assert not {"sanctions", "inquiries", "verifications"} & names(role, "see")
    assert {"sanctions", "inquiries", "verifications"} <= names(Role.SUPERVISION, "see")


@pytest.mark.parametrize("role", [Role.CADRE, Role.LEADER, Role.UNIT_HEAD, Role.ADMINISTRATOR])
def test_nobody_else_has_a_feed(role: Role) -> None:
    assert not any(names(role, use) for use in ("see", "load", "decide"))


def test_who_has_no_role_has_no_feed() -> None:
    nobody = Account(role="")
    assert not any(may_use(nobody, use, feed) for feed in all_feeds().values() for use in ("see", "load", "decide"))
    assert not usable(Account(role=Role.SUPERVISION, is_active=False), "see")


def test_every_feed_has_somebody_who_decides_about_its_rows() -> None:
    assert [feed.id for feed in all_feeds().values() if not deciders(feed)] == []


def test_reports_are_decided_by_the_offices_whose_own_they_are() -> None:
    assert deciders(all_feeds()["petitions"]) == {Role.DISCIPLINE, Role.PETITION}
    assert names(Role.PETITION, "decide") == {"petitions"}


def test_rows_that_the_organisation_department_reads_are_decided_by_it_alone() -> None:
    assert names(Role.AUDIT, "decide") == set()
    assert names(Role.DISCIPLINE, "decide") == {"petitions"}
    assert deciders(all_feeds()["audits"]) <= ORGANISATION


def test_nobody_decides_what_they_may_not_see() -> None:
    for role in Role:
        assert names(role, "decide") <= names(role, "see")


def test_the_organisation_department_knows_of_every_feed_and_a_department_of_its_own() -> None:
    assert [feed.id for feed in knows_of(Account(role=Role.EDUCATION))] == list(all_feeds())
    assert {feed.id for feed in knows_of(Account(role=Role.AUDIT))} == {"audits"}


def test_reading_rows_of_a_sealed_kind_is_journalled_and_of_others_not() -> None:
    sealed = {feed.id for feed in all_feeds().values() if is_sealed(feed)}
    assert sealed == {"sanctions", "inquiries", "petitions", "verifications"}


def test_what_departments_send_are_feeds() -> None:
    assert set().union(*SENDS.values()) <= set(all_feeds())
