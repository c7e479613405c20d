"""What every form of a step shares: fields of its own with Chinese labels, and no question that the dossier answers."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from bihuan.calendar import clock
from bihuan.loop.step_context import StepContext

Faults = dict[str, list[str]]


class StepForm(forms.Form):
    """`needed_for`: outcome → fields that must be filled for it. `outcome`: what the person chose."""

    needed_for: ClassVar[dict[str, tuple[str, ...]]] = {}

    def __init__(self, data: Mapping[str, Any] | None = None, *, context: StepContext | None = None) -> None:
        self.context = context
        self.outcome = str((data or {}).get("outcome", ""))
        super().__init__(data, initial=self.known(context) if context else {})
        for field in self.fields.values():
            field.error_messages.setdefault("required", "请填写")
            field.error_messages["required"] = "请填写"

    def known(self, context: StepContext) -> dict[str, Any]:
        """What the dossier or an earlier step already holds: shown, not asked."""
        return {}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in self.needed_for.get(self.outcome, ()):
            if name not in self.errors and cleaned.get(name) in (None, "", []):
                self.add_error(name, f"选择“{self.outcome}”时必须填写")
        if self._closes() and "basis" in self.fields and not cleaned.get("basis"):
            self.add_error("basis", "办结须写明依据：材料名称、文号或记录")
        cleaned["outcome"] = self.outcome
        return cleaned

    def _closes(self) -> bool:
        if self.context is None:
            return False
        outcome = self.context.step.outcome(self.outcome)
        return outcome is not None and bool(outcome.close)

    def faults(self) -> Faults:
        """Label → what is wrong with it."""
        named = {name: str(field.label or name) for name, field in self.fields.items()}
        return {named.get(name, "整张表"): [str(word) for word in words] for name, words in self.errors.items()}

    def stored(self) -> dict[str, Any]:
        """The cleaned values as they are kept: dates as ISO text, figures as text."""
        return {name: plain(value) for name, value in self.cleaned_data.items()}


def plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value


class Line(forms.CharField):
    """One line of text."""

    def __init__(self, label: str, required: bool = True, longest: int = 200, help_text: str = "") -> None:
        super().__init__(label=label, required=required, max_length=longest, help_text=help_text)


class Lines(forms.CharField):
    """Several lines of text."""

    def __init__(self, label: str, required: bool = True, help_text: str = "", rows: int = 4) -> None:
        super().__init__(
            label=label,
            required=required,
            max_length=5000,
            help_text=help_text,
            widget=forms.Textarea(attrs={"rows": rows}),
        )


class Day(forms.DateField):
    """Any day, written 2026-11-23."""

    def __init__(self, label: str, required: bool = True, help_text: str = "") -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=help_text,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d"],
            error_messages={"invalid": "日期应写作 2026-11-23"},
        )


class PastDay(Day):
    """A day on which something happened: not after today."""

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day is not None and day > clock.today():
            raise forms.ValidationError(f"{day} 还没有到，应不晚于今天（{clock.today()}）")
        return day


class Choice(forms.ChoiceField):
    """One of a few words."""

    def __init__(self, label: str, words: list[str], required: bool = True) -> None:
        choices = [("", "请选择"), *((word, word) for word in words)]
        super().__init__(
            label=label,
            choices=choices,
            required=required,
            error_messages={"invalid_choice": f"应为 {'、'.join(words)} 之一"},
        )


class Whole(forms.IntegerField):
    """A whole number, nought or more."""

    def __init__(self, label: str, required: bool = True, least: int = 0) -> None:
        super().__init__(
            label=label,
            required=required,
            min_value=least,
            error_messages={"invalid": "应为整数", "min_value": f"应不小于 {least}"},
        )


class Figure(forms.DecimalField):
    """A figure, nought or more."""

    def __init__(self, label: str, required: bool = True) -> None:
        super().__init__(
            label=label,
            required=required,
            min_value=0,
            max_digits=14,
            decimal_places=2,
            error_messages={"invalid": "应为数字", "min_value": "应不小于 0"},
        )


class Basis(Line):
    """On what a matter ends (办结依据)."""

    def __init__(self) -> None:
        super().__init__("办结依据", required=False, help_text="材料名称、文号或记录；办结时必须填写")


class ClosingForm(StepForm):
    """A step that may end the matter asks on what."""

    basis = Basis()
