"""One load at a time: a second one waits its turn. The lock is the operating system's, so a killed load frees it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold the home's load lock."""
    with (settings.BIHUAN_HOME / "load.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
