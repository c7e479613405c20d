"""`links`: whose each row of a file was found to be."""

from typing import Annotated, Any

import typer

from bihuan.cli.answers import Fault, open_home, show_json


def add_to(app: typer.Typer) -> None:
    app.command("links", help="一份文件各行对应到谁 / Whose each row of a file is.")(links)


def links(
    feed: Annotated[str, typer.Option(help="汇聚名称 / which feed")],
    file: Annotated[str | None, typer.Option(help="文件名，默认最近一份 / file, default the last one")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON 输出 / JSON output")] = False,
) -> None:
    """One item a row: file, line, outcome, 身份证号 (null where nobody was linked), how."""
    open_home()
    from bihuan.exchange.models import Batch

    batches = Batch.objects.filter(feed=feed, state="applied").order_by("-pk")
    batch = (batches.filter(file=file.rpartition("/")[2]) if file else batches).first()
    if batch is None:
        raise Fault(f"没有{'名为 ' + file + ' 的' if file else ''}已入账的「{feed}」文件")
    found = linked_rows(batch)
    if as_json:
        show_json(found)
        return
    for row in found:
        typer.echo(f"{row['line']}\t{row['outcome']}\t{row['身份证号'] or '—'}\t{row['how']}")


def linked_rows(batch: Any) -> list[dict[str, Any]]:
    """The rows of a batch in the order of its lines."""
    from bihuan.dossier.identity import canonical_map, numbers_of

    rows = list(batch.outcomes.order_by("line"))
    mapping = canonical_map()
    numbers = numbers_of({mapping.get(row.cadre_id, row.cadre_id) for row in rows if row.cadre_id})
    return [
        {
            "file": batch.file,
            "line": row.line,
            "outcome": row.outcome,
            "身份证号": numbers.get(mapping.get(row.cadre_id, row.cadre_id)) if row.cadre_id else None,
            "how": row.how,
        }
        for row in rows
    ]
