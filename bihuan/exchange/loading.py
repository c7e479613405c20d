"""`load`: files and folders, in the order in which feeds depend on each other, each all or nothing."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import OperationalError

from bihuan.calendar import clock
from bihuan.exchange.applying import Applied, Progress, apply_batch, judge, silent
from bihuan.exchange.differences import differences
from bihuan.exchange.feeds import Feed, all_feeds, feed_of_file
from bihuan.exchange.filelock import one_at_a_time
from bihuan.exchange.models import OUTCOMES, Batch
from bihuan.exchange.reading.refusal import FileRefused
from bihuan.exchange.staging import Staged, digest_of_file, read_file, stage
from bihuan.exchange.withholding import withholding_rule
from bihuan.exchange.works import WITHHELD

BESIDE = frozenset({".pic", ".jpg", ".md", ".txt", ".json", ".yaml", ".yml"})


@dataclass(slots=True)
class Loaded:
    """What became of one file. The five outcomes add up to `rows`."""

    file: str
    feed: str | None
    rows: int = 0
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(OUTCOMES, 0))
    reasons: list[dict[str, Any]] = field(default_factory=list)
    batch: int | None = None
    changes: list[dict[str, Any]] = field(default_factory=list)

    @property
    def needs_attention(self) -> bool:
        """Whether something was rejected or a person must decide."""
        return bool(self.counts["review"] or self.counts["rejected"] or not self.rows and self.reasons)

    def as_json(self) -> dict[str, Any]:
        shown = {"file": self.file, "feed": self.feed, "rows": self.rows, **self.counts, "reasons": self.reasons}
        return shown | ({"changes": self.changes} if self.changes else {})


def load(
    paths: Iterable[Path], feed: str | None = None, actor: str = "system", dry_run: bool = False,
    progress: Progress = silent,
) -> list[Loaded]:
    """Load files and folders. Batches that an earlier run left staged are finished first."""
    found = sorted(_files(paths, feed), key=lambda pair: (pair[1].order if pair[1] else 999, str(pair[0])))
    if dry_run:
        return [_dry(path, one, progress) for path, one in found]
    with one_at_a_time():
        waiting = {batch.digest: batch for batch in Batch.objects.filter(state="staged").order_by("pk")}
        digests = {digest_of_file(path) for path, _ in found}
        for digest, batch in waiting.items():
            if digest not in digests:
                apply_batch(batch, progress)
        return [_one(path, one, actor, waiting, progress) for path, one in found]


def finish_staged(progress: Progress = silent) -> int:
    """Apply what an interrupted load left staged; how many batches that was."""
    with one_at_a_time():
        waiting = list(Batch.objects.filter(state="staged").order_by("pk"))
        for batch in waiting:
            apply_batch(batch, progress)
    return len(waiting)


def _files(paths: Iterable[Path], feed: str | None) -> Iterator[tuple[Path, Feed | None]]:
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for one in inside:
            if path.is_dir() and (not one.is_file() or one.name.startswith((".", "~$"))):
                continue
            if path.is_dir() and one.suffix.lower() in BESIDE:
                continue
            yield one, (all_feeds()[feed] if feed else feed_of_file(one.name))


def _one(path: Path, feed: Feed | None, actor: str, waiting: dict[str, Batch], progress: Progress) -> Loaded:
    loaded = Loaded(path.name, feed.id if feed else None)
    with _told(loaded):
        if feed is None:
            raise FileRefused(f"看不出是哪一种汇聚文件；文件名应含汇聚名称，如 {_examples()}，或用 --feed 指明")
        batch = waiting.pop(digest_of_file(path), None)
        if batch is None or batch.feed != feed.id:
            batch = stage(path, feed, actor, withholding_rule(feed))
        loaded.batch, loaded.rows = batch.pk, batch.rows
        _fill(loaded, apply_batch(batch, progress))
        loaded.reasons += [{"line": None, **note, "outcome": "note"} for note in _notes(batch)]
    return loaded


def _notes(batch: Batch) -> list[dict[str, str]]:
    return [
        {"field": str(note["list"]), "value": str(note["word"]), "reason": f"未登记的用语，共 {note['count']} 行，请认定其含义"}
        for note in batch.notes
    ]


def _dry(path: Path, feed: Feed | None, progress: Progress) -> Loaded:
    loaded = Loaded(path.name, feed.id if feed else None)
    with _told(loaded):
        if feed is None:
            raise FileRefused(f"看不出是哪一种汇聚文件；文件名应含汇聚名称，如 {_examples()}，或用 --feed 指明")
        rule = withholding_rule(feed)
        rows = [Staged(row.line, {WITHHELD: rule(row)}) if rule(row) else row for row in read_file(path, feed, [])]
        applied = judge(feed, rows, clock.now(), progress)
        loaded.rows = len(rows)
        _fill(loaded, applied)
        loaded.changes = differences(feed, applied)
    return loaded


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
    """A file that cannot be taken is told so; nothing of it is applied."""
    try:
        yield
    except FileRefused as refused:
        where = {"line": refused.line, "field": refused.column, "value": refused.value}
        loaded.reasons = [{**where, "reason": str(refused), "outcome": "refused"}]
    except FileNotFoundError:
        loaded.reasons = [{"line": None, "field": "", "value": loaded.file, "reason": f"没有文件「{loaded.file}」", "outcome": "refused"}]
    except (OperationalError, OSError) as error:
        reason = _storage(error)
        loaded.counts = dict.fromkeys(OUTCOMES, 0)
        loaded.reasons = [{"line": None, "field": "", "value": "", "reason": reason, "outcome": "refused"}]
        loaded.rows = 0


def _storage(error: Exception) -> str:
    text = str(error).lower()
    if "full" in text or "no space" in text or "disk" in text:
        return "磁盘或数据库空间已满：本文件没有任何一行入账；请腾出空间后重新报送"
    if "locked" in text:
        return "另一项写入一直没有结束：本文件没有任何一行入账；请稍后重新报送"
    return f"无法写入：本文件没有任何一行入账（{type(error).__name__}）"


def _examples() -> str:
    return "、".join(f"{feed.id}.csv 或 {feed.name}.xlsx" for feed in list(all_feeds().values())[2:3])

