"""Which packs are in use now, and which were in use at a moment."""

import datetime
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from bihuan.calendar import clock
from bihuan.policy.engine.graph import graph_of
from bihuan.policy.engine.judging import Bench
from bihuan.policy.models import PackVersion
from bihuan.policy.packs.files import digest_of, read_folders, without_cases
from bihuan.policy.packs.library import Library, read_library
from bihuan.policy.packs.parsed import parse_cached
from bihuan.policy.settings import home_settings

LOOK_AGAIN = 5.0


@dataclass
class _Seen:
    library: Library
    looked: float
    place: tuple[str, str]


_seen: _Seen | None = None


def current_files() -> dict[str, str]:
    """The packs that ship, and the home's own (`$BIHUAN_HOME/policies`), without their cases."""
    return without_cases(read_folders(Path(settings.POLICIES), Path(settings.BIHUAN_HOME) / "policies"))


def current_library() -> Library:
    """The packs in use; a change of their files is noticed within seconds."""
    global _seen
    place = (str(settings.POLICIES), str(settings.BIHUAN_HOME))
    if _seen is None or _seen.place != place or time.monotonic() - _seen.looked > LOOK_AGAIN:
        _seen = _Seen(library_of(_frozen(current_files())), time.monotonic(), place)
    return _seen.library


def look_again() -> None:
    """Read the files at next use, however lately they were read."""
    global _seen
    _seen = None


def _frozen(files: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(files.items()))


@lru_cache(maxsize=4)
def library_of(files: tuple[tuple[str, str], ...]) -> Library:
    """Read packs; PackFault with every problem where they cannot be used."""
    texts = dict(files)
    parsed = parse_cached(texts, Path(settings.BIHUAN_HOME) / "cache")
    return read_library(texts, home_settings().jurisdiction, parsed)


def bench_of(library: Library) -> Bench:
    return Bench(library, graph_of(library, Path(settings.BIHUAN_HOME) / "cache"))


def keep_version(library: Library) -> PackVersion:
    """The version row of a library, made when it is used for the first time."""
    found = PackVersion.objects.filter(digest=library.digest).first()
    if found is None:
        files = current_files()
        assert digest_of(files) == library.digest
        found = PackVersion.objects.create(digest=library.digest, files=files, first_used_at=clock.now())
    return found


def library_at(moment: datetime.datetime) -> Library:
    """The packs in use at a moment: the last version first used by then; before the first run, the present ones."""
    found = PackVersion.objects.filter(first_used_at__lte=moment).order_by("-first_used_at", "-pk").first()
    return library_of_version(found) if found else current_library()


def library_of_version(version: PackVersion) -> Library:
    return library_of(_frozen(version.files))
