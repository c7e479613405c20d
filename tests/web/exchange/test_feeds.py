"""汇聚: every feed by department, how fresh, what waits, and what an account may do there."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bihuan.access.roles import Role
from bihuan.calendar import clock
from bihuan.exchange.feeds import all_feeds
from tests.exchange.county import training
from tests.web.exchange.conftest import Send, SignIn
from tests.web.exchange.pages import AUDIT, CHEN, LIN, PETITION, batch_of, said, typo

pytestmark = pytest.mark.django_db
PAGE = "/feeds/"


def test_every_feed_is_there_under_its_department(office: Client) -> None:
    words = said(office.get(PAGE))
    for feed in all_feeds().values():
        assert feed.name in words
        assert feed.sent_by in words


def test_before_anything_came_it_says_so(office: Client) -> None:
    answer = office.get(PAGE)
    assert answer.context["never"] == len(all_feeds())
    assert "尚未报送" in said(answer)
    assert "天前" not in said(answer)


def test_the_last_delivery_stands_there_with_its_age_and_its_counts(office: Client, send: Send) -> None:
    now = clock.now()
    with clock.set_clock(now - datetime.timedelta(days=5)):
        send("培训记录.csv", training(CHEN), training(LIN, 学时="四十"))
    answer = office.get(PAGE)
    standing = next(
        one for part in answer.context["departments"] for one in part.standings if one.feed.id == "training"
    )
    assert standing.days == 5
    assert [(one.outcome, one.count) for one in standing.counts if one.count] == [("accepted", 1), ("rejected", 1)]
    assert "5 天前" in said(answer)
    assert "培训记录.csv" in said(answer)


def test_a_later_delivery_takes_the_place_of_the_earlier(office: Client, send: Send) -> None:
    send("training.csv", training(CHEN))
    send("2026-03 培训记录.csv", training(LIN))
    words = said(office.get(PAGE))
    assert "2026-03 培训记录.csv" in words
    assert "training.csv" not in words


def test_what_waits_is_counted_over_all_deliveries_that_one_decides(office: Client, send: Send) -> None:
    send("training.csv", typo())
    send("training.csv", typo("夜校"))
    send("petitions.csv", PETITION | {"被反映人标识": "110101199001011237"})
    answer = office.get(PAGE)
    assert answer.context["waiting"] == 2
    assert '/feeds/review/?feed=training"' in answer.content.decode()
    assert '/feeds/review/?feed=petitions"' not in answer.content.decode()


def test_of_reports_the_organisation_department_knows_only_that_they_came(office: Client, send: Send) -> None:
    batch = batch_of(send("信访反映.csv", PETITION))
    answer = office.get(PAGE)
    assert "仅主办部门可见" in said(answer)
    assert "信访反映.csv" not in said(answer)
    assert f"/feeds/batches/{batch.pk}/" not in answer.content.decode()


@pytest.mark.parametrize(("role", "own"), [(Role.AUDIT, "审计问题"), (Role.PETITION, "信访反映")])
def test_a_department_finds_its_own_feed_alone(enter: SignIn, role: Role, own: str) -> None:
    answer = enter(role).get(PAGE)
    names = [one.feed.name for part in answer.context["departments"] for one in part.standings]
    assert names == [own]
    assert [name for _, name in answer.context["form"].fields["feed"].choices][1:] == [own]


def test_who_has_no_feed_finds_none_and_no_item_in_the_bar(enter: SignIn) -> None:
    head = enter(Role.UNIT_HEAD, unit_code="U01")
    answer = head.get(PAGE)
    assert (answer.context["departments"], answer.context["form"]) == ([], None)
    assert 'href="/feeds/"' not in head.get("/").content.decode()


@pytest.mark.parametrize("role", [Role.CADRE, Role.LEADER, Role.ADMINISTRATOR])
def test_who_has_no_business_here_is_refused(enter: SignIn, role: Role) -> None:
    assert enter(role).get(PAGE).status_code == 403


def test_the_bar_leads_here(office: Client) -> None:
    assert 'href="/feeds/"' in office.get(PAGE).content.decode()


def test_a_feed_can_be_chosen_for_the_form(office: Client) -> None:
    assert '<option value="training" selected>' in office.get(PAGE + "?feed=training").content.decode()


def test_the_button_that_judges_is_for_supervision(office: Client, enter: SignIn) -> None:
    assert "/feeds/evaluate/" in office.get(PAGE).content.decode()
    assert "/feeds/evaluate/" not in enter(Role.CADRE_OFFICE).get(PAGE).content.decode()


def test_the_queries_stay_as_many_however_many_deliveries_there_are(office: Client, send: Send) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            office.get(PAGE)
        return len(seen)

    send("training.csv", training(CHEN))
    before = queries()
    for serial in range(3):
        send("training.csv", training(LIN, 班次名称=f"第 {serial} 班"))
        send("audits.csv", AUDIT | {"序号": str(serial + 1)})
    assert queries() == before
