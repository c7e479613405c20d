"""The triage list and the backlog: confirm, dismiss with a reason, open in batches."""

import datetime
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bihuan.loop.errors import NotConfirmable, ReasonNeeded, RecusalNeeded
from bihuan.loop.held import Held
from bihuan.loop.matter import Matter
from bihuan.loop.triage import backlog, confirm_finding, dismiss_finding, open_backlog, triage
from bihuan.policy.models import Finding, FindingEvent
from tests.loop.county import TODAY, County, on

Make = Callable[..., Finding]


def test_confirming_is_recorded_with_who_and_when(finding: Make, county: County) -> None:
    adverse = finding("assessment.incompetent", "red", needs_confirmation=True)
    matter = confirm_finding(adverse, county["li"])
    adverse.refresh_from_db()
    assert matter is not None
    assert (adverse.confirmed_by, matter.opened_by, matter.confirmed_on) == (county["li"], county["li"], TODAY)
    assert FindingEvent.objects.get(finding=adverse).state == "confirmed"


def test_a_finding_is_confirmed_once(finding: Make, county: County) -> None:
    adverse = finding("assessment.incompetent", "red", needs_confirmation=True)
    confirm_finding(adverse, county["li"])
    with pytest.raises(NotConfirmable, match="已经确认过"):
        confirm_finding(adverse, county["li"])


def test_what_needs_no_confirmation_cannot_be_confirmed(finding: Make, county: County) -> None:
    with pytest.raises(NotConfirmable, match="不需要人工确认"):
        confirm_finding(finding("restraint.talk_missing", "blue"), county["li"])


@pytest.mark.parametrize(
    ("given", "message"),
    [({"holds": False, "state": "lapsed"}, "不再出现"), ({"state": "settled"}, "已有处理决定")],
)
def test_what_is_over_cannot_be_confirmed(
    finding: Make, county: County, given: dict[str, object], message: str
) -> None:
    adverse = finding("assessment.incompetent", "red", needs_confirmation=True, **given)
    with pytest.raises(NotConfirmable, match=message):
        confirm_finding(adverse, county["li"])
    assert list(triage()) == []


def test_dismissing_needs_a_reason_and_opens_nothing(finding: Make, county: County) -> None:
    adverse = finding("assessment.incompetent", "red", needs_confirmation=True)
    with pytest.raises(ReasonNeeded, match="须写明理由"):
        dismiss_finding(adverse, county["li"], "  ")
    dismiss_finding(adverse, county["li"], "登记有误，已请考核办更正")
    adverse.refresh_from_db()
    assert adverse.state == "settled"
    assert "登记有误" in adverse.decision
    assert not Matter.objects.exists()
    assert list(triage()) == []


def test_nobody_judges_a_finding_about_themselves(finding: Make, county: County) -> None:
    adverse = finding("assessment.incompetent", "red", needs_confirmation=True)
    county["li"].cadre = county.cadre
    with pytest.raises(RecusalNeeded):
        confirm_finding(adverse, county["li"])
    with pytest.raises(RecusalNeeded):
        dismiss_finding(adverse, county["li"], "无事")


def held(finding: Finding) -> Finding:
    Held.objects.create(finding=finding, why="backlog", since=TODAY)
    return finding


def test_a_batch_of_the_backlog_opens_with_clocks_from_that_day(finding: Make, county: County) -> None:
    rows = [held(finding("cultivation.leader_hours_short", subject=str(n), key=[str(n)])) for n in range(3)]
    with on("2026-06-01"):
        matters = open_backlog(rows[:2], county["jiao"])
    assert {matter.due_on for matter in matters} == {datetime.date(2026, 7, 1)}
    assert {matter.opened_by for matter in matters} == {county["jiao"]}
    assert list(backlog()) == [rows[2]]
    assert open_backlog(rows[:2], county["jiao"]) == []


def test_what_needs_confirmation_is_confirmed_one_by_one_even_in_the_backlog(finding: Make, county: County) -> None:
    adverse = held(finding("assessment.incompetent", "red", needs_confirmation=True))
    assert list(backlog()) == []
    assert open_backlog([adverse], county["wang"]) == []
    assert confirm_finding(adverse, county["wang"]) is not None
    assert not Held.objects.exists()


def test_opening_many_costs_no_more_queries_than_opening_few(finding: Make, county: County) -> None:
    def queries(count: int, begin: int) -> int:
        rows = [
            held(finding("cultivation.leader_hours_short", subject=str(n), key=[str(n)]))
            for n in range(begin, begin + count)
        ]
        with CaptureQueriesContext(connection) as captured:
            assert len(open_backlog(rows, county["jiao"])) == count
        return len(captured)

    queries(1, 0)
    assert queries(30, 200) <= queries(3, 100) + 2


def test_numbers_have_no_gap_and_count_by_mechanism(finding: Make, county: County) -> None:
    rows = [held(finding("cultivation.leader_hours_short", subject=str(n), key=[str(n)])) for n in range(3)]
    rows.insert(1, held(finding("restraint.rotation_due")))
    numbers = sorted(matter.number for matter in open_backlog(rows, county["wang"]))
    assert numbers == ["2026-培养-0001", "2026-培养-0002", "2026-培养-0003", "2026-约束-0001"]
