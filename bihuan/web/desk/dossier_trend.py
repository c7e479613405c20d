"""Recorded scores over time, as they were reported: nobody has corrected them for who was lenient and who severe."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from bihuan.facts.models import Fact
from bihuan.ui.charts import Spec, line

SHOWN = ("年度", "平时", "专项", "任期")


def trend_of(facts: Iterable[Fact]) -> Spec | None:
    """One line a kind of assessment; None where no score is on record."""
    scored: list[Any] = [
        fact for fact in facts if fact.kind.name == "assessment" and getattr(fact, "score", None) is not None
    ]
    if not scored:
        return None
    scored.sort(key=lambda fact: (str(fact.period_to), fact.period))
    periods = list(dict.fromkeys(fact.period for fact in scored))
    series = {category: _values(scored, category, periods) for category in SHOWN}
    drawn = {_("%(category)s考核") % {"category": _(name)}: values for name, values in series.items() if any(values)}
    words = _("记录得分（未校正）：") + "；".join(
        f"{fact.period} {fact.category} {float(fact.score):g}" for fact in scored
    )
    return line(words, periods, drawn, colours=("assessment", "quiet", "incentive", "restraint"))


def _values(scored: list[Any], category: str, periods: list[str]) -> list[float | None]:
    found = {fact.period: float(fact.score) for fact in scored if fact.category == category}
    return [found.get(period) for period in periods]
