"""A 基本称职 from triage to settled, by five people in a real browser; the phone; without JavaScript."""

import datetime
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from bihuan.access.roles import Role
from bihuan.calendar import clock
from bihuan.facts.kinds import reference_of
from bihuan.loop.matter import Matter
from bihuan.loop.triage import confirm_finding
from bihuan.mechanisms.assessment.kinds import Assessment
from bihuan.policy.models import Finding
from tests.loop.county import County
from tests.web.desk.serving import served as served

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "一个不常见的长密码 2026"
PHONE, DESK, WALL = 390, 1440, 1920
Enter = Callable[[str], Page]


@pytest.fixture
def people(served: LiveServer, county: County) -> County:
    for name in ("li", "chen", "buzhang", "shuji"):
        county[name].set_password(PASSWORD)
        if name in {"buzhang", "shuji"}:
            county[name].role = Role.LEADER
        county[name].save()
    return county


def sign_in(page: Page, served: LiveServer, name: str) -> Page:
    page.goto(f"{served.url}/sign-in/")
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    page.click("main button.btn-primary")
    page.wait_for_url(f"{served.url}/")
    return page


@pytest.fixture
def enter(chromium: Browser, served: LiveServer, people: County) -> Iterator[Enter]:
    """A window without JavaScript for each person: the whole journey must work in one."""
    windows: dict[str, Page] = {}

    def of(name: str) -> Page:
        if name not in windows:
            context = chromium.new_context(locale="zh-CN", java_script_enabled=False)
            windows[name] = sign_in(context.new_page(), served, name)
        return windows[name]

    yield of
    for window in windows.values():
        window.context.close()


def complete(page: Page, address: str, outcome: str = "", **fields: str) -> None:
    """Fill in the step that waits and send it; it has to be taken."""
    page.goto(address)
    for name, value in fields.items():
        control = page.locator(f"#step [name={name}]")
        if control.locator("option").count():
            control.select_option(value)
        else:
            control.fill(value)
    if outcome:
        page.check(f'#step input[name=outcome][value="{outcome}"]')
    page.click("#step button.btn-primary")
    assert "已完成" in page.locator("main").inner_text()


def test_an_admonition_from_triage_to_settled(enter: Enter, served: LiveServer, competent: Finding) -> None:
    today, li = datetime.datetime.now(clock.SHANGHAI).date().isoformat(), enter("li")
    # The server's thread has the real clock, whatever day this test's own stands at.
    li.goto(f"{served.url}/triage/")
    li.click("button[value=confirm]")
    li.click(".alert a")
    address = li.url
    complete(li, address, "拟予诫勉，先听取陈述申辩", facts="基本称职", materials="考核登记表", proposal="建议诫勉")
    complete(li, address, proposal="诫勉")
    complete(li, address, delivered_on=today, way="当面送达", receiver="合成甲")
    complete(enter("chen"), address, text="年初生病影响工作，愿意改进。")
    complete(li, address, "继续办理", accepted="部分采纳", answer="病假已予考虑。", answered_on=today)
    assert "组织部部务会负责人" in li.locator("#step").inner_text()
    meeting = {"met_on": today, "members": "7", "attended": "6", "agreed": "6", "way": "诫勉谈话"}
    complete(enter("buzhang"), address, "同意诫勉，报批", improve_by_on=today, decision="同意", **meeting)
    complete(enter("shuji"), address, "批准，进行诫勉谈话", decided_on=today, document="云组诫〔2026〕1号")
    li.goto(f"{served.url}/findings/{competent.pk}/")
    assert "已有处理决定" in li.locator(".title").inner_text()
    assert "已批准诫勉" in li.locator("main").inner_text()


@pytest.mark.parametrize("width", [PHONE, DESK, WALL])
def test_no_page_is_wider_than_the_window(
    page: Page, served: LiveServer, people: County, competent: Finding, result: Assessment, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, served, "li")
    page.goto(f"{served.url}/triage/")
    page.click(".triage-acts summary")
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    matter = confirm_finding(competent, people["li"])
    assert matter is not None
    addresses = ["/triage/", "/triage/backlog/", "/matters/", f"/matters/{matter.pk}/", f"/findings/{competent.pk}/"]
    for address in [*addresses, f"/objections/{reference_of(result)}/"]:
        page.goto(served.url + address)
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth"), address


def test_the_whole_procedure_unfolds_and_a_refused_step_keeps_its_words(
    page: Page, served: LiveServer, people: County, competent: Finding
) -> None:
    """The `page` fixture fails on any console error, so on a refused style or script too."""
    matter = confirm_finding(competent, people["li"])
    assert matter is not None
    sign_in(page, served, "li")
    page.goto(f"{served.url}/matters/{matter.pk}/")
    assert not page.locator("svg.diagram").is_visible()
    page.click("summary:has-text('完整程序图')")
    assert page.locator("svg.diagram .is-now").is_visible()
    page.fill("#step [name=facts]", "写好的事实")
    page.fill("#step [name=materials]", "考核登记表")
    page.check('#step input[value="不需诫勉"]')
    page.click("#step button.btn-primary")
    assert "办结须写明依据" in page.locator("#step").inner_text()
    assert page.input_value("#step [name=facts]") == "写好的事实"
    assert Matter.objects.get().step == "verify"
