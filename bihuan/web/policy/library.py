"""The library: every document with how many clauses, numbers and checks rest on it, and how sure its text is."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from bihuan.access.areas import Area
from bihuan.access.guarding import page, reader
from bihuan.policy.packs.library import Library
from bihuan.policy.packs.shapes import Document
from bihuan.policy.versions import current_library
from bihuan.web.policy.naming import named_by_check
from bihuan.web.policy.shelves import Basis, basis_of, checks_citing, slug_of


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One document of the library. `named`: findings that hold now by checks that cite it, as far as the reader sees."""

    document: Document
    slug: str
    basis: Basis
    clauses: int
    numbers: int
    checks: int
    named: int


@page(Area.POLICY)
def policies(request: HttpRequest) -> HttpResponseBase:
    library = current_library()
    lines = document_lines(library, named_by_check(reader(request)))
    return render(
        request,
        "policy_desk/library.html",
        {"lines": lines, "digest": library.digest[:12], "checks": len(library.checks)},
    )


def document_lines(library: Library, named: dict[str, int]) -> list[DocumentLine]:
    """Documents on which most checks rest first."""
    lines = []
    for pack in library.packs:
        checks = checks_citing(library, pack.document.title)
        lines.append(
            DocumentLine(
                document=pack.document,
                slug=slug_of(pack.document),
                basis=basis_of(pack.document.basis),
                clauses=len(pack.document.clauses),
                numbers=len(pack.parameters),
                checks=len(checks),
                named=sum(named.get(check.id, 0) for check in checks),
            )
        )
    return sorted(lines, key=lambda line: (-line.checks, line.document.title))
