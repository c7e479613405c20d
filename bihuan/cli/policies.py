import typer

app = typer.Typer(help="制度库 / Policy packs.", no_args_is_help=True)
