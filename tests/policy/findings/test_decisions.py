"""What persons say of findings, and what goes out of them."""

import datetime
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from bihuan.access.models import Account
from bihuan.policy.decisions import confirm, dismiss, settle
from bihuan.policy.evaluation import evaluate
from bihuan.policy.findings.substance import digest_of, is_same, key_text, numbers
from bihuan.policy.models import Finding, FindingEvent, Run
from bihuan.policy.signals import findings_changed
from tests.policy.small import cadre, on, relative, said, state, talk, training, unit

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 2)


@pytest.fixture
def visit(small: Path) -> Finding:
    """A finding that waits for a person."""
    state(talk(cadre(), "2026-03-01"))
    with on("2026-03-02"):
        evaluate(DAY)
    return Finding.objects.get(check_id="test.visit_due")


@pytest.fixture
def officer(db: None) -> Account:
    return Account.objects.create_user("li", role="officer")


def test_a_confirmation_names_who_and_when(visit: Finding, officer: Account) -> None:
    assert visit.needs_confirmation
    with on("2026-03-03"):
        confirm(visit, officer, "属实")
    visit.refresh_from_db()
    assert (visit.confirmed_by, str(visit.confirmed_at)[:10]) == (officer, "2026-03-03")
    event = visit.events.get(state="confirmed")
    assert (event.actor, event.reason) == ("li", "属实")


def test_a_dismissal_settles_it_with_the_reason(visit: Finding, officer: Account) -> None:
    with on("2026-03-03"):
        dismiss(visit, officer, "已口头回访")
        evaluate(datetime.date(2026, 3, 3))
    visit.refresh_from_db()
    assert (visit.state, visit.decision) == ("settled", "不予立项：已口头回访")


def test_a_confirmation_falls_away_with_what_it_was_about(visit: Finding, officer: Account) -> None:
    with on("2026-03-03"):
        confirm(visit, officer)
        state(talk(cadre(), "2026-03-02"))
        evaluate(datetime.date(2026, 3, 3))
    visit.refresh_from_db()
    assert visit.confirmed_at is not None
    with on("2026-03-04"):
        state(talk(visit.people.get(), "2026-03-03", "回访"))
        evaluate(datetime.date(2026, 3, 4))
        assert Finding.objects.get(pk=visit.pk).state == "remedied"


def test_a_settled_finding_that_ends_keeps_its_decision(visit: Finding) -> None:
    settle(visit, "另行安排", "li", "督〔2026〕1号")
    with on("2026-04-20"):
        result = evaluate(datetime.date(2026, 4, 20))
    visit.refresh_from_db()
    assert (visit.state, visit.holds, visit.decision) == ("settled", False, "另行安排")
    assert ("test.visit_due", "lapsed") in [(finding.check_id, what) for finding, what in result.ended]


def test_events_are_never_changed(visit: Finding) -> None:
    table = FindingEvent._meta.db_table
    for act in (f"UPDATE {table} SET reason = 'x'", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError, match="只增不改"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(act)


def test_whoever_follows_hears_every_transition_in_the_run(small: Path) -> None:
    heard: list[tuple[str, str]] = []

    def listen(sender: type[Run], run: Run, transitions: list[tuple[Finding, str]], **_: object) -> None:
        assert run.pk
        heard.extend((finding.check_id, what) for finding, what in transitions if finding.pk)

    findings_changed.connect(listen)
    try:
        who = cadre()
        with on("2026-03-02"):
            evaluate(DAY)
            state(training(who, "2026-03-01", 30))
            evaluate(DAY)
    finally:
        findings_changed.disconnect(listen)
    assert heard == [
        ("test.hours_short", "opened"), ("test.unit_untrained", "opened"),
        ("test.hours_short", "remedied"), ("test.unit_untrained", "remedied"),
    ]  # fmt: skip


def test_a_listener_that_fails_leaves_no_run_behind(small: Path) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("listener")

    findings_changed.connect(fail)
    try:
        cadre()
        with on("2026-03-02"), pytest.raises(RuntimeError):
            evaluate(DAY)
    finally:
        findings_changed.disconnect(fail)
    assert not Run.objects.exists()
    assert not Finding.objects.exists()


def test_a_finding_says_its_sentence_with_the_numbers_in_it(visit: Finding) -> None:
    assert visit.sentence == "2026-03-01谈话后尚未回访（30日内）。"


def test_numbers_of_identity_go_out_and_facts_are_named_by_file_and_line(small: Path) -> None:
    one, other = cadre(1), cadre(2)
    state(unit("U1"), relative(one, 2), feed="family")
    with on("2026-03-02"):
        told = evaluate(DAY).as_json()
    pair = next(found for found in told if found["check"] == "test.kin_together")
    assert pair["subject"] == ["110101198005010001", "110101198005010002"]
    assert pair["key"] == ["U1"]
    assert pair["evidence"] == [{"feed": "family", "file": "family.csv", "line": 3}]
    assert (pair["severity"], pair["subject_kind"], pair["state"]) == ("red", "pair", "opened")
    assert pair["clause"] == [{"document": "试行规定", "article": "第三条"}]
    assert {one.pk, other.pk} == set(
        Finding.objects.get(check_id="test.kin_together").people.values_list("pk", flat=True)
    )


def test_one_person_is_told_what_touches_them_and_their_unit(small: Path) -> None:
    one, other = cadre(1, unit="U1"), cadre(2, unit="U2")
    state(talk(one, "2026-03-01"))
    with on("2026-03-02"):
        checks = {found.check for found in evaluate(DAY, person=one.pk).findings}
        assert checks == {"test.hours_short", "test.visit_due", "test.unit_untrained"}
        assert "test.visit_due" not in {check for check, _, _ in said(evaluate(DAY, person=other.pk))}
    assert not Run.objects.exists()


def test_a_check_that_names_more_than_a_fifth_says_so(small: Path) -> None:
    for _ in range(5):
        cadre()
    with on("2026-03-02"):
        evaluate(DAY)
    assert Run.objects.get().broad == ["test.hours_short"]


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ({"hours": 4}, {"hours": 4}, True),
        ({"hours": 4}, {"hours": 5}, False),
        ({"days": 4}, {"days": 9}, True),
        ({"waited_so_far": 4}, {"waited_so_far": 9}, True),
        ({"training_days": 4}, {"training_days": 9}, False),
        ({"grade": "称职"}, {"grade": "合格"}, True),
        ({"hours": 4}, {"hours": 4, "more": 1}, False),
    ],
)
def test_only_numbers_that_count_are_compared(before: dict[str, object], after: dict[str, object], same: bool) -> None:
    assert is_same(("red", before, {}), ("red", after, {})) is same
    assert is_same(("red", {}, before), ("red", {}, after)) is same
    assert not is_same(("red", before, {}), ("blue", before, {}))


def test_a_flag_is_no_number() -> None:
    assert numbers({"done": True, "hours": 1.5, "word": "x"}) == {"hours": 1.5}


def test_a_long_key_still_fits_and_differs() -> None:
    long = ["甲" * 400]
    assert len(key_text(long)) == 300
    assert key_text(long) != key_text(["甲" * 401])
    assert key_text(["a", "b"]) == "a|b"


def test_the_digest_is_over_everything_that_is_written(small: Path) -> None:
    who = cadre()
    with on("2026-03-02"):
        first = evaluate(DAY).findings[0]
    assert digest_of(first, "句") == digest_of(first, "句")
    assert digest_of(first, "句") != digest_of(first, "另一句")
    state(training(who, "2026-03-01", 1))
    with on("2026-03-02"):
        assert digest_of(evaluate(DAY).findings[0], "句") != digest_of(first, "句")
