"""One check: what it asks, by which clause and numbers, its worked examples, and who is named now."""

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render

from bihuan.access.areas import Area
from bihuan.access.audience import visible_findings
from bihuan.access.guarding import page, reader
from bihuan.access.models import Account
from bihuan.dossier.projection import CurrentCadre
from bihuan.policy.cases.reading import read_cases
from bihuan.policy.models import Finding
from bihuan.policy.packs.files import read_folders
from bihuan.policy.packs.library import Library
from bihuan.policy.packs.shapes import Case, Check
from bihuan.policy.versions import current_library
from bihuan.web.policy.naming import last_run, population
from bihuan.web.policy.shelves import basis_of, shelf_of, slug_of

MOST = 50


@page(Area.POLICY)
def policy_check(request: HttpRequest, name: str) -> HttpResponseBase:
    library = current_library()
    check = library.checks.get(name)
    if check is None:
        raise Http404
    account = reader(request)
    named = visible_findings(account, Finding.objects.filter(holds=True, check_id=name))
    count, people, run = named.count(), population(), last_run()
    return render(
        request,
        "policy_desk/check.html",
        {
            "check": check,
            "clauses": _clauses(library, check),
            "numbers": [shelf_of(library.parameters[key]) for key in check.parameters if key in library.parameters],
            "cases": cases_of(library, check),
            "named": _named(account, check, list(named.order_by("severity", "pk")[:MOST])),
            "count": count,
            "share": f"{round(100 * count / people, 1)}%" if people else "",
            "broad": bool(run and name in run.broad),
            "run": run,
        },
    )


def _clauses(library: Library, check: Check) -> list[dict[str, object]]:
    found = []
    for citation in check.clauses:
        document = library.documents[citation.document]
        clause = document.clauses[citation.article]
        found.append(
            {"citation": citation, "slug": slug_of(document), "text": clause.text, "basis": basis_of(clause.basis)}
        )
    return found


def cases_of(library: Library, check: Check) -> list[Case]:
    """The worked examples that stand beside the check's file."""
    beside = check.file.replace("/checks/", "/cases/")
    files = read_folders(Path(settings.POLICIES))
    texts = {beside: files[beside]} if beside in files else {}
    return read_cases(texts, library)


def _named(account: Account, check: Check, findings: list[Finding]) -> list[tuple[Finding, str]]:
    """Each finding with the name of its cadre, for readers who see it."""
    numbers = (
        {cadre for finding in findings for cadre in finding.cadres} if check.subject in {"cadre", "pair"} else set()
    )
    names = dict(CurrentCadre.objects.filter(cadre_id__in=numbers).values_list("cadre_id", "name"))
    shown = []
    for finding in findings:
        people = [names.get(int(one), "") for one in finding.subject.split("|")] if numbers else [finding.subject]
        shown.append((finding, "、".join(people)))
    return shown
