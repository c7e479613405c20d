"""The list of cadres: today's from the projection, any other day's from the facts."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django_tables2 import RequestConfig

from bihuan.access.areas import Area
from bihuan.access.decision import Grain, may
from bihuan.access.guarding import page, reader
from bihuan.access.journalling import journal_export
from bihuan.access.scoping import visible_cadres
from bihuan.dossier.pictures import pictures
from bihuan.dossier.projecting import current_row
from bihuan.dossier.projection import CurrentCadre
from bihuan.ui.excel import table_response
from bihuan.web.desk.asof import Standpoint, standpoint
from bihuan.web.desk.cadre_filters import CadreFilter, choices_of, matches
from bihuan.web.desk.cadre_table import CadreTable, FullCadreTable

PER_PAGE = 25


@page(Area.CADRES)
def cadres(request: HttpRequest) -> HttpResponseBase:
    """`export=xlsx` gives the whole list as the filter leaves it."""
    account, stand = reader(request), standpoint(request)
    seen = visible_cadres(account, CurrentCadre.objects.all())
    asked = CadreFilter(request.GET, queryset=seen, choices=choices_of(seen))
    rows = asked.qs if stand.is_now else _rows_of(stand, set(seen.values_list("cadre_id", flat=True)), asked)
    may_export = may(account, "export", Area.CADRES) == Grain.WHOLE
    if request.GET.get("export") == "xlsx" and may_export:
        table = FullCadreTable(rows, order_by=request.GET.get("sort") or None)
        journal_export(account, "cadres", len(table.rows))
        return table_response(table, f"{_('干部名单')} {stand.on}", [stand.words, *_filter_words(asked)])
    table = CadreTable(rows)
    table.carried = _carried(stand)
    table.export_href = f"?{urlencode({**request.GET.dict(), 'export': 'xlsx'})}" if may_export else ""
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    return render(request, "desk/cadres.html", {"table": table, "filter": asked, "standpoint": stand})


def _rows_of(stand: Standpoint, numbers: Iterable[int], asked: CadreFilter) -> list[CurrentCadre]:
    """Rows made from the facts as true on the day and known then; whoever was on no roster then is not listed."""
    criteria = asked.form.cleaned_data if asked.form.is_valid() else {}
    found = pictures(numbers, stand.on, stand.seal).values()
    rows = [current_row(picture) for picture in found if picture.person]
    return [row for row in rows if matches(row, criteria)]


def _filter_words(asked: CadreFilter) -> list[str]:
    given = asked.form.cleaned_data if asked.form.is_valid() else {}
    words = [f"{asked.form.fields[name].label}：{value}" for name, value in given.items() if value]
    return ["；".join(words)] if words else []


def _carried(stand: Standpoint) -> str:
    """The two times go along to the dossier."""
    if stand.is_now:
        return ""
    return "?" + urlencode({"on": stand.on.isoformat(), "known": stand.known.isoformat() if stand.known else ""})
