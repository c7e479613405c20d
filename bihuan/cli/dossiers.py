"""`dossier`: one cadre's dossier, as true on a day and as known at a moment."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from bihuan.cli.answers import Fault, day, moment, open_home, show_json


class Form(StrEnum):
    JSON = "json"
    LRMX = "lrmx"


def add_to(app: typer.Typer) -> None:
    app.command("dossier", help="一人一档 / One cadre's dossier.")(dossier)


def dossier(
    number: Annotated[str, typer.Argument(metavar="身份证号")],
    on: Annotated[str | None, typer.Option(help="有效日，默认今天 / as true on")] = None,
    known_at: Annotated[str | None, typer.Option(help="当时掌握 / as known at")] = None,
    form: Annotated[Form, typer.Option("--format", help="json 或 lrmx")] = Form.JSON,
    as_json: Annotated[bool, typer.Option("--json", help="同 --format json / same as --format json")] = False,
) -> None:
    """Exit 2 where no dossier has this number."""
    open_home()
    from bihuan.calendar import clock
    from bihuan.dossier.identity import find_by_number
    from bihuan.exchange.appointment_forms import lrmx_of
    from bihuan.exchange.dossiers import AsOf, dossier_json
    from bihuan.exchange.reading.values import CellError, check_identity_number

    try:
        canonical = check_identity_number(number)
    except CellError as error:
        raise Fault(str(error)) from error
    as_of = AsOf.at(day(on) if on else clock.today(), moment(known_at) if known_at else None)
    cadre = find_by_number(canonical, as_of.seal)
    if cadre is None:
        raise Fault(f"没有身份证号为 {canonical} 的干部")
    if form is Form.LRMX and not as_json:
        sys.stdout.buffer.write(lrmx_of(cadre, as_of))
    else:
        show_json(dossier_json(cadre, as_of))
