"""One row in review: candidates, the decision, rows spelled alike, and the effect."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bihuan.access.roles import Role
from bihuan.dossier.identity import find_by_number
from bihuan.dossier.kinds import IdentityNumber
from bihuan.exchange.models import Batch, Decision
from bihuan.facts.models import Entry
from bihuan.journal.models import JournalRecord
from bihuan.mechanisms.cultivation.kinds import Training
from bihuan.mechanisms.restraint.kinds import Audit
from tests.exchange.county import number, person, training
from tests.web.exchange.conftest import Send, SignIn
from tests.web.exchange.pages import (
    AUDIT,
    CHEN,
    LIN,
    PETITION,
    TYPO,
    WU,
    batch_of,
    cadre,
    decide,
    outcome,
    said,
    told,
    typo,
)

pytestmark = pytest.mark.django_db
UNKNOWN = number(9)


@pytest.fixture
def batch(send: Send) -> Batch:
    return batch_of(send("training.csv", typo(), typo("夜校"), training(LIN)))


def page(batch: Batch, line: int = 2) -> str:
    return f"/feeds/review/{batch.pk}/{line}/"


def case_of(client: Client, batch: Batch, line: int = 2) -> Any:
    answer = client.get(page(batch, line))
    assert answer.status_code == 200
    return answer.context["case"]


def chosen(text: str) -> str:
    return f"person:{cadre(text)}"


def test_the_row_stands_there_with_what_is_asked_marked(office: Client, batch: Batch) -> None:
    cells = {cell.name: (cell.text, cell.asked) for cell in case_of(office, batch).cells}
    assert cells["姓名"] == ("陈明元", True)
    assert cells["单位"] == ("财政局", True)
    assert cells["学时"] == ("40", False)


def test_a_candidate_says_what_speaks_for_and_against(office: Client, batch: Batch) -> None:
    card = case_of(office, batch).cards[0]
    assert (card.cadre, card.name, card.post) == (cadre(CHEN), "陈明远", "县财政局 局长")
    assert "单位一致：财政局" in card.speaks_for
    assert any("陈明元" in point for point in card.speaks_against)


def test_units_are_named_and_not_coded(office: Client, send: Send) -> None:
    batch = batch_of(send("training.csv", training(**TYPO | {"单位": "县水利局"})))
    card = next(one for one in case_of(office, batch).cards if one.cadre == cadre(CHEN))
    assert card.units == "县财政局"
    assert any(point.endswith("县财政局") for point in card.speaks_against)
    assert "U01" not in said(office.get(page(batch)))


def test_naming_the_person_records_the_row_on_that_dossier(office: Client, batch: Batch) -> None:
    answer = decide(office, batch, 2, choice=chosen(CHEN))
    assert told(answer) == ["认定已记录"]
    assert outcome(batch, 2) == "accepted"
    assert Training.objects.known().get(cadre_id=cadre(CHEN)).course == "科级干部进修班"
    assert answer.request["PATH_INFO"] == page(batch)


def test_afterwards_the_page_shows_the_effect_the_decision_and_the_next_row(office: Client, batch: Batch) -> None:
    answer = decide(office, batch, 2, choice=chosen(CHEN))
    words = said(answer)
    assert "这次认定的结果" in words
    assert "与花名册核对" in words
    assert answer.context["whose"] == (cadre(CHEN), "陈明远")
    assert answer.context["following"].line == 3


def test_the_effect_is_shown_on_its_own_row_alone(office: Client, batch: Batch) -> None:
    decide(office, batch, 2, choice=chosen(CHEN))
    assert office.get(page(batch, 3)).context["effects"] == []


def test_rows_spelled_alike_are_offered_and_left_alone_unless_asked(office: Client, batch: Batch) -> None:
    assert [(one.batch.pk, one.line) for one in case_of(office, batch).alike] == [(batch.pk, 3)]
    decide(office, batch, 2, choice=chosen(CHEN))
    assert outcome(batch, 3) == "review"


def test_with_the_box_ticked_they_are_decided_too_across_feeds(office: Client, batch: Batch, send: Send) -> None:
    who = {"责任人姓名": "陈明元", "责任人单位": "财政局", "责任人出生年月": "1980-07"}
    audits = batch_of(send("audits.csv", AUDIT | who))
    answer = decide(office, batch, 2, choice=chosen(CHEN), alike="1")
    effects = {(one["batch"], one["line"]): one["outcome"] for one in answer.context["effects"]}
    assert effects == {(batch.pk, 2): "accepted", (batch.pk, 3): "accepted", (audits.pk, 2): "accepted"}
    assert Audit.objects.known().get().responsible_id == cadre(CHEN)


def test_rows_of_feeds_that_one_may_not_decide_about_are_left_alone(office: Client, batch: Batch, send: Send) -> None:
    who = {"被反映人姓名": "陈明元", "被反映人单位": "财政局", "被反映人出生年月": "1980-07"}
    reports = batch_of(send("petitions.csv", PETITION | who))
    assert len(case_of(office, batch).alike) == 1
    decide(office, batch, 2, choice=chosen(CHEN), alike="1")
    assert outcome(reports, 2) == "review"


def test_giving_back_rejects_the_row_with_the_reason(office: Client, batch: Batch) -> None:
    decide(office, batch, 2, choice="reject", reason="查无此人")
    assert outcome(batch, 2) == "rejected"
    assert "查无此人" in batch.outcomes.get(line=2).reasons
    assert "查无此人" in office.get(f"/feeds/batches/{batch.pk}/rejected/").content.decode("utf-8-sig")


def test_without_a_reason_nothing_is_decided_and_the_form_keeps_what_was_chosen(office: Client, batch: Batch) -> None:
    answer = decide(office, batch, 2, choice=chosen(CHEN), reason="  ")
    assert told(answer) == ["认定必须写明理由"]
    assert outcome(batch, 2) == "review"
    assert f'value="{chosen(CHEN)}" required checked' in answer.content.decode()


@pytest.mark.parametrize("choice", ["", "person:", "person:99999", "person:x", "accept", "person:" + "9" * 30])
def test_a_choice_that_names_nobody_is_refused(office: Client, batch: Batch, choice: str) -> None:
    assert told(decide(office, batch, 2, choice=choice)) == ["请选择是谁；名册中没有所填的身份证号"]
    assert not Decision.objects.exists()


def test_somebody_else_can_be_named_by_number(office: Client, batch: Batch) -> None:
    decide(office, batch, 2, choice="number", number=WU)
    assert Training.objects.known().filter(cadre_id=cadre(WU)).count() == 1


@pytest.mark.parametrize(
    ("given", "complaint"), [(UNKNOWN, "名册中没有"), ("110101199001011238", "校验"), ("", "身份证号")]
)
def test_a_number_that_is_wrong_or_unknown_is_told(office: Client, batch: Batch, given: str, complaint: str) -> None:
    [message] = told(decide(office, batch, 2, choice="number", number=given))
    assert complaint in message
    assert outcome(batch, 2) == "review"


def test_a_new_number_of_somebody_known_is_recorded_with_the_decision(office: Client, send: Send) -> None:
    batch = batch_of(send("training.csv", training(UNKNOWN), training(UNKNOWN, 班次名称="夜校")))
    decide(office, batch, 2, choice="number", number=CHEN, new_number="1")
    assert find_by_number(UNKNOWN) == cadre(CHEN)
    assert outcome(batch, 2) == "accepted"
    again = batch_of(send("training.csv", training(UNKNOWN, 班次名称="党课")))
    assert outcome(again, 2) == "accepted"


def test_without_the_box_the_number_is_not_given(office: Client, send: Send) -> None:
    batch = batch_of(send("training.csv", training(UNKNOWN)))
    decide(office, batch, 2, choice="number", number=CHEN)
    assert find_by_number(UNKNOWN) is None


def test_a_number_that_is_anothers_is_refused_and_nothing_is_decided(office: Client, send: Send) -> None:
    batch = batch_of(send("training.csv", training(LIN, 姓名="陈明远")))
    numbers = IdentityNumber.objects.count()
    answer = decide(office, batch, 2, choice=chosen(CHEN), new_number="1")
    assert "已登记在另一名干部名下" in told(answer)[0]
    assert outcome(batch, 2) == "review"
    assert (IdentityNumber.objects.count(), Decision.objects.count()) == (numbers, 0)


def test_a_row_that_names_two_asks_about_one_after_the_other(office: Client, send: Send) -> None:
    row = {
        "办件编号": "B1",
        "事项编码": "I1",
        "经办人标识": UNKNOWN,
        "审核人标识": number(17),
        "受理日期": "2026-01-05",
    }
    batch = batch_of(send("approvals.csv", row))
    case = case_of(office, batch)
    assert (case.question.column, case.later) == ("经办人标识", 1)
    decide(office, batch, 2, choice="number", number=CHEN)
    assert case_of(office, batch).question.column == "审核人标识"
    decide(office, batch, 2, choice="number", number=LIN)
    assert outcome(batch, 2) == "accepted"


def test_of_two_rows_that_disagree_each_shows_the_other_and_one_is_taken(office: Client, send: Send) -> None:
    batch = batch_of(send("training.csv", training(CHEN), training(CHEN, 学时="44")))
    case = case_of(office, batch, 3)
    assert case.question is None
    [(line, cells)] = case.rivals
    assert (line, [cell.name for cell in cells if cell.asked]) == (2, ["学时"])
    assert {change["field"]: change["after"] for change in case.changes}["学时"] == "44"
    decide(office, batch, 3, choice="accept")
    assert (outcome(batch, 2), outcome(batch, 3)) == ("rejected", "accepted")


def test_taking_an_older_file_shows_what_it_would_change_and_on_whose_dossier(office: Client, send: Send) -> None:
    send("training.csv", training(CHEN, 数据日期="2026-03-10"))
    batch = batch_of(send("training.csv", training(CHEN, 学时="30", 数据日期="2026-03-01")))
    answer = office.get(page(batch))
    assert answer.context["whose"] == (cadre(CHEN), "陈明远")
    [change] = answer.context["case"].changes
    assert (change["field"], change["before"], change["after"]) == ("学时", "40", "30")
    assert told(decide(office, batch, 2, choice="person:1")) == ["请选择采用此行或退回"]
    decide(office, batch, 2, choice="accept")
    assert Training.objects.known().get().hours == 30


def test_a_row_whose_question_was_answered_since_says_whose_it_now_is(office: Client, send: Send) -> None:
    batch = batch_of(send("training.csv", training(UNKNOWN)))
    send("roster.csv", person(9, "新到"))
    answer = office.get(page(batch))
    assert answer.context["case"].question is None
    assert answer.context["whose"] == (cadre(UNKNOWN), "新到")
    decide(office, batch, 2, choice="accept")
    assert outcome(batch, 2) == "accepted"


def test_a_row_that_was_decided_cannot_be_decided_again(office: Client, batch: Batch) -> None:
    decide(office, batch, 2, choice=chosen(CHEN))
    assert told(decide(office, batch, 2, choice="reject")) == ["这一行已经认定过了"]
    assert outcome(batch, 2) == "accepted"


def test_the_decision_goes_into_the_journal_without_names(office: Client, batch: Batch) -> None:
    decide(office, batch, 2, choice=chosen(CHEN))
    record = JournalRecord.objects.get(act="exchange.decide")
    assert record.subject_ref == f"{batch.pk}:2"
    assert (record.detail["answer"], record.detail["cadre"]) == ("person", cadre(CHEN))
    assert "陈" not in str(record.detail)
    assert "training.csv" not in str(record.detail)


def test_the_entry_carries_the_reason(office: Client, batch: Batch) -> None:
    decide(office, batch, 2, choice=chosen(CHEN), reason="党校签到表")
    assert Entry.objects.order_by("-seal")[0].reason == "党校签到表"


def test_reports_are_decided_by_their_own_offices(office: Client, enter: SignIn, send: Send) -> None:
    batch = batch_of(send("petitions.csv", PETITION | {"被反映人标识": UNKNOWN}))
    assert office.get(page(batch)).status_code == 404
    assert decide(office, batch, 2, choice="reject").status_code == 404
    assert enter(Role.AUDIT).get(page(batch)).status_code == 404
    decide(enter(Role.PETITION), batch, 2, choice="number", number=CHEN)
    assert outcome(batch, 2) == "accepted"


def test_only_the_organisation_department_gives_numbers(enter: SignIn, send: Send) -> None:
    batch = batch_of(send("petitions.csv", PETITION | {"被反映人标识": UNKNOWN}))
    answer = decide(enter(Role.PETITION), batch, 2, choice="number", number=CHEN, new_number="1")
    assert answer.status_code == 403
    assert find_by_number(UNKNOWN) is None
    assert "new_number" not in enter(Role.PETITION).get(page(batch)).content.decode()


def test_nobody_decides_about_a_report_that_may_be_about_themselves(enter: SignIn, send: Send) -> None:
    who = {"被反映人姓名": "陈明元", "被反映人单位": "财政局", "被反映人出生年月": "1980-07"}
    batch = batch_of(send("petitions.csv", PETITION | who))
    assert enter(Role.PETITION, cadre_id=cadre(CHEN)).get(page(batch)).status_code == 404
    assert enter(Role.PETITION, cadre_id=cadre(WU)).get(page(batch)).status_code == 200


def test_looking_at_a_sealed_row_goes_into_the_journal(enter: SignIn, send: Send) -> None:
    batch = batch_of(send("petitions.csv", PETITION | {"被反映人标识": UNKNOWN}))
    enter(Role.PETITION).get(page(batch))
    assert JournalRecord.objects.get(act="exchange.read_sealed").subject_ref == f"{batch.pk}:2"


def test_a_line_that_does_not_exist_is_not_found(office: Client, batch: Batch) -> None:
    assert office.get(page(batch, 99)).status_code == 404


def test_the_queries_stay_as_many_however_many_rows_wait(office: Client, batch: Batch, send: Send) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            office.get(page(batch))
        return len(seen)

    before = queries()
    for serial in range(3):
        send("training.csv", *(typo(f"第 {serial}-{n} 班") for n in range(5)))
    send("roster.csv", *(person(30 + n, f"陈明{n}") for n in range(5)))
    assert queries() == before
