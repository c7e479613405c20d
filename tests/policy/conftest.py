"""Small packs in a home of the test's own, and a clock that may be set."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from bihuan.calendar import clock
from bihuan.policy import versions
from bihuan.policy.engine import world
from tests.policy.small import write_packs


@pytest.fixture
def small(home: Path, tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """The folder of the small pack, in use."""
    clock.allow_setting(home_is_synthetic=True)
    settings.POLICIES = write_packs(tmp_path / "policies")
    versions.look_again()
    world.forget()
    yield settings.POLICIES
    world.forget()
    versions.look_again()
    clock.release_clock()
    clock.allow_setting(home_is_synthetic=False)
