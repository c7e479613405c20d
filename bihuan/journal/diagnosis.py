"""Reads from the digests that are left what was done to a broken chain.

A record whose seal fits some number was written by us at that number, wherever it stands now. The number is found
by following the chain: it is one more than that of the record whose digest it names as the one before.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from bihuan.journal.models import JournalRecord
from bihuan.journal.sealing import GENESIS, seal_fits


class FaultKind(Enum):
    DELETED = "deleted"
    EDITED = "edited"
    INSERTED = "inserted"
    REORDERED = "reordered"
    TRUNCATED = "truncated"


# A search takes 20 µs a step; a chain broken in more places than this is reported as edited there.
SEARCHED_HEADS = 200
SEARCHED_DISTANCE = 2000

MESSAGES = {
    FaultKind.DELETED: "日志第 {} 条已被删除。",
    FaultKind.EDITED: "日志第 {} 条与封存时不符：内容已被改动，或不是系统写入的。",
    FaultKind.INSERTED: "日志第 {} 条是插入的，不是系统写入的。",
    FaultKind.REORDERED: "日志第 {} 条的序号已被改动，不在原来的位置（原为第 {} 条）。",
    FaultKind.TRUNCATED: "日志末尾第 {} 条已被截去：留存的锚点记有这些记录。",
}


@dataclass(frozen=True)
class Fault:
    """What was done to the records from first to last; `original`: where the first of them stood once."""

    kind: FaultKind
    first: int
    last: int
    original: int | None = None

    def __str__(self) -> str:
        def span(first: int) -> str:
            return str(first) if self.first == self.last else f"{first}—{first + self.last - self.first}"

        return MESSAGES[self.kind].format(span(self.first), "" if self.original is None else span(self.original))


def diagnose(records: list[JournalRecord]) -> list[Fault]:
    sealed = _numbers_as_written(records)
    written = _without_copies(sealed)
    strangers = [record.number for record in records if record.number not in sealed]
    copies = set(sealed) - set(written)
    genuine = set(written.values())
    pushed_in = genuine | _skipped(records, written)
    inserted = copies | {number for number in strangers if number in pushed_in}
    edited = {number for number in strangers if number not in inserted} | _resealed(records, written)
    present = genuine | edited | inserted
    deleted = set(range(1, max(present, default=0))) - present
    return [
        *_spans(FaultKind.DELETED, deleted),
        *_spans(FaultKind.EDITED, edited),
        *_spans(FaultKind.INSERTED, inserted),
        *_moved(written),
    ]


def _numbers_as_written(records: list[JournalRecord]) -> dict[int, int]:
    """Present number → number under which the record was sealed, for every record whose seal fits one."""
    written = {record.number: record.number for record in records if seal_fits(record)}
    followers: dict[str, list[JournalRecord]] = defaultdict(list)
    for record in records:
        if record.number not in written:
            followers[record.previous_digest].append(record)
    _follow([(GENESIS, 0), *((r.digest, r.number) for r in records if r.number in written)], followers, written)
    for head in _heads(records, written)[:SEARCHED_HEADS]:
        if head.number not in written and (number := _searched(head)) is not None:
            written[head.number] = number
            _follow([(head.digest, number)], followers, written)
    return written


def _follow(reached: list[tuple[str, int]], followers: dict[str, list[JournalRecord]], written: dict[int, int]) -> None:
    while reached:
        digest, number = reached.pop()
        for record in followers.get(digest, ()):
            if record.number not in written and seal_fits(record, number + 1):
                written[record.number] = number + 1
                reached.append((record.digest, number + 1))


def _heads(records: list[JournalRecord], written: dict[int, int]) -> list[JournalRecord]:
    """Records without a number yet, of which the one before is gone or has no number either."""
    numbered = {GENESIS, *(record.digest for record in records if record.number in written)}
    return [r for r in records if r.number not in written and r.previous_digest not in numbered]


def _searched(record: JournalRecord) -> int | None:
    """The number that a seal fits, looked for around where the record stands now."""
    for distance in range(1, SEARCHED_DISTANCE):
        for number in (record.number + distance, record.number - distance):
            if number > 0 and seal_fits(record, number):
                return number
    return None


def _without_copies(sealed: dict[int, int]) -> dict[int, int]:
    """Of several records with one seal, the one that stands in its place, else the first."""
    holder: dict[int, int] = {}
    for present, original in sorted(sealed.items(), key=lambda pair: (pair[0] != pair[1], pair[0])):
        holder.setdefault(original, present)
    return {present: original for original, present in holder.items()}


def _skipped(records: list[JournalRecord], written: dict[int, int]) -> set[int]:
    """Numbers of records that stand between two which were sealed one onto the other."""
    place_of = {record.digest: record.number for record in records if record.number in written}
    skipped: set[int] = set()
    for record in records:
        before = place_of.get(record.previous_digest)
        if record.number in written and before is not None and before + 1 < record.number:
            skipped.update(range(before + 1, record.number))
    return skipped


def _resealed(records: list[JournalRecord], written: dict[int, int]) -> set[int]:
    """Records with a fitting seal that is not the one which the record after was sealed onto: somebody had the key."""
    digests = {written[record.number]: record.digest for record in records if record.number in written}
    return {
        written[record.number] - 1
        for record in records
        if record.number in written
        and digests.get(written[record.number] - 1, record.previous_digest) != record.previous_digest
    }


def _moved(written: dict[int, int]) -> Iterable[Fault]:
    shift_of = {present: present - original for present, original in sorted(written.items()) if present != original}
    for shift in sorted(set(shift_of.values())):
        for fault in _spans(FaultKind.REORDERED, [place for place, by in shift_of.items() if by == shift]):
            yield Fault(fault.kind, fault.first, fault.last, fault.first - shift)


def _spans(kind: FaultKind, numbers: Iterable[int]) -> Iterable[Fault]:
    """Neighbouring numbers as one fault."""
    first = last = None
    for number in sorted(set(numbers)):
        if first is None or last is None:
            first = last = number
        elif number == last + 1:
            last = number
        else:
            yield Fault(kind, first, last)
            first = last = number
    if first is not None and last is not None:
        yield Fault(kind, first, last)
