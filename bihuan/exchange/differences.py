"""What a load would change, cell by cell: the answer of a dry run."""

from typing import Any

from bihuan.exchange.applying import Applied
from bihuan.exchange.cells import spelling
from bihuan.exchange.feeds import Feed
from bihuan.exchange.plans import Change


def differences(feed: Feed, applied: Applied) -> list[dict[str, Any]]:
    """One item a changed cell: line, field, before, after."""
    return [
        {"line": plan.work.row.line, "outcome": plan.work.outcome, **cell}
        for plan in applied.plans
        for change in plan.changes
        for cell in _cells(feed, change)
    ]


def _cells(feed: Feed, change: Change) -> list[dict[str, str]]:
    fact = change.new or change.old
    assert fact is not None
    before = change.old.stated() if change.old else {}
    after = change.new.stated() if change.new else {}
    found = []
    for column in feed.columns.values():
        if column.field and column.kind == fact.kind.name:
            old, new = _text(before.get(column.field)), _text(after.get(column.field))
            if old != new:
                found.append({"field": column.name, "before": old, "after": new})
    return found


def _text(value: Any) -> str:
    return "" if value is None else spelling(value)
