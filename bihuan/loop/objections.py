"""Objections to entries of the dossier: filed by the cadre or an officer; upheld, an entry naming it corrects the fact.

The exchange compares a delivery with the one before it, so the same file on the next night changes nothing.
"""

from typing import Any

from django.db import models, transaction

from bihuan.access.models import Account
from bihuan.calendar.partial import PartialDate
from bihuan.dossier.identity import canonical, members
from bihuan.dossier.projection import CurrentCadre
from bihuan.facts.entries import Writing
from bihuan.facts.kinds import split_reference
from bihuan.facts.models import Fact
from bihuan.facts.partial_field import PartialDateField
from bihuan.loop.errors import ObjectionRefused
from bihuan.loop.matter import Matter
from bihuan.loop.opening import Opening, open_matter
from bihuan.loop.procedure import MECHANISMS
from bihuan.loop.stating import build
from bihuan.loop.step_context import StepContext

CORRECT, RETRACT, REJECT = "成立，更正", "成立，撤销记录", "不成立"
YES_NO = {"是": True, "否": False}


def standing_fact(reference: int) -> Fact:
    """The row that stands for a fact now: the last that corrects it."""
    model, row = split_reference(reference)
    rows: Any = model._base_manager
    fact: Fact = rows.get(pk=row)
    while True:
        later: Fact | None = rows.filter(supersedes_id=fact.pk).first()
        if later is None:
            return fact
        fact = later


def column_words(fact: Fact) -> dict[str, str]:
    """Column → its Chinese name, for those that one can object to."""
    return {
        field.name: str(field.verbose_name)
        for field in fact.stated_fields()
        if not field.is_relation and not field.name.endswith("_index")
    }


def parse_value(fact: Fact, column: str, text: str) -> Any:
    """The value that a column would hold; ValueError with Chinese words where the text does not fit."""
    field = fact._meta.get_field(column)
    label = str(getattr(field, "verbose_name", column))
    if isinstance(field, PartialDateField):
        try:
            return PartialDate.from_text(text)
        except ValueError:
            raise ValueError(f"“{text}”不是日期，{label}应写作 2026-11-23、2026-11 或 2026") from None
    if isinstance(field, models.BooleanField):
        if text not in YES_NO:
            raise ValueError(f"“{text}”不合要求，{label}应为 是 或 否")
        return YES_NO[text]
    if isinstance(field, models.IntegerField | models.DecimalField | models.DateField):
        try:
            return field.to_python(text)
        except Exception as error:
            raise ValueError(
                f"“{text}”不合要求，{label}应为{'日期' if isinstance(field, models.DateField) else '数字'}"
            ) from error
    return text


def record_objection(context: StepContext, data: dict[str, Any], writing: Writing) -> None:
    """Correct or retract what the objection is about; the reason names the objection."""
    assert context.matter.target is not None
    if data["outcome"] == REJECT:
        return
    old = standing_fact(context.matter.target)
    reason = f"异议成立（{context.matter.number}）：{data['reason']}"
    if data["outcome"] == RETRACT:
        writing.retract(old, reason)
        return
    column = str(context.value("column"))
    values = {**old.stated(), column: parse_value(old, column, str(data["value"]))}
    new = build(type(old), **values, valid_from=old.valid_from, valid_to=old.valid_to, key_index=old.key_index)
    writing.correct(old, new, reason)


@transaction.atomic
def file_objection(reference: int, column: str, wanted: str, grounds: str, account: Account) -> Matter:
    """Open an objection to a fact and file it in one act; for the cadre concerned or an officer on their behalf."""
    from bihuan.loop.working import complete_step

    fact = standing_fact(reference)
    cadres = concerned(fact)
    _check_may_object(fact, cadres, account)
    label = str(fact.kind.label)
    current = CurrentCadre.objects.filter(pk__in=cadres).first()
    mechanism = fact.kind.owner if fact.kind.owner in MECHANISMS else "dossier"
    opening = Opening(
        procedure="objection",
        subject_kind="cadre",
        subject_ref=str(cadres[0]),
        title=f"对“{label}”记录的异议",
        sentence=f"对“{label}”的“{column_words(fact).get(column, column)}”有异议。",
        cadres=tuple(cadres),
        unit_code=current.unit_code if current else "",
        mechanism=mechanism,
        target=reference,
    )
    matter = open_matter(opening, account)
    return complete_step(matter, account, {"column": column, "wanted": wanted, "grounds": grounds})


def concerned(fact: Fact) -> list[int]:
    """The canonical numbers of the cadres that a fact concerns."""
    numbers = [getattr(fact, f"{name}_id") for name in fact.kind.concerns]
    return sorted({canonical(number) for number in numbers if number})


def _check_may_object(fact: Fact, cadres: list[int], account: Account) -> None:
    if fact.act == "retract":
        raise ObjectionRefused("这条记录已经撤销")
    if not cadres:
        raise ObjectionRefused("这条记录不涉及具体干部")
    if account.cadre_id is not None and account.role == "cadre":
        own = set(members(canonical(account.cadre_id)))
        if not own & set(cadres):
            raise ObjectionRefused("这条记录不是您本人的")
        if fact.kind.sensitivity == "sealed" and fact.kind.domain != "discipline":
            raise ObjectionRefused("这类记录不向本人公开")
