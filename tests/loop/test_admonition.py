"""Every way through the admonition: statement before the decision, second person, six months' follow-up."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from bihuan.dossier.models import Cadre
from bihuan.loop.errors import FormInvalid, NotYourStep, RecusalNeeded, SecondPersonNeeded, TooEarly
from bihuan.loop.matter import Matter
from bihuan.loop.record import Paper
from bihuan.loop.triage import confirm_finding
from bihuan.loop.working import complete_step
from bihuan.mechanisms.restraint.kinds import Sanction, Talk
from bihuan.policy.models import Finding
from tests.loop.county import County, on

Walk = Callable[..., Matter]
Steps = tuple[tuple[str, str, dict[str, Any]], ...]

VERIFIED: Steps = (
    (
        "2026-03-03",
        "li",
        {
            "outcome": "拟予诫勉，先听取陈述申辩",
            "facts": "2025年度考核确定为基本称职。",
            "materials": "考核登记表",
            "proposal": "建议诫勉",
        },
    ),
)
HEARD: Steps = (
    (
        "2026-03-04",
        "li",
        {"proposal": "诫勉", "grounds": "考核基本称职", "articles": "考核规定第二十一条", "answer_days": 10},
    ),
    ("2026-03-05", "li", {"delivered_on": "2026-03-05", "way": "当面送达", "receiver": "合成甲"}),
    ("2026-03-10", "chen", {"text": "年初生病影响工作，愿意改进。", "received_on": "2026-03-10"}),
    (
        "2026-03-11",
        "li",
        {"outcome": "继续办理", "accepted": "部分采纳", "answer": "病假已予考虑。", "answered_on": "2026-03-11"},
    ),
)
MEETING = {
    "outcome": "同意诫勉，报批", "met_on": "2026-03-16", "members": 7, "attended": 6, "agreed": 6,
    "way": "诫勉谈话", "improve_by_on": "2026-12-31", "decision": "同意",
}  # fmt: skip
DECIDED: Steps = (
    ("2026-03-16", "buzhang", MEETING),
    (
        "2026-03-18",
        "shuji",
        {"outcome": "批准，进行诫勉谈话", "decided_on": "2026-03-18", "document": "云组诫〔2026〕1号"},
    ),
)
TALKED: Steps = (
    (
        "2026-03-20",
        "wang",
        {
            "delivered_on": "2026-03-20",
            "talker": "王衡",
            "recorder": "李予安",
            "place": "部会议室",
            "points": "指出问题，提出要求。",
            "attitude": "诚恳接受",
        },
    ),
    ("2026-03-27", "chen", {"text": "书面检查内容", "improvement": "加强学习", "received_on": "2026-03-27"}),
    ("2026-03-30", "li", {"copied_on": "2026-03-30", "receiver": "单位主要负责人"}),
)
FOLLOW_UP = {
    "talked_on": "2026-09-10", "talker": "李予安", "points": "工作有明显改进", "attitude": "积极", "improved": "已改进",
}  # fmt: skip


@pytest.fixture
def matter(finding: Callable[..., Finding], county: County) -> Matter:
    found = confirm_finding(finding("assessment.basic_competent", needs_confirmation=True), county["li"])
    assert found is not None
    return found


def test_confirmation_opens_the_matter_with_the_days_of_the_check(matter: Matter) -> None:
    assert matter.procedure == "admonition"
    assert matter.number == "2026-考核-0001"
    assert matter.office.duty == "supervision"
    assert matter.due_on == datetime.date(2026, 4, 1)
    assert matter.confirmed_on == datetime.date(2026, 3, 2)


def test_the_whole_way_by_talk_ends_by_decision_and_leaves_its_facts(
    matter: Matter, walk: Walk, county: County
) -> None:
    matter = walk(matter, *VERIFIED, *HEARD, *DECIDED, *TALKED)
    assert matter.step == "follow_up"
    assert matter.due_on == datetime.date(2026, 9, 18)
    matter = walk(matter, ("2026-09-11", "li", FOLLOW_UP))
    matter = walk(
        matter,
        (
            "2026-09-14",
            "wang",
            {"outcome": "已改正", "conclusion": "已改正", "concluded_on": "2026-09-14", "basis": "跟踪了解记录"},
        ),
    )
    assert (matter.state, matter.ending, matter.reason) == ("ended", "decision", "已诫勉并改正")
    sanction = Sanction.objects.known().get(cadre=county.cadre)
    assert (sanction.category, str(sanction.decided_on), sanction.document) == (
        "诫勉",
        "2026-03-18",
        "云组诫〔2026〕1号",
    )
    talks = Talk.objects.known().filter(cadre=county.cadre).order_by("pk")
    assert [talk.category for talk in talks] == ["诫勉", "回访"]
    assert {f"fact:{reference}" for run in matter.runs.all() for reference in run.facts} <= set(matter.evidence)


def test_the_finding_is_settled_by_the_approval_while_the_follow_up_goes_on(matter: Matter, walk: Walk) -> None:
    matter = walk(matter, *VERIFIED, *HEARD, DECIDED[0])
    assert Finding.objects.get().state == "opened"
    matter = walk(matter, DECIDED[1])
    assert Finding.objects.get().state == "settled"
    assert matter.is_open


def test_a_written_admonition_is_delivered_as_a_letter(matter: Matter, walk: Walk) -> None:
    approved = {"outcome": "批准，发出诫勉书", "decided_on": "2026-03-18", "document": "云组诫〔2026〕1号"}
    matter = walk(matter, *VERIFIED, *HEARD, DECIDED[0], ("2026-03-18", "shuji", approved))
    assert matter.step == "letter"
    letter = {"content": "对你予以诫勉。", "delivered_on": "2026-03-19", "receiver": "合成甲"}
    matter = walk(matter, ("2026-03-19", "li", letter))
    assert matter.step == "self_examination"
    assert matter.due_on == datetime.date(2026, 4, 2)
    titles = list(Paper.objects.filter(matter=matter).values_list("title", flat=True))
    assert titles == ["听取陈述申辩告知书", "诫勉决定书", "诫勉书"]


def test_a_matter_verified_as_harmless_ends_after_a_second_person_agreed(matter: Matter, walk: Walk) -> None:
    harmless = {"outcome": "不需诫勉", "facts": "登记有误", "materials": "考核登记表", "basis": "考核登记表更正说明"}
    matter = walk(matter, ("2026-03-03", "li", harmless))
    assert (matter.state, matter.proposed) == ("review", "经核实不需诫勉")
    matter = walk(matter, ("2026-03-04", "wang", {"outcome": "同意办结"}))
    assert (matter.state, matter.reason) == ("ended", "经核实不需诫勉")
    assert Finding.objects.get().state == "settled"
    assert not Sanction.objects.exists()


def test_the_statement_may_convince(matter: Matter, walk: Walk) -> None:
    convinced = {"outcome": "采纳，不再诫勉", "accepted": "采纳", "answer": "情况属实", "answered_on": "2026-03-11"}
    matter = walk(matter, *VERIFIED, *HEARD[:3], ("2026-03-11", "li", convinced))
    assert matter.step == "verify"


def test_after_going_back_the_person_is_heard_anew(matter: Matter, walk: Walk) -> None:
    back = {**MEETING, "outcome": "退回核实"}
    matter = walk(matter, *VERIFIED, *HEARD, ("2026-03-16", "buzhang", back))
    assert matter.step == "verify"
    matter = walk(matter, ("2026-03-17", "li", VERIFIED[0][2]))
    assert matter.step == "notice"


@pytest.mark.parametrize(
    ("who", "day", "data", "reason"),
    [
        (
            "buzhang",
            "2026-03-16",
            {**MEETING, "outcome": "不予诫勉", "agreed": 1, "basis": "部务会记录"},
            "经部务会研究不予诫勉",
        ),
    ],
)
def test_the_meeting_may_refuse(
    matter: Matter, walk: Walk, who: str, day: str, data: dict[str, Any], reason: str
) -> None:
    matter = walk(matter, *VERIFIED, *HEARD, (day, who, data), ("2026-03-17", "wang", {"outcome": "同意办结"}))
    assert (matter.state, matter.reason) == ("ended", reason)


def test_the_party_committee_may_refuse_and_nothing_is_recorded(matter: Matter, walk: Walk) -> None:
    refused = {"outcome": "不批准", "basis": "批示"}
    matter = walk(matter, *VERIFIED, *HEARD, DECIDED[0], ("2026-03-18", "shuji", refused))
    assert (matter.state, matter.reason) == ("ended", "未批准诫勉")
    assert not Sanction.objects.exists()
    assert "诫勉决定书" not in set(Paper.objects.values_list("title", flat=True))


def test_no_improvement_opens_supervision_with_this_matter_as_its_parent(matter: Matter, walk: Walk) -> None:
    matter = walk(matter, *VERIFIED, *HEARD, *DECIDED, *TALKED, ("2026-09-11", "li", FOLLOW_UP))
    worse = {"outcome": "未改正，转组织处理研究", "conclusion": "未改", "concluded_on": "2026-09-14", "basis": "记录"}
    matter = walk(matter, ("2026-09-14", "wang", worse))
    following = Matter.objects.get(parent=matter)
    assert (matter.state, following.procedure, following.state) == ("ended", "supervision", "open")


def test_the_follow_up_cannot_be_done_before_five_months_are_over(matter: Matter, walk: Walk) -> None:
    matter = walk(matter, *VERIFIED, *HEARD, *DECIDED, *TALKED)
    with pytest.raises(TooEarly, match="2026-08-18"):
        walk(matter, ("2026-08-17", "li", {**FOLLOW_UP, "talked_on": "2026-08-17"}))


def test_a_second_person_must_write_the_conclusion(matter: Matter, walk: Walk) -> None:
    matter = walk(matter, *VERIFIED, *HEARD, *DECIDED, *TALKED, ("2026-09-11", "wang", FOLLOW_UP))
    done = {"outcome": "已改正", "conclusion": "已改正", "concluded_on": "2026-09-14", "basis": "记录"}
    with pytest.raises(SecondPersonNeeded, match="六个月跟踪了解"):
        walk(matter, ("2026-09-14", "wang", done))


def test_only_the_person_or_the_office_on_their_behalf_hands_in_the_statement(matter: Matter, walk: Walk) -> None:
    matter = walk(matter, *VERIFIED, *HEARD[:2])
    with pytest.raises(NotYourStep, match="本人"):
        walk(matter, ("2026-03-10", "danwei", HEARD[2][2]))
    assert walk(matter, ("2026-03-10", "li", HEARD[2][2])).step == "answer"


def test_silence_counts_as_waived_only_when_the_time_is_over(matter: Matter, walk: Walk) -> None:
    matter = walk(matter, *VERIFIED, *HEARD[:2])
    silent = {"waived": "on", "received_on": "2026-03-19"}
    with pytest.raises(FormInvalid, match="2026-03-19 届满"):
        walk(matter, ("2026-03-19", "li", silent))
    assert walk(matter, ("2026-03-20", "li", {**silent, "received_on": "2026-03-20"})).step == "answer"


def test_talker_and_recorder_are_two_persons(matter: Matter, walk: Walk) -> None:
    matter = walk(matter, *VERIFIED, *HEARD, *DECIDED)
    with pytest.raises(FormInvalid, match="应为两人"):
        walk(matter, ("2026-03-20", "wang", {**TALKED[0][2], "recorder": "王衡"}))


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"attended": 4, "agreed": 4}, "三分之二"),
        ({"agreed": 3}, "半数"),
        ({"attended": 8}, "多于应到会"),
        ({"agreed": 7}, "多于到会"),
    ],
)
def test_the_meeting_needs_its_quorum_and_majority(
    matter: Matter, walk: Walk, changed: dict[str, int], message: str
) -> None:
    matter = walk(matter, *VERIFIED, *HEARD)
    with pytest.raises(FormInvalid, match=message):
        walk(matter, ("2026-03-16", "buzhang", {**MEETING, **changed}))


def test_nobody_handles_a_matter_about_themselves(matter: Matter, county: County) -> None:
    county["li"].cadre = county.cadre
    county["li"].save()
    with on("2026-03-03"), pytest.raises(RecusalNeeded, match="当事人"):
        complete_step(matter, county["li"], VERIFIED[0][2])


def test_a_stranger_to_the_office_cannot_work_its_matter(matter: Matter, county: County) -> None:
    with on("2026-03-03"), pytest.raises(NotYourStep, match="干部监督科"):
        complete_step(matter, county["jiao"], VERIFIED[0][2])
    assert Cadre.objects.count() == 1
