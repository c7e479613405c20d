"""Findings that wait for a person: seen by their audience, confirmed or dismissed with a reason, opened in batches."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bihuan.access.models import Account
from bihuan.access.roles import Role
from bihuan.calendar import clock
from bihuan.loop.held import Held
from bihuan.loop.matter import Matter
from bihuan.mechanisms.assessment.kinds import Assessment
from bihuan.policy.models import Finding
from tests.access.people import make_account, signed_in
from tests.loop.county import County
from tests.web.matters.conftest import make_competent

pytestmark = pytest.mark.django_db


def decide(account: Account, finding: Finding, **given: str) -> str:
    return signed_in(account).post(f"/triage/{finding.pk}/", given, follow=True).content.decode()


def test_the_list_names_rule_sentence_colour_and_person(county: County, competent: Finding) -> None:
    page = signed_in(county["li"]).get("/triage/").content.decode()
    for words in (
        "年度考核基本称职",
        competent.sentence,
        "合成甲",
        "f-yellow",
        "2026-02-28",
        f"/findings/{competent.pk}/",
    ):
        assert words in page


def test_a_confirmed_finding_opens_its_matter_and_leaves_the_list(county: County, competent: Finding) -> None:
    page = decide(county["li"], competent, act="confirm")
    matter = Matter.objects.get(finding=competent)
    assert f'href="/matters/{matter.pk}/"' in page
    assert "没有等待研判的提示事项" in page
    competent.refresh_from_db()
    assert competent.confirmed_by == county["li"]


def test_a_dismissal_without_a_reason_is_told_at_its_row(county: County, competent: Finding) -> None:
    page = decide(county["li"], competent, act="dismiss", reason="  ")
    assert "不予立项须写明理由。" in page
    competent.refresh_from_db()
    assert competent.state == "opened"


def test_a_dismissal_keeps_its_reason_and_opens_nothing(county: County, competent: Finding) -> None:
    decide(county["li"], competent, act="dismiss", reason="考核结果录入有误，已核对")
    competent.refresh_from_db()
    assert (competent.state, competent.decision) == ("settled", "不予立项：考核结果录入有误，已核对")
    assert not Matter.objects.exists()


def test_what_was_typed_is_kept_when_a_dismissal_is_refused(county: County, competent: Finding) -> None:
    county["li"].cadre = county.cadre
    county["li"].save()
    page = decide(county["li"], competent, act="dismiss", reason="我自己看过了")
    assert "应当回避" in page
    assert "我自己看过了" in page


def test_another_desk_than_that_of_the_check_does_not_judge(county: County, competent: Finding) -> None:
    page = decide(county["jiao"], competent, act="confirm")
    assert "这项提示由其承办科室研判" in page
    assert not Matter.objects.exists()


def test_a_cadre_and_a_unit_have_no_way_into_triage(county: County, competent: Finding) -> None:
    for name in ("chen", "danwei"):
        client = signed_in(county[name])
        assert client.get("/triage/").status_code == 403
        assert client.post(f"/triage/{competent.pk}/", {"act": "confirm"}).status_code == 403


def test_a_finding_outside_the_domain_of_an_office_is_not_there(
    county: County, finding: Callable[..., Finding]
) -> None:
    found = finding("restraint.petition_overdue", needs_confirmation=True, audience="never")
    found.people.set([county.cadre])
    client = signed_in(county["jiao"])
    assert client.post(f"/triage/{found.pk}/", {"act": "confirm"}).status_code == 404
    assert found.sentence not in client.get("/triage/").content.decode()


def test_a_decision_is_only_taken_by_post(county: County, competent: Finding) -> None:
    assert signed_in(county["li"]).get(f"/triage/{competent.pk}/").status_code == 405


@pytest.fixture
def held(county: County, finding: Callable[..., Finding]) -> list[Finding]:
    made = [finding("incentive.rank_due", "green", key=[str(n)], key_text=str(n)) for n in range(3)]
    for one in made:
        one.people.set([county.cadre])
        Held.objects.create(finding=one, why="backlog", since=clock.today())
    return made


def test_only_the_chosen_ones_of_the_backlog_are_opened(county: County, held: list[Finding]) -> None:
    client = signed_in(county["wang"])
    assert client.get("/triage/backlog/").content.decode().count('name="chosen"') == 3
    page = client.post("/triage/backlog/open/", {"chosen": [held[0].pk, held[2].pk]}, follow=True).content.decode()
    assert "已立项 2 件" in page
    assert set(Matter.objects.values_list("finding", flat=True)) == {held[0].pk, held[2].pk}
    assert page.count('name="chosen"') == 1


def test_a_batch_of_nothing_or_of_another_desk_opens_nothing(county: County, held: list[Finding]) -> None:
    for name, chosen in (("wang", []), ("wang", ["x"]), ("jiao", [held[0].pk])):
        page = signed_in(county[name]).post("/triage/backlog/open/", {"chosen": chosen}, follow=True)
        assert "没有选中可以由本科室立项的提示" in page.content.decode()
    assert not Matter.objects.exists()


def test_the_list_can_be_narrowed_by_colour_and_rule(county: County, competent: Finding) -> None:
    client = signed_in(county["li"])
    for query, there in (
        ("severity=yellow", True),
        ("severity=red", False),
        ("check_id=assessment.basic_competent", True),
    ):
        assert (competent.sentence in client.get(f"/triage/?{query}").content.decode()) is there


def test_a_longer_list_asks_no_more_queries(
    county: County, competent: Finding, finding: Callable[..., Finding], result: Assessment
) -> None:
    client = signed_in(make_account(Role.SUPERVISION))
    client.get("/triage/")
    counts = []
    for size in (1, 12):
        for number in range(Finding.objects.count(), size):
            make_competent(county, finding, result, key=[str(number)], key_text=str(number))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get("/triage/").content.decode().count("合成甲") == size
        counts.append(len(asked))
    assert counts[0] == counts[1]
