"""Two who write at once: the order of seals is the order of commits, and nobody who reads by seals misses a row."""

import threading
import time

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from bihuan.dossier.kinds import UnitState
from bihuan.facts.entries import entry
from bihuan.facts.known import last_seal
from bihuan.facts.models import Entry, Source

WRITERS, ENTRIES = 4, 6


def write(writer: int, faults: list[BaseException]) -> None:
    try:
        for place in range(ENTRIES):
            with entry(Source(feed="units"), f"writer {writer}") as writing:
                writing.record(UnitState(unit_code=f"{writer}-{place}"))
                time.sleep(0.005 * ((writer + place) % 3))
    except BaseException as fault:  # noqa: BLE001 - shown by the test
        faults.append(fault)
    finally:
        connections.close_all()


def test_a_reader_who_extends_by_seals_loses_nothing(own_default: BaseDatabaseWrapper) -> None:
    faults: list[BaseException] = []
    writers = [threading.Thread(target=write, args=(writer, faults)) for writer in range(WRITERS)]
    for thread in writers:
        thread.start()
    seen: list[str] = []
    upto = 0
    while any(thread.is_alive() for thread in writers) or upto < last_seal():
        now = last_seal()
        fresh = UnitState.objects.filter(entry__gt=upto, entry__lte=now)
        seen += fresh.values_list("unit_code", flat=True)
        upto = now
    for thread in writers:
        thread.join()
    assert faults == []
    assert sorted(seen) == sorted(f"{writer}-{place}" for writer in range(WRITERS) for place in range(ENTRIES))
    assert list(Entry.objects.order_by("seal").values_list("seal", flat=True)) == list(range(1, WRITERS * ENTRIES + 1))
