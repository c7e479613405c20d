"""`matters`: what is being worked, by whom, until when."""

from typing import Annotated

import typer

from bihuan.cli.answers import open_home, show_json


def add_to(app: typer.Typer) -> None:
    app.command("matters", help="办理事项 / Matters being worked.")(matters)


def matters(
    overdue: Annotated[bool, typer.Option("--overdue", help="只看逾期 / overdue only")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON 输出 / JSON output")] = False,
) -> None:
    """Open and ended ones, or the overdue alone."""
    open_home()
    from bihuan.loop.lists import matters_json

    rows = matters_json(overdue)
    if as_json:
        show_json(rows)
        return
    for row in rows:
        typer.echo("\t".join(str(value) for value in row.values() if not isinstance(value, dict | list)))
    typer.echo(f"共 {len(rows)} 件")
