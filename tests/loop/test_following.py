"""When findings change: matters open, end by fact, are withdrawn; lapse closes none."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from bihuan.calendar import clock
from bihuan.facts.entries import entry
from bihuan.facts.kinds import reference_of
from bihuan.facts.known import last_seal
from bihuan.facts.models import Source
from bihuan.loop.held import Held
from bihuan.loop.matter import Matter
from bihuan.loop.record import MatterRecord
from bihuan.loop.stating import state
from bihuan.loop.triage import backlog, confirm_finding, open_backlog, triage
from bihuan.mechanisms.restraint.kinds import Talk
from bihuan.policy.models import Finding, PackVersion, Run
from bihuan.policy.signals import findings_changed
from tests.loop.county import County, on

Make = Callable[..., Finding]
Walk = Callable[..., Matter]


def run_says(*transitions: tuple[Finding, str], broad: tuple[str, ...] = ()) -> Run:
    """A stored run, as policy tells of it."""
    version, _ = PackVersion.objects.get_or_create(
        digest="d" * 64, defaults={"files": {}, "first_used_at": clock.now()}
    )
    run = Run.objects.create(on=clock.today(), seal=last_seal(), moment=clock.now(), version=version, broad=list(broad))
    findings_changed.send(sender=Run, run=run, transitions=list(transitions))
    return run


def ended(finding: Finding, what: str, ended_by: tuple[int, ...] = ()) -> tuple[Finding, str]:
    finding.holds, finding.state, finding.ended_by = False, what, list(ended_by)
    finding.save()
    return finding, what


@pytest.fixture
def lived(finding: Make) -> None:
    """A home whose first run is over."""
    run_says((finding("restraint.talk_missing", "blue", subject="older", key=["0"]), "opened"))
    Held.objects.all().delete()


def test_what_the_first_run_finds_is_backlog_and_opens_nothing(finding: Make) -> None:
    first = finding("restraint.talk_missing", "blue")
    run_says((first, "opened"))
    assert not Matter.objects.exists()
    assert list(backlog()) == [first]


@pytest.mark.usefixtures("lived")
def test_a_later_finding_opens_its_matter_at_once(finding: Make) -> None:
    run_says((finding("cultivation.section_hours_short", "blue"), "opened"))
    matter = Matter.objects.get()
    assert (matter.procedure, matter.office.duty, matter.mechanism) == ("training_plan", "education", "cultivation")
    assert matter.number == "2026-培养-0001"
    assert (matter.severity, matter.unit_code) == ("blue", "U01")


@pytest.mark.usefixtures("lived")
def test_a_finding_to_be_confirmed_waits_in_the_triage_list(finding: Make, county: County) -> None:
    adverse = finding("assessment.basic_competent", needs_confirmation=True)
    run_says((adverse, "opened"))
    assert not Matter.objects.exists()
    assert list(triage()) == [adverse]
    matter = confirm_finding(adverse, county["li"])
    assert matter is not None
    assert list(triage()) == []


@pytest.mark.usefixtures("lived")
def test_the_desk_of_a_unit_gets_what_the_check_gives_to_the_unit(finding: Make) -> None:
    run_says((finding("restraint.talk_missing", "blue"), "opened"))
    assert Matter.objects.get().office.code == "unit/U01"


@pytest.mark.usefixtures("lived")
def test_a_check_that_names_very_many_is_held_until_an_officer_looked(finding: Make, county: County) -> None:
    many = [finding("restraint.talk_missing", "blue", subject=str(place), key=[str(place)]) for place in range(20)]
    run_says(*((one, "opened") for one in many), broad=("restraint.talk_missing",))
    assert not Matter.objects.exists()
    assert set(Held.objects.values_list("why", flat=True)) == {"broad"}
    assert len(open_backlog(many, county["wang"])) == 20


@pytest.mark.usefixtures("lived")
def test_new_facts_end_the_matter_and_are_its_evidence(finding: Make, county: County) -> None:
    gap = finding("restraint.talk_missing", "blue")
    run_says((gap, "opened"))
    with entry(Source(feed="talks", file="talks.csv"), "test") as writing:
        talk = state(writing, Talk, cadre=county.cadre, category="谈心", held_on=datetime.date(2026, 3, 1))
    run_says(ended(gap, "remedied"))
    matter = Matter.objects.get()
    assert (matter.state, matter.ending) == ("ended", "fact")
    assert matter.evidence == [f"fact:{reference_of(talk)}"]
    assert MatterRecord.objects.filter(matter=matter, act="ended").get().actor is None
    assert Finding.objects.get(pk=gap.pk).state == "remedied"


@pytest.mark.usefixtures("lived")
def test_the_rows_that_policy_names_are_the_evidence(finding: Make) -> None:
    gap = finding("restraint.talk_missing", "blue")
    run_says((gap, "opened"))
    run_says(ended(gap, "remedied", (53000000000007,)))
    assert Matter.objects.get().evidence == ["fact:53000000000007"]


@pytest.mark.usefixtures("lived")
def test_retracted_evidence_ends_the_matter_as_withdrawn(finding: Make) -> None:
    gap = finding("restraint.talk_missing", "blue")
    run_says((gap, "opened"))
    run_says(ended(gap, "withdrawn"))
    matter = Matter.objects.get()
    assert (matter.state, matter.ending) == ("ended", "withdrawn")


@pytest.mark.usefixtures("lived")
@pytest.mark.parametrize("what", ["lapsed", "rule changed"])
def test_time_and_new_rules_close_nothing(finding: Make, what: str) -> None:
    gap = finding("restraint.talk_missing", "blue")
    run_says((gap, "opened"))
    run_says(ended(gap, what))
    matter = Matter.objects.get()
    assert matter.state == "open"
    assert list(matter.records.values_list("act", flat=True)) == ["opened", "noted"]


@pytest.mark.usefixtures("lived")
def test_a_change_of_colour_reaches_the_matter_and_opens_no_second_one(finding: Make) -> None:
    gap = finding("restraint.inquiry_unanswered", "yellow")
    run_says((gap, "opened"))
    gap.severity, gap.sentence, gap.state = "red", "超过30个工作日未回复。", "changed"
    gap.save()
    run_says((gap, "changed"))
    matter = Matter.objects.get()
    assert (matter.severity, matter.sentence) == ("red", "超过30个工作日未回复。")


@pytest.mark.usefixtures("lived")
def test_a_changed_finding_with_an_open_matter_is_not_asked_about_again(finding: Make, county: County) -> None:
    adverse = finding("assessment.basic_competent", needs_confirmation=True)
    run_says((adverse, "opened"))
    confirm_finding(adverse, county["li"])
    adverse.refresh_from_db()
    adverse.state, adverse.confirmed_at = "changed", None
    adverse.save()
    run_says((adverse, "changed"))
    assert list(triage()) == []
    assert Matter.objects.count() == 1


@pytest.mark.usefixtures("lived")
def test_a_measure_that_stands_is_not_undone_by_later_facts(finding: Make, walk: Walk, county: County) -> None:
    late = finding("restraint.declaration_missing", "yellow")
    run_says((late, "opened"))
    talk = {"delivered_on": "2026-03-05", "talker": "甲", "points": "内容", "attitude": "接受"}
    steps: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("2026-03-03", "li", {"outcome": "建议提醒", "facts": "未报告", "content": "请按时报告"}),
        ("2026-03-04", "buzhang", {"outcome": "同意，谈话提醒"}),
        ("2026-03-05", "li", talk),
    )
    matter = walk(Matter.objects.get(), *steps)
    with on("2026-03-06"):
        run_says(ended(late, "remedied"))
    matter.refresh_from_db()
    assert (matter.state, matter.step) == ("open", "response")
    assert matter.records.filter(act="noted").exists()


@pytest.mark.usefixtures("lived")
def test_a_finding_that_comes_back_opens_a_new_matter(finding: Make) -> None:
    gap = finding("restraint.talk_missing", "blue")
    run_says((gap, "opened"))
    run_says(ended(gap, "remedied"))
    gap.holds, gap.state = True, "opened"
    gap.save()
    run_says((gap, "opened"))
    assert Matter.objects.filter(finding=gap).count() == 2
    assert Matter.objects.filter(finding=gap, state="open").count() == 1


def test_a_held_finding_that_ends_is_no_backlog_any_more(finding: Make) -> None:
    gap = finding("restraint.talk_missing", "blue")
    run_says((gap, "opened"))
    run_says(ended(gap, "remedied"))
    assert not Held.objects.exists()
    assert list(backlog()) == []


@pytest.mark.usefixtures("lived")
def test_a_settled_finding_opens_nothing_again(finding: Make) -> None:
    run_says((finding("restraint.talk_missing", "blue", state="settled"), "changed"))
    assert not Matter.objects.exists()
