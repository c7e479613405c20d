"""`init`: make the folder that everything is kept in."""

import secrets
from typing import Annotated

import typer

from bihuan.cli.answers import Fault, open_home


def add_to(app: typer.Typer) -> None:
    app.command("init", help="建立数据目录和数据库 / Make the home folder and its database.")(init)


def init(
    synthetic: Annotated[
        bool, typer.Option("--synthetic", help="合成数据（永久标记，可设时钟）/ synthetic people, clock may be set")
    ] = False,
) -> None:
    """Make BIHUAN_HOME (default ./var): keys, database, guards. Doing it twice harms nothing."""
    make_home(synthetic)
    from django.conf import settings

    typer.echo(f"已建立 {settings.BIHUAN_HOME}" + ("（合成数据）" if synthetic else ""))


def make_home(synthetic: bool) -> None:
    """Keys first, then the database, then the guards that keep facts from being changed."""
    from bihuan.config.home import home_folder
    from bihuan.crypto import keys

    home = home_folder()
    fresh = not (home / "keys").exists()
    home.mkdir(parents=True, exist_ok=True)
    if synthetic and not fresh and not (home / "SYNTHETIC").exists():
        raise Fault(f"{home} 是正式数据目录，不能改为合成数据")
    if synthetic:
        (home / "SYNTHETIC").write_text("合成数据：其中的人和事都是虚构的。\n", "utf-8")
    if fresh:
        keys.create_keys(home / "keys")
    (home / "static").mkdir(exist_ok=True)
    session = home / "keys" / "session"
    if not session.exists():
        session.write_text(secrets.token_urlsafe(48))
        session.chmod(0o600)
    open_home(must_exist=False)
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    require_home()
    from bihuan.loop.offices import set_up_offices

    set_up_offices()


def require_home() -> None:
    """A home without keys, tables or guards is refused, with what to do."""
    from django.conf import settings
    from django.db import connection

    from bihuan import appendonly
    from bihuan.crypto.keys import keys_folder

    if not keys_folder().exists():
        raise Fault(f"{settings.BIHUAN_HOME} 还没有建立；请先运行 bihuan init")
    if "facts_entry" not in connection.introspection.table_names():
        raise Fault("数据库里还没有表；请先运行 bihuan init")
    try:
        appendonly.ensure_installed(connection)
    except appendonly.GuardMissing as error:
        raise Fault(str(error)) from error
