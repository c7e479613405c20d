"""The procedures that ship: whole ones, and the plain ones by name; a matter goes on as it began."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings
from ruamel.yaml import YAML

from bihuan.loop import library
from bihuan.loop.errors import UnknownProcedure
from bihuan.loop.matter import Matter, ProcedureVersion
from bihuan.loop.reading import BadProcedure
from bihuan.loop.working import procedure_of

ROOT = Path(__file__).resolve().parents[2]
WHOLE = {
    "admonition", "clarification", "objection", "rank_promotion_review", "rectification", "reminder", "supervision",
    "training_plan",
}  # fmt: skip


def opened_by_checks() -> dict[str, str]:
    found = {}
    for path in (ROOT / "policies").glob("**/checks/*.yaml"):
        opens = YAML(typ="safe").load(path.read_text(encoding="utf-8"))["opens"]
        if opens:
            found[path.stem] = opens["procedure"]
    return found


def test_the_procedures_of_the_first_issue_are_whole() -> None:
    assert set(library.whole_procedures()) == WHOLE


def test_everything_that_a_check_opens_is_a_procedure() -> None:
    assert {name for name in opened_by_checks().values() if not library.find(name).steps} == set()


def test_a_plain_name_runs_supervision_under_its_own_title() -> None:
    procedure = library.find("recusal")
    assert (procedure.id, procedure.title, procedure.mechanism) == ("recusal", "任职回避", "restraint")
    assert procedure.digest == library.find("supervision").digest


def test_every_plain_name_stands_in_the_documentation() -> None:
    text = (ROOT / "docs/procedures.md").read_text(encoding="utf-8")
    assert {name for name in library.plain_procedures() if f"`{name}`" not in text} == set()
    assert {name for name in WHOLE if f"`{name}`" not in text} == set()


def test_an_unknown_name_is_told() -> None:
    with pytest.raises(UnknownProcedure, match="没有名为“ghost”的程序"):
        library.find("ghost")


def test_a_file_must_be_named_after_its_procedure(tmp_path: Path, settings: Settings) -> None:
    text = (ROOT / "procedures/reminder.yaml").read_text(encoding="utf-8")
    (tmp_path / "other.yaml").write_text(text, encoding="utf-8")
    settings.PROCEDURES = tmp_path
    with pytest.raises(BadProcedure, match="应与文件名一致：other"):
        library.whole_procedures()


def test_a_plain_entry_that_lacks_something_is_refused(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "plain.yaml").write_text("plain:\n  - {procedure: a, title: 甲}\n", encoding="utf-8")
    settings.PROCEDURES = tmp_path
    with pytest.raises(BadProcedure, match="第 1 项不完整"):
        library.plain_procedures()


@pytest.mark.django_db
def test_a_matter_goes_on_under_the_text_that_it_began_with(
    opened: Callable[..., Matter], tmp_path: Path, settings: Settings
) -> None:
    matter = opened("reminder")
    text = (ROOT / "procedures/reminder.yaml").read_text(encoding="utf-8")
    (tmp_path / "reminder.yaml").write_text(text.replace("提出提醒建议", "换了名称"), encoding="utf-8")
    settings.PROCEDURES = tmp_path
    assert library.find("reminder").first.title == "换了名称"
    assert procedure_of(matter).first.title == "提出提醒建议"
    second = opened("reminder")
    assert procedure_of(second).first.title == "换了名称"
    assert ProcedureVersion.objects.filter(procedure="reminder").count() == 2
