"""待研判 and 存量: findings that wait for a person."""

from typing import Any

from django.db.models import Case, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django_tables2 import RequestConfig

from bihuan.access.areas import Area
from bihuan.access.audience import visible_findings
from bihuan.access.decision import Grain, may
from bihuan.access.guarding import page, reader
from bihuan.access.models import Account
from bihuan.loop import services
from bihuan.loop.office import OfficeMember
from bihuan.policy.models import Finding
from bihuan.policy.packs.shapes import Check
from bihuan.policy.versions import current_library
from bihuan.web.matters.people import people, unit_names
from bihuan.web.matters.triage_filter import TriageFilter, choices_of
from bihuan.web.matters.triage_tables import BacklogTable, Fault, FindingTable, Known, TriageTable

PER_PAGE = 25
GRAVITY = Case(
    *(When(severity=name, then=Value(place)) for place, name in enumerate(("red", "yellow", "blue", "green"))),
    default=Value(9),
)


@page(Area.TRIAGE)
def triage(request: HttpRequest) -> HttpResponseBase:
    return triage_page(request)


def triage_page(request: HttpRequest, fault: Fault | None = None) -> HttpResponse:
    """`fault`: an act on one row that was refused; the reason typed stands in it again."""
    account = reader(request)
    rows = visible_findings(account, services.triage())
    return _page(request, account, TriageTable, rows, fault, {"waiting": rows.count()})


@page(Area.TRIAGE)
def backlog(request: HttpRequest) -> HttpResponseBase:
    account = reader(request)
    rows = visible_findings(account, services.backlog())
    waiting = visible_findings(account, services.triage()).count()
    return _page(request, account, BacklogTable, rows, None, {"waiting": waiting, "is_backlog": True})


def _page(
    request: HttpRequest,
    account: Account,
    kind: type[FindingTable],
    rows: QuerySet[Finding],
    fault: Fault | None,
    given: dict[str, Any],
) -> HttpResponse:
    checks = current_library().checks
    asked = TriageFilter(request.GET, queryset=rows, choices=choices_of(rows, checks))
    table = kind(asked.qs.order_by(GRAVITY, "check_id", "pk"))
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    shown = [row.record for row in table.paginated_rows]
    cadres = {int(cadre) for finding in shown for cadre in finding.cadres}
    units = unit_names(finding.unit_code for finding in shown)
    table.known = Known(checks, people(account, cadres), units, decided_by(account), fault)
    given |= {"table": table, "filter": asked, "may_decide": may(account, "decide", Area.TRIAGE) == Grain.WHOLE}
    return render(request, "matters_desk/triage.html", given)


def decided_by(account: Account) -> frozenset[str]:
    """The duties of the offices that somebody works in: findings are judged at the desk that their check opens at."""
    mine = OfficeMember.objects.filter(account=account)
    return frozenset(mine.values_list("office__duty", flat=True))


def is_decided_by(check: Check | None, duties: frozenset[str]) -> bool:
    """The desk named by the check; the supervision office may judge all."""
    return "supervision" in duties or (check is not None and check.opens is not None and check.opens.office in duties)
