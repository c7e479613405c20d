"""Every way in which a finding can go on or end: one table of the contract, one test a line."""

import datetime
from pathlib import Path

import pytest

from bihuan.calendar.clock import local_moment
from bihuan.facts.kinds import reference_of
from bihuan.mechanisms.cultivation.kinds import Training
from bihuan.mechanisms.restraint.kinds import Talk
from bihuan.policy.decisions import settle
from bihuan.policy.engine.faults import EngineFault
from bihuan.policy.evaluation import EvaluationResult, evaluate
from bihuan.policy.models import Finding, FindingEvent, Run
from tests.policy.small import cadre, correct, excuse, on, retract, state, talk, training, write_packs

pytestmark = pytest.mark.django_db


def run(day: str) -> EvaluationResult:
    with on(day):
        return evaluate(datetime.date.fromisoformat(day))


def states(result: EvaluationResult, check: str) -> dict[str, str]:
    return {one.said.subject: one.state for one in result.told if one.said.check == check}


def ended(result: EvaluationResult, check: str) -> list[str]:
    return [what for finding, what in result.ended if finding.check_id == check]


def test_a_finding_is_opened_once_and_then_persists(small: Path) -> None:
    who = cadre()
    assert states(run("2026-03-02"), "test.hours_short") == {str(who.pk): "opened"}
    assert states(run("2026-03-03"), "test.hours_short") == {str(who.pk): "persists"}
    assert FindingEvent.objects.filter(finding__check_id="test.hours_short").count() == 1


def test_a_run_of_the_same_day_repeats_nothing(small: Path) -> None:
    cadre()
    run("2026-03-02")
    again = run("2026-03-02")
    assert set(states(again, "test.hours_short").values()) == {"persists"}
    assert again.stored is not None
    assert again.stored.transitions == []


def test_days_that_pass_are_no_change(small: Path) -> None:
    who = cadre()
    run("2026-03-02")
    run("2026-05-02")
    finding = Finding.objects.get(check_id="test.hours_short", subject=str(who.pk))
    assert finding.state == "persists"
    assert finding.observed["days_open"] == 122


def test_other_numbers_are_a_change(small: Path) -> None:
    who = cadre()
    run("2026-03-02")
    state(training(who, "2026-03-03", 4))
    after = run("2026-03-04")
    assert states(after, "test.hours_short") == {str(who.pk): "changed"}
    finding = Finding.objects.get(check_id="test.hours_short")
    assert (finding.severity, finding.changed_on) == ("blue", datetime.date(2026, 3, 4))


def test_time_that_only_passed_lapses_it(small: Path) -> None:
    who = cadre()
    state(talk(who, "2026-03-02"))
    run("2026-03-03")
    assert ended(run("2026-04-01"), "test.visit_due") == ["lapsed"]


def test_it_still_lapses_where_unrelated_facts_came(small: Path) -> None:
    who = cadre()
    state(talk(who, "2026-03-02"))
    run("2026-03-03")
    state(training(who, "2026-03-30", 20))
    after = run("2026-04-01")
    assert ended(after, "test.visit_due") == ["lapsed"]
    assert ended(after, "test.hours_short") == ["remedied"]


def test_new_facts_remedy_it(small: Path) -> None:
    who = cadre()
    state(talk(who, "2026-03-02"))
    run("2026-03-03")
    state(talk(who, "2026-03-10", "回访"))
    assert ended(run("2026-03-11"), "test.visit_due") == ["remedied"]


def test_a_correction_remedies_it_and_is_named(small: Path) -> None:
    who = cadre()
    state(talk(who, "2026-03-02"))
    run("2026-03-03")
    correct(Talk.objects.get(), talk(who, "2026-03-02", "任前"))
    assert ended(run("2026-03-04"), "test.visit_due") == ["remedied"]
    assert Finding.objects.get(check_id="test.visit_due").ended_by == [reference_of(Talk.objects.get(act="correct"))]


def test_evidence_that_is_retracted_withdraws_it(small: Path) -> None:
    who = cadre()
    state(talk(who, "2026-03-02"))
    run("2026-03-03")
    retract(Talk.objects.get())
    assert ended(run("2026-03-04"), "test.visit_due") == ["withdrawn"]


def test_evidence_that_is_tolerated_withdraws_it(small: Path) -> None:
    who = cadre()
    state(talk(who, "2026-03-02", key="k1"))
    run("2026-03-03")
    state(excuse("k1", "2026-03-04"))
    assert ended(run("2026-03-05"), "test.visit_due") == ["withdrawn"]


def test_new_packs_that_silence_it_are_a_rule_that_changed(small: Path) -> None:
    who = cadre()
    state(training(who, "2026-03-01", 8))
    run("2026-03-02")
    write_packs(small, hours=8)
    assert ended(run("2026-03-03"), "test.hours_short") == ["rule changed"]
    assert Run.objects.values("version").distinct().count() == 2


def test_new_packs_and_new_facts_that_both_would_are_told_apart(small: Path) -> None:
    """Under the new packs it fires still by what was known: so the new facts ended it."""
    who = cadre()
    state(training(who, "2026-03-01", 4))
    run("2026-03-02")
    write_packs(small, hours=8)
    state(training(who, "2026-03-02", 6))
    assert ended(run("2026-03-03"), "test.hours_short") == ["remedied"]


def test_it_opens_again_under_the_same_number(small: Path) -> None:
    who = cadre()
    state(talk(who, "2026-03-02"))
    run("2026-03-03")
    state(talk(who, "2026-03-10", "回访"))
    run("2026-03-11")
    retract(Talk.objects.get(category="回访"))
    assert states(run("2026-03-12"), "test.visit_due") == {str(who.pk): "opened"}
    finding = Finding.objects.get(check_id="test.visit_due")
    assert finding.opened_on == datetime.date(2026, 3, 12)
    assert list(finding.events.order_by("pk").values_list("state", flat=True)) == ["opened", "remedied", "opened"]


def test_a_settled_finding_stays_settled_while_it_holds(small: Path) -> None:
    who = cadre()
    run("2026-03-02")
    settle(Finding.objects.get(check_id="test.hours_short"), "已说明", "li")
    assert states(run("2026-03-20"), "test.hours_short") == {str(who.pk): "settled"}


def test_a_settled_finding_comes_up_again_when_its_numbers_change(small: Path) -> None:
    who = cadre()
    run("2026-03-02")
    settle(Finding.objects.get(check_id="test.hours_short"), "已说明", "li")
    state(training(who, "2026-03-03", 3))
    assert states(run("2026-03-04"), "test.hours_short") == {str(who.pk): "changed"}
    assert Finding.objects.get(check_id="test.hours_short").decision == ""


def test_evidence_corrected_under_the_same_delivery_key_does_not_unsettle(small: Path) -> None:
    who = cadre()
    state(training(who, "2026-02-01", 5, key="k9"))
    run("2026-03-02")
    settle(Finding.objects.get(check_id="test.hours_short"), "已说明", "li")
    correct(Training.objects.get(), training(who, "2026-02-02", 5, key="k9"))
    after = run("2026-03-03")
    assert states(after, "test.hours_short") == {str(who.pk): "settled"}
    corrected = reference_of(Training.objects.get(act="correct"))
    assert corrected in Finding.objects.get(check_id="test.hours_short").evidence


def test_asking_about_the_past_stores_nothing(small: Path) -> None:
    who = cadre()
    run("2026-03-02")
    with on("2026-03-03"):
        asked = evaluate(datetime.date(2026, 3, 1))
    assert asked.stored is None
    assert states(asked, "test.hours_short") == {str(who.pk): "opened"}
    assert Run.objects.count() == 1


def test_asking_as_known_at_a_moment_stores_nothing_and_knows_no_state(small: Path) -> None:
    with on("2026-03-01"):
        who = cadre()
    with on("2026-03-05"):
        state(training(who, "2026-03-01", 20))
    with on("2026-03-06"):
        day = datetime.date(2026, 3, 6)
        asked = evaluate(day, known_at=local_moment(datetime.date(2026, 3, 2)))
        now = evaluate(day)
    assert states(asked, "test.hours_short") == {str(who.pk): "asked"}
    assert states(now, "test.hours_short") == {}


def test_the_pack_in_use_then_answers_for_then(small: Path) -> None:
    with on("2026-03-01"):
        who = cadre()
        state(training(who, "2026-02-01", 8))
        evaluate(datetime.date(2026, 3, 1))
    write_packs(small, hours=5)
    with on("2026-03-05"):
        evaluate(datetime.date(2026, 3, 5))
        then = evaluate(datetime.date(2026, 3, 5), known_at=local_moment(datetime.date(2026, 3, 2)))
    assert states(then, "test.hours_short") == {str(who.pk): "asked"}


def test_a_failing_check_stores_nothing(small: Path) -> None:
    cadre()
    run("2026-03-02")
    broken = (
        (small / "test/rules/checks/visit_due.yaml")
        .read_text("utf-8")
        .replace("'red' AS severity", "'violet' AS severity")
    )
    state(talk(cadre(), "2026-03-02"))
    write_packs(small, checks={"visit_due": broken})
    with pytest.raises(EngineFault, match="violet"):
        run("2026-03-03")
    assert Run.objects.count() == 1
