"""`serve` and `demo`."""

from typing import Annotated

import typer

from bihuan.cli.answers import open_home
from bihuan.cli.homes import make_home


def add_to(app: typer.Typer) -> None:
    app.command("serve", help="启动网页服务 / Serve the pages.")(serve)
    app.command("demo", help="建立并启动演示县（合成数据）/ Make and serve the demo county.")(demo)


def serve(
    port: Annotated[int, typer.Option(help="端口 / port")] = 8000,
    host: Annotated[str, typer.Option(help="地址 / address")] = "127.0.0.1",
) -> None:
    """Serve until stopped."""
    open_home()
    start_server(host, port)


def start_server(host: str, port: int) -> None:
    """Run the web server in this process until it is told to stop."""
    from granian.constants import Interfaces
    from granian.server import Server as Granian

    typer.echo(f"请在浏览器打开 http://{host}:{port}/  （Ctrl+C 停止）")
    Granian("bihuan.config.wsgi:application", address=host, port=port, interface=Interfaces.WSGI, workers=1).serve()


def demo(
    port: Annotated[int, typer.Option(help="端口 / port")] = 8000,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="只建立，不启动 / make it, do not serve")] = False,
) -> None:
    """A synthetic county that lived three years, and its pages."""
    make_home(synthetic=True)
    open_home()
    from bihuan.demo.county import make_county

    make_county(typer.echo)
    from bihuan.demo.accounts import ROLES, WORD

    typer.echo("账号：" + "、".join(f"{role.username}（{role.title}）" for role in ROLES))
    typer.echo(f"口令：{WORD}")
    if not no_serve:
        start_server("127.0.0.1", port)
