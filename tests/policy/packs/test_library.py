"""Packs joined into a library, and everything that is refused on the way."""

import datetime
from pathlib import Path

import pytest

from bihuan.policy.packs.files import digest_of, pack_of, read_folders, without_cases
from bihuan.policy.packs.library import Library, read_library
from bihuan.policy.packs.parsed import parse_all, parse_cached
from bihuan.policy.packs.problems import PackFault
from tests.policy.small import DOCUMENT, write_packs

CHECK = "test/rules/checks/hours_short.yaml"
PARAMETERS = "test/rules/parameters.yaml"


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    return read_folders(write_packs(tmp_path))


def refused(files: dict[str, str]) -> str:
    with pytest.raises(PackFault) as fault:
        read_library(files)
    return str(fault.value)


def test_a_good_pack_becomes_documents_parameters_definitions_and_checks(files: dict[str, str]) -> None:
    library = read_library(files)
    assert list(library.documents) == ["试行规定"]
    assert list(library.parameters) == ["test.hours", "test.days"]
    assert set(library.definitions) == {"excused", "serving", "training", "talk", "kin"}
    assert list(library.checks) == ["test.hours_short", "test.kin_together", "test.unit_untrained", "test.visit_due"]
    check = library.checks["test.hours_short"]
    assert (check.subject, check.key, check.triage, check.clauses[0].text) == (
        "cadre",
        ("年度",),
        False,
        "《试行规定》第一条",
    )


def test_the_digest_is_of_names_and_texts_alone(files: dict[str, str], tmp_path: Path) -> None:
    assert digest_of(files) == digest_of(read_folders(write_packs(tmp_path / "elsewhere")))
    assert digest_of(files) != digest_of(files | {CHECK: files[CHECK] + " "})
    assert digest_of({"ab": "c"}) != digest_of({"a": "bc"})


@pytest.mark.parametrize(
    ("name", "before", "after", "said"),
    [
        (CHECK, "title:", "titel:", ":2: 不认识的键 titel"),
        (CHECK, "title: 学时不足\n", "", ": 缺少 title；应为一段文字"),
        (CHECK, "subject: cadre", "subject: person", ":5: subject 的值「person」不对；应为cadre、pair"),
        (CHECK, "mechanism: cultivation", "mechanism: training", "mechanism 的值「training」不对"),
        (CHECK, "triage: false", "triage: 0", ":7: triage 的值「0」不对；应为true 或 false"),
        (CHECK, "severities: [blue, yellow, red]", "severities: [blue, orange]", ":4: severities 的值「orange」不对"),
        (CHECK, "audience: subject", "audience: everybody", "audience 的值「everybody」不对"),
        (CHECK, "document: 试行规定", "doc: 试行规定", ":9: 不认识的键 doc"),
        (PARAMETERS, "value: 10", "value: null", ":5: 没有 value"),
        (PARAMETERS, "name: 学时\n", "name: 学时\n  columns: [a, b]\n", ": rows 与列名不符"),
        (
            PARAMETERS,
            "basis: local",
            "basis: rumour",
            "basis 的值「rumour」不对；应为text、secondary、memory、local 之一",
        ),
        (PARAMETERS, "valid_from: null", "valid_from: soon", "valid_from 的值「soon」不对；应为日期"),
        ("test/rules/document.yaml", "issuer: 测试\n", "", "document.yaml:1: 缺少 issuer"),
        (
            "test/rules/definitions.yaml",
            "- name: serving",
            "- name: excused",
            "定义「excused」已在 test/rules/definitions.yaml 中",
        ),
        (PARAMETERS, "- key: test.days", "- key: test.hours", ":6: 参数「test.hours」已在"),
    ],
)
def test_a_slip_is_told_with_file_and_line(
    files: dict[str, str], name: str, before: str, after: str, said: str
) -> None:
    assert before in files[name]
    text = refused(files | {name: files[name].replace(before, after, 1)})
    assert said in text
    assert name in text


def test_every_slip_of_every_file_is_told_at_once(files: dict[str, str]) -> None:
    wrong = {
        CHECK: files[CHECK].replace("title:", "titel:"),
        PARAMETERS: files[PARAMETERS].replace("basis: local", "basis: x"),
    }
    assert len(refused(files | wrong).splitlines()) >= 4


def test_a_pack_without_a_document_is_refused(files: dict[str, str]) -> None:
    del files["test/rules/document.yaml"]
    assert "没有 document.yaml" in refused(files)


def test_a_file_that_no_pack_knows_is_refused(files: dict[str, str]) -> None:
    assert "test/rules/notes.yaml: 不认识的文件" in refused(files | {"test/rules/notes.yaml": "a: 1"})


def test_two_checks_of_one_id_are_refused(files: dict[str, str]) -> None:
    assert "规则「test.hours_short」已在" in refused(files | {"test/rules/checks/other.yaml": files[CHECK]})


def test_versions_out_of_order_are_refused(files: dict[str, str]) -> None:
    two = files[PARAMETERS].replace(
        "valid_from: null, value: 10", "valid_from: 2020-01-01, value: 9, document: 试行规定, article: 第一条, basis: local, "
        "confirmed_by: null, confirmed_on: null}\n    - {valid_from: 2019-01-01, value: 10",
    )  # fmt: skip
    assert "valid_from 不晚于前一版本" in refused(files | {PARAMETERS: two})


LOCAL = """\
- key: test.hours
  name: 学时
  unit: 学时
  versions:
    - {valid_from: %s, value: 20, document: 某县规定, article: 第一条, basis: local, confirmed_by: 张, confirmed_on: 2025-01-01}
"""


def with_local(files: dict[str, str], begins: str, jurisdiction: str | None = "某县") -> Library:
    document = DOCUMENT.replace("test.rules", "county").replace("试行规定", "某县规定") + "jurisdiction: 某县\n"
    return read_library(
        files | {"home/local/document.yaml": document, "home/local/parameters.yaml": LOCAL % begins}, jurisdiction
    )


def test_a_jurisdiction_overrides_a_number_from_its_own_first_day_on(files: dict[str, str]) -> None:
    versions = with_local(files, "2025-01-01").parameters["test.hours"].versions
    assert [(one.valid_from, one.rows[0][0], one.jurisdiction) for one in versions] == [
        (None, 10, None),
        (datetime.date(2025, 1, 1), 20, "某县"),
    ]


def test_overriding_from_the_first_day_on_leaves_nothing_of_the_base(files: dict[str, str]) -> None:
    assert [one.rows[0][0] for one in with_local(files, "null").parameters["test.hours"].versions] == [20]


def test_another_jurisdiction_keeps_the_number(files: dict[str, str]) -> None:
    assert [one.rows[0][0] for one in with_local(files, "null", "别县").parameters["test.hours"].versions] == [10]


def test_what_was_parsed_once_is_kept_and_read_back_the_same(files: dict[str, str], tmp_path: Path) -> None:
    fresh = parse_all(files)
    assert parse_cached(files, tmp_path / "cache") == fresh
    assert len(list((tmp_path / "cache").glob("packs-*.json"))) == 1
    assert parse_cached(files, tmp_path / "cache") == fresh
    parse_cached(files | {CHECK: files[CHECK] + "\n"}, tmp_path / "cache")
    assert len(list((tmp_path / "cache").glob("packs-*.json"))) == 1


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a/b/document.yaml", "a/b"),
        ("a/b/checks/c.yaml", "a/b"),
        ("a/b/cases/c.yaml", "a/b"),
        ("a/b/definitions/c.yaml", "a/b"),
        ("home/b/parameters.yaml", "home/b"),
    ],
)
def test_a_file_belongs_to_its_pack(name: str, pack: str) -> None:
    assert pack_of(name) == pack


def test_cases_are_no_part_of_what_is_judged_with() -> None:
    assert without_cases({"a/b/cases/c.yaml": "", "a/b/document.yaml": ""}) == {"a/b/document.yaml": ""}


def test_the_packs_that_ship_can_be_read() -> None:
    from django.conf import settings

    library = read_library(without_cases(read_folders(Path(settings.POLICIES))))
    assert len(library.checks) >= 50
