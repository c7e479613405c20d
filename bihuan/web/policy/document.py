"""One document: its clauses, its numbers over time, the checks that rest on it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from bihuan.access.areas import Area
from bihuan.access.guarding import page, reader
from bihuan.policy.packs.shapes import Check
from bihuan.web.policy.naming import named_by_check
from bihuan.web.policy.shelves import Basis, basis_of, checks_citing, pack_by_slug, shelf_of


@dataclass(frozen=True, slots=True)
class ClauseLine:
    article: str
    text: str
    basis: Basis
    checks: list[Check]


@page(Area.POLICY)
def policy_document(request: HttpRequest, number: str) -> HttpResponseBase:
    library, pack = pack_by_slug(number)
    named = named_by_check(reader(request))
    checks = checks_citing(library, pack.document.title)
    clauses = [
        ClauseLine(
            article,
            clause.text,
            basis_of(clause.basis),
            [
                check
                for check in checks
                if any(one.article == article and one.document == pack.document.title for one in check.clauses)
            ],
        )
        for article, clause in pack.document.clauses.items()
    ]
    return render(
        request,
        "policy_desk/document.html",
        {
            "document": pack.document,
            "basis": basis_of(pack.document.basis),
            "clauses": clauses,
            "numbers": [shelf_of(parameter) for parameter in pack.parameters],
            "checks": [(check, named.get(check.id, 0)) for check in checks],
        },
    )
