"""The policy library: documents, clauses, numbers over time, checks with cases and who is named now."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bihuan.access.models import Account
from bihuan.policy.models import Finding
from bihuan.policy.versions import current_library

pytestmark = pytest.mark.django_db


def signed_in(role: str, unit_code: str = "") -> Client:
    client = Client()
    client.force_login(Account.objects.create_user(f"some-{role}", role=role, unit_code=unit_code))
    return client


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def test_every_document_stands_in_the_library() -> None:
    page = text_of(signed_in("supervision"), "/policies/")
    for title in current_library().documents:
        assert title in page


def test_every_document_has_a_page_with_its_clauses() -> None:
    client = signed_in("supervision")
    for pack in current_library().packs:
        page = text_of(client, f"/policies/documents/{pack.document.id.replace('.', '-')}/")
        for article in pack.document.clauses:
            assert article in page


def test_every_check_has_a_page_that_says_clause_number_and_how_sure_they_are() -> None:
    client = signed_in("supervision")
    page = text_of(client, "/policies/checks/cultivation.section_hours_short/")
    assert "干部教育培训工作条例" in page
    assert "training.section_hours" in page
    assert "原文" in page
    assert "尚未核对" in page


def test_a_check_names_its_worked_examples() -> None:
    page = text_of(signed_in("supervision"), "/policies/checks/restraint.rectification_overdue/")
    assert "应提示" in page
    assert "不应提示" in page


def test_an_unknown_check_or_document_is_not_found() -> None:
    client = signed_in("supervision")
    assert client.get("/policies/checks/no.such_check/").status_code == 404
    assert client.get("/policies/documents/no-such/").status_code == 404


def finding(number: int) -> Finding:
    return Finding.objects.create(
        check_id="restraint.rectification_overdue",
        subject_kind="audit",
        subject=f"审2026-{number:04d}/1",
        severity="red",
        sentence=f"第{number}项已超期",
        mechanism="restraint",
    )


def test_who_is_named_now_is_shown_to_those_who_may_see_it_and_to_nobody_else() -> None:
    finding(1)
    address = "/policies/checks/restraint.rectification_overdue/"
    assert "第1项已超期" in text_of(signed_in("supervision"), address)
    assert "第1项已超期" not in text_of(signed_in("unit_head", "U09"), address)
    assert "第1项已超期" not in text_of(signed_in("cadre"), address)


def test_nobody_reads_the_library_unsigned() -> None:
    assert Client().get("/policies/").status_code == 302


def test_a_check_with_many_findings_asks_as_many_queries_as_one_with_few() -> None:
    client = signed_in("supervision")
    address = "/policies/checks/restraint.rectification_overdue/"
    finding(1)
    text_of(client, address)
    with CaptureQueriesContext(connection) as few:
        text_of(client, address)
    for number in range(2, 30):
        finding(number)
    with CaptureQueriesContext(connection) as many:
        text_of(client, address)
    assert len(few) == len(many)
