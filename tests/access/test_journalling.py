"""Sealed writes, sealed reads, exports and comings and goings are in the journal; names and numbers are not."""

import json

import pytest
from django.test import Client

from bihuan.access.accounts import create_account
from bihuan.access.journalling import journal_export, journal_read
from bihuan.access.roles import Role
from bihuan.journal.models import JournalRecord
from bihuan.mechanisms.cultivation.kinds import Training
from bihuan.mechanisms.restraint.kinds import Petition, Sanction
from tests.access.people import make_account, make_cadre, state

pytestmark = pytest.mark.django_db
PASSWORD = "一个不常见的长密码 2026"


def acts(act: str) -> list[JournalRecord]:
    return list(JournalRecord.objects.filter(act=act))


def test_an_entry_with_sealed_facts_is_one_record_with_counts() -> None:
    cadre = make_cadre()
    facts = [Sanction(cadre_id=cadre, category="诫勉"), Sanction(cadre_id=cadre, category="谈话提醒")]
    state(*facts, Petition(accused_id=cadre, number="1"), feed="sanctions", actor="li")
    (record,) = acts("facts.write_sealed")
    assert record.detail == {"kinds": {"sanction": 2, "petition": 1}, "feed": "sanctions"}
    assert (record.actor, record.subject_kind, record.subject_ref) == ("li", "entry", str(facts[0].entry_id))


def test_an_entry_without_sealed_facts_leaves_no_record() -> None:
    state(Training(cadre_id=make_cadre(), course="班"), feed="training")
    assert acts("facts.write_sealed") == []


def test_a_very_long_actor_is_cut_to_what_the_journal_holds() -> None:
    state(Sanction(cadre_id=make_cadre(), category="诫勉"), feed="sanctions", actor="x" * 80)
    assert acts("facts.write_sealed")[0].actor == "x" * 64


def test_reading_sealed_facts_says_who_whose_and_how_many() -> None:
    cadre, officer = make_cadre(), make_account(Role.SUPERVISION)
    facts = [Sanction(cadre_id=cadre), Sanction(cadre_id=cadre), Training(cadre_id=cadre)]
    journal_read(officer, cadre, facts, purpose="选任核查")
    (record,) = acts("dossier.read_sealed")
    assert (record.actor, record.subject_ref, record.purpose) == (str(officer.pk), str(cadre), "选任核查")
    assert record.detail == {"kinds": {"sanction": 2}}


def test_reading_what_is_not_sealed_leaves_no_record() -> None:
    cadre = make_cadre()
    journal_read(make_account(Role.SUPERVISION), cadre, [Training(cadre_id=cadre)])
    assert acts("dossier.read_sealed") == []


def test_an_export_says_what_and_how_many_rows() -> None:
    officer = make_account(Role.CADRE_OFFICE)
    journal_export(officer, "cadres", 128)
    (record,) = acts("export")
    assert (record.subject_kind, record.detail) == ("cadres", {"rows": 128})


def test_signing_in_and_out_are_recorded() -> None:
    account = create_account("li", PASSWORD, Role.SUPERVISION, name="合成乙")
    client = Client()
    assert client.login(username="li", password=PASSWORD)
    client.logout()
    assert [record.actor for act in ("sign_in", "sign_out") for record in acts(act)] == [str(account.pk)] * 2


def test_a_failed_sign_in_names_the_account_but_not_what_was_typed() -> None:
    account = create_account("li", PASSWORD, Role.SUPERVISION)
    assert not Client().login(username="li", password="wrong")
    assert not Client().login(username="620122198005010013", password="wrong")
    assert [record.subject_ref for record in acts("sign_in_failed")] == [str(account.pk), ""]


def test_no_record_holds_a_name_or_a_number() -> None:
    cadre = make_cadre("合成甲")
    state(Sanction(cadre_id=cadre, category="诫勉", reason_text="合成甲违规"), feed="sanctions")
    written = json.dumps([record.detail for record in JournalRecord.objects.all()], ensure_ascii=False)
    assert "合成甲" not in written
    assert "620122" not in written
