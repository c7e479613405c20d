"""All packs as one library: every name once, parameters as a jurisdiction overrides them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from bihuan.policy.packs.fields import Complaints
from bihuan.policy.packs.files import Files, digest_of, is_case, pack_of
from bihuan.policy.packs.parsed import Parsed, parse_all
from bihuan.policy.packs.problems import PackFault, Problem
from bihuan.policy.packs.reading import read_check, read_definitions, read_document, read_parameters
from bihuan.policy.packs.shapes import Check, Definition, Document, Parameter, ParameterVersion


@dataclass(frozen=True, slots=True)
class Pack:
    """One folder: a document, with the parameters, definitions and checks that stand in it."""

    folder: str
    document: Document
    parameters: tuple[Parameter, ...] = ()
    definitions: tuple[Definition, ...] = ()
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, eq=False)
class Library:
    """Equal only to itself: whoever wants the same packs twice keeps the library."""

    digest: str
    packs: tuple[Pack, ...]
    jurisdiction: str | None = None

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """By title."""
        return {pack.document.title: pack.document for pack in self.packs}

    @cached_property
    def parameters(self) -> Mapping[str, Parameter]:
        """By key, with the versions of the jurisdiction in place of those that they override."""
        found: dict[str, Parameter] = {}
        for pack in sorted(self._in_force, key=lambda pack: pack.document.jurisdiction is not None):
            for parameter in pack.parameters:
                base = found.get(parameter.key)
                found[parameter.key] = overridden(base, parameter, pack.document.jurisdiction) if base else parameter
        return found

    @cached_property
    def definitions(self) -> Mapping[str, Definition]:
        return {one.name: one for pack in self.packs for one in pack.definitions}

    @cached_property
    def checks(self) -> Mapping[str, Check]:
        """By id, in the order of ids."""
        found = {one.id: one for pack in self.packs for one in pack.checks}
        return {name: found[name] for name in sorted(found)}

    @property
    def _in_force(self) -> list[Pack]:
        return [pack for pack in self.packs if pack.document.jurisdiction in (None, self.jurisdiction)]

    @cached_property
    def by_table(self) -> Mapping[str, Parameter]:
        return {parameter.table: parameter for parameter in self.parameters.values()}


def overridden(base: Parameter, local: Parameter, jurisdiction: str | None) -> Parameter:
    """The local versions hold alone from the day of the first of them on; before it the base's."""
    begins = local.versions[0].valid_from
    kept = [version for version in base.versions if begins is not None and _earlier(version, begins)]
    own = [replace(version, jurisdiction=jurisdiction) for version in local.versions]
    return replace(base, versions=(*kept, *own))


def _earlier(version: ParameterVersion, begins: object) -> bool:
    return version.valid_from is None or version.valid_from < begins  # type: ignore[operator]


def read_library(files: Files, jurisdiction: str | None = None, parsed: Parsed | None = None) -> Library:
    """Read all packs; PackFault with every problem where they cannot be used."""
    say = Complaints(files)
    data = parse_all(files) if parsed is None else parsed
    folders = sorted({pack_of(name) for name in files if not is_case(name)})
    packs = [pack for folder in folders if (pack := _read_pack(say, folder, data)) is not None]
    _names_once(say, packs)
    if say.problems:
        raise PackFault(say.problems)
    return Library(digest_of(files), tuple(packs), jurisdiction)


def _read_pack(say: Complaints, folder: str, data: Parsed) -> Pack | None:
    own = {name: content for name, content in data.items() if pack_of(name) == folder and not is_case(name)}
    document_file = f"{folder}/document.yaml"
    if document_file not in own:
        say.problems.append(Problem(document_file, 0, "没有 document.yaml", "每个制度包都要写明所依据的文件"))
        return None
    document = read_document(say, document_file, own.pop(document_file))
    parameters: list[Parameter] = []
    definitions: list[Definition] = []
    checks: list[Check] = []
    for name, content in own.items():
        rest = name.removeprefix(folder + "/")
        if rest == "parameters.yaml":
            parameters.extend(read_parameters(say, name, content))
        elif rest == "definitions.yaml" or rest.startswith("definitions/"):
            definitions.extend(read_definitions(say, name, content))
        elif rest.startswith("checks/"):
            check = read_check(say, name, content)
            checks.extend([check] if check else [])
        else:
            say.problems.append(
                Problem(name, 0, "不认识的文件", "制度包只有 document、parameters、definitions、checks、cases")
            )
    return Pack(folder, document, tuple(parameters), tuple(definitions), tuple(checks)) if document else None


def _names_once(say: Complaints, packs: Iterable[Pack]) -> None:
    seen: dict[tuple[str, str], str] = {}

    def once(what: str, name: str, file: str, path: tuple[str | int, ...]) -> None:
        if (what, name) in seen:
            say.say(file, path, f"{what}「{name}」已在 {seen[what, name]} 中", "换一个名称，或删去其中一处")
        seen[what, name] = file

    for pack in packs:
        once("文件", pack.document.title, pack.document.file, ("title",))
        once("文件编号", pack.document.id, pack.document.file, ("id",))
        for parameter in pack.parameters:
            scope = pack.document.jurisdiction or ""
            once(f"参数{scope}", parameter.key, parameter.file, (parameter.index, "key"))
        for definition in pack.definitions:
            once("定义", definition.name, definition.file, (definition.index, "name"))
        for check in pack.checks:
            once("规则", check.id, check.file, ("check",))
