"""When a step is due: n days, working days or months from a moment or from a date that a form asked for."""

import datetime

from bihuan.calendar import clock, months, workdays
from bihuan.calendar.workdays import Deadline
from bihuan.loop.matter import Matter, StepRun
from bihuan.loop.procedure import Within
from bihuan.loop.step_context import latest_date

ONE_DAY = datetime.timedelta(days=1)


def counted_from(
    start: str, matter: Matter, previous: datetime.date, runs: tuple[StepRun, ...]
) -> datetime.date | None:
    """The day zero; None where the date that it starts from has not been recorded."""
    if start == "previous":
        return previous
    if start == "opened":
        return clock.local_moment(matter.opened_at).date()
    if start == "confirmed":
        return matter.confirmed_on or clock.local_moment(matter.opened_at).date()
    return latest_date(runs, start)


def end_of(within: Within, day_zero: datetime.date) -> Deadline:
    """Day zero does not count (民法典 第二百零一条); a last day on a rest day rolls if it may (第二百零三条)."""
    if within.unit == "working_days":
        return workdays.add_working_days(day_zero, within.count)
    by_month = within.unit == "months"
    last = months.add_months(day_zero, within.count) if by_month else day_zero + ONE_DAY * within.count
    return workdays.rolling_deadline(last) if within.rolls else Deadline(last, provisional=False)


def due(within: Within | None, matter: Matter, previous: datetime.date, runs: tuple[StepRun, ...]) -> Deadline | None:
    """The last day of a step. Where no date that it starts from is on record, counted from now, provisionally."""
    if within is None:
        return None
    day_zero = counted_from(within.start, matter, previous, runs)
    if day_zero is None:
        return Deadline(end_of(within, previous).day, provisional=True)
    return end_of(within, day_zero)


def working_days_left(due_on: datetime.date, today: datetime.date) -> int | None:
    """Working days from tomorrow to the last day; negative when overdue; None where a year has no official calendar."""
    try:
        if due_on >= today:
            return workdays.working_days_between(today, due_on)
        return -workdays.working_days_between(due_on, today)
    except workdays.NoOfficialCalendar:
        return None
