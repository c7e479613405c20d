"""Querysets are cut to the account's scope, whatever asks: list, count, export, search."""

import pytest
from django.contrib.auth.models import AnonymousUser

from bihuan.access.decision import Grain, may
from bihuan.access.models import Account
from bihuan.access.roles import Role
from bihuan.access.scoping import visible_cadres, visible_facts
from bihuan.access.sight import sight_of, subtree
from bihuan.dossier.kinds import SamePerson
from bihuan.dossier.models import Cadre
from bihuan.dossier.projection import CurrentCadre
from bihuan.facts.models import Fact
from bihuan.mechanisms.cultivation.kinds import Training
from bihuan.mechanisms.restraint.kinds import Approval, Audit, Petition, Power, Sanction, Talk
from tests.access.people import day, make_account, make_cadre, make_units, state

pytestmark = pytest.mark.django_db


@pytest.fixture
def three() -> dict[str, int]:
    """One cadre in A, one in B below A, one in C."""
    make_units(A="", B="A", C="")
    return {unit: make_cadre(f"合成{unit}", unit) for unit in "ABC"}


def seen(account: Account, kind: type[Fact]) -> list[int]:
    return sorted(fact.pk for fact in visible_facts(account, kind, kind.objects.known()))


def numbers(account: Account | AnonymousUser) -> set[int]:
    return {row.cadre_id for row in visible_cadres(account, CurrentCadre.objects.all())}


def test_an_office_of_the_organisation_department_sees_every_cadre(three: dict[str, int]) -> None:
    assert numbers(make_account(Role.CADRE_OFFICE)) == set(three.values())


def test_a_unit_head_sees_the_unit_and_those_below(three: dict[str, int]) -> None:
    assert numbers(make_account(Role.UNIT_HEAD, unit_code="A")) == {three["A"], three["B"]}


def test_a_unit_head_sees_nothing_above_or_beside(three: dict[str, int]) -> None:
    assert numbers(make_account(Role.UNIT_HEAD, unit_code="B")) == {three["B"]}


def test_a_unit_head_whose_account_names_no_unit_sees_nobody(three: dict[str, int]) -> None:
    assert numbers(make_account(Role.UNIT_HEAD)) == set()


def test_a_cadre_sees_only_themselves(three: dict[str, int]) -> None:
    assert numbers(make_account(Role.CADRE, cadre_id=three["C"])) == {three["C"]}


def test_a_cadre_account_without_a_dossier_sees_nobody(three: dict[str, int]) -> None:
    assert numbers(make_account(Role.CADRE)) == set()


@pytest.mark.parametrize("account", [AnonymousUser(), Account(role=Role.ADMINISTRATOR), Account()])
def test_nobody_is_seen_by_a_stranger_an_administrator_or_an_account_without_role(
    three: dict[str, int], account: Account | AnonymousUser
) -> None:
    assert numbers(account) == set()


def test_scope_may_be_narrowed_for_one_account(three: dict[str, int]) -> None:
    assert numbers(make_account(Role.UNIT_HEAD, unit_code="A", scope="unit")) == {three["A"]}
    assert numbers(make_account(Role.CADRE_OFFICE, scope="managed", manages="市管")) == set()
    assert numbers(make_account(Role.CADRE_OFFICE, scope="managed", manages="县管")) == set(three.values())


def test_managed_without_saying_which_is_nobody(three: dict[str, int]) -> None:
    assert numbers(make_account(Role.CADRE_OFFICE, scope="managed")) == set()


def test_the_identity_rows_are_cut_alike(three: dict[str, int]) -> None:
    head = make_account(Role.UNIT_HEAD, unit_code="B")
    assert [cadre.pk for cadre in visible_cadres(head, Cadre.objects.all())] == [three["B"]]


def test_facts_of_others_stay_away_from_a_unit_head(three: dict[str, int]) -> None:
    state(*(Training(cadre_id=number, course=unit) for unit, number in three.items()), feed="training")
    head = make_account(Role.UNIT_HEAD, unit_code="B")
    facts = visible_facts(head, Training, Training.objects.known())
    assert [fact.course for fact in facts] == ["B"]


def test_of_several_concerned_cadres_one_in_scope_is_enough(three: dict[str, int]) -> None:
    approval = Approval(handler_id=three["C"], reviewer_id=three["B"], number="1")
    state(approval, Approval(handler_id=three["C"], reviewer_id=None, number="2"), feed="approvals")
    head = make_account(Role.UNIT_HEAD, unit_code="B")
    assert [fact.number for fact in visible_facts(head, Approval, Approval.objects.known())] == ["1"]


def test_a_unit_s_own_rows_are_its_head_s_too(three: dict[str, int]) -> None:
    state(Audit(number="1", item="0", unit_code="B"), Audit(number="2", item="0", unit_code="C"), feed="audits")
    head = make_account(Role.UNIT_HEAD, unit_code="A")
    assert [fact.number for fact in visible_facts(head, Audit, Audit.objects.known())] == ["1"]


def test_open_rows_are_for_everybody_with_a_role(three: dict[str, int]) -> None:
    state(Power(unit_code="C", item_code="1", name="许可"), feed="powers")
    assert len(seen(make_account(Role.UNIT_HEAD, unit_code="A"), Power)) == 1
    assert seen(make_account(Role.ADMINISTRATOR), Power) == []


def test_reports_are_read_by_discipline_and_the_petition_office_alone(three: dict[str, int]) -> None:
    state(Petition(accused_id=three["C"], number="1"), feed="petitions")
    readers = {role for role in Role if seen(make_account(role, unit_code="A"), Petition)}
    assert readers == {Role.DISCIPLINE, Role.PETITION}


def test_a_report_never_reaches_the_person_it_is_about(three: dict[str, int]) -> None:
    state(Petition(accused_id=three["C"], number="1"), feed="petitions")
    assert seen(make_account(Role.PETITION, cadre_id=three["C"]), Petition) == []


def test_a_report_never_reaches_the_unit_it_is_about(three: dict[str, int]) -> None:
    state(Petition(accused_id=three["B"], number="1"), feed="petitions")
    assert seen(make_account(Role.DISCIPLINE, unit_code="B"), Petition) == []
    assert seen(make_account(Role.DISCIPLINE, unit_code="A"), Petition) == []
    assert len(seen(make_account(Role.DISCIPLINE, unit_code="C"), Petition)) == 1


def test_a_report_about_nobody_named_is_read_by_its_office(three: dict[str, int]) -> None:
    state(Petition(accused_id=None, number="1"), feed="petitions")
    assert len(seen(make_account(Role.PETITION, unit_code="A", cadre_id=three["A"]), Petition)) == 1


def test_nobody_reads_sealed_rows_about_themselves(three: dict[str, int]) -> None:
    state(*(Sanction(cadre_id=number, category="诫勉") for number in three.values()), feed="sanctions")
    officer = make_account(Role.SUPERVISION, cadre_id=three["A"])
    facts = visible_facts(officer, Sanction, Sanction.objects.known())
    assert {fact.cadre_id for fact in facts} == {three["B"], three["C"]}


def test_a_cadre_reads_no_sealed_row_and_no_talker_s_notes(three: dict[str, int]) -> None:
    own = three["A"]
    state(Sanction(cadre_id=own, category="诫勉"), Talk(cadre_id=own, category="谈心"), feed="sanctions")
    cadre = make_account(Role.CADRE, cadre_id=own)
    assert (seen(cadre, Sanction), seen(cadre, Talk)) == ([], [])


def test_one_fact_is_decided_as_its_queryset_is(three: dict[str, int]) -> None:
    state(Training(cadre_id=three["B"], course="班", begun_on=day("2026-01-05")), feed="training")
    fact = Training.objects.get()
    assert may(make_account(Role.UNIT_HEAD, unit_code="A"), "see", fact) == Grain.WHOLE
    assert may(make_account(Role.UNIT_HEAD, unit_code="C"), "see", fact) == Grain.NOTHING


def test_one_cadre_is_decided_as_the_list_is(three: dict[str, int]) -> None:
    row = CurrentCadre.objects.get(cadre_id=three["C"])
    assert may(make_account(Role.UNIT_HEAD, unit_code="C"), "see", row) == Grain.WHOLE
    assert may(make_account(Role.UNIT_HEAD, unit_code="A"), "see", row) == Grain.NOTHING
    assert may(make_account(Role.ADMINISTRATOR), "see", row) == Grain.NOTHING


def test_rows_of_a_joined_dossier_stay_in_scope(three: dict[str, int]) -> None:
    state(Training(cadre_id=three["B"], course="早年"), feed="training")
    state(SamePerson(cadre_id=three["B"], canonical_id=three["C"]), feed="links")
    head = make_account(Role.UNIT_HEAD, unit_code="C")
    assert [fact.course for fact in visible_facts(head, Training, Training.objects.known())] == ["早年"]


def test_own_rows_under_a_former_number_are_own_too(three: dict[str, int]) -> None:
    state(SamePerson(cadre_id=three["C"], canonical_id=three["B"]), feed="links")
    sight = sight_of(make_account(Role.CADRE, cadre_id=three["C"]))
    assert (sight.own_cadre, sight.own_numbers) == (three["B"], frozenset({three["B"], three["C"]}))


def test_a_circle_of_units_ends() -> None:
    make_units(A="B", B="A")
    assert subtree("A") == {"A", "B"}
    assert subtree("") == frozenset()
