"""The record of a matter: only added to, chained, and silent about what a sealed form asked."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from bihuan import appendonly
from bihuan.journal.models import JournalRecord
from bihuan.loop.matter import Matter, ProcedureVersion, StepRun
from bihuan.loop.record import MatterRecord
from bihuan.loop.recording import is_unbroken, note
from tests.loop.county import County
from tests.loop.test_admonition import HEARD, VERIFIED

Opened = Callable[..., Matter]
Walk = Callable[..., Matter]
TABLE = MatterRecord._meta.db_table


def test_every_act_leaves_a_record_in_order(opened: Opened, walk: Walk, county: County) -> None:
    matter = walk(opened("admonition"), *VERIFIED, *HEARD[:3])
    records = list(matter.records.order_by("place"))
    assert [record.place for record in records] == [1, 2, 3, 4, 5]
    assert [record.act for record in records] == ["opened", "step", "step", "step", "step"]
    assert [record.actor for record in records] == [county[name] for name in ("li", "li", "li", "li", "chen")]
    assert records[0].text == "立项：诫勉，由干部监督科承办"
    assert records[1].text == "核实情况：拟予诫勉，先听取陈述申辩"
    assert is_unbroken(matter)


def test_the_record_never_repeats_what_a_form_asked(opened: Opened, walk: Walk) -> None:
    matter = walk(opened("admonition"), *VERIFIED, *HEARD[:3])
    told = "".join(f"{record.text}{record.detail}" for record in matter.records.all())
    assert "年初生病" not in told
    run = StepRun.objects.get(matter=matter, step="statement")
    assert run.data["text"].startswith("年初生病")


def test_what_a_form_asked_is_not_readable_in_the_database(opened: Opened, walk: Walk) -> None:
    walk(opened("admonition"), *VERIFIED, *HEARD[:3])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT content FROM {StepRun._meta.db_table} WHERE step = 'statement'")
        content = bytes(cursor.fetchone()[0])
    assert "年初生病".encode() not in content


@pytest.mark.parametrize("statement", ["UPDATE {} SET text = 'x'", "DELETE FROM {}"])
def test_the_database_refuses_to_alter_the_record(opened: Opened, statement: str) -> None:
    opened("reminder")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(TABLE))


def test_the_versions_of_procedures_cannot_be_altered(opened: Opened) -> None:
    opened("reminder")
    with pytest.raises(DatabaseError), transaction.atomic():
        ProcedureVersion.objects.update(text="")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE {} SET text = '改' WHERE place = 1",
        "UPDATE {} SET actor_id = NULL WHERE place = 1",
        "UPDATE {} SET moment = '2020-01-01 00:00:00' WHERE place = 2",
        "DELETE FROM {} WHERE place = 1",
        "DELETE FROM {} WHERE place = 2",
    ],
)
def test_whoever_alters_it_past_the_guard_is_found_out(opened: Opened, change: str) -> None:
    matter = opened("reminder")
    note(matter, "noted", "一")
    note(matter, "noted", "二")
    assert is_unbroken(matter)
    connection.check_constraints()  # PostgreSQL alters no table while deferred constraints wait
    with appendonly.lifted(connection, [TABLE]), connection.cursor() as cursor:
        cursor.execute(change.format(TABLE))
        connection.check_constraints()
    assert not is_unbroken(matter)


def test_the_journal_hears_of_opening_steps_and_ends(opened: Opened, walk: Walk) -> None:
    matter = walk(
        opened("supervision"),
        ("2026-03-03", "li", {"outcome": "不需办理", "basis": "材料"}),
        ("2026-03-04", "xu", {"outcome": "同意办结"}),
    )
    acts = JournalRecord.objects.filter(subject_kind="matter", subject_ref=matter.number).order_by("number")
    assert [record.act for record in acts] == ["matter.opened", "matter.step", "matter.step", "matter.ended"]
