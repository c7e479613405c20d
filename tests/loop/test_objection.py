"""An objection upheld corrects the dossier, and the next night's file does not undo it."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bihuan.access.models import Account
from bihuan.dossier.identity import find_by_number
from bihuan.exchange.loading import load
from bihuan.facts.entries import entry
from bihuan.facts.kinds import reference_of
from bihuan.facts.models import Source
from bihuan.loop.errors import FormInvalid, NotYourStep, ObjectionRefused, SecondPersonNeeded
from bihuan.loop.matter import Matter
from bihuan.loop.objections import column_words, file_objection, parse_value, standing_fact
from bihuan.loop.paperwork import letter_of
from bihuan.loop.record import Paper
from bihuan.loop.stating import state
from bihuan.mechanisms.cultivation.kinds import Training
from bihuan.mechanisms.restraint.kinds import Petition, Sanction
from tests.loop.county import County, make_cadre

Walk = Callable[..., Matter]
NUMBER = "110101198003077294"
UNITS = "单位编码,单位名称\nU01,合成单位\n"
ROSTER = f"身份证号,姓名,性别,出生年月,人员类别,人员状态,现任单位编码\n{NUMBER},合成乙,男,1980.03,公务员,在职,U01\n"
HEADER = "人员标识,班次名称,类别,开始日期,结束日期,学时,是否结业\n"
CLASS = f"{NUMBER},任职培训班,任职,2025-03-03,2025-03-14,80,是\n"
OTHER = f"{NUMBER},网络学习,网络,2025-05-01,2025-05-02,8,是\n"
ASKED: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("2026-03-03", "li", {"outcome": "已转办", "questions": "学时是否有误", "sent_on": "2026-03-03"}),
    ("2026-03-05", "jiao", {"finding": "记录有误", "explanation": "漏记一周", "answered_on": "2026-03-05"}),
)
TOLD = {"answer": "已更正", "delivered_on": "2026-03-10", "receiver": "合成乙", "basis": "来源部门答复"}


def decide(outcome: str, value: str = "") -> tuple[str, str, dict[str, Any]]:
    return (
        "2026-03-09",
        "wang",
        {"outcome": outcome, "value": value, "reason": "来源部门确认", "decided_on": "2026-03-09"},
    )


@pytest.fixture
def deliver(tmp_path: Path) -> Callable[[str, str], dict[str, int]]:
    """Load a department's file, as the night does."""

    def go(name: str, text: str) -> dict[str, int]:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return load([path])[0].counts

    return go


@pytest.fixture
def training(county: County, deliver: Callable[[str, str], dict[str, int]]) -> Training:
    assert deliver("units.csv", UNITS)["accepted"] == 1
    assert deliver("roster.csv", ROSTER)["accepted"] == 1
    assert deliver("training.csv", HEADER + CLASS)["accepted"] == 1
    person = find_by_number(NUMBER)
    county.people["yi"] = Account.objects.create(username="yi", role="cadre", cadre_id=person)
    found: Training = Training.objects.known().get()
    return found


def upheld(training: Training, county: County, walk: Walk, *rest: tuple[str, str, dict[str, Any]]) -> Matter:
    matter = file_objection(reference_of(training), "hours", "120", "实际为三周", county["yi"])
    return walk(matter, *ASKED, *rest)


@pytest.mark.django_db
def test_the_filing_opens_the_matter_and_is_its_first_step(training: Training, county: County) -> None:
    matter = file_objection(reference_of(training), "hours", "120", "实际为三周", county["yi"])
    assert (matter.step, matter.mechanism, matter.number) == ("ask", "cultivation", "2026-培养-0001")
    assert matter.due_on == datetime.date(2026, 3, 9)
    assert "培训记录" in matter.title
    assert "学时" in matter.sentence


@pytest.mark.django_db
def test_an_upheld_objection_corrects_the_fact_and_names_itself(training: Training, county: County, walk: Walk) -> None:
    matter = upheld(training, county, walk, decide("成立，更正", "120"), ("2026-03-10", "li", TOLD))
    assert (matter.state, matter.reason) == ("ended", "已答复本人")
    now = Training.objects.known().get()
    assert (now.hours, now.course, now.act, now.supersedes_id) == (120, "任职培训班", "correct", training.pk)
    assert matter.number in now.reason
    assert now.entry.source.reference == f"{matter.number}/decide"
    assert now.key_index == training.key_index


@pytest.mark.django_db
def test_the_next_nights_file_does_not_undo_it(
    training: Training, county: County, walk: Walk, deliver: Callable[[str, str], dict[str, int]]
) -> None:
    upheld(training, county, walk, decide("成立，更正", "120"))
    counts = deliver("training.csv", HEADER + CLASS + OTHER)
    assert (counts["unchanged"], counts["accepted"], counts["corrected"]) == (1, 1, 0)
    assert Training.objects.known().get(course="任职培训班").hours == 120


@pytest.mark.django_db
def test_a_retracted_fact_stays_away_after_the_next_file(
    training: Training, county: County, walk: Walk, deliver: Callable[[str, str], dict[str, int]]
) -> None:
    upheld(training, county, walk, decide("成立，撤销记录"))
    assert not Training.objects.known().exists()
    assert deliver("training.csv", HEADER + CLASS + OTHER)["unchanged"] == 1
    assert [one.course for one in Training.objects.known()] == ["网络学习"]


@pytest.mark.django_db
def test_a_later_delivery_that_differs_goes_to_a_person(
    training: Training, county: County, walk: Walk, deliver: Callable[[str, str], dict[str, int]]
) -> None:
    upheld(training, county, walk, decide("成立，更正", "120"))
    assert deliver("training.csv", HEADER + CLASS.replace(",80,", ",90,"))["review"] == 1
    assert Training.objects.known().get().hours == 120


@pytest.mark.django_db
def test_what_was_known_before_stays_readable(training: Training, county: County, walk: Walk) -> None:
    seal = training.entry_id
    upheld(training, county, walk, decide("成立，更正", "120"))
    assert Training.objects.known(seal).get().hours == 80


@pytest.mark.django_db
def test_a_rejected_objection_changes_nothing_and_is_answered(training: Training, county: County, walk: Walk) -> None:
    matter = upheld(training, county, walk, decide("不成立"), ("2026-03-10", "li", TOLD))
    assert Training.objects.known().get() == training
    text = "".join(letter_of(Paper.objects.get(matter=matter)).paragraphs)
    assert "认定：不成立" in text


@pytest.mark.django_db
def test_the_decision_is_made_by_another_person_than_who_asked(training: Training, county: County, walk: Walk) -> None:
    matter = file_objection(reference_of(training), "hours", "120", "实际为三周", county["yi"])
    ask = ("2026-03-03", "wang", ASKED[0][2])
    with pytest.raises(SecondPersonNeeded, match="转来源部门核实"):
        walk(matter, ask, ASKED[1], decide("不成立"))


@pytest.mark.django_db
def test_the_office_that_answers_for_the_feed_is_asked(training: Training, county: County, walk: Walk) -> None:
    matter = file_objection(reference_of(training), "hours", "120", "实际为三周", county["yi"])
    with pytest.raises(NotYourStep, match="干部教育科"):
        walk(matter, ASKED[0], ("2026-03-05", "shen", ASKED[1][2]))


@pytest.mark.django_db
def test_a_value_that_does_not_fit_its_column_is_told(training: Training, county: County, walk: Walk) -> None:
    with pytest.raises(FormInvalid, match="学时应为数字"):
        upheld(training, county, walk, decide("成立，更正", "很多"))
    with pytest.raises(FormInvalid, match="必须填写"):
        upheld(training, county, walk, decide("成立，更正"))


@pytest.mark.django_db
def test_the_cadre_may_take_it_back(training: Training, county: County, walk: Walk) -> None:
    matter = file_objection(reference_of(training), "hours", "120", "实际为三周", county["yi"])
    back = {"outcome": "本人撤回", "questions": "-", "sent_on": "2026-03-03"}
    matter = walk(matter, ("2026-03-03", "li", back))
    assert (matter.state, matter.ending) == ("ended", "withdrawn")


@pytest.mark.django_db
def test_nobody_objects_to_an_entry_of_somebody_else(training: Training, county: County) -> None:
    with pytest.raises(ObjectionRefused, match="不是您本人的"):
        file_objection(reference_of(training), "hours", "120", "x", county["chen"])


@pytest.mark.django_db
def test_an_officer_may_file_for_the_cadre(training: Training, county: County) -> None:
    assert file_objection(reference_of(training), "hours", "120", "本人来信", county["li"]).step == "ask"


@pytest.mark.django_db
def test_a_second_objection_is_about_the_corrected_row(training: Training, county: County, walk: Walk) -> None:
    upheld(training, county, walk, decide("成立，更正", "120"))
    again = file_objection(reference_of(training), "hours", "130", "仍有遗漏", county["yi"])
    walk(again, *ASKED, decide("成立，更正", "130"))
    assert Training.objects.known().get().hours == 130


@pytest.mark.django_db
def test_a_retracted_entry_cannot_be_objected_to(training: Training, county: County, walk: Walk) -> None:
    upheld(training, county, walk, decide("成立，撤销记录"))
    with pytest.raises(ObjectionRefused, match="已经撤销"):
        file_objection(reference_of(training), "hours", "1", "x", county["yi"])


@pytest.mark.django_db
def test_reports_are_closed_to_whom_they_are_about_and_own_sanctions_are_not(county: County) -> None:
    with entry(Source(feed="petitions"), "test") as writing:
        report = state(writing, Petition, accused=county.cadre, number="X1", category="检举控告")
        sanction = state(writing, Sanction, cadre=county.cadre, category="诫勉", decided_on=datetime.date(2025, 1, 6))
    with pytest.raises(ObjectionRefused, match="不向本人公开"):
        file_objection(reference_of(report), "category", "x", "x", county["chen"])
    assert file_objection(reference_of(sanction), "document", "x", "文号有误", county["chen"]).step == "ask"


@pytest.mark.django_db
def test_a_date_a_flag_and_a_figure_are_read_as_their_column_wants(county: County) -> None:
    fact = Training(cadre=make_cadre("合成丙"))
    assert parse_value(fact, "begun_on", "2025-03").text == "2025-03"
    assert parse_value(fact, "is_completed", "否") is False
    assert parse_value(fact, "hours", "12.5") == 12.5
    assert parse_value(fact, "course", "班") == "班"
    for column, text, message in (
        ("begun_on", "三月", "应写作 2026-11-23"),
        ("is_completed", "对", "应为 是 或 否"),
        ("hours", "x", "应为数字"),
    ):
        with pytest.raises(ValueError, match=message):
            parse_value(fact, column, text)


@pytest.mark.django_db
def test_one_can_object_to_what_a_source_stated_and_to_nothing_else(training: Training) -> None:
    words = column_words(standing_fact(reference_of(training)))
    assert words["hours"] == "学时"
    assert not {"cadre", "entry", "key_index", "digest"} & set(words)
