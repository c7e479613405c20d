"""Findings and matters reach whom their audience names, and nobody else by any list."""

import datetime
from typing import Any

import pytest

from bihuan.access.audience import sees_check, visible_findings, visible_matters
from bihuan.access.models import Account
from bihuan.access.roles import Role
from bihuan.calendar import clock
from bihuan.loop.matter import Matter, ProcedureVersion
from bihuan.loop.office import Office, OfficeMember
from bihuan.policy.models import Finding
from tests.access.people import make_account, make_cadre, make_units

pytestmark = pytest.mark.django_db
OFFICES = {
    Role.SUPERVISION,
    Role.CADRE_OFFICE,
    Role.CIVIL_SERVICE,
    Role.EDUCATION,
    Role.ASSESSMENT,
    Role.DISCIPLINE,
    Role.AUDIT,
    Role.PETITION,
}


@pytest.fixture
def people() -> dict[str, int]:
    make_units(A="", B="A", C="")
    return {unit: make_cadre(f"合成{unit}", unit) for unit in "ABC"}


def make_finding(check: str, *cadres: int, **given: Any) -> Finding:
    finding = Finding.objects.create(
        check_id=check, subject_kind="cadre", subject=str(cadres[0]), cadres=list(cadres), severity="yellow", **given
    )
    finding.people.set(cadres)
    return finding


def make_matter(check: str, *cadres: int, **given: Any) -> Matter:
    version, _ = ProcedureVersion.objects.get_or_create(
        digest="0" * 64, defaults={"procedure": "plain", "text": "", "first_used_at": clock.now()}
    )
    office, _ = Office.objects.get_or_create(code="desk", defaults={"name": "承办科室", "duty": "supervision"})
    matter = Matter.objects.create(
        **{
            "number": f"2026-{Matter.objects.count()}",
            "procedure": "plain",
            "version": version,
            "title": "事项",
            "mechanism": "restraint",
            "check_id": check,
            "subject_kind": "cadre",
            "subject_ref": str(cadres[0]),
            "office": office,
            "step": "one",
            "opened_at": clock.now(),
        }
        | given
    )
    matter.cadres.set(cadres)
    return matter


def sees(account: Account) -> bool:
    return visible_findings(account, Finding.objects.all()).exists()


def sees_matter(account: Account) -> bool:
    return visible_matters(account, Matter.objects.all()).exists()


def by_role(**given: Any) -> set[Role]:
    return {role for role in Role if sees(make_account(role, **given))}


def test_an_ordinary_finding_is_seen_by_every_office_and_the_leaders(people: dict[str, int]) -> None:
    make_finding("cultivation.section_hours_short", people["A"])
    assert by_role() == OFFICES | {Role.LEADER}


def test_its_subject_and_the_head_of_their_unit_see_it(people: dict[str, int]) -> None:
    make_finding("cultivation.section_hours_short", people["B"])
    assert sees(make_account(Role.CADRE, cadre_id=people["B"]))
    assert sees(make_account(Role.UNIT_HEAD, unit_code="A"))


def test_another_cadre_and_another_unit_do_not(people: dict[str, int]) -> None:
    make_finding("cultivation.section_hours_short", people["B"])
    assert not sees(make_account(Role.CADRE, cadre_id=people["A"]))
    assert not sees(make_account(Role.UNIT_HEAD, unit_code="C"))


@pytest.mark.parametrize("check", ["restraint.petition_overdue", "incentive.clarification_due"])
def test_what_rests_on_reports_is_for_discipline_and_the_petition_office(people: dict[str, int], check: str) -> None:
    make_finding(check, people["B"], audience="never")
    assert by_role() == {Role.DISCIPLINE, Role.PETITION}


def test_what_is_never_for_the_subject_reaches_neither_them_nor_their_unit(people: dict[str, int]) -> None:
    make_finding("restraint.petition_overdue", people["B"], audience="never")
    assert not sees(make_account(Role.CADRE, cadre_id=people["B"]))
    assert not sees(make_account(Role.UNIT_HEAD, unit_code="A"))
    assert not sees(make_account(Role.PETITION, cadre_id=people["B"]))
    assert not sees(make_account(Role.DISCIPLINE, unit_code="A"))
    assert sees(make_account(Role.DISCIPLINE, unit_code="C"))


def test_what_is_for_later_reaches_the_subject_when_confirmed(people: dict[str, int]) -> None:
    finding = make_finding("restraint.duty_recusal", people["B"], audience="later")
    subject = make_account(Role.CADRE, cadre_id=people["B"])
    assert not sees(subject)
    finding.confirmed_at = clock.now()
    finding.save()
    assert sees(subject)


def test_an_officer_is_told_no_more_about_themselves_than_any_subject(people: dict[str, int]) -> None:
    make_finding("restraint.declaration_omitted", people["B"], audience="later")
    assert not sees(make_account(Role.SUPERVISION, cadre_id=people["B"]))
    assert sees(make_account(Role.SUPERVISION, cadre_id=people["A"]))


def test_sanctions_behind_a_finding_keep_it_with_their_offices(people: dict[str, int]) -> None:
    make_finding("restraint.admonition_followup", people["B"])
    assert by_role() == {Role.SUPERVISION, Role.DISCIPLINE}
    assert not sees(make_account(Role.UNIT_HEAD, unit_code="A"))


def test_the_office_that_handles_a_check_sees_its_findings(people: dict[str, int]) -> None:
    make_finding("assessment.excellent_barred", people["B"])
    assert by_role() == {Role.SUPERVISION, Role.DISCIPLINE, Role.ASSESSMENT}


def test_declarations_stay_with_supervision_and_the_declarant(people: dict[str, int]) -> None:
    make_finding("restraint.declaration_missing", people["B"])
    assert by_role() == {Role.SUPERVISION}
    assert sees(make_account(Role.CADRE, cadre_id=people["B"]))


def test_a_finding_about_a_unit_is_its_head_s(people: dict[str, int]) -> None:
    Finding.objects.create(check_id="assessment.excellent_quota", subject_kind="unit", subject="B", unit_code="B")
    assert sees(make_account(Role.UNIT_HEAD, unit_code="A"))
    assert not sees(make_account(Role.UNIT_HEAD, unit_code="C"))


def test_what_is_said_of_a_unit_is_for_none_of_its_people(people: dict[str, int]) -> None:
    finding = make_finding("assessment.excellent_quota", people["B"], unit_code="B")
    Finding.objects.filter(pk=finding.pk).update(subject_kind="unit")
    assert not sees(make_account(Role.CADRE, cadre_id=people["B"]))
    assert sees(make_account(Role.UNIT_HEAD, unit_code="B"))


def test_a_finding_that_touches_two_is_listed_once(people: dict[str, int]) -> None:
    make_finding("cultivation.section_hours_short", people["A"], people["B"])
    head = make_account(Role.UNIT_HEAD, unit_code="A")
    assert visible_findings(head, Finding.objects.all()).count() == 1


def test_asked_about_the_past_the_same_holds(people: dict[str, int]) -> None:
    cadre = people["B"]
    subject, head = make_account(Role.CADRE, cadre_id=cadre), make_account(Role.UNIT_HEAD, unit_code="A")
    report, hours = "restraint.petition_overdue", "cultivation.section_hours_short"
    assert sees_check(subject, hours, "subject", cadre)
    assert not sees_check(subject, report, "never", cadre)
    assert not sees_check(subject, "restraint.duty_recusal", "later", cadre)
    assert not sees_check(head, "restraint.admonition_followup", "subject", cadre)
    assert sees_check(make_account(Role.PETITION), report, "never", cadre)
    assert not sees_check(make_account(Role.PETITION, unit_code="A"), report, "never", cadre)
    assert not sees_check(make_account(Role.EDUCATION), report, "never", cadre)
    assert not sees_check(Account(), hours, "subject", cadre)


def test_a_matter_is_seen_as_its_finding_is(people: dict[str, int]) -> None:
    make_matter("restraint.petitions_repeated", people["B"], audience="never")
    readers = {role for role in Role if sees_matter(make_account(role))}
    assert readers == {Role.DISCIPLINE, Role.PETITION, Role.SUPERVISION}
    assert not sees_matter(make_account(Role.CADRE, cadre_id=people["B"]))
    assert not sees_matter(make_account(Role.UNIT_HEAD, unit_code="A"))


def test_a_matter_is_seen_by_the_members_of_its_office(people: dict[str, int]) -> None:
    matter = make_matter("restraint.declaration_omitted", people["B"], audience="later")
    clerk = make_account(Role.EDUCATION)
    assert not sees_matter(clerk)
    OfficeMember.objects.create(office=matter.office, account=clerk)
    assert sees_matter(clerk)


def test_not_even_a_member_sees_what_is_never_for_them(people: dict[str, int]) -> None:
    matter = make_matter("restraint.petitions_repeated", people["B"], audience="never")
    clerk = make_account(Role.SUPERVISION, cadre_id=people["B"])
    OfficeMember.objects.create(office=matter.office, account=clerk)
    assert not sees_matter(clerk)


def test_the_subject_sees_a_matter_that_is_for_them(people: dict[str, int]) -> None:
    matter = make_matter("restraint.duty_recusal", people["B"], audience="later")
    subject = make_account(Role.CADRE, cadre_id=people["B"])
    assert not sees_matter(subject)
    matter.confirmed_on = datetime.date(2026, 3, 2)
    matter.save()
    assert sees_matter(subject)


def test_the_administrator_and_a_stranger_see_neither(people: dict[str, int]) -> None:
    make_finding("cultivation.section_hours_short", people["A"])
    make_matter("cultivation.section_hours_short", people["A"])
    for account in (make_account(Role.ADMINISTRATOR), Account()):
        assert (sees(account), sees_matter(account)) == (False, False)
