"""The browser of the suite is a real one that can draw Chinese: without a font every character is the same box."""

import pytest
from playwright.sync_api import Page


@pytest.mark.browser
def test_chromium_draws_different_chinese_characters_differently(page: Page) -> None:
    page.set_content('<p lang="zh-CN" style="font-size:64px"><span id="a">监</span> <span id="b">督</span></p>')
    first, second = (page.locator(f"#{name}").screenshot() for name in "ab")
    assert first != second


@pytest.mark.browser
def test_the_page_runs_scripts(page: Page) -> None:
    page.set_content("<script>document.title = '闭' + '环'</script>")
    assert page.title() == "闭环"
