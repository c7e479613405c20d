"""What holds of every judgement, on random counties."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.oracle.county import GRAVITY, County, Finding, one_a_key
from tests.oracle.facts import DATED_BY
from tests.oracle.judge import judge
from tests.oracle.randomcounty import random_county
from tests.oracle.terms import read_date

DAYS = st.dates(date(2024, 6, 1), date(2026, 12, 31))
SEEDS = st.integers(0, 10_000)
CHECKS = {
    "cultivation.section_hours_short",
    "cultivation.leader_hours_short",
    "cultivation.onpost_training_missing",
    "cultivation.integrity_education_missing",
    "cultivation.practice_unevaluated",
    "cultivation.adaptation_untracked",
    "assessment.annual_missing",
    "assessment.excellent_quota",
    "assessment.routine_good_quota",
    "assessment.basic_competent",
    "assessment.incompetent",
    "assessment.incompetent_twice",
    "assessment.excellent_barred",
    "assessment.grade_must_be_open",
    "assessment.routine_contradicts_annual",
    "assessment.result_not_notified",
    "assessment.ledger_missing",
    "assessment.key_task_delayed",
    "assessment.crucial_period_unvisited",
    "incentive.rank_due",
    "incentive.merit3_due",
    "incentive.commendation_due",
    "incentive.award_barred",
    "incentive.promotion_in_influence",
    "incentive.promotion_after_poor_grade",
    "incentive.promotion_years_short",
    "incentive.probation_review_due",
    "incentive.frontline_unrecognised",
    "incentive.grassroots_channel",
    "incentive.award_unpaid",
    "incentive.wage_step_due",
    "incentive.influence_ended",
    "incentive.tolerance_study_due",
    "incentive.clarification_due",
    "restraint.declaration_missing",
    "restraint.declaration_late",
    "restraint.change_report_late",
    "restraint.change_never_reported",
    "restraint.declaration_mismatch",
    "restraint.declaration_omitted",
    "restraint.recusal_chain",
    "restraint.recusal_sensitive",
    "restraint.native_place",
    "restraint.rotation_due",
    "restraint.exit_audit_missing",
    "restraint.rectification_overdue",
    "restraint.petition_overdue",
    "restraint.petitions_repeated",
    "restraint.inquiry_unanswered",
    "restraint.admonition_followup",
    "restraint.talk_missing",
    "restraint.duty_report_missing",
    "restraint.selection_gate",
    "restraint.approval_overtime",
    "restraint.approval_self_reviewed",
    "restraint.duty_recusal",
    "restraint.power_list_incomplete",
}


def identities(findings: list[Finding]) -> list[tuple[object, ...]]:
    return [(*finding.identity, finding.severity) for finding in findings]


def test_random_counties_reach_every_check() -> None:
    found: set[str] = set()
    for seed, on in enumerate((date(2026, 7, 15), date(2025, 4, 30), date(2026, 2, 10), date(2026, 11, 24))):
        found |= {finding.check for finding in judge(random_county(seed, 300, on), on)}
    assert found == CHECKS


@settings(max_examples=25, deadline=None)
@given(SEEDS, DAYS)
def test_one_finding_a_key_with_evidence_on_record(seed: int, on: date) -> None:
    county = random_county(seed, 20, on)
    found = judge(county, on)
    assert len({finding.identity for finding in found}) == len(found)
    refs = {record.ref for listed in county.records.values() for record in listed}
    assert all(finding.evidence and set(finding.evidence) <= refs for finding in found)
    assert {finding.severity for finding in found} <= set(GRAVITY)


@settings(max_examples=25, deadline=None)
@given(SEEDS, DAYS)
def test_facts_dated_after_the_day_change_nothing(seed: int, on: date) -> None:
    county = random_county(seed, 20, on)
    known = {feed: list(listed) for feed, listed in county.records.items()}
    for feed, column in DATED_BY.items():
        known[feed] = [r for r in known.get(feed, []) if (day := read_date(r.cells[column])) is None or day <= on]
    assert judge(County(known), on) == judge(county, on)


@settings(max_examples=25, deadline=None)
@given(SEEDS, DAYS)
def test_the_order_of_rows_does_not_matter(seed: int, on: date) -> None:
    county = random_county(seed, 20, on)
    turned = County({feed: listed[::-1] for feed, listed in county.records.items()})
    assert identities(judge(turned, on)) == identities(judge(county, on))


@settings(max_examples=25, deadline=None)
@given(SEEDS, DAYS)
def test_cadres_not_managed_have_no_findings_and_others_keep_theirs(seed: int, on: date) -> None:
    county = random_county(seed, 20, on)
    outside = {r.cells["身份证号"] for r in county.of("roster") if r.cells["管理权限"] == "市管"}
    found = judge(replace(county, managed=frozenset({"县管"})), on)
    mine = [f for f in found if f.subject_kind in ("cadre", "pair")]
    touched = [f for f in mine if outside & ({f.subject} if isinstance(f.subject, str) else set(f.subject))]
    assert touched == []
    whole = [f for f in judge(county, on) if f.subject_kind == "cadre" and f.subject not in outside]
    assert identities([f for f in mine if f.subject_kind == "cadre"]) == identities(whole)


@settings(max_examples=15, deadline=None)
@given(SEEDS, DAYS)
def test_a_recognition_of_the_morrow_changes_nothing_today(seed: int, on: date) -> None:
    county = random_county(seed, 20, on, recognised=0.0)
    excused = random_county(seed, 20, on, recognised=0.5)
    morrow = (on + timedelta(days=1)).isoformat()
    later = [replace(r, cells=r.cells | {"认定日期": morrow}) for r in excused.of("recognitions")]
    assert judge(County(county.records | {"recognitions": later}), on) == judge(county, on)


def test_the_gravest_of_one_key_stands() -> None:
    listed = [Finding("c", colour, "cadre", "A", ["k"]) for colour in ("green", "blue", "red", "yellow")]
    assert [finding.severity for finding in one_a_key(listed)] == ["red"]
