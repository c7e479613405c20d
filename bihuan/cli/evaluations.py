"""`evaluate`: what the checks say."""

from typing import Annotated

import typer

from bihuan.cli.answers import Fault, day, moment, open_home, show_json

COLOURS = {"red": "红", "yellow": "黄", "blue": "蓝", "green": "绿"}


def add_to(app: typer.Typer) -> None:
    app.command("evaluate", help="按制度研判 / What the checks say on a day.")(evaluate)


def evaluate(
    on: Annotated[str, typer.Option(help="研判日，today 为今天 / the day asked about")] = "today",
    known_at: Annotated[str | None, typer.Option(help="按当时掌握，不入库 / as known at; stores nothing")] = None,
    person: Annotated[str | None, typer.Option(metavar="身份证号", help="只问此人 / one cadre")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON 输出 / JSON output")] = False,
) -> None:
    """Exit 0 done, 2 wrong use."""
    open_home()
    from bihuan.calendar import clock
    from bihuan.dossier.identity import find_by_number
    from bihuan.policy.engine.faults import EngineFault
    from bihuan.policy.evaluation import evaluate as ask
    from bihuan.policy.packs.problems import PackFault

    cadre = None
    if person is not None:
        cadre = find_by_number(person.strip().upper())
        if cadre is None:
            raise Fault(f"没有身份证号为 {person} 的干部")
    asked = clock.today() if on == "today" else day(on)
    try:
        result = ask(asked, moment(known_at) if known_at else None, cadre)
    except (EngineFault, PackFault) as error:
        raise Fault(str(error)) from error
    if as_json:
        show_json(result.as_json())
        return
    for one in result.as_json():
        keys = "、".join(one["key"])
        subject = one["subject"] if isinstance(one["subject"], str) else "、".join(one["subject"])
        typer.echo(f"{COLOURS[one['severity']]}\t{one['check']}\t{subject}\t{keys}\t{one['state']}")
    typer.echo(f"{asked}：共 {len(result.told)} 项" + ("" if result.stored else "（未入库）"))
