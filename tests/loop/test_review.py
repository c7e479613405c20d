"""The second person: another one, for red from another office, for blue a tenth."""

from collections.abc import Callable
from typing import Any

import pytest

from bihuan.loop.acting import may_act, waiting_run
from bihuan.loop.ending import end_by_decision
from bihuan.loop.errors import (
    EvidenceMissing,
    FormInvalid,
    MatterEnded,
    NotYourStep,
    OtherOfficeNeeded,
    SecondPersonNeeded,
)
from bihuan.loop.lists import matters_for
from bihuan.loop.matter import Matter
from bihuan.loop.recording import is_unbroken
from bihuan.loop.reviewing import is_sampled
from bihuan.loop.working import complete_step, current_step, procedure_of
from tests.loop.county import County

Opened = Callable[..., Matter]
DONE = {"outcome": "不需办理", "basis": "材料"}
AGREE = {"outcome": "同意办结"}


def proposed(opened: Opened, county: County, severity: str = "yellow") -> Matter:
    return complete_step(opened("supervision", severity=severity), county["li"], DONE)


def test_whoever_worked_the_matter_cannot_be_the_second_person(opened: Opened, county: County) -> None:
    matter = proposed(opened, county)
    assert (matter.state, matter.step) == ("review", "review")
    with pytest.raises(SecondPersonNeeded, match="您已办理过“交办”"):
        complete_step(matter, county["li"], AGREE)
    matter = complete_step(matter, county["xu"], AGREE)
    assert (matter.state, matter.ending, matter.reason) == ("ended", "decision", "经核实不需办理")
    assert matter.evidence == ["basis:材料"]


def test_red_needs_another_office(opened: Opened, county: County) -> None:
    matter = proposed(opened, county, "red")
    with pytest.raises(OtherOfficeNeeded, match="承办科室以外"):
        complete_step(matter, county["xu"], AGREE)
    with pytest.raises(NotYourStep, match="部务会"):
        complete_step(matter, county["jiao"], AGREE)
    assert complete_step(matter, county["fubuzhang"], AGREE).state == "ended"


def test_a_colleague_of_the_superior_office_may_review_yellow(opened: Opened, county: County) -> None:
    assert complete_step(proposed(opened, county), county["buzhang"], AGREE).state == "ended"


def test_the_reviewer_may_send_it_back_and_must_say_why(opened: Opened, county: County) -> None:
    matter = proposed(opened, county)
    with pytest.raises(FormInvalid, match="复核意见"):
        complete_step(matter, county["xu"], {"outcome": "退回补充"})
    matter = complete_step(matter, county["xu"], {"outcome": "退回补充", "note": "缺材料"})
    assert (matter.state, matter.step, matter.proposed, matter.evidence) == ("open", "assign", "", [])
    assert complete_step(matter, county["li"], DONE).state == "review"


def test_about_a_tenth_of_the_blue_ones_is_drawn_and_always_the_same_ones() -> None:
    numbers = [f"2026-培养-{place:04d}" for place in range(2000)]
    drawn = [number for number in numbers if is_sampled(number)]
    assert 130 <= len(drawn) <= 270
    assert drawn == [number for number in numbers if is_sampled(number)]


def blue(opened: Opened, county: County, sampled: bool) -> Matter:
    for _ in range(200):
        matter = opened("supervision", severity="blue")
        if is_sampled(matter.number) == sampled:
            return complete_step(matter, county["li"], DONE)
    raise AssertionError("none drawn")


def test_blue_ends_without_a_second_person_unless_it_is_drawn(opened: Opened, county: County) -> None:
    assert blue(opened, county, sampled=False).state == "ended"
    assert blue(opened, county, sampled=True).state == "review"


def test_ending_needs_its_basis(opened: Opened, county: County) -> None:
    with pytest.raises(FormInvalid, match="办结依据"):
        complete_step(opened("supervision"), county["li"], {"outcome": "不需办理"})


def test_an_officer_may_propose_the_end_at_any_step(opened: Opened, county: County) -> None:
    matter = end_by_decision(opened("supervision"), county["li"], "经研究不再办理", ["会议记录"])
    assert (matter.state, matter.proposed) == ("review", "经研究不再办理")
    matter = complete_step(matter, county["wang"], AGREE)
    assert (matter.state, matter.reason, matter.evidence) == ("ended", "经研究不再办理", ["basis:会议记录"])


@pytest.mark.parametrize(
    ("who", "decision", "evidence", "error"),
    [
        ("li", "经研究不再办理", [], EvidenceMissing),
        ("li", " ", ["记录"], EvidenceMissing),
        ("jiao", "经研究不再办理", ["记录"], NotYourStep),
    ],
)
def test_nobody_ends_a_matter_without_evidence_or_from_another_office(
    opened: Opened, county: County, who: str, decision: str, evidence: list[str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        end_by_decision(opened("supervision"), county[who], decision, evidence)


def test_an_early_end_that_is_sent_back_goes_on_where_it_was(opened: Opened, county: County) -> None:
    matter = end_by_decision(opened("supervision"), county["li"], "经研究不再办理", ["会议记录"])
    matter = complete_step(matter, county["xu"], {"outcome": "退回补充", "note": "仍须办理"})
    assert (matter.state, matter.step) == ("open", "assign")


def test_what_has_ended_cannot_be_worked(opened: Opened, county: County) -> None:
    matter = complete_step(proposed(opened, county), county["xu"], AGREE)
    with pytest.raises(MatterEnded, match="已经办结"):
        complete_step(matter, county["li"], DONE)
    with pytest.raises(MatterEnded):
        end_by_decision(matter, county["li"], "再办", ["x"])


def test_the_second_step_of_a_procedure_is_the_second_person(opened: Opened, county: County) -> None:
    steps: list[tuple[str, dict[str, Any]]] = [
        ("li", {"outcome": "建议提醒", "facts": "事", "content": "提醒"}),
        ("buzhang", {"outcome": "同意，谈话提醒"}),
        ("li", {"delivered_on": "2026-03-02", "talker": "甲", "points": "内容", "attitude": "接受"}),
        ("chen", {"text": "说明", "received_on": "2026-03-02"}),
        ("li", {"outcome": "已改进", "conclusion": "已改进", "concluded_on": "2026-03-02", "basis": "说明"}),
    ]
    matter = opened("reminder", severity="red")
    for who, data in steps:
        matter = complete_step(matter, county[who], data)
    assert (matter.state, matter.reason) == ("ended", "已提醒并改进")
    assert is_unbroken(matter)


def test_for_red_a_second_person_of_the_same_office_is_not_enough(opened: Opened, county: County) -> None:
    plan = {"outcome": "已有安排，不另订计划", "need": "x", "basis": "通知"}
    assert complete_step(opened("training_plan", severity="red"), county["jiao"], plan).state == "review"


def test_the_review_waits_in_the_lists_of_those_who_may_do_it(opened: Opened, county: County) -> None:
    matter = proposed(opened, county)
    waits = {name for name in ("li", "xu", "wang", "buzhang", "jiao", "chen") if matter in matters_for(county[name])}
    assert waits == {"xu", "wang", "buzhang"}
    run = waiting_run(matter)
    may = {name for name in ("li", "xu", "wang", "buzhang", "jiao", "chen")
           if may_act(county[name], matter, procedure_of(matter), current_step(matter), run)}  # fmt: skip
    assert may == waits


def test_a_red_review_waits_for_the_superior_office_alone(opened: Opened, county: County) -> None:
    matter = proposed(opened, county, "red")
    waits = {name for name in ("li", "xu", "wang", "buzhang", "fubuzhang") if matter in matters_for(county[name])}
    assert waits == {"buzhang", "fubuzhang"}
