"""Every subcommand, and the one place where a fault becomes a sentence."""

import sys
from typing import Annotated

import typer

from bihuan import __version__
from bihuan.cli import accounts, dossiers, evaluations, homes, links, loads, matters, policies, serving
from bihuan.cli.answers import Fault

app = typer.Typer(
    help="闭环：事实入档，制度研判，事项办结。/ Facts in, findings out, matters closed.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
homes.add_to(app)
accounts.add_to(app)
loads.add_to(app)
links.add_to(app)
evaluations.add_to(app)
dossiers.add_to(app)
matters.add_to(app)
serving.add_to(app)
app.add_typer(policies.app, name="policy")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="版本 / version")
    ] = False,
) -> None:
    """闭环：事实入档，制度研判，事项办结。/ Facts in, findings out, matters closed."""


def run() -> None:
    """Run the command line; exit 0 done, 1 something needs a person, 2 wrong use or a fault that is told."""
    try:
        app()
    except Fault as fault:
        typer.echo(str(fault), err=True)
        sys.exit(2)
    except (BrokenPipeError, KeyboardInterrupt):
        sys.exit(2)
    except Exception as error:  # noqa: BLE001 - a user gets a sentence, whatever went wrong
        typer.echo(f"出错了：{type(error).__name__}：{str(error)[:300]}", err=True)
        sys.exit(2)
