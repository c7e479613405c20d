"""Two dossiers that may be one person's."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bihuan.access.roles import Role
from bihuan.dossier.identity import canonical
from bihuan.dossier.kinds import SamePerson
from bihuan.facts.models import Entry
from bihuan.journal.models import JournalRecord
from tests.exchange.county import number, person
from tests.web.exchange.conftest import Send, SignIn
from tests.web.exchange.pages import CHEN, LIN, cadre, said, told

pytestmark = pytest.mark.django_db
PAGE = "/feeds/persons/"
TWIN = number(7)


@pytest.fixture
def twins(send: Send) -> tuple[int, int]:
    """陈明远 of 1980-07 is on the roster once more, with another number."""
    send("roster.csv", person(7, "陈明远", unit="U02"))
    return cadre(CHEN), cadre(TWIN)


def judge(client: Client, pair: tuple[int, int], act: str, reason: str = "两份任免表为同一人") -> Any:
    return client.post(f"{PAGE}{pair[0]}/{pair[1]}/", {"act": act, "reason": reason}, follow=True)


def pairs(client: Client) -> list[tuple[int, int]]:
    return [(pair.first.pk, pair.second.pk) for pair in client.get(PAGE).context["pairs"]]


def test_two_of_one_name_sex_and_birth_month_are_put_forward(office: Client, twins: tuple[int, int]) -> None:
    assert pairs(office) == [twins]
    assert "陈明远" in said(office.get(PAGE))


@pytest.mark.parametrize("other", [{"born": "19800806"}, {"sex": "女"}])
def test_another_month_or_sex_is_another_person(office: Client, send: Send, other: dict[str, str]) -> None:
    send("roster.csv", person(7, "陈明远", **other))
    assert pairs(office) == []


def test_where_nobody_is_alike_it_says_so(office: Client, send: Send) -> None:
    assert "没有需要认定的两份档案" in said(office.get(PAGE))


def test_the_two_stand_side_by_side(office: Client, twins: tuple[int, int]) -> None:
    answer = office.get(f"{PAGE}{twins[0]}/{twins[1]}/")
    compared = {line.label: line for line in answer.context["compared"]}
    assert compared["姓名"].agrees
    assert compared["单位"].differs
    assert not compared["职级"].differs
    assert answer.context["numbers"] == [CHEN, TWIN]


def test_who_may_not_read_numbers_gets_their_ends(enter: SignIn, twins: tuple[int, int]) -> None:
    shown = enter(Role.CIVIL_SERVICE).get(f"{PAGE}{twins[0]}/{twins[1]}/").context["numbers"]
    assert shown == [f"{text[:6]}********{text[-4:]}" for text in (CHEN, TWIN)]


@pytest.mark.parametrize(("act", "top"), [("same-first", 0), ("same-second", 1)])
def test_judged_the_same_one_dossier_stands_for_both(
    office: Client, twins: tuple[int, int], act: str, top: int
) -> None:
    assert told(judge(office, twins, act)) == ["认定已记录"]
    assert {canonical(number) for number in twins} == {twins[top]}
    assert pairs(office) == []
    assert "同一人" in said(office.get(PAGE))


def test_judged_different_they_are_not_put_forward_again(office: Client, twins: tuple[int, int]) -> None:
    judge(office, twins, "different")
    assert pairs(office) == []
    assert canonical(twins[1]) == twins[1]


def test_a_wrong_judgement_can_be_put_right(office: Client, twins: tuple[int, int]) -> None:
    answer = judge(office, twins, "same-first")
    assert answer.context["judged"].judgement == "same"
    answer = judge(office, twins, "different", "指纹不同")
    assert answer.context["judged"].judgement == "different"
    assert [canonical(number) for number in twins] == list(twins)


def test_the_judgement_carries_its_reason_and_goes_into_the_journal(office: Client, twins: tuple[int, int]) -> None:
    judge(office, twins, "same-first")
    assert Entry.objects.order_by("-seal")[0].reason == "两份任免表为同一人"
    record = JournalRecord.objects.get(act="dossier.judge_person")
    assert record.detail == {"act": "same-first", "cadres": list(twins)}


def test_without_a_reason_or_a_choice_nothing_is_judged(office: Client, twins: tuple[int, int]) -> None:
    assert told(judge(office, twins, "same-first", " ")) == ["认定必须写明理由"]
    assert told(judge(office, twins, "perhaps")) == ["请选择是不是同一人"]
    assert not SamePerson.objects.exists()


def test_what_was_judged_the_same_is_not_judged_so_again(office: Client, twins: tuple[int, int]) -> None:
    judge(office, twins, "same-first")
    assert told(judge(office, twins, "same-first")) == ["两份档案已经是同一人"]


def test_two_others_are_compared_by_their_numbers(office: Client, send: Send) -> None:
    answer = office.get(PAGE, {"first": CHEN, "second": LIN})
    assert answer["Location"] == f"{PAGE}{cadre(CHEN)}/{cadre(LIN)}/"


@pytest.mark.parametrize("second", [CHEN, number(9), "x", ""])
def test_numbers_that_are_no_two_people_are_told(office: Client, send: Send, second: str) -> None:
    answer = office.get(PAGE, {"first": CHEN, "second": second}, follow=True)
    assert told(answer) == ["请填两个不同的、名册中有的身份证号"]


def test_dossiers_that_do_not_exist_are_not_found(office: Client, send: Send) -> None:
    assert office.get(f"{PAGE}{cadre(CHEN)}/99999/").status_code == 404
    assert judge(office, (cadre(CHEN), 99999), "different").status_code == 404


@pytest.mark.parametrize("role", [Role.AUDIT, Role.DISCIPLINE, Role.PETITION, Role.UNIT_HEAD, Role.CADRE, Role.LEADER])
def test_only_the_organisation_department_judges(enter: SignIn, twins: tuple[int, int], role: Role) -> None:
    client = enter(role)
    assert client.get(PAGE).status_code == 403
    assert judge(client, twins, "same-first").status_code == 403
    assert not SamePerson.objects.exists()


def test_the_queries_stay_as_many_however_many_pairs_there_are(
    office: Client, twins: tuple[int, int], send: Send
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            office.get(PAGE)
        return len(seen)

    before = queries()
    send("roster.csv", *(person(40 + n, f"合成{n % 4}") for n in range(8)))
    assert len(pairs(office)) == 5
    assert queries() == before
