"""One delivery: figures that add up, rows by outcome, whom and how, the rejected rows as a file."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bihuan.access.roles import Role
from bihuan.exchange.models import Batch, Row
from bihuan.journal.models import JournalRecord
from tests.exchange.county import training
from tests.web.exchange.conftest import Send, SignIn
from tests.web.exchange.pages import AUDIT, CHEN, LIN, PETITION, batch_of, cadre, said, typo

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch(send: Send) -> Batch:
    rows = [training(CHEN), typo(), training(LIN, 学时="四十"), training(CHEN)]
    return batch_of(send("2026-03 培训记录.csv", *rows))


def address(batch: Batch, query: str = "") -> str:
    return f"/feeds/batches/{batch.pk}/{query}"


def test_the_figures_add_up_to_the_rows(office: Client, batch: Batch) -> None:
    counts = {one.outcome: one.count for one in office.get(address(batch)).context["counts"]}
    assert counts == {"accepted": 1, "unchanged": 1, "corrected": 0, "review": 1, "rejected": 1}
    assert sum(counts.values()) == batch.rows == 4


def test_the_page_names_the_file_the_sender_and_the_moment(office: Client, batch: Batch) -> None:
    words = said(office.get(address(batch)))
    assert "2026-03 培训记录.csv" in words
    assert "system 报送" in words
    assert "2026-03-20 09:00" in words


def test_each_row_says_its_outcome_whom_how_and_why(office: Client, batch: Batch) -> None:
    rows = {row.line: row for row in office.get(address(batch)).context["rows"]}
    assert (rows[2].outcome, rows[2].name, rows[2].how, rows[2].cadre) == (
        "accepted", "陈明远", "身份证号", cadre(CHEN),
    )  # fmt: skip
    assert (rows[3].outcome, rows[3].name, rows[3].cadre) == ("review", "", None)
    assert "陈明元" in rows[3].why
    assert "「学时」“四十”" in rows[4].why
    assert "与第 2 行重复" in rows[5].why


@pytest.mark.parametrize(
    ("outcome", "lines"), [("accepted", [2]), ("review", [3]), ("rejected", [4]), ("corrected", [])]
)
def test_the_rows_can_be_narrowed_to_an_outcome(office: Client, batch: Batch, outcome: str, lines: list[int]) -> None:
    answer = office.get(address(batch, f"?outcome={outcome}"))
    assert [row.line for row in answer.context["rows"]] == lines


def test_an_outcome_that_is_none_shows_all(office: Client, batch: Batch) -> None:
    assert len(office.get(address(batch, "?outcome=nothing")).context["rows"]) == 4


def test_the_name_leads_to_the_dossier(office: Client, batch: Batch) -> None:
    assert f'href="/cadres/{cadre(CHEN)}/"' in office.get(address(batch)).content.decode()


def test_a_row_in_review_leads_to_its_decision_for_who_decides(office: Client, enter: SignIn, send: Send) -> None:
    batch = batch_of(send("audits.csv", AUDIT | {"责任人标识": "110101199001011237"}))
    link = f'href="/feeds/review/{batch.pk}/2/"'
    assert link in office.get(address(batch)).content.decode()
    assert link not in enter(Role.AUDIT).get(address(batch)).content.decode()


def test_the_rejected_rows_are_a_file_named_after_the_delivery(office: Client, batch: Batch) -> None:
    answer = office.get(address(batch) + "rejected/")
    assert answer["Content-Type"].startswith("text/csv")
    assert "%EF%BC%88%E9%80%80%E5%9B%9E%EF%BC%89.csv" in answer["Content-Disposition"]
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[0].endswith("退回原因")


def test_a_download_goes_into_the_journal(office: Client, batch: Batch) -> None:
    office.get(address(batch) + "rejected/")
    record = JournalRecord.objects.get(act="export")
    assert (record.subject_kind, record.subject_ref, record.detail) == ("rejected_rows", str(batch.pk), {"rows": 1})


def test_reports_are_for_their_own_offices(office: Client, enter: SignIn, send: Send) -> None:
    batch = batch_of(send("petitions.csv", PETITION | {"被反映人标识": CHEN}))
    for page in (address(batch), address(batch) + "rejected/"):
        assert office.get(page).status_code == 404
        assert enter(Role.AUDIT).get(page).status_code == 404
        assert enter(Role.PETITION).get(page).status_code == 200
        assert enter(Role.DISCIPLINE).get(page).status_code == 200


def test_reading_sealed_rows_goes_into_the_journal_and_others_do_not(enter: SignIn, batch: Batch, send: Send) -> None:
    reports = batch_of(send("petitions.csv", PETITION | {"被反映人标识": CHEN}))
    before = JournalRecord.objects.filter(act="exchange.read_sealed").count()
    enter(Role.SUPERVISION).get(address(batch))
    assert JournalRecord.objects.filter(act="exchange.read_sealed").count() == before
    enter(Role.PETITION).get(address(reports))
    record = JournalRecord.objects.get(act="exchange.read_sealed")
    assert (record.subject_ref, record.detail) == (str(reports.pk), {"feed": "petitions", "rows": 1})


def test_nobody_reads_sealed_rows_about_themselves(enter: SignIn, send: Send) -> None:
    batch = batch_of(send("petitions.csv", PETITION | {"被反映人标识": CHEN}, PETITION | {"登记编号": "X2"}))
    own = enter(Role.PETITION, cadre_id=cadre(CHEN))
    assert [row.line for row in own.get(address(batch)).context["rows"]] == [3]


def test_a_delivery_that_does_not_exist_is_not_found(office: Client) -> None:
    assert office.get("/feeds/batches/99999/").status_code == 404


def test_a_refused_file_says_why_and_that_nothing_was_loaded(office: Client, send: Send) -> None:
    send("training.csv", {"甲": "乙"})
    batch = Batch.objects.get(state="refused")
    words = said(office.get(address(batch)))
    assert "没有任何一行入账" in words
    assert "班次名称" in words


def test_a_staged_delivery_says_that_it_waits(office: Client, batch: Batch) -> None:
    Batch.objects.filter(pk=batch.pk).update(state="staged")
    assert "尚未入账" in said(office.get(address(batch)))


def test_the_queries_stay_as_many_however_many_rows_there_are(office: Client, send: Send) -> None:
    def queries(batch: Batch) -> int:
        with CaptureQueriesContext(connection) as seen:
            office.get(address(batch))
        return len(seen)

    few = batch_of(send("training.csv", training(CHEN), typo()))
    many = [training(who, 班次名称=f"第 {serial} 班") for serial in range(20) for who in (CHEN, LIN)]
    assert queries(few) == queries(batch_of(send("training.csv", *many, typo("夜校"))))


def test_fifty_rows_stand_on_a_page(office: Client, send: Send) -> None:
    batch = batch_of(send("training.csv", *(training(CHEN, 班次名称=f"第 {n} 班") for n in range(60))))
    assert len(office.get(address(batch)).context["rows"]) == 50
    second = office.get(address(batch, "?page=2&outcome=accepted"))
    assert len(second.context["rows"]) == 10
    assert "outcome=accepted" in second.content.decode().split('rel="prev"')[1][:120]
    assert Row.objects.filter(batch=batch).count() == 60
