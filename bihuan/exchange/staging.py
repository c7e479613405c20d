"""Put a file's rows into the database as they came, before anything is decided about them."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from bihuan.calendar import clock
from bihuan.exchange.feeds import Feed
from bihuan.exchange.formfeed import form_rows
from bihuan.exchange.models import Batch, Chunk
from bihuan.exchange.reading.refusal import FileRefused
from bihuan.exchange.reading.table import open_table
from bihuan.exchange.works import WITHHELD

ROWS_A_CHUNK = 500
Withhold = Callable[["Staged"], str]


@dataclass(slots=True)
class Staged:
    """One record as the file gave it: cells that are not empty, and which of them a spreadsheet held as numbers."""

    line: int
    cells: dict[str, str]
    numbers: tuple[str, ...] = ()


def digest_of_file(path: Path) -> str:
    """SHA-256 of the bytes, and of the .pic that belongs to a .lrm."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            found.update(block)
    return found.hexdigest()


def read_file(path: Path, feed: Feed, columns: list[str]) -> Iterator[Staged]:
    """The records of a file; `columns` is filled with its header. FileRefused where it cannot be read at all."""
    if feed.format == "lrmx":
        yield from (Staged(line, cells) for line, cells in form_rows(path))
        return
    groups = {column.name: persons.all() for column, persons in feed.persons() if column.required}
    required = [*feed.required_columns(), *groups]
    known = feed.known_columns()
    with open_table(path, known_columns=known, required=required, person_groups=groups) as table:
        columns.extend(table.columns)
        for row in table:
            cells = {name: text for name, text in row.cells.items() if text}
            if row.problem:
                cells = {**cells, WITHHELD: row.problem}
            for name, formula in row.formula_cells.items():
                if name in known:
                    cells.setdefault(WITHHELD, f"「{name}」是公式 {formula[:40]}；请改为数值后重报")
            yield Staged(row.line, cells, tuple(sorted(row.number_cells)))


def stage(path: Path, feed: Feed, actor: str, withhold: Withhold | None = None) -> Batch:
    """Stage a whole file in one transaction; FileRefused leaves a refused batch that says why, and is raised again."""
    batch = Batch(
        feed=feed.id, file=path.name, digest=digest_of_file(path), received_at=clock.now(), actor=actor, state="staged"
    )
    columns: list[str] = []
    try:
        with transaction.atomic():
            batch.save()
            batch.rows = _save_chunks(batch, read_file(path, feed, columns), withhold)
            batch.columns = columns
            batch.save()
    except FileRefused as refused:
        batch.pk = None
        batch.state, batch.notes = "refused", [{"reason": str(refused)}]
        batch.save(force_insert=True)
        raise
    return batch


def _save_chunks(batch: Batch, rows: Iterable[Staged], withhold: Withhold | None) -> int:
    kept: list[Staged] = []
    count = number = 0
    for row in rows:
        reason = withhold(row) if withhold else ""
        kept.append(Staged(row.line, {WITHHELD: reason}) if reason else row)
        count += 1
        if len(kept) == ROWS_A_CHUNK:
            _save_chunk(batch, number, kept)
            kept, number = [], number + 1
    if kept:
        _save_chunk(batch, number, kept)
    return count


def _save_chunk(batch: Batch, number: int, rows: list[Staged]) -> None:
    payload = json.dumps([[row.line, row.cells, list(row.numbers)] for row in rows], ensure_ascii=False)
    Chunk(batch=batch, number=number, payload=payload).save(force_insert=True)


def staged_rows(batch: Batch) -> Iterator[Staged]:
    """The rows of a batch as they came."""
    for chunk in Chunk.objects.filter(batch=batch).order_by("number").iterator(20):
        for line, cells, numbers in json.loads(chunk.payload):
            yield Staged(line, cells, tuple(numbers))


def row_cells(batch: Batch, lines: Iterable[int]) -> dict[int, Staged]:
    """The staged cells of some lines of a batch."""
    wanted = set(lines)
    return {row.line: row for row in staged_rows(batch) if row.line in wanted}


def forget_cells(batch: Batch, reasons: Mapping[int, str]) -> None:
    """Take the contents of some lines out of what was staged; all that is left of each is why."""
    for chunk in Chunk.objects.filter(batch=batch):
        rows = json.loads(chunk.payload)
        if any(line in reasons for line, _, _ in rows):
            kept = [[row[0], {WITHHELD: reasons[row[0]]}, []] if row[0] in reasons else row for row in rows]
            chunk.payload = json.dumps(kept, ensure_ascii=False)
            chunk.save(update_fields=["payload"])
