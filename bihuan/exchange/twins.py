"""One key twice in a file."""

from collections.abc import Iterable

from bihuan.exchange.typed import Reason
from bihuan.exchange.works import Work, content_digest


def settle_twins(works: Iterable[Work]) -> None:
    """Equal rows are *unchanged* after the first, unequal ones all *review*."""
    groups: dict[str, list[Work]] = {}
    for work in works:
        if not work.outcome and work.key_index:
            groups.setdefault(work.key_index, []).append(work)
    for group in groups.values():
        if len(group) > 1:
            _settle_group(group)


def _settle_group(group: list[Work]) -> None:
    if len({(content_digest(work), work.row.act == "撤销", work.row.data_date) for work in group}) == 1:
        for work in group[1:]:
            work.end("unchanged", Reason("", "", f"与第 {group[0].row.line} 行重复"))
        return
    lines = "、".join(str(work.row.line) for work in group)
    for work in group:
        work.end("review", Reason("", "", f"同一文件中同一记录有不同内容：第 {lines} 行；需认定采用哪一行"))
