"""What the library's pages show of packs: documents by slug, checks by document, numbers with how sure they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import Http404

from bihuan.policy.packs.library import Library, Pack
from bihuan.policy.packs.shapes import BASES, Check, Document, Parameter, ParameterVersion
from bihuan.policy.versions import current_library

BASIS_TONES = {"text": "green", "secondary": "blue", "memory": "yellow", "local": "grey"}


@dataclass(frozen=True, slots=True)
class Basis:
    """How a text or a number is known, in a word, and the tone that goes with it."""

    word: str
    tone: str


def basis_of(code: str) -> Basis:
    return Basis(BASES.get(code, code), BASIS_TONES.get(code, "grey"))


@dataclass(frozen=True, slots=True)
class NumberLine:
    """One dated value of a parameter, as a reader sees it."""

    since: str
    value: str
    document: str
    article: str
    basis: Basis
    confirmed: str
    disabled: bool


@dataclass(frozen=True, slots=True)
class NumberShelf:
    """A parameter over time."""

    key: str
    name: str
    unit: str
    lines: Sequence[NumberLine]


def slug_of(document: Document) -> str:
    return document.id.replace(".", "-")


def pack_by_slug(slug: str) -> tuple[Library, Pack]:
    """The pack whose document has this address; 404 where there is none."""
    library = current_library()
    for pack in library.packs:
        if slug_of(pack.document) == slug:
            return library, pack
    raise Http404


def checks_citing(library: Library, title: str) -> list[Check]:
    """The checks that cite a document, in the order of their ids."""
    return [check for check in library.checks.values() if any(one.document == title for one in check.clauses)]


def shelf_of(parameter: Parameter) -> NumberShelf:
    return NumberShelf(parameter.key, parameter.name, parameter.unit, list(_lines(parameter)))


def _lines(parameter: Parameter) -> Iterator[NumberLine]:
    for version in parameter.versions:
        yield NumberLine(
            since=version.valid_from.isoformat() if version.valid_from else "",
            value=_value(version),
            document=version.document,
            article=version.article,
            basis=basis_of(version.basis),
            confirmed=f"{version.confirmed_by} {version.confirmed_on}" if version.confirmed_by else "",
            disabled=version.disabled,
        )


def _value(version: ParameterVersion) -> str:
    return "；".join(" ".join(_word(cell) for cell in row) for row in version.rows)


def _word(cell: object) -> str:
    if isinstance(cell, bool):
        return "是" if cell else "否"
    return "—" if cell is None else str(cell)
