"""What became, after a seal, of the facts that findings rested on. Read for many findings at once."""

from collections.abc import Iterable, Iterator

from bihuan.dossier.kinds import Recognition
from bihuan.facts.kinds import REFERENCE_BASE
from bihuan.facts.models import Fact
from bihuan.policy.findings.sources import CHUNK, by_model, rows_of

EXCUSING = ("容错", "撤销")


def withdrawn_among(references: Iterable[int], seal: int) -> set[int]:
    """Those whose fact was retracted, tolerated or revoked since the seal."""
    found: set[int] = set()
    keys: dict[str, list[int]] = {}
    for model, rows in _chunks(references):
        base = model.kind.number * REFERENCE_BASE
        retracted = rows_of(model).filter(supersedes__in=rows, act="retract", entry__gt=seal)
        found |= {base + row for row in retracted.values_list("supersedes_id", flat=True)}
        for row, key in rows_of(model).filter(pk__in=rows).exclude(key_index="").values_list("pk", "key_index"):
            keys.setdefault(key, []).append(base + row)
    for key in _excused(sorted(keys), seal):
        found |= set(keys[key])
    return found


def _excused(keys: list[str], seal: int) -> Iterator[str]:
    for start in range(0, len(keys), CHUNK):
        chosen = keys[start : start + CHUNK]
        rows = Recognition.objects.known().filter(target_index__in=chosen, category__in=EXCUSING, entry__gt=seal)
        yield from rows.values_list("target_index", flat=True)


def followers(references: Iterable[int]) -> dict[int, list[int]]:
    """Reference → the references of rows that corrected or retracted it."""
    found: dict[int, list[int]] = {}
    for model, rows in _chunks(references):
        base = model.kind.number * REFERENCE_BASE
        later = rows_of(model).filter(supersedes__in=rows).order_by("pk").values_list("supersedes_id", "pk")
        for before, after in later:
            found.setdefault(base + before, []).append(base + after)
    return found


def delivery_keys(references: Iterable[int]) -> dict[int, str]:
    """Reference → the delivery key that its row came under, by kind; the reference itself where it has none."""
    found: dict[int, str] = {}
    for model, rows in _chunks(references):
        number = model.kind.number
        for row, key in rows_of(model).filter(pk__in=rows).values_list("pk", "key_index"):
            reference = number * REFERENCE_BASE + row
            found[reference] = f"{number}:{key}" if key else str(reference)
    return found


def _chunks(references: Iterable[int]) -> Iterator[tuple[type[Fact], list[int]]]:
    for model, rows in by_model(references).items():
        for start in range(0, len(rows), CHUNK):
            yield model, rows[start : start + CHUNK]
