"""What a pack may not do although it can be read: cite nothing, hide a number, decide by what must not decide."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import sqlglot
from django.conf import settings
from ruamel.yaml import YAML
from sqlglot import exp

from bihuan.policy.cases.reading import read_cases
from bihuan.policy.engine.faults import EngineFault
from bihuan.policy.engine.graph import Graph, graph_of
from bihuan.policy.findings.sentences import PLACE
from bihuan.policy.packs.fields import Complaints
from bihuan.policy.packs.files import Files
from bihuan.policy.packs.library import Library
from bihuan.policy.packs.problems import PackFault, Problem
from bihuan.policy.packs.shapes import Case, Check

STRUCTURAL = frozenset({"0", "1", "2", "3", "4", "5", "6", "7", "10", "12", "31", "50", "100"})
"""Numbers that shape a SELECT (a place, a quarter, a year's months, its last day, per cent, rounding half up)."""
MUST_NOT_DECIDE = {"ethnicity": "民族", "sex": "性别"}
REACHING_OUT = re.compile(r"^(read_|write_|glob|sniff_|getenv|parquet_|duckdb_|query|http)", re.IGNORECASE)


def lint(files: Files, library: Library) -> list[Problem]:
    """Everything that is wrong, sorted by file and line."""
    say = Complaints(files)
    try:
        graph = graph_of(library)
        cases = read_cases(files, library)
    except (EngineFault, PackFault) as fault:
        return sorted(fault.problems) if isinstance(fault, PackFault) else [Problem("policies", 0, str(fault))]
    by_check: dict[str, list[Case]] = {name: [] for name in library.checks}
    for case in cases:
        by_check[case.check].append(case)
    for check in library.checks.values():
        _lint_check(say, library, graph, check)
        _lint_cases(say, check, by_check[check.id])
    _lint_numbers(say, library)
    _lint_definitions(say, library)
    return sorted(say.problems)


def _lint_check(say: Complaints, library: Library, graph: Graph, check: Check) -> None:
    for table in graph.tables[check.id]:
        if table.startswith("known."):
            say.say(check.file, ("select",), f"规则不得直接读 {table}", "请读同名的定义，它已按所问之日和认定处理")
    for citation in check.clauses:
        document = library.documents.get(citation.document)
        if document is None or citation.article not in document.clauses:
            say.say(check.file, ("clauses",), f"没有 {citation.text}", "引用制度库中已有的文件和条款")
    if not check.clauses:
        say.say(check.file, ("clauses",), "没有引用任何条款", "写明所依据的文件和条款")
    tree = sqlglot.parse_one(check.select, dialect="duckdb")
    for literal in tree.find_all(exp.Literal):
        if not literal.is_string and literal.this not in STRUCTURAL:
            say.say(check.file, ("select",), f"数字 {literal.this} 没有日期和条款", "写成 parameters.yaml 中的参数")
    for column in tree.find_all(exp.Column):
        if column.name in MUST_NOT_DECIDE and column.name not in check.allows:
            label = MUST_NOT_DECIDE[column.name]
            say.say(check.file, ("select",), f"{label}不得作为判断依据", "法规另有规定的，在 allows 中写明条款")
    for function in tree.find_all(exp.Anonymous):
        if REACHING_OUT.match(str(function.this)):
            say.say(check.file, ("select",), f"不得使用函数 {function.this}", "规则只能计算，不能读写文件或网络")
    _lint_words(say, library, check, tree)


def _lint_words(say: Complaints, library: Library, check: Check, tree: exp.Expr) -> None:
    for key in check.parameters:
        if key not in library.parameters:
            say.say(check.file, ("parameters",), f"没有参数 {key}", "写入 parameters.yaml，或更正参数名")
    given = {name.lower() for name in re.findall(r"\b(\w+)\s*:?=|\bAS\s+(\w+)", check.select) for name in name if name}
    known = given | {part.this.lower() for part in tree.find_all(exp.Identifier)} | set(check.key)
    for word in PLACE.findall(check.sentence):
        if word.lower() not in known:
            say.say(
                check.file,
                ("sentence",),
                f"句中的 {{{word}}} 没有来处",
                "用 key 的名称，或 observed、required 中的名称",
            )
    if check.opens and check.opens.procedure not in procedures():
        say.say(check.file, ("opens",), f"没有程序 {check.opens.procedure}", f"现有：{'、'.join(sorted(procedures()))}")


@cache
def procedures() -> frozenset[str]:
    """Ids of the procedures that can be opened, the plain ones too."""
    found: set[str] = set()
    for path in sorted(Path(settings.PROCEDURES).glob("*.yaml")):
        found |= _ids(YAML(typ="safe").load(path.read_text("utf-8")))
    return frozenset(found)


def _ids(data: object) -> set[str]:
    if isinstance(data, Mapping):
        own = {str(data[name]) for name in ("id", "procedure") if name in data}
        return own.union(*(_ids(value) for value in data.values()), set(map(str, data)))
    if isinstance(data, list):
        return set().union(*(_ids(value) for value in data))
    return set()


def _lint_cases(say: Complaints, check: Check, cases: list[Case]) -> None:
    if not any(case.expect for case in cases):
        say.say(check.file, ("check",), "没有触发的算例", "在 cases/ 下写一个应提示的例子")
    if not any(not case.expect for case in cases):
        say.say(check.file, ("check",), "没有恰好不触发的算例", "在 cases/ 下写一个恰好不提示的例子")


def _lint_numbers(say: Complaints, library: Library) -> None:
    for parameter in library.parameters.values():
        for version in parameter.versions:
            document = library.documents.get(version.document)
            if document is None or version.article not in document.clauses:
                say.say(
                    parameter.file,
                    (parameter.index, "key"),
                    f"参数 {parameter.key} 所引《{version.document}》{version.article} 不在制度库中",
                    "更正引用，或补充条款",
                )


def _lint_definitions(say: Complaints, library: Library) -> None:
    for definition in library.definitions.values():
        for text in _uncited(library, definition.cites):
            say.say(
                definition.file,
                (definition.index, "name"),
                f"定义 {definition.name} 所引「{text}」不在制度库中",
                "写成“文件名 条款”",
            )


def _uncited(library: Library, cites: tuple[str, ...]) -> Iterator[str]:
    for cite in cites:
        title, _, article = cite.partition(" ")
        if title not in library.documents or article not in library.documents[title].clauses:
            yield cite
