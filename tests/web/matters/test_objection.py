"""提出异议: the form shows the entry and asks what would be right; the matter then runs as its procedure has it."""

import pytest
from django.test import Client

from bihuan.access.roles import Role
from bihuan.facts.kinds import reference_of
from bihuan.loop.matter import Matter
from bihuan.mechanisms.assessment.kinds import Assessment
from tests.access.people import make_account, signed_in
from tests.loop.county import County

pytestmark = pytest.mark.django_db
SCORE = {"column": "score", "wanted": "76", "grounds": "计分有误"}


@pytest.fixture
def address(result: Assessment) -> str:
    return f"/objections/{reference_of(result)}/"


@pytest.fixture
def chen(county: County) -> Client:
    return signed_in(county["chen"])


def test_the_form_shows_the_entry_and_names_its_columns(chen: Client, address: str) -> None:
    page = chen.get(address).content.decode()
    for words in ("考核结果", "基本称职", "assessments.csv 第 2 行", "本人认为应为", '<option value="score">得分'):
        assert words in page
    assert "period_from" not in page


def test_the_cadre_files_it_and_arrives_at_its_matter(chen: Client, address: str, result: Assessment) -> None:
    answer = chen.post(address, SCORE, follow=True)
    matter = Matter.objects.get(procedure="objection")
    assert answer.redirect_chain[-1][0] == f"/matters/{matter.pk}/"
    assert (matter.step, matter.target) == ("ask", reference_of(result))
    page = answer.content.decode()
    assert "计分有误" in page
    assert "得分" in page


def test_an_officer_files_on_behalf_of_the_cadre(county: County, address: str) -> None:
    assert signed_in(county["li"]).post(address, SCORE).status_code == 302
    assert Matter.objects.get().opened_by == county["li"]


def test_a_value_that_does_not_fit_is_told_and_the_words_are_kept(chen: Client, address: str) -> None:
    page = chen.post(address, {**SCORE, "wanted": "很多"}).content.decode()
    assert "得分应为数字" in page
    assert "计分有误" in page
    assert not Matter.objects.exists()


def test_grounds_must_be_given(chen: Client, address: str) -> None:
    assert "请填写" in chen.post(address, {**SCORE, "grounds": ""}).content.decode()


def test_an_objection_that_runs_already_is_named(chen: Client, address: str) -> None:
    chen.post(address, SCORE)
    assert Matter.objects.get().number in chen.get(address).content.decode()


def test_an_entry_of_somebody_else_is_not_there(county: County, address: str) -> None:
    assert signed_in(make_account(Role.CADRE)).get(address).status_code == 404
    assert signed_in(make_account(Role.CADRE)).post(address, SCORE).status_code == 404
    assert not Matter.objects.exists()


def test_leaders_and_unit_heads_do_not_object_for_others(county: County, address: str) -> None:
    for name in ("danwei",):
        assert signed_in(county[name]).get(address).status_code == 403
    assert signed_in(make_account(Role.LEADER)).get(address).status_code == 403


def test_a_reference_of_nothing_is_answered_like_one_of_nobody(county: County, address: str) -> None:
    for reference in (1, 999 * 10**12 + 1, 10**12 * 32 + 999999):
        assert signed_in(county["li"]).get(f"/objections/{reference}/").status_code == 404
