"""One dossier: what it says, to whom, of which day, as known when; what looking leaves behind."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bihuan.access.roles import Role
from bihuan.calendar import clock
from bihuan.dossier.kinds import Family, Position, SamePerson
from bihuan.journal.models import JournalRecord
from bihuan.mechanisms.assessment.kinds import Assessment
from bihuan.mechanisms.cultivation.kinds import Training
from bihuan.mechanisms.restraint.kinds import Petition, Sanction, Talk
from bihuan.policy.evaluation import evaluate
from bihuan.policy.models import Finding, Run
from bihuan.policy.versions import current_library
from tests.access.people import day, make_account, make_cadre, make_units, signed_in, state
from tests.access.test_audience import make_finding, make_matter

pytestmark = pytest.mark.django_db(transaction=False)


@pytest.fixture(autouse=True)
def standing_clock() -> Iterator[None]:
    clock.allow_setting(home_is_synthetic=True)
    with clock.set_clock(datetime(2026, 3, 2, 9, tzinfo=clock.SHANGHAI)):
        yield
    clock.allow_setting(home_is_synthetic=False)


@pytest.fixture
def chen() -> int:
    make_units(A="", B="A", C="")
    return make_cadre("陈明远", "A", born="1982-04", position_since=day("2024-08"), rank_since=day("2023-10-12"))


@pytest.fixture
def supervision() -> Client:
    return signed_in(make_account(Role.SUPERVISION))


def page(client: Client, cadre: int, query: str = "") -> HttpResponse:
    answer = client.get(f"/cadres/{cadre}/{query}")
    assert answer.status_code == 200
    return answer  # type: ignore[return-value]


def text(client: Client, cadre: int, query: str = "") -> str:
    return page(client, cadre, query).content.decode()


def test_the_head_says_who_this_is_today(supervision: Client, chen: int) -> None:
    header = page(supervision, chen).context["header"]  # type: ignore[attr-defined]
    assert (header.name, header.unit, header.post) == ("陈明远", "A 局", "科长")
    assert header.about == "男 · 1982-04（43 岁）"
    assert header.standing == "乡科级正职 · 一级主任科员"
    assert header.remarks[:3] == ("现职 1 年 7 个月", "同一职级 2 年 4 个月", "县管干部")


def test_time_in_post_counts_nothing_before_it_began(supervision: Client, chen: int) -> None:
    header = page(supervision, chen, "?on=2023-12-01").context["header"]  # type: ignore[attr-defined]
    assert header.remarks[0] == "同一职级 1 个月"
    assert page(supervision, chen, "?on=2023-10-20").context["header"].remarks[0] == "同一职级 不足 1 个月"  # type: ignore[attr-defined]


def test_how_much_of_the_roster_is_filled_is_counted_not_graded(supervision: Client, chen: int) -> None:
    assert "名册已填 13/25 栏" in text(supervision, chen)


def test_everything_on_the_page_is_of_the_day_asked_about(supervision: Client, chen: int) -> None:
    state(Training(cadre_id=chen, course="去年班", begun_on=day("2025-05-06")), feed="training")
    state(Position(cadre_id=chen, unit_code="C", post_name="局长", valid_from=date(2026, 1, 1)))
    now, then = text(supervision, chen), text(supervision, chen, "?on=2025-04-01")
    assert ("去年班" in now, "局长" in now) == (True, True)
    assert ("去年班" in then, "局长" in then) == (False, False)
    assert "有效日 2025-04-01" in then


def test_everything_on_the_page_is_as_it_was_known(supervision: Client, chen: int) -> None:
    with clock.set_clock(datetime(2026, 3, 5, 9, tzinfo=clock.SHANGHAI)):
        state(Training(cadre_id=chen, course="迟来的班", begun_on=day("2025-05-06")), feed="training")
        assert "迟来的班" in text(supervision, chen)
        assert "迟来的班" not in text(supervision, chen, "?known=2026-03-04")


def test_before_anything_was_known_the_page_says_so(supervision: Client, chen: int) -> None:
    answer = text(supervision, chen, "?known=2026-03-01")
    assert "名册上还没有此人" in answer
    assert "陈明远" not in answer


def test_a_source_is_told_down_to_its_line(supervision: Client, chen: int) -> None:
    state(Sanction(cadre_id=chen, category="诫勉", penalty="诫勉", decided_on=day("2025-11-20")), feed="sanctions")
    answer = text(supervision, chen)
    assert "纪委监委" in answer
    assert "sanctions.csv 第 2 行" in answer


def test_the_cycle_can_be_narrowed_to_one_mechanism(supervision: Client, chen: int) -> None:
    state(Training(cadre_id=chen, course="某某班", begun_on=day("2025-05-06")), feed="training")
    assert "名册现职" in text(supervision, chen)
    narrowed = text(supervision, chen, "?show=cultivation")
    assert "某某班" in narrowed
    assert "名册现职" not in narrowed


def test_a_long_cycle_shows_the_newest_and_offers_the_rest(supervision: Client, chen: int) -> None:
    state(*(Training(cadre_id=chen, course=f"班{n}", begun_on=day("2025-05-06")) for n in range(60)), feed="training")
    assert len(page(supervision, chen).context["moments"]) == 40  # type: ignore[attr-defined]
    assert page(supervision, chen).context["hidden"] == 24  # type: ignore[attr-defined]
    assert len(page(supervision, chen, "?all=1").context["moments"]) == 64  # type: ignore[attr-defined]


def test_the_trend_is_the_recorded_score_and_says_that_nobody_corrected_it(supervision: Client, chen: int) -> None:
    assert page(supervision, chen).context["trend"] is None  # type: ignore[attr-defined]
    for year, score in ((2024, "88.5"), (2025, "91")):
        last = date(year, 12, 31)
        result = Assessment(cadre_id=chen, category="年度", period=str(year), period_to=last, score=Decimal(score))
        state(result, feed="assessments")
    trend = page(supervision, chen).context["trend"]  # type: ignore[attr-defined]
    assert trend["xAxis"]["data"] == ["2024", "2025"]
    assert trend["series"][0]["data"] == [88.5, 91.0]
    assert "未校正" in trend["aria"]["label"]["description"]


def test_reports_are_on_no_page_of_the_organisation_department(chen: int) -> None:
    state(
        Petition(accused_id=chen, number="XF-1", category="检举控告", registered_on=day("2025-05-06")), feed="petitions"
    )
    readers = {role for role in Role if _finds(role, chen, "XF-1")}
    assert readers == {Role.DISCIPLINE, Role.PETITION}


def _finds(role: Role, cadre: int, words: str) -> bool:
    answer = signed_in(make_account(role, unit_code="B" if role == Role.UNIT_HEAD else "")).get(f"/cadres/{cadre}/")
    return words in answer.content.decode()


def test_a_cadre_sees_the_own_dossier_without_what_is_not_for_them(chen: int) -> None:
    state(
        Sanction(cadre_id=chen, category="诫勉", penalty="诫勉", decided_on=day("2025-11-20")),
        Petition(accused_id=chen, number="XF-1"),
        Talk(cadre_id=chen, category="谈心", held_on=day("2025-05-06")),
        Training(cadre_id=chen, course="某某班"),
        feed="mixed",
    )
    answer = text(signed_in(make_account(Role.CADRE, cadre_id=chen)), chen)
    assert "某某班" in answer
    assert [word for word in ("诫勉", "XF-1", "谈心") if word in answer] == []


def test_what_may_only_be_known_to_exist_shows_its_kind_alone(chen: int) -> None:
    state(Family(cadre_id=chen, relation="妻子", name="合成乙"), feed="family")
    answer = text(signed_in(make_account(Role.EDUCATION)), chen)
    assert "家庭成员及社会关系（内容不在本账号查阅范围）" in answer
    assert "合成乙" not in answer


def test_an_unseen_dossier_answers_as_one_that_does_not_exist(chen: int) -> None:
    head = signed_in(make_account(Role.UNIT_HEAD, unit_code="C"))
    other, none = head.get(f"/cadres/{chen}/"), head.get("/cadres/999999/")
    assert (other.status_code, other.content) == (404, none.content)


def test_a_dossier_that_was_joined_leads_to_the_one_that_stands(supervision: Client, chen: int) -> None:
    former = make_cadre("陈明远", "C")
    state(SamePerson(cadre_id=former, canonical_id=chen), feed="links")
    answer = supervision.get(f"/cadres/{former}/?on=2025-01-01")
    assert (answer.status_code, answer["Location"]) == (302, f"/cadres/{chen}/?on=2025-01-01")


def test_reading_sealed_facts_is_journalled_and_reading_others_is_not(supervision: Client, chen: int) -> None:
    page(supervision, chen)
    assert not JournalRecord.objects.filter(act="dossier.read_sealed").exists()
    state(Sanction(cadre_id=chen, category="诫勉"), feed="sanctions")
    page(supervision, chen)
    (record,) = JournalRecord.objects.filter(act="dossier.read_sealed")
    assert (record.subject_ref, record.detail) == (str(chen), {"kinds": {"sanction": 1}})


def test_a_finding_stands_with_sentence_clause_facts_and_matter(supervision: Client, chen: int) -> None:
    check = "cultivation.section_hours_short"
    clause = [{"document": "干部教育培训工作条例", "article": "第十四条"}]
    finding = make_finding(check, chen, mechanism="cultivation", sentence="参加培训 20 学时。", clause=clause)
    make_matter(check, chen, finding=finding, mechanism="cultivation", due_on=date(2026, 3, 14))
    answer = text(supervision, chen)
    for words in ("年度培训学时不足", "参加培训 20 学时。", "《干部教育培训工作条例》第十四条", "办理中 · 还有 12 天"):
        assert words in answer


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"state": "settled"}, "已有处理决定"),
        ({"needs_confirmation": True}, "待研判"),
        ({}, "尚未立项"),
    ],
)
def test_a_finding_says_how_far_it_is(supervision: Client, chen: int, given: dict[str, object], words: str) -> None:
    make_finding("cultivation.section_hours_short", chen, mechanism="cultivation", **given)
    assert words in text(supervision, chen)


def test_a_finding_that_ended_is_not_shown(supervision: Client, chen: int) -> None:
    make_finding("cultivation.section_hours_short", chen, holds=False, state="remedied")
    assert "这一时点没有提示事项" in text(supervision, chen)


def test_what_is_said_of_the_unit_is_not_in_anybody_s_dossier(supervision: Client, chen: int) -> None:
    finding = make_finding("assessment.excellent_quota", chen, mechanism="assessment")
    Finding.objects.filter(pk=finding.pk).update(subject_kind="unit")
    assert "这一时点没有提示事项" in text(supervision, chen)


def test_the_gravest_finding_comes_first(supervision: Client, chen: int) -> None:
    for severity in ("green", "red", "blue"):
        finding = make_finding(f"cultivation.{severity}", chen, mechanism="cultivation")
        Finding.objects.filter(pk=finding.pk).update(severity=severity)
    shown = page(supervision, chen).context["findings"]  # type: ignore[attr-defined]
    assert [line.severity for line in shown] == ["red", "blue", "green"]


def test_looking_back_asks_the_checks_anew_and_stores_nothing(supervision: Client, chen: int) -> None:
    told = evaluate(date(2025, 6, 30), clock.now(), chen).told
    expected = [one.said.check for one in told if current_library().checks[one.said.check].subject != "unit"]
    assert expected, "a cadre without any training has findings"
    shown = page(supervision, chen, "?on=2025-06-30").context["findings"]  # type: ignore[attr-defined]
    assert len(shown) == len(expected)
    assert (Finding.objects.count(), Run.objects.count()) == (0, 0)


def test_the_ring_counts_only_what_the_reader_sees(chen: int) -> None:
    make_finding("restraint.admonition_followup", chen, mechanism="restraint")
    make_matter("restraint.admonition_followup", chen)
    words = [
        signed_in(make_account(role)).get(f"/cadres/{chen}/").context["ring_words"] for role in ("discipline", "audit")
    ]
    assert ["约束 1" in word for word in words] == [True, False]
    assert ["在办事项 1 件" in word for word in words] == [True, False]


def test_the_appointment_form_is_of_the_same_day(supervision: Client, chen: int) -> None:
    state(Position(cadre_id=chen, unit_code="C", post_name="局长", valid_from=date(2026, 1, 1)))
    now = supervision.get(f"/cadres/{chen}/lrmx/")
    then = supervision.get(f"/cadres/{chen}/lrmx/?on=2025-04-01")
    assert now["Content-Disposition"].endswith(".lrmx")
    assert ("局长" in now.content.decode(), "局长" in then.content.decode()) == (True, False)
    assert JournalRecord.objects.filter(act="export", subject_kind="lrmx", subject_ref=str(chen)).count() == 2


def test_the_appointment_form_is_for_who_may_read_the_whole_of_it(chen: int) -> None:
    given = {
        role: signed_in(make_account(role, unit_code="A")).get(f"/cadres/{chen}/lrmx/").status_code for role in Role
    }
    allowed = {Role.SUPERVISION, Role.CADRE_OFFICE, Role.ASSESSMENT}
    assert {role for role, status in given.items() if status == 200} == allowed | {Role.LEADER}
    assert "lrmx" not in text(signed_in(make_account(Role.EDUCATION)), chen)


def test_the_own_dossier_has_an_address_that_names_nobody(chen: int) -> None:
    mine = signed_in(make_account(Role.CADRE, cadre_id=chen))
    assert mine.get("/my-dossier/")["Location"] == f"/cadres/{chen}/"
    assert signed_in(make_account(Role.AUDIT)).get("/my-dossier/").status_code == 404


def test_the_page_asks_the_database_as_often_for_a_long_dossier_as_for_a_short_one(
    supervision: Client, chen: int
) -> None:
    counts = []
    for more in (1, 50):
        names = [f"{more}-{number}" for number in range(more)]
        state(*(Training(cadre_id=chen, course=name, begun_on=day("2025-05")) for name in names), feed="training")
        for number in range(more // 10):
            finding = make_finding(f"cultivation.{more}{number}", chen, mechanism="cultivation")
            make_matter(f"cultivation.{more}{number}", chen, finding=finding)
        page(supervision, chen)
        with CaptureQueriesContext(connection) as asked:
            page(supervision, chen)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 50
