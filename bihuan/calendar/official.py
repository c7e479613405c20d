"""The official working days, year by year: as announced, never computed from the weekday alone.

A year's file in $BIHUAN_HOME/calendar goes before one in the project's calendars/, that before `chinesecalendar`.
"""

import datetime
import os
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from chinese_calendar import constants

from bihuan.calendar.year_files import BadYearFile, read_year_file

Day = datetime.date
ONE_DAY = datetime.timedelta(days=1)
PROJECT_FOLDER = Path(__file__).resolve().parents[2] / "calendars"


@dataclass(frozen=True)
class OfficialYear:
    year: int
    working: tuple[bool, ...]
    # Working days from 1 January up to and with the day before: one more entry than the year has days.
    counted: tuple[int, ...]

    def is_working(self, day: Day) -> bool:
        return self.working[_place(day)]

    def working_through(self, day: Day) -> int:
        """Working days of the year up to and with the day."""
        return self.counted[_place(day) + 1]


def _place(day: Day) -> int:
    return day.timetuple().tm_yday - 1


def is_weekday(day: Day) -> bool:
    return day.weekday() < 5


def _year(year: int, rest: set[Day], work: set[Day]) -> OfficialYear:
    first = Day(year, 1, 1)
    days = [first + ONE_DAY * place for place in range((Day(year + 1, 1, 1) - first).days)]
    working = tuple(day in work or (is_weekday(day) and day not in rest) for day in days)
    return OfficialYear(year, working, tuple(accumulate(working, initial=0)))


@lru_cache(maxsize=1)
def _library_years() -> dict[int, OfficialYear]:
    rest, work = set(constants.holidays), set(constants.workdays)
    return {year: _year(year, rest, work) for year in range(min(rest).year, max(rest).year + 1)}


def _years_in(folder: Path) -> dict[int, OfficialYear]:
    read: dict[int, Path] = {}
    years: dict[int, OfficialYear] = {}
    for path in sorted(folder.glob("*.yaml")):
        year, rest, work = read_year_file(path)
        if year in read:
            raise BadYearFile(path, None, f"{year} 年已在 {read[year].name} 中给出", "每个年份只能有一个文件")
        read[year] = path
        years[year] = _year(year, rest, work)
    return years


@lru_cache(maxsize=8)
def _years(home: str) -> dict[int, OfficialYear]:
    return _library_years() | _years_in(PROJECT_FOLDER) | _years_in(Path(home) / "calendar")


def official_years() -> dict[int, OfficialYear]:
    home = os.environ.get("BIHUAN_HOME") or "var"
    return _years(home if home.startswith("/") else str(Path.cwd() / home))


def reload() -> None:
    """Read the files again at next use."""
    _years.cache_clear()
