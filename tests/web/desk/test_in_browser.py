"""The pages in a real browser: nothing breaks the security policy, nothing sticks out, all works without JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from bihuan.access.accounts import create_account
from bihuan.access.roles import Role
from bihuan.mechanisms.cultivation.kinds import Training
from tests.access.people import day, make_cadre, make_units, state
from tests.web.desk.serving import served as served

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "一个不常见的长密码 2026"
PHONE, DESK, WALL = 390, 1440, 1920


@pytest.fixture
def chen(served: LiveServer) -> int:
    make_units(A="", B="A")
    number = make_cadre("陈明远", "A", rank="四级调研员", position_since=day("2024-08"))
    for other in range(30):
        make_cadre(f"合成{other}", "B")
    state(*(Training(cadre_id=number, course=f"第 {n} 班", begun_on=day("2025-05")) for n in range(5)), feed="training")
    create_account("li", PASSWORD, Role.SUPERVISION, name="李予安")
    return number


def sign_in(page: Page, served: LiveServer) -> None:
    page.goto(f"{served.url}/sign-in/")
    page.fill("#id_username", "li")
    page.fill("#id_password", PASSWORD)
    page.click("main button.btn-primary")
    page.wait_for_url(f"{served.url}/")


def sticks_out(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


@pytest.mark.parametrize("width", [PHONE, DESK, WALL])
def test_no_page_is_wider_than_the_window(page: Page, served: LiveServer, chen: int, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, served)
    for address in ("/", "/cadres/", f"/cadres/{chen}/", "/cadres/?q=无此人"):
        page.goto(served.url + address)
        assert not sticks_out(page), address


def test_the_ring_is_drawn_without_breaking_the_policy(page: Page, served: LiveServer, chen: int) -> None:
    """The `page` fixture fails on any console error, so on a refused style or script too."""
    sign_in(page, served)
    page.goto(f"{served.url}/cadres/{chen}/")
    page.wait_for_selector(".chart-ring canvas")
    page.hover(".chart-ring")
    assert page.locator(".chart-ring").get_attribute("aria-label")


def test_a_choice_in_the_filter_asks_at_once(page: Page, served: LiveServer, chen: int) -> None:
    sign_in(page, served)
    page.goto(f"{served.url}/cadres/")
    page.select_option("#id_rank", "四级调研员")
    page.wait_for_url("**rank=*")
    assert page.locator("tbody tr").count() == 1


def test_the_slash_leads_to_the_search_box(page: Page, served: LiveServer, chen: int) -> None:
    sign_in(page, served)
    page.keyboard.press("/")
    page.keyboard.type("cmy")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cadres/?q=cmy")
    assert "陈明远" in page.locator("tbody").inner_text()


def test_the_language_changes_on_the_page_itself(page: Page, served: LiveServer, chen: int) -> None:
    sign_in(page, served)
    page.goto(f"{served.url}/cadres/")
    page.click("details.account > summary")
    page.click("details.account button[value=en]")
    page.wait_for_selector("text=Export to Excel")
    assert page.url == f"{served.url}/cadres/"


def test_the_phone_has_its_menu(page: Page, served: LiveServer, chen: int) -> None:
    page.set_viewport_size({"width": PHONE, "height": 800})
    sign_in(page, served)
    assert not page.locator(".menu").is_visible()
    page.click(".menu-button")
    page.click(".menu >> text=干部")
    page.wait_for_url("**/cadres/")


@pytest.fixture
def still(chromium: Browser) -> Iterator[Page]:
    """A window without JavaScript."""
    context = chromium.new_context(locale="zh-CN", java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_everything_but_charts_works_without_javascript(still: Page, served: LiveServer, chen: int) -> None:
    sign_in(still, served)
    still.goto(f"{served.url}/cadres/")
    still.fill("main #id_q", "陈")
    still.click("main .filters button")
    still.click("tbody a")
    assert still.locator("h1").inner_text() == "陈明远"
    still.fill("#id_on", "2025-01-01")
    still.click(".asof button")
    assert "有效日 2025-01-01" in still.content()
    assert "提示事项：" in still.locator("noscript").first.inner_text()
    still.click("details.account > summary")
    still.click("details.account >> text=退出")
    assert still.url.endswith("/sign-in/")
