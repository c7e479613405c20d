"""One load at a time: a second one waits its turn. The lock is the operating system's, so a killed load frees it."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings


@contextmanager
def one_at_a_time(waits: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Hold the home's load lock; `waits` is called once where another load holds it."""
    with (settings.BIHUAN_HOME / "load.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waits()
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
