"""What is overdue goes to the superior office, once a step, and further up later."""

import datetime
from collections.abc import Callable
from typing import Any

from bihuan.loop.escalation import escalate
from bihuan.loop.lists import due_soon, matters_json, overdue
from bihuan.loop.matter import Matter
from bihuan.loop.working import complete_step
from tests.loop.county import County, on

Opened = Callable[..., Matter]
Day = datetime.date


def test_nothing_is_reported_on_the_last_day_itself(opened: Opened) -> None:
    matter = opened("supervision")
    assert matter.due_on == Day(2026, 3, 16)
    assert escalate(Day(2026, 3, 16)) == []
    assert escalate(Day(2026, 3, 17)) == [matter]


def test_the_superior_office_is_told_once(opened: Opened) -> None:
    matter = opened("supervision")
    escalate(Day(2026, 3, 17))
    matter.refresh_from_db()
    assert matter.escalated_to is not None
    assert (matter.escalated_to.duty, matter.escalated_on) == ("leadership", Day(2026, 3, 17))
    assert escalate(Day(2026, 3, 18)) == []
    record = matter.records.get(act="escalated")
    assert record.text == "逾期 1 日未办，报县委组织部部务会"


def test_after_fifteen_more_days_it_goes_further_up_until_nobody_is_above(opened: Opened) -> None:
    matter = opened("supervision")
    days = [Day(2026, 3, 17), Day(2026, 3, 31), Day(2026, 4, 1), Day(2026, 4, 16), Day(2026, 5, 30)]
    assert [len(escalate(day)) for day in days] == [1, 0, 1, 0, 0]
    matter.refresh_from_db()
    assert matter.escalated_to is not None
    assert matter.escalated_to.duty == "committee"


def test_completing_the_step_takes_the_report_back(opened: Opened, county: County) -> None:
    matter = opened("supervision")
    escalate(Day(2026, 3, 17))
    assign: dict[str, Any] = {
        "outcome": "交责任单位办理", "responsible": "某", "requirement": "办", "reply_by_on": "2026-04-01",
    }  # fmt: skip
    with on("2026-03-18"):
        matter = complete_step(matter, county["li"], assign)
    assert (matter.escalated_to, matter.due_on) == (None, Day(2026, 4, 1))


def test_overdue_and_due_soon_are_two_lists(opened: Opened) -> None:
    late, soon = opened("supervision", within=2), opened("supervision", within=10)
    today = Day(2026, 3, 9)
    assert list(overdue(today)) == [late]
    assert list(due_soon(7, today)) == [soon]


def test_an_ended_matter_is_never_overdue(opened: Opened, county: County) -> None:
    matter = complete_step(opened("supervision"), county["li"], {"outcome": "不需办理", "basis": "材料"})
    complete_step(matter, county["xu"], {"outcome": "同意办结"})
    assert list(overdue(Day(2027, 1, 1))) == []


def test_the_command_line_gets_what_it_prints(opened: Opened, county: County) -> None:
    opened("supervision", within=60)
    late = opened("reminder")
    with on("2026-03-17"):
        rows = matters_json(overdue_only=False)
        only = matters_json(overdue_only=True)
    assert [row["number"] for row in rows] == [late.number, "2026-约束-0001"]
    assert [row["number"] for row in only] == [late.number]
    assert only[0] == {
        "number": "2026-约束-0002",
        "title": "提醒",
        "procedure": "reminder",
        "mechanism": "restraint",
        "severity": "yellow",
        "check": None,
        "subject_kind": "cadre",
        "subject": str(county.cadre.pk),
        "office": "干部监督科",
        "state": "open",
        "step": "propose",
        "opened_on": "2026-03-02",
        "due_on": "2026-03-16",
        "due_provisional": False,
        "overdue": True,
        "escalated_to": None,
    }
