"""`account`: let somebody sign in. The first account of a home is made here."""

import secrets
from typing import Annotated

import typer

from bihuan.cli.answers import Fault, open_home, show_json


def add_to(app: typer.Typer) -> None:
    app.command("account", help="建立账号，显示一次性口令 / Make an account; its password is shown once.")(account)


def account(
    username: Annotated[str, typer.Argument(metavar="USERNAME")],
    role: Annotated[str, typer.Option(help="角色，如 supervision / role")],
    name: Annotated[str, typer.Option(help="姓名 / name")] = "",
    title: Annotated[str, typer.Option(help="科室 / desk")] = "",
    unit: Annotated[str, typer.Option(help="单位编码 / unit code")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="JSON 输出 / JSON output")] = False,
) -> None:
    """Exit 2 where the name is taken or the role unknown."""
    open_home()
    from bihuan.access.accounts import create_account
    from bihuan.access.models import Account
    from bihuan.access.roles import Role
    from bihuan.loop.offices import seat, set_up_offices

    if role not in set(Role):
        raise Fault(f"没有角色「{role}」；现有：{'、'.join(Role)}")
    if Account.objects.filter(username=username).exists():
        raise Fault(f"账号「{username}」已存在")
    word = secrets.token_urlsafe(12)
    made = create_account(username, word, Role(role), name=name, title=title, unit_code=unit)
    set_up_offices()
    seat(made)
    if as_json:
        show_json({"username": username, "role": role, "password": word})
    else:
        typer.echo(f"已建立账号 {username}（{role}），口令只显示这一次：{word}")
