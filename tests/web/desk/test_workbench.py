"""The first page: what waits for whom, and how offices stand, counted over what the reader may see."""

import datetime
from collections.abc import Iterator

import pytest
from django.test import Client

from bihuan.access.models import Account
from bihuan.access.roles import Role
from bihuan.calendar import clock
from bihuan.loop.matter import StepRun
from bihuan.loop.office import OfficeMember
from tests.access.people import make_account, make_cadre, signed_in
from tests.access.test_audience import make_matter

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def standing_clock() -> Iterator[None]:
    clock.allow_setting(home_is_synthetic=True)
    with clock.set_clock(datetime.datetime(2026, 3, 2, 9, tzinfo=clock.SHANGHAI)):
        yield
    clock.allow_setting(home_is_synthetic=False)


@pytest.fixture
def officer() -> Account:
    """With three matters waiting: overdue, due within the week, later."""
    account = make_account(Role.SUPERVISION)
    cadre = make_cadre("陈明远")
    for days in (-1, 5, 30):
        matter = make_matter("assessment.annual_missing", cadre, due_on=TODAY + datetime.timedelta(days=days))
        StepRun.objects.create(
            matter=matter, step="one", title="核实", role="officer", office=matter.office, started_at=clock.now()
        )
        OfficeMember.objects.get_or_create(office=matter.office, account=account)
    return account


def test_the_queue_counts_what_is_due(officer: Account) -> None:
    queue = signed_in(officer).get("/").context["queue"]
    assert (queue.total, queue.due, queue.week, queue.hidden) == (3, 1, 1, 0)


def test_each_line_says_whom_it_is_about_and_how_long_is_left(officer: Account) -> None:
    page = signed_in(officer).get("/").content.decode()
    assert page.count("陈明远") == 3
    for words in ("已超期 1 天", "还有 5 天", "还有 30 天"):
        assert words in page


def test_a_long_queue_says_how_many_more_there_are(officer: Account) -> None:
    cadre = make_cadre("合成乙")
    for _number in range(15):
        matter = make_matter("assessment.annual_missing", cadre)
        StepRun.objects.create(
            matter=matter, step="one", title="核实", role="officer", office=matter.office, started_at=clock.now()
        )
    queue = signed_in(officer).get("/").context["queue"]
    assert (len(queue.lines), queue.hidden) == (12, 6)


def test_what_waits_for_others_is_not_mine(officer: Account) -> None:
    assert signed_in(make_account(Role.AUDIT)).get("/").context["queue"].total == 0


def test_offices_are_counted_over_what_the_reader_sees(officer: Account) -> None:
    make_matter("restraint.petitions_repeated", make_cadre("合成乙"), audience="never")
    counted = {role: _working(signed_in(make_account(role))) for role in (Role.DISCIPLINE, Role.AUDIT)}
    assert counted == {Role.DISCIPLINE: 4, Role.AUDIT: 3}


def _working(client: Client) -> int:
    return sum(office.working for office in client.get("/").context["offices"])


def test_overdue_and_ended_are_counted_apart(officer: Account) -> None:
    make_matter(
        "assessment.annual_missing", make_cadre("合成乙"), state="ended", due_on=TODAY - datetime.timedelta(days=9)
    )
    (office,) = signed_in(officer).get("/").context["offices"]
    assert (office.working, office.overdue, office.ended) == (3, 1, 1)


@pytest.mark.parametrize(("hour", "words"), [(9, "上午好"), (14, "下午好"), (20, "晚上好")])
def test_the_greeting_knows_the_hour(hour: int, words: str) -> None:
    client = signed_in(make_account(Role.LEADER, last_name="周", first_name="启文"))
    with clock.set_clock(datetime.datetime(2026, 3, 2, hour, tzinfo=clock.SHANGHAI)):
        assert f"{words}，周启文" in client.get("/").content.decode()


def test_an_empty_desk_says_that_it_is_empty() -> None:
    page = signed_in(make_account(Role.EDUCATION)).get("/").content.decode()
    assert "没有等您办理的事项" in page
    assert "还没有办理事项" in page


def test_the_administrator_has_a_desk_without_business(officer: Account) -> None:
    page = signed_in(make_account(Role.ADMINISTRATOR)).get("/")
    assert page.context["offices"] == []
    assert "陈明远" not in page.content.decode()


def test_the_page_is_in_english_when_asked(officer: Account) -> None:
    client = signed_in(officer)
    client.post("/language/", {"language": "en", "next": "/"})
    page = client.get("/").content.decode()
    assert "Waiting for me" in page
    assert "1 day overdue" in page
