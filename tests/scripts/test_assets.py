"""What `make setup` serves is whole: no style sheet or script names a file that is not beside it."""

import re
from pathlib import Path

import pytest

from scripts.assets import SERVED, VENDOR, trimmed


def test_a_source_map_is_no_longer_named() -> None:
    assert trimmed("a{}\n/*# sourceMappingURL=a.css.map */") == "a{}\n"
    assert trimmed("f();\n//# sourceMappingURL=f.js.map") == "f();\n"


def test_of_the_font_formats_only_the_served_one_stays() -> None:
    rule = (
        'src:url("./f.woff2?v1") format("woff2"),url("./f.woff?") format("woff"),url("./f.ttf?v1") format("truetype")}'
    )
    assert trimmed(rule) == 'src:url("./f.woff2?v1") format("woff2")}'


@pytest.mark.parametrize("target", SERVED.values())
def test_every_served_file_is_there_and_not_empty(target: str) -> None:
    assert (VENDOR / target).stat().st_size > 10_000


@pytest.mark.parametrize("sheet", [target for target in SERVED.values() if target.endswith(".css")])
def test_a_style_sheet_asks_only_for_files_that_are_served(sheet: str) -> None:
    text = (VENDOR / sheet).read_text(encoding="utf-8")
    asked = {
        address for address in re.findall(r"url\([\"']?([^\"')]+)", text) if not address.startswith(("data:", "#"))
    }
    missing = {address for address in asked if not (VENDOR / Path(address.split("?")[0])).is_file()}
    assert missing == set()
    assert "sourceMappingURL" not in text
