"""Whether the journal is as it was written, and if not, where and how it was changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bihuan.journal.diagnosis import Fault, FaultKind, diagnose
from bihuan.journal.models import JournalRecord
from bihuan.journal.sealing import GENESIS, seal_fits

CHUNK = 5000


@dataclass(frozen=True)
class Anchor:
    """The end of the chain as it once stood, kept outside the system: what came before it cannot go unnoticed."""

    number: int
    digest: str


def anchor(using: str = "default") -> Anchor:
    last = JournalRecord.objects.using(using).order_by("-number").values_list("number", "digest").first()
    return Anchor(*(last or (0, GENESIS)))


def _records(using: str) -> Iterator[JournalRecord]:
    return JournalRecord.objects.using(using).order_by("number").iterator(chunk_size=CHUNK)


def _is_whole(using: str) -> bool:
    number, previous = 0, GENESIS
    for record in _records(using):
        if record.number != number + 1 or record.previous_digest != previous or not seal_fits(record):
            return False
        number, previous = record.number, record.digest
    return True


def _holds(kept: Anchor, using: str) -> bool:
    return JournalRecord.objects.using(using).filter(number=kept.number, digest=kept.digest).exists()


def _against(anchors: Sequence[Anchor], using: str) -> list[Fault]:
    faults: list[Fault] = []
    last = anchor(using).number
    for kept in anchors:
        if kept.number > last:
            faults.append(Fault(FaultKind.TRUNCATED, last + 1, kept.number))
        elif kept.number and not _holds(kept, using):
            faults.append(Fault(FaultKind.EDITED, kept.number, kept.number))
    return faults


def verify(anchors: Sequence[Anchor] = (), *, using: str = "default") -> list[Fault]:
    """Every fault of the chain, in the order of the records; nothing where all is whole.

    Records cut off at the end are missed only by an anchor: nothing that is left in the database knows of them.
    """
    faults = [] if _is_whole(using) else diagnose(list(_records(using)))
    known = {(fault.kind, fault.first) for fault in faults}
    faults += [fault for fault in _against(anchors, using) if (fault.kind, fault.first) not in known]
    return sorted(faults, key=lambda fault: (fault.first, fault.kind.value))
