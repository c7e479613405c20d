"""The whole cycle: every kind, dates as given, sources down to the line, corrections, recognitions, the two times."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bihuan.calendar import clock
from bihuan.dossier.kinds import Appointment, Education, Family, Recognition, SamePerson
from bihuan.dossier.timeline import TimelineItem, date_of, timeline, title_of
from bihuan.facts.entries import entry
from bihuan.facts.kinds import all_kinds
from bihuan.facts.known import last_seal
from bihuan.facts.models import Fact, FactSet, Source
from bihuan.mechanisms.assessment.kinds import Assessment, KeyTask, Rating
from bihuan.mechanisms.cultivation.kinds import Practice, Training
from bihuan.mechanisms.incentive.kinds import Award
from bihuan.mechanisms.restraint.kinds import Approval, Audit, Petition, Sanction
from tests.access.people import day, make_cadre, state

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 3, 2)
ROSTER = {"person", "employment", "position", "identity"}


def lines(cadre: int, on: datetime.date = TODAY, seal: int | None = None) -> list[TimelineItem]:
    return [item for item in timeline(cadre, on, seal) if item.kind not in ROSTER]


def test_the_roster_itself_is_part_of_the_cycle() -> None:
    assert {item.kind for item in timeline(make_cadre(), TODAY)} == ROSTER


def test_newest_first_and_what_has_no_date_last() -> None:
    cadre = make_cadre()
    state(
        Training(cadre_id=cadre, course="早", begun_on=day("2024-05")),
        Family(cadre_id=cadre, relation="妻子", name="合成乙"),
        Training(cadre_id=cadre, course="晚", begun_on=day("2025-05-06")),
    )
    assert [item.title for item in lines(cadre)] == ["培训：晚", "培训：早", "妻子 合成乙"]


def test_dates_stand_as_their_source_gave_them() -> None:
    cadre = make_cadre()
    given = ["2025", "2025-04", "2025-04-03"]
    state(*(Training(cadre_id=cadre, course=text, begun_on=day(text)) for text in given))
    assert {item.title: item.date for item in lines(cadre)} == {f"培训：{text}": text for text in given}


def test_a_line_says_department_file_line_and_when_it_was_learned() -> None:
    cadre = make_cadre()
    state(Sanction(cadre_id=cadre, category="诫勉", penalty="诫勉", decided_on=day("2025-01-03")), feed="sanctions")
    (item,) = lines(cadre)
    assert (item.department, item.file, item.line) == ("纪委监委", "sanctions.csv", 2)
    assert item.seal == last_seal()
    assert item.sensitivity == "sealed"


def test_what_has_not_begun_by_the_day_is_not_there() -> None:
    cadre = make_cadre()
    state(Training(cadre_id=cadre, course="将来", begun_on=day("2026-03-03")))
    assert lines(cadre) == []
    assert len(lines(cadre, datetime.date(2026, 3, 3))) == 1


def test_an_appointment_that_ended_stays_part_of_the_cycle() -> None:
    cadre = make_cadre()
    state(Appointment(cadre_id=cadre, post_name="科长", begun_on=day("2020-01"), ended_on=day("2023-01")))
    assert [item.title for item in lines(cadre)] == ["任 科长，至 2023-01"]


def test_what_was_not_known_at_the_seal_is_not_there() -> None:
    cadre = make_cadre()
    before = last_seal()
    state(Training(cadre_id=cadre, course="班", begun_on=day("2025-05")))
    assert (len(lines(cadre, seal=before)), len(lines(cadre))) == (0, 1)


def test_a_correction_says_what_it_put_right_and_why() -> None:
    cadre = make_cadre()
    state(Training(cadre_id=cadre, course="班", hours=Decimal(8), begun_on=day("2025-05")), feed="training")
    before = last_seal()
    old = Training.objects.get()
    with entry(Source(feed="training", file="later.csv"), "test") as writing:
        new = Training(cadre_id=cadre, course="班", hours=Decimal(16), begun_on=day("2025-05"))
        new.derive()
        writing.correct(old, new, "来源部门重新报送", 9)
    (item,) = lines(cadre)
    assert item.title == "培训：班，16 学时"
    assert item.corrected.endswith("的 training.csv 第 2 行：来源部门重新报送")
    assert lines(cadre, seal=before)[0].title == "培训：班，8 学时"


def test_a_retracted_fact_is_gone_but_was_there() -> None:
    cadre = make_cadre()
    state(Training(cadre_id=cadre, course="班", begun_on=day("2025-05")))
    before = last_seal()
    with entry(Source(feed="training"), "test") as writing:
        writing.retract(Training.objects.get(), "来源部门撤销")
    assert (len(lines(cadre)), len(lines(cadre, seal=before))) == (0, 1)


def test_a_recognition_stands_with_what_it_is_about_from_its_day_on() -> None:
    cadre = make_cadre()
    state(Sanction(cadre_id=cadre, category="诫勉", decided_on=day("2025-01-03"), key_index="k"), feed="sanctions")
    recognised = Recognition(category="容错", recognised_on=day("2025-06-18"), organ="县纪委监委", target_index="k")
    state(recognised, feed="recognitions")
    assert lines(cadre)[0].recognised == ("2025-06-18 容错认定（县纪委监委）",)
    assert lines(cadre, datetime.date(2025, 6, 17))[0].recognised == ()


def test_a_recognition_of_something_else_stays_away() -> None:
    cadre = make_cadre()
    state(Sanction(cadre_id=cadre, category="诫勉", decided_on=day("2025-01-03")), feed="sanctions")
    state(Recognition(category="容错", recognised_on=day("2025-06-18"), target_index=""), feed="recognitions")
    assert lines(cadre)[0].recognised == ()


def test_the_tickets_of_one_ballot_are_one_line_with_their_number() -> None:
    cadre = make_cadre()
    state(*(Rating(cadre_id=cadre, number="CP1", ballot=str(ballot)) for ballot in range(12)), feed="ratings")
    assert [(item.title, item.count) for item in lines(cadre)] == [("测评 CP1 收到评分", 12)]


def test_whoever_is_concerned_has_the_line() -> None:
    handler, reviewer, other = make_cadre("甲"), make_cadre("乙"), make_cadre("丙")
    state(Approval(handler_id=handler, reviewer_id=reviewer, number="1", accepted_on=day("2025-05-06")))
    assert [len(lines(cadre)) for cadre in (handler, reviewer, other)] == [1, 1, 0]


def test_rows_of_two_numbers_of_one_person_are_one_cycle() -> None:
    former, present = make_cadre("甲"), make_cadre("甲")
    state(Training(cadre_id=former, course="早年", begun_on=day("2020-05")))
    state(SamePerson(cadre_id=former, canonical_id=present), feed="links")
    assert "培训：早年" in [item.title for item in timeline(present, TODAY)]


def test_the_scope_that_is_handed_in_decides() -> None:
    cadre = make_cadre()
    state(Training(cadre_id=cadre, course="班"), Award(cadre_id=cadre, name="嘉奖"))

    def awards_only(kind: type[Fact], facts: FactSet) -> FactSet:
        return facts if kind.kind.name == "award" else facts.none()

    assert [item.kind for item in timeline(cadre, TODAY, scope=awards_only)] == ["award"]


def test_every_kind_that_concerns_cadres_has_words_of_its_own() -> None:
    silent = [model.kind.name for model in all_kinds() if not callable(getattr(model, "title", None))]
    assert silent == []


TITLES: list[tuple[Fact, str]] = [
    (
        Assessment(period="2025", category="年度", grade="优秀", score=Decimal("91.5000")),
        "2025 年度考核：优秀，记录得分 91.5",
    ),
    (Assessment(period="2025", category="年度", ungraded_reason="新录用"), "2025 年度考核：新录用"),
    (KeyTask(name="引水", status="进行中", review="较好"), "重点任务“引水”（进行中 · 督查评价 较好）"),
    (Audit(number="S1", item="0"), "审计 S1：未发现问题"),
    (Audit(number="S1", item="2", problem="档案缺项", status="整改中"), "审计问题 S1/2：档案缺项，整改中"),
    (Practice(category="乡村振兴", host="云岭镇", mid_review="优"), "实践锻炼（乡村振兴） 云岭镇 中期 优"),
    (Education(mode="在职", level="大学", ended_on=day("2010-07")), "在职 大学，2010-07 毕业"),
    (Petition(number="1", category="检举控告", result="失实"), "检举控告 1：失实"),
    (Award(name="嘉奖", category="嘉奖", organ="县委"), "嘉奖 · 县委"),
    (Training(course="班", is_completed=False), "培训：班，未结业"),
]


@pytest.mark.parametrize(("fact", "title"), TITLES, ids=[title for _, title in TITLES])
def test_a_fact_is_told_in_words(fact: Fact, title: str) -> None:
    assert title_of(fact) == title


def test_a_fact_without_a_date_of_its_own_has_none() -> None:
    assert date_of(Family(relation="妻子")) == ""
    assert date_of(Assessment(period_to=datetime.date(2025, 12, 31))) == "2025-12-31"


def test_the_number_of_questions_to_the_database_does_not_grow() -> None:
    cadre = make_cadre()
    counts = []
    for round_ in range(2):
        state(
            *(Training(cadre_id=cadre, course=f"{round_}-{n}", begun_on=day("2025-05")) for n in range(1 + 20 * round_))
        )
        with CaptureQueriesContext(connection) as asked:
            timeline(cadre, TODAY)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_time_of_learning_is_the_entry_s() -> None:
    cadre = make_cadre()
    assert timeline(cadre, TODAY)[0].moment <= clock.now()
