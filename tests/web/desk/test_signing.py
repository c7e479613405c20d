"""The way in: one answer for every wrong try, both languages before anybody is known, out again by POST alone."""

import pytest
from django.test import Client
from django.urls import reverse

from bihuan.access.accounts import create_account
from bihuan.access.models import Account
from bihuan.access.roles import Role

pytestmark = pytest.mark.django_db
PASSWORD = "一个不常见的长密码 2026"
SIGN_IN = "/sign-in/"


@pytest.fixture
def li() -> Account:
    return create_account("li", PASSWORD, Role.SUPERVISION, name="李予安")


def tried(username: str, password: str) -> str:
    answer = Client().post(SIGN_IN, {"username": username, "password": password})
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_right_password_leads_to_the_workbench(li: Account) -> None:
    answer = Client().post(SIGN_IN, {"username": "li", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, reverse("workbench"))


def test_the_page_that_was_asked_for_comes_after_signing_in(li: Account) -> None:
    answer = Client().post(SIGN_IN, {"username": "li", "password": PASSWORD, "next": "/cadres/"})
    assert answer["Location"] == "/cadres/"


def test_nobody_is_sent_to_another_house(li: Account) -> None:
    answer = Client().post(SIGN_IN, {"username": "li", "password": PASSWORD, "next": "https://example.org/"})
    assert answer["Location"] == reverse("workbench")


def test_a_wrong_name_a_wrong_password_and_a_closed_account_get_one_answer(li: Account) -> None:
    said = "用户名或密码不对"
    assert said in tried("li", "wrong")
    assert said in tried("nobody", PASSWORD)
    li.is_active = False
    li.save()
    assert said in tried("li", PASSWORD)


def test_who_is_signed_in_needs_no_form(li: Account) -> None:
    client = Client()
    client.force_login(li)
    assert client.get(SIGN_IN)["Location"] == reverse("workbench")


def test_signing_out_takes_a_post(li: Account) -> None:
    client = Client()
    client.force_login(li)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/")["Location"] == SIGN_IN
    assert client.get("/").status_code == 302


def test_the_language_can_be_chosen_before_signing_in() -> None:
    client = Client()
    client.post("/language/", {"language": "en", "next": SIGN_IN})
    page = client.get(SIGN_IN).content.decode()
    assert 'lang="en"' in page
    assert "User name" in page


def test_a_password_is_asked_for_over_a_form_that_cannot_be_forged(li: Account) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(SIGN_IN, {"username": "li", "password": PASSWORD}).status_code == 403


def test_the_page_says_that_it_is_synthetic_only_where_it_is(settings: object) -> None:
    assert "合成数据" not in Client().get(SIGN_IN).content.decode()
    settings.SYNTHETIC = True  # type: ignore[attr-defined]
    assert "合成数据" in Client().get(SIGN_IN).content.decode()
