"""Whoever changes the journal is found out, and it is said where."""

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from bihuan import appendonly
from bihuan.journal.diagnosis import Fault, FaultKind
from bihuan.journal.models import JournalRecord
from bihuan.journal.sealing import GENESIS, digest_of, seal_fits
from bihuan.journal.verifying import Anchor, anchor, verify
from bihuan.journal.writing import record
from tests.journal.conftest import Tamper

DELETED, EDITED, INSERTED = FaultKind.DELETED, FaultKind.EDITED, FaultKind.INSERTED
REORDERED, TRUNCATED = FaultKind.REORDERED, FaultKind.TRUNCATED
COLUMNS = "moment, actor, act, subject_kind, subject_ref, purpose, detail, key_number, previous_digest"
JUNK = "f" * 64
MAKE_ROOM = (
    "UPDATE JOURNAL SET number = -number - 1 WHERE number >= 5",
    "UPDATE JOURNAL SET number = -number WHERE number < 0",
)
CLOSE_GAP = (
    "UPDATE JOURNAL SET number = -number + {0} WHERE number > 4",
    "UPDATE JOURNAL SET number = -number WHERE number < 0",
)


def copied(number: int, onto: int, digest: str) -> str:
    selected = f"SELECT {onto}, {COLUMNS}, {digest} FROM JOURNAL WHERE number = {number}"
    return f"INSERT INTO JOURNAL (number, {COLUMNS}, digest) {selected}"


def test_an_untouched_journal_has_no_faults(ten: list[JournalRecord]) -> None:
    assert verify() == []


def test_an_empty_journal_has_no_faults(db: None) -> None:
    assert verify() == []
    assert anchor() == Anchor(0, GENESIS)


@pytest.mark.parametrize("column", ["actor", "act", "subject_kind", "subject_ref", "purpose"])
@pytest.mark.parametrize("number", [1, 5, 10])
def test_an_edit_of_any_text_is_found(ten: list[JournalRecord], tamper: Tamper, column: str, number: int) -> None:
    tamper(f"UPDATE JOURNAL SET {column} = 'else' WHERE number = {number}")
    assert verify() == [Fault(EDITED, number, number)]


@pytest.mark.parametrize(
    "change",
    [
        "detail = '{\"rows\": 6}'",
        "moment = (SELECT moment FROM JOURNAL WHERE number = 1)",
        f"digest = '{JUNK}'",
        f"previous_digest = '{JUNK}'",
        "key_number = 9",
    ],
)
def test_an_edit_of_anything_else_is_found(ten: list[JournalRecord], tamper: Tamper, change: str) -> None:
    tamper(f"UPDATE JOURNAL SET {change} WHERE number = 5")
    assert verify() == [Fault(EDITED, 5, 5)]


def test_edits_of_neighbours_are_one_fault(ten: list[JournalRecord], tamper: Tamper) -> None:
    tamper("UPDATE JOURNAL SET actor = 'else' WHERE number IN (3, 4, 5, 8)")
    assert verify() == [Fault(EDITED, 3, 5), Fault(EDITED, 8, 8)]


@pytest.mark.parametrize(("first", "last"), [(1, 1), (5, 5), (4, 7), (1, 9)])
def test_a_deletion_is_found(ten: list[JournalRecord], tamper: Tamper, first: int, last: int) -> None:
    tamper(f"DELETE FROM JOURNAL WHERE number BETWEEN {first} AND {last}")
    assert verify() == [Fault(DELETED, first, last)]


@pytest.mark.parametrize("gone", [1, 2])
def test_a_deletion_whose_gap_was_closed_is_found(ten: list[JournalRecord], tamper: Tamper, gone: int) -> None:
    tamper(f"DELETE FROM JOURNAL WHERE number BETWEEN 5 AND {4 + gone}", *(s.format(gone) for s in CLOSE_GAP))
    assert verify() == [Fault(DELETED, 5, 4 + gone), Fault(REORDERED, 5, 10 - gone, 5 + gone)]


def test_two_records_that_changed_places_are_found(ten: list[JournalRecord], tamper: Tamper) -> None:
    tamper(
        "UPDATE JOURNAL SET number = -3 WHERE number = 3",
        "UPDATE JOURNAL SET number = 7 - 4 WHERE number = 7",
        "UPDATE JOURNAL SET number = 7 WHERE number = -3",
    )
    assert verify() == [Fault(REORDERED, 3, 3, 7), Fault(REORDERED, 7, 7, 3)]


def test_neighbours_that_changed_places_are_found(ten: list[JournalRecord], tamper: Tamper) -> None:
    tamper(
        "UPDATE JOURNAL SET number = -3 WHERE number = 3",
        "UPDATE JOURNAL SET number = 3 WHERE number = 4",
        "UPDATE JOURNAL SET number = 4 WHERE number = -3",
    )
    assert verify() == [Fault(REORDERED, 3, 3, 4), Fault(REORDERED, 4, 4, 3)]


def test_a_record_pushed_in_between_is_found(ten: list[JournalRecord], tamper: Tamper) -> None:
    tamper(*MAKE_ROOM, copied(4, 5, f"'{JUNK}'"))
    assert verify() == [Fault(INSERTED, 5, 5), Fault(REORDERED, 6, 11, 5)]


def test_several_records_pushed_in_before_the_last_are_found(ten: list[JournalRecord], tamper: Tamper) -> None:
    tamper("UPDATE JOURNAL SET number = 12 WHERE number = 10", copied(4, 10, f"'{JUNK}'"), copied(5, 11, f"'{JUNK}'"))
    assert verify() == [Fault(INSERTED, 10, 11), Fault(REORDERED, 12, 12, 10)]


def test_a_genuine_record_copied_to_the_end_is_found(ten: list[JournalRecord], tamper: Tamper) -> None:
    tamper(copied(4, 11, "digest"))
    assert verify() == [Fault(INSERTED, 11, 11)]


def test_a_record_that_we_went_on_from_unawares_is_found(ten: list[JournalRecord], tamper: Tamper) -> None:
    tamper(copied(4, 11, f"'{JUNK}'"))
    record("dossier.read")
    assert verify() == [Fault(EDITED, 11, 11)]


def test_whoever_takes_the_bare_digest_anew_does_not_have_the_key(ten: list[JournalRecord], tamper: Tamper) -> None:
    """A chain of plain SM3 could be recomputed by anybody who can write to the table."""
    from bihuan.crypto.digest import sm3
    from bihuan.journal.content import sealed_text
    from bihuan.journal.sealing import _as_found

    last = ten[-1]
    last.actor = "else"
    bare = sm3(sealed_text(10, last.moment, _as_found(last), last.previous_digest, last.key_number)).hex()
    tamper(f"UPDATE JOURNAL SET actor = 'else', digest = '{bare}' WHERE number = 10")
    assert verify() == [Fault(EDITED, 10, 10)]


def test_an_edit_sealed_anew_by_one_who_stole_the_key_is_found_by_the_next_record(
    ten: list[JournalRecord], tamper: Tamper
) -> None:
    from bihuan.journal.sealing import _as_found

    fifth = JournalRecord.objects.get(number=5)
    fifth.actor = "else"
    forged = digest_of(5, fifth.moment, _as_found(fifth), fifth.previous_digest, fifth.key_number)
    tamper(f"UPDATE JOURNAL SET actor = 'else', digest = '{forged}' WHERE number = 5")
    assert seal_fits(JournalRecord.objects.get(number=5))
    assert verify() == [Fault(EDITED, 5, 5)]


def test_records_cut_off_at_the_end_are_found_by_an_anchor_alone(ten: list[JournalRecord], tamper: Tamper) -> None:
    kept = anchor()
    assert kept == Anchor(10, ten[-1].digest)
    tamper("DELETE FROM JOURNAL WHERE number > 7")
    assert verify() == []
    assert verify([kept]) == [Fault(TRUNCATED, 8, 10)]


def test_a_journal_emptied_whole_is_found_by_an_anchor(ten: list[JournalRecord], tamper: Tamper) -> None:
    kept = anchor()
    tamper("DELETE FROM JOURNAL")
    assert verify([kept]) == [Fault(TRUNCATED, 1, 10)]


def test_anchors_of_an_untouched_journal_fit_as_it_grows(ten: list[JournalRecord]) -> None:
    anchors = [Anchor(0, GENESIS), anchor()]
    record("dossier.read")
    assert verify([*anchors, anchor()]) == []


def test_a_chain_written_anew_from_some_record_on_is_found_by_an_anchor(
    ten: list[JournalRecord], tamper: Tamper
) -> None:
    kept = anchor()
    tamper("DELETE FROM JOURNAL WHERE number > 7")
    for _ in range(4):
        record("dossier.read")
    assert verify() == []
    assert verify([kept]) == [Fault(EDITED, 10, 10)]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault(DELETED, 5, 5), "日志第 5 条已被删除。"),
        (Fault(DELETED, 5, 7), "日志第 5—7 条已被删除。"),
        (Fault(REORDERED, 5, 9, 6), "日志第 5—9 条的序号已被改动，不在原来的位置（原为第 6—10 条）。"),
        (Fault(TRUNCATED, 8, 10), "日志末尾第 8—10 条已被截去：留存的锚点记有这些记录。"),
    ],
)
def test_a_fault_says_in_chinese_where_it_is(fault: Fault, said: str) -> None:
    assert str(fault) == said


class NoTamperingGoesUnnoticed(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(
        deleted=st.sets(st.integers(1, 11), max_size=3),
        edited=st.sets(st.integers(1, 11), max_size=3),
    )
    def test_deletions_and_edits_together_are_found_each_in_its_place(
        self, deleted: set[int], edited: set[int]
    ) -> None:
        for number in range(12):
            record("dossier.read", subject_ref=str(number))
        edited -= deleted
        with appendonly.lifted(connection, [JournalRecord._meta.db_table]):
            JournalRecord.objects.filter(number__in=deleted).delete()
            JournalRecord.objects.filter(number__in=edited).update(actor="else")
        found = verify()
        assert {n for f in found if f.kind is DELETED for n in range(f.first, f.last + 1)} == deleted
        assert {n for f in found if f.kind is EDITED for n in range(f.first, f.last + 1)} == edited
        assert {f.kind for f in found} <= {DELETED, EDITED}
