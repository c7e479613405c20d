"""The catalogue compiler: what gettext's own reader finds in its output, and what it refuses."""

import gettext
import io
from pathlib import Path

import pytest

from scripts.compile_messages import CatalogueFault, as_mo, main, read_catalogue, read_language

PLURALS = '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"'
HEADER = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n{PLURALS}\n\n'


def compiled(folder: Path, body: str) -> gettext.GNUTranslations:
    path = folder / "django.po"
    path.write_text(HEADER + body, "utf-8")
    return gettext.GNUTranslations(io.BytesIO(as_mo(read_catalogue(path))))


def test_a_message_is_found_by_the_standard_reader(tmp_path: Path) -> None:
    assert compiled(tmp_path, 'msgid "干部"\nmsgstr "Cadres"\n').gettext("干部") == "Cadres"


def test_a_text_over_several_lines_is_one(tmp_path: Path) -> None:
    assert compiled(tmp_path, 'msgid ""\n"干"\n"部"\nmsgstr "Ca"\n"dres"\n').gettext("干部") == "Cadres"


def test_plural_forms_are_kept_apart(tmp_path: Path) -> None:
    body = 'msgid "%d 天"\nmsgid_plural "%d 天"\nmsgstr[0] "%d day"\nmsgstr[1] "%d days"\n'
    found = compiled(tmp_path, body)
    assert [found.ngettext("%d 天", "%d 天", number) for number in (1, 2)] == ["%d day", "%d days"]


def test_a_context_tells_two_equal_words_apart(tmp_path: Path) -> None:
    body = 'msgctxt "人"\nmsgid "档案"\nmsgstr "Dossier"\n\nmsgid "档案"\nmsgstr "Archive"\n'
    found = compiled(tmp_path, body)
    assert (found.pgettext("人", "档案"), found.gettext("档案")) == ("Dossier", "Archive")


def test_quotes_and_line_ends_survive(tmp_path: Path) -> None:
    assert compiled(tmp_path, 'msgid "a\\n\\"b\\""\nmsgstr "x\\ty"\n').gettext('a\n"b"') == "x\ty"


def test_comments_are_passed_over(tmp_path: Path) -> None:
    assert compiled(tmp_path, '# 说明\n#: a.html:3\nmsgid "是"\nmsgstr "Yes"\n').gettext("是") == "Yes"


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('msgid "是"\nmsgstr ""\n', "not translated"),
        ('#, fuzzy\nmsgid "是"\nmsgstr "Yes"\n', "fuzzy"),
        ('msgid "是"\nmsgstr "Yes"\n\nmsgid "是"\nmsgstr "Y"\n', "said twice"),
        ('msgid "是"\nmsgstr Yes\n', "not a quoted text"),
    ],
)
def test_half_a_catalogue_is_refused_naming_the_line(tmp_path: Path, body: str, fault: str) -> None:
    path = tmp_path / "django.po"
    path.write_text(HEADER + body, "utf-8")
    with pytest.raises(CatalogueFault, match=rf"django\.po:\d+: {fault}"):
        read_catalogue(path)


def test_text_before_the_first_message_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    path.write_text('"lost"\n', "utf-8")
    with pytest.raises(CatalogueFault, match="not a message"):
        read_catalogue(path)


def test_the_files_of_a_language_become_one_catalogue(tmp_path: Path) -> None:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(HEADER + 'msgid "是"\nmsgstr "Yes"\n', "utf-8")
    (folder / "matters.po").write_text('msgid "否"\nmsgstr "No"\n', "utf-8")
    assert main(tmp_path) == 0
    found = gettext.GNUTranslations((folder / "django.mo").open("rb"))
    assert [found.gettext(word) for word in "是否"] == ["Yes", "No"]


def test_one_word_in_two_files_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    for name in ("django.po", "matters.po"):
        (folder / name).write_text('msgid "是"\nmsgstr "Yes"\n', "utf-8")
    with pytest.raises(CatalogueFault, match="another file"):
        read_language(folder)
    assert main(tmp_path) == 1
    assert "matters.po" in capsys.readouterr().err
