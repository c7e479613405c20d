"""The queue: rows that wait for a person, oldest first."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bihuan.access.roles import Role
from bihuan.calendar import clock
from tests.exchange.county import number, training
from tests.web.exchange.conftest import Send, SignIn
from tests.web.exchange.pages import AUDIT, CHEN, PETITION, batch_of, decide, said, typo

pytestmark = pytest.mark.django_db
PAGE = "/feeds/review/"
UNKNOWN = number(9)


def listed(client: Client, query: str = "") -> list[tuple[str, int]]:
    return [(one.feed.id, one.row.line) for one in client.get(PAGE + query).context["waiting"]]


def test_an_empty_queue_says_so(office: Client) -> None:
    assert "没有待认定的行" in said(office.get(PAGE))


def test_the_row_that_came_first_stands_first_with_how_long_it_waits(office: Client, send: Send) -> None:
    with clock.set_clock(clock.now() - datetime.timedelta(days=8)):
        send("audits.csv", AUDIT | {"责任人标识": UNKNOWN})
    send("training.csv", training(CHEN), typo())
    answer = office.get(PAGE)
    assert listed(office) == [("audits", 2), ("training", 3)]
    assert [one.days for one in answer.context["waiting"]] == [8, 0]
    assert "8 天" in said(answer)
    assert "陈明元" in said(answer)


def test_it_can_be_narrowed_to_a_feed(office: Client, send: Send) -> None:
    send("audits.csv", AUDIT | {"责任人标识": UNKNOWN})
    send("training.csv", typo(), typo("夜校"))
    assert listed(office, "?feed=training") == [("training", 2), ("training", 3)]
    choices = [str(label) for _, label in office.get(PAGE).context["form"].fields["feed"].choices]
    assert choices[1:] == ["培训记录（2）", "审计问题（1）"]


def test_a_feed_of_which_nothing_waits_shows_all(office: Client, send: Send) -> None:
    send("training.csv", typo())
    assert listed(office, "?feed=nothing") == [("training", 2)]


def test_a_row_that_was_decided_leaves_the_queue(office: Client, send: Send) -> None:
    batch = batch_of(send("training.csv", typo()))
    decide(office, batch, 2, choice="reject")
    assert listed(office) == []


def test_each_office_finds_what_it_decides_about(office: Client, enter: SignIn, send: Send) -> None:
    send("petitions.csv", PETITION | {"被反映人标识": UNKNOWN})
    send("sanctions.csv", {"身份证号": UNKNOWN, "类别": "诫勉", "种类": "诫勉", "决定日期": "2026-01-05", "文号": "1"})
    send("training.csv", typo())
    assert listed(office) == [("sanctions", 2), ("training", 2)]
    assert listed(enter(Role.EDUCATION)) == [("training", 2)]
    assert listed(enter(Role.PETITION)) == [("petitions", 2)]


@pytest.mark.parametrize("role", [Role.AUDIT, Role.UNIT_HEAD, Role.CADRE, Role.LEADER, Role.ADMINISTRATOR])
def test_who_decides_about_nothing_is_refused(enter: SignIn, role: Role) -> None:
    assert enter(role).get(PAGE).status_code == 403


def test_twenty_five_rows_stand_on_a_page(office: Client, send: Send) -> None:
    send("training.csv", *(typo(f"第 {serial} 班") for serial in range(30)))
    assert len(listed(office)) == 25
    assert len(listed(office, "?page=2")) == 5
    assert office.get(PAGE).context["total"] == 30


def test_the_queries_stay_as_many_however_many_rows_wait(office: Client, send: Send) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            office.get(PAGE)
        return len(seen)

    send("training.csv", typo())
    before = queries()
    send("training.csv", *(typo(f"第 {serial} 班") for serial in range(10)))
    send("audits.csv", AUDIT | {"责任人标识": UNKNOWN})
    assert queries() == before
