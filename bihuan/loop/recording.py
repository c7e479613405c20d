"""Writing the record of a matter, and checking that nothing in it was altered."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bihuan.access.models import Account
from bihuan.calendar import clock
from bihuan.loop.matter import Matter
from bihuan.loop.record import BEGINNING, MatterRecord


@dataclass(frozen=True, slots=True)
class Noted:
    """What is to be written; `account` None: the system itself."""

    matter: Matter
    act: str
    text: str
    account: Account | None = None
    step: str = ""
    detail: dict[str, Any] = field(default_factory=dict)


def note(
    matter: Matter, act: str, text: str, account: Account | None = None, step: str = "", **detail: Any
) -> MatterRecord:
    """Add one record to a matter."""
    last = MatterRecord.objects.filter(matter=matter).order_by("-place").first()
    record = _record(Noted(matter, act, text, account, step, detail), last)
    record.save(force_insert=True)
    return record


def note_first(noted: Iterable[Noted]) -> None:
    """The first record of each of many new matters."""
    MatterRecord.objects.bulk_create([_record(one, None) for one in noted], batch_size=500)


def _record(noted: Noted, last: MatterRecord | None) -> MatterRecord:
    record = MatterRecord(
        matter=noted.matter,
        place=last.place + 1 if last else 1,
        moment=clock.now(),
        actor=noted.account,
        act=noted.act,
        step=noted.step,
        text=noted.text,
        detail=noted.detail,
        previous_digest=last.digest if last else BEGINNING,
    )
    record.digest = record.expected_digest()
    return record


def is_unbroken(matter: Matter) -> bool:
    """Whether the record is whole: no row altered, none missing but at the end."""
    previous = BEGINNING
    for place, record in enumerate(MatterRecord.objects.filter(matter=matter).order_by("place"), 1):
        if (record.place, record.previous_digest) != (place, previous) or record.digest != record.expected_digest():
            return False
        previous = record.digest
    return True
