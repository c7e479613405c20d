"""The words in which the exchange pages say outcomes and states."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from bihuan.exchange.models import OUTCOMES

LABELS = {
    "accepted": _("入账"),
    "unchanged": _("未变"),
    "corrected": _("更正"),
    "review": _("待认定"),
    "rejected": _("退回"),
}
MEANS = {
    "accepted": _("新记录"),
    "unchanged": _("此前已报"),
    "corrected": _("替换此前所报"),
    "review": _("需人工认定"),
    "rejected": _("改正后重报"),
}
TONES = {"accepted": "green", "unchanged": "", "corrected": "blue", "review": "yellow", "rejected": "red"}


@dataclass(frozen=True, slots=True)
class Count:
    """One outcome of a delivery and how many rows had it."""

    outcome: str
    count: int

    @property
    def label(self) -> object:
        return LABELS[self.outcome]

    @property
    def means(self) -> object:
        return MEANS[self.outcome]

    @property
    def tone(self) -> str:
        return TONES[self.outcome] if self.count else ""


def counts_of(counts: dict[str, int]) -> list[Count]:
    """The five outcomes in their order; they add up to the rows of the file."""
    return [Count(outcome, counts.get(outcome, 0)) for outcome in OUTCOMES]
