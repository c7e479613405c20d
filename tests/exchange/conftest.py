"""A loaded county, and an officer who decides."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bihuan.access.models import Account
from bihuan.exchange.loading import Loaded
from tests.exchange import county

Send = Callable[..., Loaded]


@pytest.fixture
def send(db: None, tmp_path: Path) -> Send:
    """Write rows as a CSV of that name and load it, into a county of three units and three people."""
    county.settle(tmp_path)
    return lambda name, *rows, **options: county.send(tmp_path, name, *rows, **options)


@pytest.fixture
def officer(db: None) -> Account:
    return Account.objects.create(username="officer-of-tests")
