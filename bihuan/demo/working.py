"""The county's officers at work: they confirm, open and complete steps as the procedures ask, each as who they are."""

import datetime
import random
from typing import Any

from django import forms

from bihuan.access.models import Account
from bihuan.calendar import clock
from bihuan.loop.errors import LoopError
from bihuan.loop.matter import Matter
from bihuan.loop.services import (
    backlog,
    complete_step,
    confirm_finding,
    current_step,
    dismiss_finding,
    escalate,
    may_act,
    open_backlog,
    procedure_of,
    step_form,
    triage,
    waiting_run,
)
from bihuan.policy.models import Finding

CONFIRMED, OPENED, WORKED = 14, 40, 60
LEFT_FOR_FACTS = frozenset({"rectification"})
KEPT = "assessment.basic_competent"
TEXTS = {
    "文号": "云组〔演示〕1号", "地点": "县委组织部会议室", "谈话人": "（合成）分管副部长", "记录人": "（合成）科室干部", "签收人": "（合成）本人",
    "材料": "考核登记表、汇聚记录", "查阅": "考核登记表、汇聚记录", "依据": "经办记录",
}  # fmt: skip


def work_month(chance: random.Random, day: datetime.date) -> int:
    """A month's work; how many steps were completed."""
    accounts = list(Account.objects.filter(is_active=True).order_by("pk"))
    _triage(chance, accounts)
    officer = next(account for account in accounts if account.username == "jiandu")
    open_backlog(list(backlog().order_by("severity", "pk")[:OPENED]), officer)
    open_matters = Matter.objects.exclude(state="ended").order_by("due_on", "pk")
    waiting = [matter for matter in open_matters[: WORKED * 4] if matter.procedure not in LEFT_FOR_FACTS]
    chosen = chance.sample(waiting, min(WORKED, len(waiting)))
    done = sum(_work(chance, matter, accounts) for matter in chosen)
    escalate(day)
    return done


def kept_for_visitors() -> Finding | None:
    """The one finding that nobody works, so that whoever tries the demo can."""
    return Finding.objects.filter(check_id=KEPT, holds=True).order_by("-key_text", "pk").first()


def _triage(chance: random.Random, accounts: list[Account]) -> None:
    kept = kept_for_visitors()
    officer = next(account for account in accounts if account.username == "jiandu")
    for finding in triage().order_by("severity", "pk")[:CONFIRMED]:
        if kept and finding.pk == kept.pk:
            continue
        try:
            if chance.random() < 0.8:
                confirm_finding(finding, officer)
            else:
                dismiss_finding(finding, officer, "经核对原始材料，不属于应办理的情形")
        except LoopError:
            continue


def _work(chance: random.Random, matter: Matter, accounts: list[Account]) -> int:
    """Complete up to three steps of one matter."""
    done = 0
    for _ in range(chance.randint(1, 3)):
        matter.refresh_from_db()
        if not matter.is_open or not _one_step(chance, matter, accounts):
            break
        done += 1
    return done


def _one_step(chance: random.Random, matter: Matter, accounts: list[Account]) -> bool:
    step, procedure, run = current_step(matter), procedure_of(matter), waiting_run(matter)
    account = next((one for one in accounts if may_act(one, matter, procedure, step, run)), None)
    if account is None:
        return False
    outcomes = [outcome.label for outcome in step.outcomes]
    outcome = outcomes[0] if chance.random() < 0.9 or len(outcomes) < 2 else outcomes[1]
    form = step_form(matter, account)
    data: dict[str, Any] = {name: _answer(field, form.initial.get(name)) for name, field in form.fields.items()}
    try:
        complete_step(matter, account, data | {"outcome": outcome})
    except LoopError:
        return False
    return True


def _answer(field: forms.Field, known: Any) -> Any:
    """What the form knows already, else something of the field's own kind."""
    if known not in (None, "", []):
        return known
    if isinstance(field, forms.MultipleChoiceField):
        return _values(field)[:3]
    if isinstance(field, forms.ChoiceField):
        return next(iter(_values(field)), "")
    if isinstance(field, forms.DateField):
        return clock.today()
    if isinstance(field, forms.IntegerField | forms.DecimalField):
        return max(5, int(getattr(field, "min_value", None) or 0))
    if isinstance(field, forms.BooleanField):
        return True
    label = str(field.label or "")
    return next((text for word, text in TEXTS.items() if word in label), f"（合成数据）{label}：已按程序办理")


def _values(field: forms.ChoiceField) -> list[str]:
    listed: Any = field.choices
    return [value for value, _ in listed if value]
