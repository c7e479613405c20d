"""Figures for the eye: a line on the screen as they come, and the table of a page."""

import datetime
import os
import platform
from collections.abc import Iterable
from pathlib import Path

import django
import duckdb

from benchmarks.measuring import Figure

HEADER = f"{'database':<11}{'figure':<34}{'size':>10}{'value':>18}  {'aim':<9}{'':<8}"
BEGIN, END = "<!-- figures of a run: begin -->", "<!-- figures of a run: end -->"


def as_text(database: str, figure: Figure) -> str:
    line = f"{database:<11}{figure.name:<34}{figure.size:>10,}{figure.shown():>18}  {figure.aim:<9}"
    return f"{line}{figure.verdict():<8}{figure.note}".rstrip()


def write_table(page: Path, rows: Iterable[tuple[str, Figure]]) -> None:
    """Put this run's figures between the marks of a page, and say on what machine and when they were taken."""
    before, mark, rest = page.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (mark and end):
        raise SystemExit(f"{page}: no place for figures; it must hold {BEGIN} and {END}")
    lines = ["| database | figure | size | value | aim | | |", "|---|---|---:|---:|---|---|---|"]
    lines += [
        f"| {database} | {one.name} | {one.size:,} | {one.shown()} | {one.aim} | {one.verdict()} | {one.note} |"
        for database, one in rows
    ]
    page.write_text(f"{before}{BEGIN}\n{_machine()}\n\n" + "\n".join(lines) + f"\n{END}{after}", "utf-8")


def _machine() -> str:
    versions = f"Python {platform.python_version()}, Django {django.__version__}, DuckDB {duckdb.__version__}"
    today = datetime.datetime.now(datetime.UTC).date()
    return f"Taken on {today}: {os.cpu_count()} processors ({platform.machine()}), {versions}."
