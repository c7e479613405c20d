"""研判: judge the day by the regulations, for the supervision office, as the night's run does."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bihuan.access.areas import Area
from bihuan.access.guarding import page, reader
from bihuan.calendar import clock
from bihuan.journal.writing import record


@require_POST
@page(Area.POLICY, "manage")
def evaluate_today(request: HttpRequest) -> HttpResponseBase:
    """Judge today and say how many findings stand."""
    try:
        count = _evaluate()
    except ImportError:
        messages.error(request, _("研判组件还没有装好"))
        return redirect("feeds")
    record("policy.evaluate", actor=str(reader(request).pk), detail={"on": clock.today().isoformat()})
    said = ngettext("已按今天研判：共 %(count)s 项提示", "已按今天研判：共 %(count)s 项提示", count)
    messages.success(request, said % {"count": count})
    return redirect("feeds")


def _evaluate() -> int:
    from bihuan.policy.evaluation import evaluate

    return len(evaluate(clock.today()).findings)
