"""Every word that a page says exists in English, with the same places to fill in, and no more."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext, ngettext, override

from bihuan.facts.kinds import all_kinds
from scripts.compile_messages import LOCALE, read_language
from tests.architecture.tree import name, parsed, text, under

TRANSLATED = re.compile(r"{%\s*translate\s+\"([^\"]+)\"|\b_\(\"([^\"]+)\"\)")
BLOCK = re.compile(r"{%\s*blocktranslate([^%]*)%}(.*?){%\s*endblocktranslate", re.DOTALL)
CALLS = {"_", "gettext", "gettext_lazy", "ngettext"}
PLACE = re.compile(r"%\((\w+)\)s")
# The floors whose words go through gettext; feeds, regulations, papers and procedures stay Chinese.
SPOKEN = ("bihuan/ui", "bihuan/access", "bihuan/web")


def of_templates() -> Iterator[str]:
    for path in under(*SPOKEN, suffix=".html"):
        content = text(path) or ""
        for plain, called in TRANSLATED.findall(content):
            yield plain or called
        for options, body in BLOCK.findall(content):
            forms = [re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", form) for form in re.split(r"{%\s*plural\s*%}", body)]
            yield "\0".join(" ".join(form.split()) if "trimmed" in options else form for form in forms)


def of_code() -> Iterator[str]:
    for path in under(*SPOKEN):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
                forms = node.args[: 2 if node.func.id == "ngettext" else 1]
                if all(isinstance(form, ast.Constant) for form in forms):
                    yield "\0".join(str(form.value) for form in forms if isinstance(form, ast.Constant))


def places(words: str) -> set[str]:
    return set(PLACE.findall(words))


def said() -> set[str]:
    return {*of_templates(), *of_code()}


def english() -> dict[str, str]:
    return read_language(LOCALE / "en" / "LC_MESSAGES")


def test_every_word_of_a_page_exists_in_english() -> None:
    assert sorted(said() - english().keys()) == []


def test_no_word_is_translated_that_no_page_says() -> None:
    of_data = {model.kind.label for model in all_kinds()} | {"年度", "平时", "专项", "任期"}
    assert sorted(english().keys() - said() - of_data - {""}) == []


def test_a_translation_has_the_places_of_its_original() -> None:
    wrong = [key for key, said_ in english().items() if key and places(key) != places(said_)]
    assert wrong == []


def test_no_template_says_chinese_past_the_translator() -> None:
    """Values of the data (在职) and the synthetic words in tests aside."""
    allowed = {"在职"}
    bare = {}
    for path in under(*SPOKEN, suffix=".html"):
        rest = re.sub(
            r"{%\s*(?:translate|blocktranslate.*?endblocktranslate).*?%}", "", text(path) or "", flags=re.DOTALL
        )
        rest = re.sub(r"{%\s*plural\s*%}|_\(\"[^\"]+\"\)|{#.*?#}", "", rest)
        words = set(re.findall(r"[\u4e00-\u9fff]+", rest)) - allowed
        if words:
            bare[name(path)] = words
    assert bare == {}


def test_the_compiled_catalogue_is_the_one_that_django_uses() -> None:
    assert (Path(LOCALE) / "en" / "LC_MESSAGES" / "django.mo").is_file()
    with override("en"):
        assert gettext("工作台") == "Workbench"
        assert ngettext("还有 %(days)s 天", "还有 %(days)s 天", 1) == "%(days)s day left"
        assert ngettext("还有 %(days)s 天", "还有 %(days)s 天", 2) == "%(days)s days left"
    with override("zh-hans"):
        assert gettext("工作台") == "工作台"
