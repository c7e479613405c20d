"""The exchange in a real browser: nothing breaks the policy, nothing sticks out, all of it works without JavaScript."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from bihuan.access.accounts import create_account
from bihuan.access.roles import Role
from bihuan.exchange.models import Batch
from tests.exchange import county
from tests.exchange.county import number, training
from tests.web.desk.serving import served as served
from tests.web.exchange.pages import CHEN, LIN, outcome, typo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "一个不常见的长密码 2026"


@pytest.fixture
def batch(served: LiveServer, home: Path, tmp_path: Path) -> Batch:
    county.settle(tmp_path, county.person(7, "周小川", unit="U02"), county.person(9, "周小川", unit="U02"))
    create_account("li", PASSWORD, Role.SUPERVISION, name="李予安")
    rows = [training(CHEN), typo(), typo("夜校"), training(LIN, 学时="四十"), training(number(33))]
    loaded = county.send(tmp_path, "2026-03 县委党校 培训记录（第一季度，含网络学院与各专题班次）.csv", *rows)
    return Batch.objects.get(pk=loaded.batch or 0)


def sign_in(page: Page, served: LiveServer) -> None:
    page.goto(f"{served.url}/sign-in/")
    page.fill("#id_username", "li")
    page.fill("#id_password", PASSWORD)
    page.click("main button.btn-primary")
    page.wait_for_url(f"{served.url}/")


@pytest.mark.parametrize("width", [390, 1440, 1920])
def test_no_page_is_wider_than_the_window(page: Page, served: LiveServer, batch: Batch, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, served)
    row = f"/feeds/review/{batch.pk}/3/"
    for address in (
        "/feeds/",
        "/feeds/training/",
        f"/feeds/batches/{batch.pk}/",
        "/feeds/review/",
        row,
        "/feeds/persons/",
    ):
        page.goto(served.url + address)
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth"), address


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_file_is_sent_tried_and_loaded(
    chromium: Browser, served: LiveServer, batch: Batch, tmp_path: Path, scripts: bool
) -> None:
    file = county.write(tmp_path, "培训记录.csv", [training(CHEN, 学时="48"), training(LIN, 班次名称="党课")])
    context = chromium.new_context(locale="zh-CN", java_script_enabled=scripts)
    page = context.new_page()
    sign_in(page, served)
    page.goto(f"{served.url}/feeds/")
    page.set_input_files("#id_sent", file)
    page.click("text=上传并试算")
    assert page.locator(".diff del").first.inner_text() == "40"
    assert page.locator(".diff ins").first.inner_text() == "48"
    page.click("text=确认入账")
    assert page.locator("h1").inner_text() == "培训记录.csv"
    assert Batch.objects.get(file="培训记录.csv").counts["corrected"] == 1
    context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_row_is_decided_with_those_spelled_alike(
    chromium: Browser, served: LiveServer, batch: Batch, scripts: bool
) -> None:
    context = chromium.new_context(locale="zh-CN", java_script_enabled=scripts)
    page = context.new_page()
    sign_in(page, served)
    page.goto(f"{served.url}/feeds/review/")
    page.click("main table a.btn >> nth=0")
    page.check("input[value^='person:'] >> nth=0")
    page.check("input[name=alike]")
    page.fill("#id_reason", "与签到表核对")
    page.click("text=记录认定")
    assert page.locator("text=这次认定的结果").count() == 1
    assert outcome(batch, 4) == "accepted"
    context.close()


def test_in_english_everything_but_the_data_is_english(page: Page, served: LiveServer, batch: Batch) -> None:
    sign_in(page, served)
    page.goto(f"{served.url}/feeds/review/{batch.pk}/3/")
    page.click("details.account summary")
    page.click("button[value=en]")
    words = page.locator("main").inner_text()
    assert "Who it may be" in words
    assert "可能是谁" not in words
    assert "陈明元" in words
