"""办理: matters that wait for me, those of my offices, all that I may see."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django_tables2 import RequestConfig

from bihuan.access.areas import Area
from bihuan.access.decision import Grain, may
from bihuan.access.guarding import page, reader
from bihuan.access.journalling import journal_export
from bihuan.access.models import Account
from bihuan.access.scoping import visible_cadres
from bihuan.calendar import clock
from bihuan.dossier.projection import CurrentCadre
from bihuan.loop.lists import matters_for, matters_of_office
from bihuan.loop.matter import Matter, StepRun
from bihuan.ui.excel import table_response
from bihuan.web.matters.matter_filter import MatterFilter
from bihuan.web.matters.matter_table import FullMatterTable, MatterTable
from bihuan.web.matters.people import about, concerned, people
from bihuan.web.matters.seeing import seen_matters

PER_PAGE = 25
TABS = ("mine", "office", "all")
CHUNK = 5000


@page(Area.MATTERS)
def matters(request: HttpRequest) -> HttpResponseBase:
    """`tab`: mine, office or all. `export=xlsx` gives the whole list as the filter leaves it."""
    account = reader(request)
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else TABS[0]
    seen = seen_matters(account)
    asked = MatterFilter(request.GET, queryset=_of_tab(account, seen, tab), seen_cadres=_seen_cadres(account))
    rows = asked.qs.select_related("office").order_by(F("due_on").asc(nulls_last=True), "number")
    may_export = may(account, "export", Area.MATTERS) == Grain.WHOLE
    if request.GET.get("export") == "xlsx" and may_export:
        return _export(account, rows, request.GET.get("sort"))
    table = MatterTable(rows)
    table.export_href = f"?{urlencode({**request.GET.dict(), 'export': 'xlsx'})}" if may_export else ""
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    _fill(table, account, [row.record for row in table.paginated_rows])
    given = {"table": table, "filter": asked, "tab": tab, "tabs": _tabs(request, account, seen)}
    return render(request, "matters_desk/matters.html", given)


def _of_tab(account: Account, seen: QuerySet[Matter], tab: str) -> QuerySet[Matter]:
    if tab == "all":
        return seen
    of_account = matters_for(account) if tab == "mine" else matters_of_office(account)
    return seen.filter(pk__in=of_account.values("pk"))


def _seen_cadres(account: Account) -> QuerySet[CurrentCadre]:
    return visible_cadres(account, CurrentCadre.objects.all())


def _tabs(request: HttpRequest, account: Account, seen: QuerySet[Matter]) -> list[dict[str, object]]:
    """Counts are of what is open, before any filter."""
    words = {"mine": _("等我办理"), "office": _("本科室"), "all": _("全部可见")}
    kept = {name: value for name, value in request.GET.dict().items() if name not in {"tab", "page", "export"}}
    return [
        {
            "name": name,
            "label": words[name],
            "count": _of_tab(account, seen, name).exclude(state="ended").count(),
            "href": f"?{urlencode({**kept, 'tab': name})}",
        }
        for name in TABS
    ]


def _fill(table: MatterTable, account: Account, shown: Sequence[Matter]) -> None:
    by_matter = concerned(shown)
    known = people(account, {cadre for cadres in by_matter.values() for cadre in cadres})
    table.people = {matter: about(cadres, known) for matter, cadres in by_matter.items()}
    table.steps = {}
    numbers = [matter.pk for matter in shown]
    for start in range(0, len(numbers), CHUNK):
        runs = StepRun.objects.filter(matter__in=numbers[start : start + CHUNK], completed_at=None).defer("content")
        table.steps |= {run.matter_id: run for run in runs}


def _export(account: Account, rows: QuerySet[Matter], sort: str | None) -> HttpResponseBase:
    table = FullMatterTable(rows, order_by=sort or None)
    _fill(table, account, list(rows))
    journal_export(account, "matters", len(table.rows))
    return table_response(table, f"{_('办理事项')} {clock.today()}", [str(clock.today())])
