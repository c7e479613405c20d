"""What import-linter cannot see: mechanisms that reach each other by a string, a migration, a template or backwards."""

import ast
import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import ForeignObject, Model

from tests.architecture.tree import MECHANISMS, ROOT, name, parsed, text, under

FOLDER = "bihuan/mechanisms"


def strings(mechanism: str) -> Iterator[tuple[str, str]]:
    for path in under(f"{FOLDER}/{mechanism}"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield f"{name(path)}:{node.lineno}", node.value


def others(mechanism: str) -> str:
    return "|".join(other for other in MECHANISMS if other != mechanism)


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_no_string_names_a_model_or_module_of_another_mechanism(mechanism: str) -> None:
    reach = re.compile(rf"^(?:{others(mechanism)})\.[A-Za-z]\w*$|bihuan\.mechanisms\.(?:{others(mechanism)})\b")
    assert [(where, value) for where, value in strings(mechanism) if reach.search(value)] == []


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_no_migration_waits_for_another_mechanism(mechanism: str) -> None:
    awaited = re.compile(rf"\(\s*[\"'](?:{others(mechanism)})[\"']\s*,\s*[\"']\d{{4}}_\w+[\"']\s*\)")
    migrations = under(f"{FOLDER}/{mechanism}/migrations")
    assert [name(path) for path in migrations if awaited.search(text(path) or "")] == []


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_no_template_includes_a_fragment_of_another_mechanism(mechanism: str) -> None:
    included = re.compile(rf"{{%\s*(?:include|extends)\s+[\"'](?:{others(mechanism)})/")
    templates = under(f"{FOLDER}/{mechanism}", suffix=".html")
    assert [name(path) for path in templates if included.search(text(path) or "")] == []


def relations(label: str) -> Iterator[tuple[str, type[Model], bool]]:
    for model in apps.get_app_config(label).get_models():
        for field in model._meta.local_fields:
            if isinstance(field, ForeignObject) and isinstance(field.related_model, type):
                yield f"{model._meta.label}.{field.name}", field.related_model, field.remote_field.hidden


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_the_dossier_cannot_reach_a_mechanism_backwards(mechanism: str) -> None:
    """related_name="+": else `cadre.awards` would work below the floor that owns awards."""
    lower = {"facts", "journal", "dossier", "access", "exchange", "policy"}
    visible = [
        where for where, target, hidden in relations(mechanism) if target._meta.app_label in lower and not hidden
    ]
    assert visible == []


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_every_mechanism_explains_itself(mechanism: str) -> None:
    assert (ROOT / FOLDER / mechanism / "README.md").is_file()
