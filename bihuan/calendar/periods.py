"""Years, quarters and months as keys and feeds write them: `2026`, `2025Q3`, `2026-09`."""

import datetime
import re
from dataclasses import dataclass
from typing import Self

from bihuan.calendar.months import add_months

Day = datetime.date
TEXT = re.compile(r"(?P<year>\d{4})(?:Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2]))?")
ONE_DAY = datetime.timedelta(days=1)


class NotAPeriod(ValueError):
    def __init__(self, text: str) -> None:
        super().__init__(f"“{text}”不是期间，应写作年度（2026）、季度（2026Q3）或月份（2026-09）。")


@dataclass(frozen=True, order=True)
class Period:
    """A calendar year, quarter or month."""

    first: Day
    months: int

    @property
    def last(self) -> Day:
        return add_months(self.first, self.months) - ONE_DAY

    @property
    def text(self) -> str:
        if self.months == 12:
            return f"{self.first.year:04d}"
        if self.months == 3:
            return f"{self.first.year:04d}Q{(self.first.month + 2) // 3}"
        return f"{self.first.year:04d}-{self.first.month:02d}"

    def __contains__(self, day: Day) -> bool:
        return self.first <= day <= self.last

    def before(self, periods: int = 1) -> Self:
        """The one so many periods of the same length earlier."""
        return type(self)(add_months(self.first, -periods * self.months), self.months)

    def has_ended(self, on: Day) -> bool:
        """Whether it ended before the day."""
        return self.last < on


def parse_period(text: str) -> Period:
    match = TEXT.fullmatch(text.strip())
    if not match or match["year"] == "0000":
        raise NotAPeriod(text)
    year = int(match["year"])
    if match["quarter"]:
        return Period(Day(year, int(match["quarter"]) * 3 - 2, 1), 3)
    if match["month"]:
        return Period(Day(year, int(match["month"]), 1), 1)
    return Period(Day(year, 1, 1), 12)


def last_day(text: str) -> Day:
    return parse_period(text).last


def year_of(day: Day) -> Period:
    return Period(Day(day.year, 1, 1), 12)


def quarter_of(day: Day) -> Period:
    return Period(Day(day.year, (day.month - 1) // 3 * 3 + 1, 1), 3)


def month_of(day: Day) -> Period:
    return Period(day.replace(day=1), 1)


def completed_year(on: Day) -> int:
    """The last calendar year that ended before the day."""
    return on.year - 1


def completed_month(on: Day) -> Period:
    """The last month that ended before the day."""
    return month_of(on).before()


def completed_quarters(on: Day, count: int) -> list[Period]:
    """The last quarters that ended before the day, the latest first."""
    return [quarter_of(on).before(back) for back in range(1, count + 1)]
