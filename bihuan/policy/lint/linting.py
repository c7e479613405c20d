"""What a pack may not do although it can be read: cite nothing, hide a number, decide by what must not decide."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.conf import settings
from ruamel.yaml import YAML

from bihuan.policy.cases.reading import read_cases
from bihuan.policy.engine.faults import EngineFault
from bihuan.policy.engine.graph import Graph, graph_of
from bihuan.policy.findings.sentences import PLACE
from bihuan.policy.lint.citations import lint_citations, lint_definition, lint_parameter, lint_used_parameters
from bihuan.policy.lint.selects import Objection, objections, table_objections
from bihuan.policy.packs.fields import Complaints
from bihuan.policy.packs.files import Files
from bihuan.policy.packs.library import Library
from bihuan.policy.packs.problems import PackFault, Problem
from bihuan.policy.packs.shapes import Case, Check
from bihuan.policy.packs.yaml_text import Step, line_of

NAMED = re.compile(r"'(\w+)'\s*:|\bAS\s+(\w+)|(\w+)\s*:=", re.IGNORECASE)


def lint(files: Files, library: Library) -> list[Problem]:
    """Everything that is wrong, sorted by file and line."""
    say = Complaints(files)
    try:
        graph = graph_of(library)
        cases = read_cases(files, library)
    except PackFault as fault:
        return fault.problems
    except EngineFault as fault:
        return [Problem("policies", 0, str(fault))]
    by_check: dict[str, list[Case]] = {name: [] for name in library.checks}
    for case in cases:
        by_check[case.check].append(case)
    for check in library.checks.values():
        _lint_check(say, library, graph, check)
        _lint_cases(say, check, by_check[check.id])
    for parameter in library.parameters.values():
        lint_parameter(say, library, parameter)
    for definition in library.definitions.values():
        lint_definition(say, library, definition)
        for objection in table_objections(library, graph, definition.name, is_check=False):
            _object(say, definition.file, (definition.index, "select"), definition.select, objection)
    return sorted(set(say.problems))


def _lint_check(say: Complaints, library: Library, graph: Graph, check: Check) -> None:
    for objection in objections(library, graph, check):
        _object(say, check.file, ("select",), check.select, objection)
    lint_citations(say, library, check)
    lint_used_parameters(say, library, check)
    _lint_sentence(say, check)
    if check.opens and check.opens.procedure not in procedures():
        right = f"现有：{'、'.join(sorted(procedures()))}"
        say.say(check.file, ("opens", "procedure"), f"没有程序 {check.opens.procedure}", right)


def _object(say: Complaints, file: str, path: tuple[Step, ...], select: str, objection: Objection) -> None:
    """The line within the SELECT where the text stands; the first line where it is not found."""
    begins = line_of(say.files[file], path) if file in say.files else 0
    found = re.search(rf"\b{re.escape(objection.near)}\b", select, re.IGNORECASE) if objection.near else None
    offset = select.count("\n", 0, found.start()) if found else 0
    say.problems.append(Problem(file, begins + offset, objection.what, objection.right))


def _lint_sentence(say: Complaints, check: Check) -> None:
    """What it names comes from the key, from observed or from required."""
    given = {name.lower() for names in NAMED.findall(check.select) for name in names if name} | set(check.key)
    for word in PLACE.findall(check.sentence):
        if word.lower() not in given:
            what = f"句中的 {{{word}}} 没有来处"
            say.say(check.file, ("sentence",), what, "用 key 的名称，或 observed、required 中的名称")


@cache
def procedures() -> frozenset[str]:
    """Ids of the procedures that can be opened, the plain ones too."""
    found: set[str] = set()
    for path in sorted(Path(settings.PROCEDURES).glob("*.yaml")):
        found |= _ids(YAML(typ="safe", pure=True).load(path.read_text("utf-8")))
    return frozenset(found)


def _ids(data: object) -> set[str]:
    """A file is one procedure, or lists under `plain` those that all run one plain supervision."""
    if not isinstance(data, Mapping):
        return set()
    listed = data.get("plain") or []
    return {str(one["procedure"]) for one in (data, *listed) if isinstance(one, Mapping) and "procedure" in one}


def _lint_cases(say: Complaints, check: Check, cases: list[Case]) -> None:
    if not any(case.expect for case in cases):
        say.say(check.file, ("check",), "没有触发的算例", "在 cases/ 下写一个应提示的例子")
    if not any(not case.expect for case in cases):
        say.say(check.file, ("check",), "没有恰好不触发的算例", "在 cases/ 下写一个恰好不提示的例子")
