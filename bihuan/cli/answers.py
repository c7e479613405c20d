"""What commands share: opening the home, dates and moments, JSON."""

import datetime
import json
from typing import Any

import typer


class Fault(Exception):
    """Wrong use, or something that cannot be done; its text is for the user."""


def open_home(*, must_exist: bool = True) -> None:
    """Start Django on BIHUAN_HOME and refuse a home that is not whole."""
    import django
    from django.conf import settings

    django.setup()
    from bihuan.calendar import clock

    clock.allow_setting(settings.SYNTHETIC)
    if must_exist:
        from bihuan.cli.homes import require_home

        require_home()


def day(text: str) -> datetime.date:
    """A day of the command line, in any form that feeds take."""
    from bihuan.exchange.reading.values import CellError, parse_date

    try:
        return parse_date(text).date
    except CellError as error:
        raise Fault(f"日期「{text}」：{error.reason}；应写成 2026-11-23") from error


def moment(text: str) -> datetime.datetime:
    """A moment, or a day's last moment, in Beijing time."""
    from bihuan.calendar.clock import local_moment

    try:
        found = datetime.datetime.fromisoformat(text.strip())
    except ValueError:
        found = datetime.datetime.combine(day(text), datetime.time(23, 59, 59, 999999))
    else:
        if len(text.strip()) <= 10:
            found = datetime.datetime.combine(found.date(), datetime.time(23, 59, 59, 999999))
    return local_moment(found)


def show_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1, default=str))
