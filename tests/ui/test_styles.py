"""Our style sheets and scripts: small, used, asking nothing of another house."""

import re

import pytest

from tests.architecture.tree import ROOT, name, text, under

FOLDER = "bihuan/ui/static/ui"
SHEETS, SCRIPTS = under(FOLDER, suffix=".css"), under(FOLDER, suffix=".js")
TEMPLATES = under("bihuan", suffix=".html")


@pytest.mark.parametrize("path", [*SHEETS, *SCRIPTS], ids=name)
def test_every_sheet_and_script_is_loaded_by_a_page(path: object) -> None:
    address = str(path).rsplit("static/", 1)[1]
    assert any(f'static "{address}"' in (text(template) or "") for template in TEMPLATES)


@pytest.mark.parametrize("path", [*SHEETS, *SCRIPTS], ids=name)
def test_nothing_is_fetched_from_elsewhere(path: object) -> None:
    content = (ROOT / str(path)).read_text(encoding="utf-8")
    assert re.findall(r"https?://|//[a-z]+\.[a-z]+/|@import", content) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_a_script_writes_no_style_attribute_and_runs_no_text(path: object) -> None:
    content = (ROOT / str(path)).read_text(encoding="utf-8")
    assert re.findall(r"eval\(|new Function|setAttribute\([\"']style|innerHTML|document\.write", content) == []


def test_a_class_of_ours_that_is_defined_is_used() -> None:
    """Classes that a template puts together (m-restraint, word-red, is-late) are known by their beginning."""
    composed = ("m-", "f-", "word-", "tone-", "is-", "chart-", "columns-", "src")
    defined = {found for path in SHEETS for found in re.findall(r"\.([a-z][a-z-]+)(?=[\s,.:{>])", text(path) or "")}
    sources = [*TEMPLATES, *under("bihuan/ui", "bihuan/web"), ROOT / "docs/ui.md"]
    used = " ".join(text(path) or "" for path in sources)
    vendor = {"card", "card-header", "card-title", "card-table", "container-xl", "btn", "ti", "pagination", "chip"}
    vendor |= {"text-secondary", "errorlist", "list-group-item", "form-label"}
    unused = {one for one in defined - vendor if not one.startswith(composed) and not re.search(rf"\b{one}\b", used)}
    assert unused == set()
