"""One figure a row: what, how big, how much, what is aimed at."""

import json
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass


@dataclass
class Clock:
    """Seconds of a `with` block."""

    seconds: float = 0.0


@dataclass(frozen=True)
class Figure:
    """`size`: cadres, or rows for loads. `met`: None where nothing is aimed at."""

    name: str
    size: int
    value: float
    unit: str
    aim: str = ""
    met: bool | None = None
    note: str = ""

    def shown(self) -> str:
        digits = 0 if self.value >= 100 else 1 if self.value >= 10 else 3
        return f"{self.value:,.{digits}f} {self.unit}"

    def verdict(self) -> str:
        return "" if self.met is None else "met" if self.met else "MISSED"

    def as_line(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


@contextmanager
def timed() -> Iterator[Clock]:
    clock = Clock()
    begun = time.perf_counter()
    yield clock
    clock.seconds = time.perf_counter() - begun


def best_of(times: int, act: Callable[[], object]) -> float:
    """The shortest of several runs, in seconds: what the machine can do when nothing disturbs it."""
    spent = []
    for _ in range(times):
        with timed() as clock:
            act()
        spent.append(clock.seconds)
    return min(spent)


def median_of(times: int, act: Callable[[], object]) -> float:
    """The middle of several runs, in seconds: what somebody who waits can expect."""
    spent = []
    for _ in range(times):
        with timed() as clock:
            act()
        spent.append(clock.seconds)
    return sorted(spent)[times // 2]


def peak_memory() -> float:
    """Most memory that this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
