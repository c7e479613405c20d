"""`load`: files and folders, in the order in which feeds depend on each other, each all or nothing."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import OperationalError, transaction

from bihuan.exchange.applying import Applied, Progress, apply_batch, silent
from bihuan.exchange.differences import differences
from bihuan.exchange.feeds import Feed, all_feeds, feed_of_file
from bihuan.exchange.filelock import one_at_a_time
from bihuan.exchange.models import OUTCOMES, Batch
from bihuan.exchange.reading.refusal import FileRefused
from bihuan.exchange.staging import digest_of_file, stage
from bihuan.exchange.withholding import withholding_rule

BESIDE = frozenset({".pic", ".jpg", ".md", ".txt", ".json", ".yaml", ".yml"})
WAITING = "等待另一项汇聚结束"
FULL = ("full", "no space", "disk i/o", "could not extend")


@dataclass(slots=True)
class Loaded:
    """What became of one file. The five outcomes add up to `rows`."""

    file: str
    feed: str | None
    rows: int = 0
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(OUTCOMES, 0))
    reasons: list[dict[str, Any]] = field(default_factory=list)
    batch: int = 0
    changes: list[dict[str, Any]] = field(default_factory=list)

    @property
    def needs_attention(self) -> bool:
        """Whether something was rejected or a person must decide."""
        return bool(self.counts["review"] or self.counts["rejected"] or (not self.rows and self.reasons))

    def as_json(self) -> dict[str, Any]:
        shown = {"file": self.file, "feed": self.feed, "rows": self.rows, **self.counts, "reasons": self.reasons}
        return shown | ({"changes": self.changes} if self.changes else {})


def load(
    paths: Iterable[Path],
    feed: str | None = None,
    actor: str = "system",
    dry_run: bool = False,
    progress: Progress = silent,
) -> list[Loaded]:
    """Load files and folders. Batches that an earlier run left staged are finished first.

    A dry run does it all, says what changed cell by cell, and takes it back: a later file sees what an earlier one would
    have recorded.
    """
    found = sorted(_files(paths, feed), key=lambda pair: (pair[1].order if pair[1] else 999, str(pair[0])))
    with one_at_a_time(lambda: progress(WAITING, 0, 0)), without_collector():
        if not dry_run:
            return _load(found, actor, progress)
        with transaction.atomic():
            loaded = _load(found, actor, progress, with_changes=True)
            transaction.set_rollback(True)
        return loaded


@contextmanager
def without_collector() -> Iterator[None]:
    """A load holds a million objects and makes no circles of them: looking for some is a seventh of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _load(
    found: list[tuple[Path, Feed | None]], actor: str, progress: Progress, *, with_changes: bool = False
) -> list[Loaded]:
    asked = {(_digest(path), feed.id) for path, feed in found if feed}
    waiting: dict[tuple[str, str], Batch] = {}
    loaded = []
    for batch in Batch.objects.filter(state="staged").order_by("pk"):
        if (batch.digest, batch.feed) in asked and (batch.digest, batch.feed) not in waiting:
            waiting[batch.digest, batch.feed] = batch
        else:
            finished = _finish(batch, progress)
            loaded += [finished] if finished.reasons and not finished.batch else []
    return loaded + [_one(path, one, actor, waiting, progress, with_changes) for path, one in found]


def _digest(path: Path) -> str:
    """Empty where the file cannot be read: `_one` says why."""
    try:
        return digest_of_file(path)
    except OSError:
        return ""


def finish_staged(progress: Progress = silent) -> int:
    """Apply what an interrupted load left staged; how many batches that was."""
    with one_at_a_time():
        return sum(
            _finish(batch, progress).batch is not None for batch in Batch.objects.filter(state="staged").order_by("pk")
        )


def _finish(batch: Batch, progress: Progress) -> Loaded:
    """`batch` of the answer stays empty where it could not be applied."""
    loaded = Loaded(batch.file, batch.feed)
    with _told(loaded):
        applied = apply_batch(batch, progress)
        loaded.batch, loaded.rows = batch.pk, batch.rows
        _fill(loaded, applied)
    return loaded


def _files(paths: Iterable[Path], feed: str | None) -> Iterator[tuple[Path, Feed | None]]:
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for one in inside:
            if path.is_dir() and (not one.is_file() or one.name.startswith((".", "~$"))):
                continue
            if path.is_dir() and one.suffix.lower() in BESIDE:
                continue
            yield one, (all_feeds()[feed] if feed else feed_of_file(one.name))


def _one(
    path: Path,
    feed: Feed | None,
    actor: str,
    waiting: dict[tuple[str, str], Batch],
    progress: Progress,
    with_changes: bool,
) -> Loaded:
    loaded = Loaded(path.name, feed.id if feed else None)
    with _told(loaded):
        if feed is None:
            raise FileRefused(
                f"看不出「{path.name}」是哪一种汇聚文件；文件名应含汇聚名称，如 {_examples()}，或用 --feed 指明"
            )
        batch = waiting.pop((digest_of_file(path), feed.id), None) or stage(path, feed, actor, withholding_rule(feed))
        applied = apply_batch(batch, progress)
        loaded.batch, loaded.rows = batch.pk, batch.rows
        _fill(loaded, applied)
        loaded.reasons += [{"line": None, **note, "outcome": "note"} for note in _notes(batch)]
        if with_changes:
            loaded.changes = differences(feed, applied)
    return loaded


def _notes(batch: Batch) -> list[dict[str, str]]:
    return [
        {
            "field": str(note["list"]),
            "value": str(note["word"]),
            "reason": f"未登记的用语，共 {note['count']} 行，请认定其含义",
        }
        for note in batch.notes
    ]


def _fill(loaded: Loaded, applied: Applied) -> None:
    loaded.counts = applied.counts()
    loaded.reasons = [
        {"line": work.row.line, **reason.as_json(), "outcome": work.outcome}
        for work in applied.works
        if work.outcome in {"review", "rejected"}
        for reason in work.reasons
    ]


@contextmanager
def _told(loaded: Loaded) -> Iterator[None]:
    """A file that cannot be taken is told so; nothing of it is applied, and the files after it have their turn."""
    try:
        yield
    except FileRefused as refused:
        where = {"line": refused.line, "field": refused.column, "value": refused.value}
        loaded.reasons = [{**where, "reason": str(refused), "outcome": "refused"}]
    except Exception as error:  # noqa: BLE001 - a user gets a sentence, whatever went wrong
        reason = f"文件「{loaded.file}」：{_explain(error)}"
        loaded.reasons = [{"line": None, "field": "", "value": "", "reason": reason, "outcome": "refused"}]


def _explain(error: Exception) -> str:
    text = str(error).lower()
    if isinstance(error, FileNotFoundError):
        return "没有这个文件；请核对路径"
    if isinstance(error, PermissionError):
        return "没有读取这个文件的权限；请调整文件权限后重新报送"
    if isinstance(error, OperationalError | OSError) and any(word in text for word in FULL):
        return "磁盘或数据库空间已满，没有任何一行入账；请腾出空间后重新报送"
    if isinstance(error, OperationalError) and "locked" in text:
        return "另一项写入一直没有结束，没有任何一行入账；请稍后重新报送"
    return f"无法入账，没有任何一行入账；请把本文件和这句话交给系统管理员（{type(error).__name__}：{str(error)[:200]}）"


def _examples() -> str:
    return "、".join(f"{feed.id}.csv 或 {feed.name}.xlsx" for feed in list(all_feeds().values())[2:3])
