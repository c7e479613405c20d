"""Each thing that a pack may not do, done once; and the packs that ship, which do none of them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from bihuan.policy.lint import linting
from bihuan.policy.lint.linting import lint
from bihuan.policy.packs.files import read_folders, without_cases
from bihuan.policy.packs.library import read_library
from tests.policy.small import write_packs

CHECK = "test/rules/checks/visit_due.yaml"
CASES = """\
- name: 应提示
  on: 2026-03-10
  from: hand-worked
  facts: {talks: [{人员标识: A, 类型: 谈心, 日期: 2026-03-01}]}
  expect: [{severity: red, subject: A, key: ["2026-03-01"]}]
- name: 已回访
  on: 2026-03-10
  from: hand-worked
  facts:
    talks:
      - {人员标识: A, 类型: 谈心, 日期: 2026-03-01}
      - {人员标识: A, 类型: 回访, 日期: 2026-03-02}
  expect: []
"""
Linted = Callable[..., list[str]]


@pytest.fixture
def linted(tmp_path: Path, settings: Settings) -> Linted:
    """What the linter says of the small pack, with texts of one file replaced."""
    files = read_folders(write_packs(tmp_path / "packs"))
    for name in list(files):
        if "/checks/" in name:
            files[name.replace("/checks/", "/cases/")] = CASES
    procedures = tmp_path / "procedures"
    procedures.mkdir()
    (procedures / "a.yaml").write_text("procedure: revisit\n", "utf-8")
    settings.PROCEDURES = procedures
    linting.procedures.cache_clear()

    def run(name: str = CHECK, *changes: tuple[str, str]) -> list[str]:
        changed = dict(files)
        for before, after in changes:
            assert before in changed[name], before
            changed[name] = changed[name].replace(before, after, 1)
        library = read_library(without_cases(changed))
        return [problem.text for problem in lint(changed, library)]

    return run


def test_a_good_pack_has_nothing_wrong(linted: Linted) -> None:
    assert linted() == []
    linting.procedures.cache_clear()


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("FROM talk AS t", "FROM known.talk AS t", ":17: 规则不得直接读 known.talk；请读同名的定义"),
        ("FROM talk AS t", "FROM talks AS t", "没有定义或参数 talks"),
        (
            "asked() < t.held_on + p_test_days(asked())",
            "asked() < t.held_on + 45",
            ":19: 数字 45 没有日期和条款；写成 parameters.yaml",
        ),
        ("article: 第二条", "article: 第九条", ":9: 没有 《试行规定》第九条"),
        ("document: 试行规定", "document: 别的规定", "没有 《别的规定》第二条"),
        ("clauses: [{document: 试行规定, article: 第二条}]", "clauses: []", "没有引用任何条款"),
        ("parameters: [test.days]", "parameters: [test.weeks]", ":10: 没有参数 test.weeks"),
        ("opens: null", "opens: {procedure: revisits, office: cadre}", "没有程序 revisits；现有：revisit"),
        ("{days}日内", "{weeks}周内", "句中的 {weeks} 没有来处"),
    ],
)
def test_what_a_check_may_not_do_is_told(linted: Linted, before: str, after: str, said: str) -> None:
    problems = linted(CHECK, (before, after))
    assert any(said in problem and problem.startswith(CHECK) for problem in problems), problems


@pytest.mark.parametrize("column", ["sex", "ethnicity"])
def test_an_attribute_that_must_not_decide_is_told(linted: Linted, column: str) -> None:
    assert any("不得作为判断依据" in one for one in linted(CHECK, ("t.category = '谈心'", f"t.{column} = 'x'")))


def test_a_clause_may_let_an_attribute_decide(linted: Linted) -> None:
    allowed = ("triage:", "allows: {sex: {document: 试行规定, article: 第二条}}\ntriage:")
    assert linted(CHECK, ("t.category = '谈心'", "t.sex = '女'"), allowed) == []


def test_the_clause_that_lets_it_must_stand_somewhere(linted: Linted) -> None:
    allowed = ("triage:", "allows: {sex: {document: 试行规定, article: 第八条}}\ntriage:")
    assert any("第八条" in one for one in linted(CHECK, ("t.category = '谈心'", "t.sex = '女'"), allowed))


@pytest.mark.parametrize("source", ["read_text('/etc/hostname')", "read_csv('/etc/hostname')", "glob('/etc/*')"])
def test_a_function_that_reads_files_is_told(linted: Linted, source: str) -> None:
    problems = linted(CHECK, ("ANTI JOIN talk AS v", f"CROSS JOIN {source} AS w ANTI JOIN talk AS v"))
    assert problems


def test_two_statements_are_no_select(linted: Linted) -> None:
    assert any(
        "恰好是一个 SELECT" in one
        for one in linted(CHECK, ("t.category = '谈心'", "true; DROP TABLE talk; SELECT 1 WHERE true"))
    )


def test_an_unknown_function_is_told(linted: Linted) -> None:
    assert any("no_such" in one for one in linted(CHECK, ("'red' AS severity", "no_such('red') AS severity")))


def test_a_parameter_that_is_not_in_use_yet_is_told(linted: Linted, tmp_path: Path) -> None:
    name = "test/rules/parameters.yaml"
    problems = linted(name, ("value: 30, document: 试行规定, article: 第二条, basis: local, confirmed_by: null, confirmed_on: null",
                             "value: 30, document: 试行规定, article: 第二条, basis: local, confirmed_by: null, confirmed_on: null, disabled: true"))  # fmt: skip
    assert any("参数 test.days 尚未启用" in one for one in problems)


def test_a_parameter_of_no_clause_is_told(linted: Linted) -> None:
    problems = linted("test/rules/parameters.yaml", ("article: 第一条", "article: 第七条"))
    assert problems == [
        "test/rules/parameters.yaml:5: 参数 test.hours 所引《试行规定》第七条 不在制度库中；更正引用，或补充条款"
    ]


def test_a_definition_of_no_clause_is_told(linted: Linted) -> None:
    problems = linted("test/rules/definitions.yaml", ("cites: [试行规定 第一条]", "cites: [试行规定第一条]"))
    assert len(problems) == 1
    assert "定义 excused 所引「试行规定第一条」不在制度库中" in problems[0]


def test_a_definition_of_an_unknown_table_is_told(linted: Linted) -> None:
    assert any(
        "没有表 known.talks" in one
        for one in linted("test/rules/definitions.yaml", ("FROM known.talk AS", "FROM known.talks AS"))
    )


def test_a_check_without_cases_is_told(linted: Linted) -> None:
    cases = "test/rules/cases/visit_due.yaml"
    assert any(
        "没有触发的算例" in one
        for one in linted(cases, ('expect: [{severity: red, subject: A, key: ["2026-03-01"]}]', "expect: []"))
    )


def test_a_case_in_no_known_shape_is_told_with_its_line(linted: Linted) -> None:
    cases = "test/rules/cases/visit_due.yaml"
    assert linted(cases, ("from: hand-worked", "from: hearsay")) == [
        f"{cases}:3: from 的值「hearsay」不对；应为official text、published case、hand-worked 之一"
    ]


def test_a_case_of_no_check_is_told(linted: Linted) -> None:
    problems = linted("test/rules/cases/visit_due.yaml", ("expect: []", "expects: []"))
    assert any("不认识的键 expects" in one for one in problems)


@pytest.mark.slow
def test_the_packs_that_ship_have_nothing_wrong() -> None:
    from django.conf import settings

    linting.procedures.cache_clear()
    files = read_folders(Path(settings.POLICIES))
    assert [problem.text for problem in lint(files, read_library(without_cases(files)))] == []
