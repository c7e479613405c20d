"""The bar: in order, only what this reader may enter, the present part marked."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory

from bihuan.access.models import Account
from bihuan.ui import navigation
from bihuan.ui.context import home
from bihuan.ui.navigation import NavItem, register, shown


@pytest.fixture
def bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_items", {})
    register(NavItem("干部", "cadres", 20))
    register(NavItem("工作台", "workbench", 10))


def at(path: str) -> HttpRequest:
    request = RequestFactory().get(path)
    request.user = Account(role="supervision")
    return request


@pytest.mark.usefixtures("bar")
def test_items_stand_in_their_order() -> None:
    assert [item.label for item in shown(at("/"))] == ["工作台", "干部"]


@pytest.mark.usefixtures("bar")
@pytest.mark.parametrize(
    ("path", "current"), [("/", "工作台"), ("/cadres/", "干部"), ("/cadres/7/", "干部"), ("/x/", "工作台")]
)
def test_the_part_whose_address_fits_longest_is_current(path: str, current: str) -> None:
    assert [item.label for item in shown(at(path)) if item.current] == [current]


@pytest.mark.usefixtures("bar")
def test_an_item_that_is_not_allowed_is_not_shown() -> None:
    register(NavItem("干部", "cadres", 20, allowed=lambda request: False))
    assert [item.label for item in shown(at("/"))] == ["工作台"]


@pytest.mark.usefixtures("bar")
def test_the_search_box_is_for_who_may_enter_the_list() -> None:
    assert home(at("/"))["may_search"]
    register(NavItem("干部", "cadres", 20, allowed=lambda request: False))
    assert not home(at("/"))["may_search"]


@pytest.mark.usefixtures("bar")
def test_nobody_signed_in_gets_no_bar() -> None:
    request = at("/")
    request.user = AnonymousUser()
    assert home(request)["navigation"] == []
    assert home(RequestFactory().get("/"))["navigation"] == []
