"""Records are numbered without a gap, sealed onto one another, and hold nothing that they must not."""

import datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from bihuan import appendonly
from bihuan.calendar import clock
from bihuan.crypto import keys
from bihuan.journal.content import Draft, NotForTheJournal
from bihuan.journal.models import JournalRecord
from bihuan.journal.sealing import GENESIS
from bihuan.journal.verifying import verify
from bihuan.journal.writing import record, record_many

TABLE = JournalRecord._meta.db_table
SHANGHAI_NOON = datetime.datetime(2026, 11, 23, 12, tzinfo=clock.SHANGHAI)


class GivenUp(Exception):
    pass


def numbers() -> list[int]:
    return list(JournalRecord.objects.values_list("number", flat=True))


def test_a_record_keeps_what_it_was_given(db: None, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_allowed", True)
    with clock.set_clock(SHANGHAI_NOON):
        record(
            "sanctions.read",
            actor="17",
            subject_kind="cadre",
            subject_ref="42",
            purpose="凡提四必",
            detail={"rows": [1, None]},
        )
    kept = JournalRecord.objects.get()
    assert (kept.number, kept.act, kept.actor) == (1, "sanctions.read", "17")
    assert (kept.subject_kind, kept.subject_ref, kept.purpose) == ("cadre", "42", "凡提四必")
    assert kept.detail == {"rows": [1, None]}
    assert kept.moment == SHANGHAI_NOON


def test_each_record_names_the_digest_of_the_one_before(ten: list[JournalRecord]) -> None:
    kept = list(JournalRecord.objects.all())
    assert [r.number for r in kept] == list(range(1, 11))
    assert [r.previous_digest for r in kept] == [GENESIS, *(r.digest for r in kept[:-1])]
    assert len({r.digest for r in kept}) == 10


def test_many_records_are_written_in_the_order_given_in_few_statements(
    db: None, home: Path, django_assert_max_num_queries: object
) -> None:
    written = record_many(Draft("entry.sealed", subject_ref=str(number)) for number in range(1200))
    assert [r.subject_ref for r in JournalRecord.objects.all()] == [str(number) for number in range(1200)]
    assert written[-1].number == 1200
    assert verify() == []
    assert record_many([]) == []


def give_up_after_recording() -> None:
    with transaction.atomic():
        record("load.started")
        raise GivenUp


def test_a_record_falls_with_its_transaction_and_leaves_no_gap(ten: list[JournalRecord]) -> None:
    with pytest.raises(GivenUp):
        give_up_after_recording()
    record("load.finished")
    assert numbers() == list(range(1, 12))
    assert verify() == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {} SET actor = 'nobody' WHERE number = 3",
        "DELETE FROM {} WHERE number = 3",
        "INSERT INTO {} SELECT * FROM {} WHERE number = 3 ON CONFLICT (number) DO UPDATE SET actor = 'nobody'",
    ],
)
def test_the_database_refuses_to_change_a_record(ten: list[JournalRecord], statement: str) -> None:
    with pytest.raises(IntegrityError, match="只增不改"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(TABLE, TABLE))
    assert verify() == []


def test_the_database_refuses_replace_and_truncate(ten: list[JournalRecord]) -> None:
    sqlite = "REPLACE INTO {} SELECT * FROM {} WHERE number = 3"
    statement = sqlite.format(TABLE, TABLE) if connection.vendor == "sqlite" else f"TRUNCATE {TABLE}"
    with pytest.raises(IntegrityError, match="只增不改"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert numbers() == list(range(1, 11))


def test_saving_or_deleting_a_record_by_the_orm_is_refused(ten: list[JournalRecord]) -> None:
    ten[3].actor = "nobody"
    with pytest.raises(IntegrityError), transaction.atomic():
        ten[3].save()
    with pytest.raises(IntegrityError), transaction.atomic():
        ten[3].delete()
    assert verify() == []


def test_the_journal_is_among_the_guarded_tables(db: None) -> None:
    assert TABLE in appendonly.registered()
    assert TABLE not in appendonly.missing(connection)


@pytest.mark.parametrize(
    ("given_value", "said"),
    [
        ({"act": ""}, "必须写明"),
        ({"actor": ""}, "必须写明"),
        ({"subject_ref": "11010119900307793X"}, "身份证号"),
        ({"purpose": "核实110101199003077934的任免"}, "身份证号"),
        ({"purpose": "核实１１０１０１１９９００３０７７９３４"}, "身份证号"),
        ({"purpose": "字" * 201}, "最多 200"),
        ({"purpose": "一行\n又一行"}, "控制字符"),
        ({"detail": {"who": "110101199003077934"}}, "身份证号"),
        ({"detail": {"who": 110101199003077934}}, "身份证号"),
        ({"detail": {"rows": {"deep": ["110101199003077934"]}}}, "身份证号"),
        ({"detail": {"110101199003077934": 1}}, "身份证号"),
        ({"detail": {"share": 0.5}}, "float"),
        ({"detail": {"day": datetime.date(2026, 1, 1)}}, "date"),
        ({"detail": {1: "one"}}, "项名"),
        ({"detail": {"text": "字" * 201}}, "最多 200"),
        ({"detail": {"text": "a\x00b"}}, "控制字符"),
    ],
)
def test_what_the_journal_must_not_hold_is_refused_where_it_is_written(
    given_value: dict[str, object], said: str
) -> None:
    values: dict[str, object] = {"act": "dossier.read", **given_value}
    with pytest.raises(NotForTheJournal, match=said):
        Draft(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize("harmless", ["91110000710925032A", "2026112300000000001", "202611230001", "张庄镇　名册.xlsx"])
def test_codes_that_are_no_resident_number_are_taken(harmless: str) -> None:
    assert Draft("file.loaded", subject_ref=harmless).subject_ref == harmless


def test_without_its_key_nothing_is_written_and_the_message_says_what_to_do(db: None, home: Path) -> None:
    for path in (home / "keys").glob("journal-*.key"):
        path.unlink()
    keys.forget()
    with pytest.raises(keys.KeyMissing, match="密钥备份"):
        record("dossier.read")
    assert numbers() == []


def test_records_before_and_after_a_rotation_are_verified_each_by_its_key(ten: list[JournalRecord]) -> None:
    keys.rotate(keys.Purpose.JOURNAL)
    assert record("key.rotated").key_number == 2
    assert verify() == []


text = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Nd"]), max_size=20)
leaf = text | st.integers(-(10**9), 10**9) | st.booleans() | st.none()
detail = st.dictionaries(text, leaf | st.lists(leaf, max_size=3) | st.dictionaries(text, leaf, max_size=3), max_size=4)


class SealsSurviveTheDatabase(TestCase):
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(purpose=text, detail=detail)
    def test_whatever_a_record_holds_its_seal_still_fits_when_read_back(
        self, purpose: str, detail: dict[str, object]
    ) -> None:
        record("dossier.read", purpose=purpose, detail=detail)
        assert JournalRecord.objects.latest("number").purpose == purpose
        assert verify() == []
