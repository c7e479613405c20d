"""One figure a row: what, how big, how long, how that compares."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class Clock:
    """Seconds of a `with` block."""

    seconds: float = 0.0


@contextmanager
def timed() -> Iterator[Clock]:
    clock = Clock()
    begun = time.perf_counter()
    yield clock
    clock.seconds = time.perf_counter() - begun


def best_of(times: int, act: Callable[[], object]) -> float:
    """The shortest of several runs, in seconds."""
    spent = []
    for _ in range(times):
        with timed() as clock:
            act()
        spent.append(clock.seconds)
    return min(spent)


def show(database: str, figure: str, size: int, value: str, note: str = "") -> None:
    print(f"{database:<10} {figure:<34} {size:>9,} {value:>16}  {note}", flush=True)
