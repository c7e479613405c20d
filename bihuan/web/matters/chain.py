"""Where a matter comes from and where it leads: finding, matters before it, itself, what follows or may follow."""

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from bihuan.access.audience import visible_findings
from bihuan.access.models import Account
from bihuan.loop import library
from bihuan.loop.errors import UnknownProcedure
from bihuan.loop.lists import chain_of
from bihuan.loop.matter import Matter, StepRun
from bihuan.loop.procedure import Procedure
from bihuan.policy.models import Finding
from bihuan.policy.versions import current_library
from bihuan.ui.shapes import Stage
from bihuan.web.matters.matter_filter import STATE_WORDS
from bihuan.web.matters.seeing import seen_matters

LONG = 18


def stages_of(account: Account, matter: Matter, procedure: Procedure, run: StepRun | None) -> list[Stage]:
    """A matter that the reader may not open stands there without a link or a name."""
    before = chain_of(matter)
    after = list(matter.children.order_by("opened_at", "pk"))
    wanted = [one.pk for one in (*before, *after)]
    open_to = set(seen_matters(account).filter(pk__in=wanted).values_list("pk", flat=True))
    stages = [*_origin(account, before[0])]
    stages += [_stage(one, one.pk in open_to) for one in before[:-1]]
    stages.append(Stage(_("%(procedure)s（本事项）") % {"procedure": procedure.title}, _place(matter, procedure, run),
                        matter.mechanism, here=True))  # fmt: skip
    stages += [_stage(one, one.pk in open_to) for one in after]
    return stages + ([] if after or not matter.is_open else _possible(procedure))


def _origin(account: Account, first: Matter) -> list[Stage]:
    if first.finding_id is None:
        started = _("由人工提出") if first.opened_by_id else _("由程序提出")
        return [Stage(started, first.opened_at.date().isoformat())]
    finding = visible_findings(account, Finding.objects.filter(pk=first.finding_id)).first()
    if finding is None:
        return [Stage(_("提示事项"), _("不在本账号查阅范围"), first.mechanism)]
    check = current_library().checks.get(finding.check_id)
    title = check.title if check else finding.check_id
    note = _("人工确认") if finding.confirmed_at else _("自动比对，未作结论")
    return [Stage(title, note, finding.mechanism, href=reverse("finding", args=[finding.pk]))]


def _stage(matter: Matter, opens: bool) -> Stage:
    if not opens:
        return Stage(_("另一事项"), _("不在本账号查阅范围"))
    href = reverse("matter", args=[matter.pk])
    note = f"{matter.number} · {matter.reason or STATE_WORDS[matter.state]}"
    return Stage(Truncator(matter.title).chars(LONG), note, matter.mechanism, href=href)


def _place(matter: Matter, procedure: Procedure, run: StepRun | None) -> str:
    if not matter.is_open:
        return matter.reason or str(STATE_WORDS[matter.state])
    place = next((at for at, step in enumerate(procedure.steps, 1) if step.id == matter.step), len(procedure.steps))
    words = _("第 %(place)s / %(count)s 步") % {"place": place, "count": len(procedure.steps)}
    return f"{words} · {run.title}" if run else words


def _possible(procedure: Procedure) -> list[Stage]:
    """What the outcomes of this procedure hand on to."""
    found: dict[str, Stage] = {}
    for step in procedure.steps:
        for outcome in step.outcomes:
            if outcome.opens and outcome.opens not in found:
                try:
                    target = library.find(outcome.opens)
                except UnknownProcedure:
                    continue
                note = _("如“%(outcome)s”，自动转办") % {"outcome": outcome.label}
                found[outcome.opens] = Stage(target.title, note, target.mechanism)
    return list(found.values())
