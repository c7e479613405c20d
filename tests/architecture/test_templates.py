"""Every template is used, every template that is used exists, and each one compiles."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from tests.architecture.tree import name, text, under

# Django itself asks for these by name.
ASKED_FOR_BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
REFERENCE = re.compile(r"[\"']((?:[\w-]+/)*[\w-]+\.(?:html|txt))[\"']")
INCLUDED = re.compile(r"{%\s*(?:include|extends)\s+[\"']([^\"']+)[\"']")

TEMPLATES = [
    path for suffix in (".html", ".txt") for path in under("bihuan", suffix=suffix) if "templates" in path.parts
]


def template_name(path: Path) -> str:
    parts = path.parts
    return "/".join(parts[len(parts) - parts[::-1].index("templates") :])


def references() -> set[str]:
    users = [*under("bihuan"), *TEMPLATES]
    return {match for path in users for match in REFERENCE.findall(text(path) or "")}


def test_every_template_is_used() -> None:
    own = {template_name(path): name(path) for path in TEMPLATES}
    used = references() | ASKED_FOR_BY_DJANGO
    assert {path for template, path in own.items() if template not in used} == set()


def test_no_two_templates_share_a_name() -> None:
    names = [template_name(path) for path in TEMPLATES]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_template_compiles_and_what_it_includes_exists(path: Path) -> None:
    get_template(template_name(path))
    for included in INCLUDED.findall(text(path) or ""):
        get_template(included)


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_template_carries_no_script_or_style_of_its_own(path: Path) -> None:
    """The content security policy allows files of our own only: anything inline would silently not work."""
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*type=[\"']application/json)|<style\b|\sstyle=[\"']|\son\w+=[\"']"
    )
    assert [match.group() for match in inline.finditer(text(path) or "")] == []
