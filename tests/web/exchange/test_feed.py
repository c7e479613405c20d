"""One kind of file: its deliveries, its columns, its template."""

import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from bihuan.access.roles import Role
from bihuan.journal.models import JournalRecord
from tests.exchange.county import training
from tests.web.exchange.conftest import Send, SignIn
from tests.web.exchange.pages import CHEN, LIN, said

pytestmark = pytest.mark.django_db
PAGE = "/feeds/training/"


def test_the_columns_are_explained(office: Client) -> None:
    words = said(office.get(PAGE))
    for part in ("各列怎么填", "没有身份证号时，改填姓名、单位、出生年月三列", "党校、专题、网络", "不得早于开始日期"):
        assert part in words


def test_deliveries_stand_newest_first(office: Client, send: Send) -> None:
    send("1 training.csv", training(CHEN))
    send("2 training.csv", training(LIN))
    assert [batch.file for batch, _ in office.get(PAGE).context["deliveries"]] == ["2 training.csv", "1 training.csv"]


def test_a_refused_file_stands_there_too(office: Client, send: Send) -> None:
    send("training.csv", {"甲": "乙"})
    assert "整份退回" in said(office.get(PAGE))


def test_before_the_first_it_says_what_to_do(office: Client) -> None:
    assert "还没有收到过这一类文件" in said(office.get(PAGE))


def test_the_template_is_a_workbook_named_after_the_feed(office: Client) -> None:
    answer = office.get(PAGE + "template/")
    assert "%E5%9F%B9%E8%AE%AD%E8%AE%B0%E5%BD%95.xlsx" in answer["Content-Disposition"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert book.get_sheet_by_name("培训记录").to_python()[0][:5] == ["身份证号", "姓名", "单位", "出生年月", "性别"]
    assert JournalRecord.objects.get(act="export").subject_ref == "training"


def test_a_form_has_no_template(office: Client) -> None:
    assert office.get("/feeds/lrmx/").status_code == 200
    assert office.get("/feeds/lrmx/template/").status_code == 404


@pytest.mark.parametrize("page", ["/feeds/petitions/", "/feeds/petitions/template/", "/feeds/nothing/"])
def test_what_one_may_not_see_is_as_if_it_were_not_there(office: Client, page: str) -> None:
    assert office.get(page).status_code == 404


def test_a_department_gets_its_own_template(enter: SignIn) -> None:
    assert enter(Role.AUDIT).get("/feeds/audits/template/").status_code == 200
    assert enter(Role.AUDIT).get(PAGE).status_code == 404


def test_the_queries_stay_as_many_however_many_deliveries_there_are(office: Client, send: Send) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            office.get(PAGE)
        return len(seen)

    send("training.csv", training(CHEN))
    before = queries()
    for serial in range(4):
        send("training.csv", training(CHEN, 班次名称=f"第 {serial} 班"))
    assert queries() == before
