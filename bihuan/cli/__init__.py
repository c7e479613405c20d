"""The command `bihuan`."""

import os


def main() -> None:
    """Start Django, then the command that was asked for; no fault shows a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bihuan.config.settings")
    from bihuan.cli.app import run

    run()
