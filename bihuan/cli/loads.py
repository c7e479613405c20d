"""`load`: take what the departments send."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bihuan.cli.answers import Fault, moment, open_home, show_json

if TYPE_CHECKING:
    from bihuan.exchange.applying import Progress

MOST_REASONS, MOST_CHANGES = 20, 50


def add_to(app: typer.Typer) -> None:
    app.command("load", help="汇聚部门报送的文件或文件夹 / Load files or folders.")(load)


def load(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE_OR_FOLDER…", help="文件或文件夹 / files or folders")],
    feed: Annotated[str | None, typer.Option(help="汇聚名称，如 roster / which feed")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看会改什么 / show what would change")] = False,
    received: Annotated[
        str | None, typer.Option(help="收到时间，仅合成数据 / time received, synthetic homes only")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON 输出 / JSON output")] = False,
) -> None:
    """Exit 0: every row taken. 1: something was rejected or needs review. 2: wrong use."""
    open_home()
    absent = [str(path) for path in paths if not path.exists()]
    if absent:
        raise Fault(f"没有这个文件或文件夹：{'、'.join(absent)}；请核对路径")
    from bihuan.exchange.feeds import all_feeds
    from bihuan.exchange.loading import load as load_files

    if feed is not None and feed not in all_feeds():
        raise Fault(f"没有名为「{feed}」的汇聚；现有：{'、'.join(all_feeds())}")
    with _clock(received):
        results = load_files(paths, feed, dry_run=dry_run, progress=_progress())
    if as_json:
        show_json([result.as_json() for result in results])
    else:
        _print([result.as_json() for result in results])
    if any(result.needs_attention for result in results):
        raise typer.Exit(1)


@contextlib.contextmanager
def _clock(received: str | None) -> Iterator[None]:
    from bihuan.calendar import clock

    if received is None:
        yield
        return
    try:
        with clock.set_clock(moment_of_receipt(received)):
            yield
    except clock.ClockCannotBeSet as error:
        raise Fault(str(error)) from error


def moment_of_receipt(text: str) -> Any:
    """A day alone means nine in the morning of it."""
    found = moment(text)
    return found.replace(hour=9, minute=0, second=0, microsecond=0) if len(text.strip()) <= 10 else found


def _progress() -> "Progress":
    """To the standard error stream, so that JSON stays JSON; counts only where somebody watches."""
    from bihuan.exchange.loading import WAITING

    watched = sys.stderr.isatty()

    def show(stage: str, done: int, total: int) -> None:
        if stage == WAITING:
            typer.echo(f"{WAITING}……", err=True)
        elif watched:
            typer.echo(f"\r{stage} {done}/{total}   ", err=True, nl=False)

    return show


def _print(results: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    if not results:
        typer.echo("没有可以汇聚的文件")
        return
    table = Table("文件", "汇聚", "行", "入账", "未变", "更正", "待认定", "退回")
    for one in results:
        counts = [str(one[name]) for name in ("rows", "accepted", "unchanged", "corrected", "review", "rejected")]
        table.add_row(one["file"], one["feed"] or "—", *counts)
    console = Console()
    console.print(table)
    for one in results:
        for reason in one["reasons"][:MOST_REASONS]:
            console.print(_reason_line(one["file"], reason), markup=False)
        if len(one["reasons"]) > MOST_REASONS:
            console.print(
                f"{one['file']} 还有 {len(one['reasons']) - MOST_REASONS} 条，用 --json 可看全部", markup=False
            )
        for change in one.get("changes", [])[:MOST_CHANGES]:
            console.print(_change_line(one["file"], change), markup=False)


def _reason_line(file: str, reason: dict[str, Any]) -> str:
    where = f"第 {reason['line']} 行 " if reason.get("line") else ""
    value = f"「{reason['value'][:40]}」" if reason["value"] else ""
    return f"{file} {where}{reason['field']}{value}：{reason['reason']}"


def _change_line(file: str, change: dict[str, Any]) -> str:
    where = f"{file} 第 {change['line']} 行 {change['field']}"
    return f"{where}：{change['before'] or '空'} → {change['after'] or '空'}"
