"""Every clause that is cited stands in a document; every parameter that is used may be."""

from collections.abc import Iterator

from bihuan.policy.engine.parameters import parameters_named
from bihuan.policy.packs.fields import Complaints
from bihuan.policy.packs.library import Library
from bihuan.policy.packs.shapes import Check, Citation, Definition, Parameter
from bihuan.policy.packs.yaml_text import Step


def stands(library: Library, title: str, article: str) -> bool:
    document = library.documents.get(title)
    return document is not None and article in document.clauses


def lint_citations(say: Complaints, library: Library, check: Check) -> None:
    cited: list[tuple[tuple[Step, ...], Citation]] = [(("clauses", n), one) for n, one in enumerate(check.clauses)]
    cited += [(("allows", name), one) for name, one in check.allows.items()]
    for path, citation in cited:
        if not stands(library, citation.document, citation.article):
            say.say(check.file, path, f"没有 {citation.text}", "引用制度库中已有的文件和条款")
    if not check.clauses:
        say.say(check.file, ("clauses",), "没有引用任何条款", "写明所依据的文件和条款")


def lint_used_parameters(say: Complaints, library: Library, check: Check) -> None:
    for place, key in enumerate(check.parameters):
        if key not in library.parameters:
            say.say(check.file, ("parameters", place), f"没有参数 {key}", "写入 parameters.yaml，或更正参数名")
    for table in sorted(parameters_named([check.select])):
        parameter = library.by_table.get(table)
        if parameter and any(version.disabled for version in parameter.versions):
            say.say(check.file, ("select",), f"参数 {parameter.key} 尚未启用", "经核对后去掉 disabled，或改用其他参数")


def lint_parameter(say: Complaints, library: Library, parameter: Parameter) -> None:
    for place, version in enumerate(parameter.versions):
        if not stands(library, version.document, version.article):
            what = f"参数 {parameter.key} 所引《{version.document}》{version.article} 不在制度库中"
            say.say(parameter.file, (parameter.index, "versions", place), what, "更正引用，或补充条款")


def lint_definition(say: Complaints, library: Library, definition: Definition) -> None:
    for text in _uncited(library, definition):
        what = f"定义 {definition.name} 所引「{text}」不在制度库中"
        say.say(definition.file, (definition.index, "cites"), what, "写成“文件名 条款”")


def _uncited(library: Library, definition: Definition) -> Iterator[str]:
    for cite in definition.cites:
        title, _, article = cite.partition(" ")
        if not stands(library, title, article):
            yield cite
