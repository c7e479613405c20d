"""A loaded county and its offices, each signed in; a clock that stands."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client

from bihuan.access.roles import Role
from bihuan.calendar import clock
from bihuan.exchange.loading import Loaded
from tests.access.people import make_account, signed_in
from tests.exchange import county

Send = Callable[..., Loaded]
SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def standing_clock() -> Iterator[None]:
    clock.allow_setting(home_is_synthetic=True)
    with clock.set_clock(datetime.datetime(2026, 3, 20, 9, tzinfo=clock.SHANGHAI)):
        yield
    clock.allow_setting(home_is_synthetic=False)


@pytest.fixture
def send(db: None, tmp_path: Path, home: Path) -> Send:
    """Load rows as a CSV of that name into a county of three units and three people."""
    county.settle(tmp_path)
    return lambda name, *rows, **options: county.send(tmp_path, name, *rows, **options)


@pytest.fixture
def enter(db: None) -> SignIn:
    """A signed-in client of a role."""
    return lambda role, **given: signed_in(make_account(role, **given))


@pytest.fixture
def office(enter: SignIn) -> Client:
    return enter(Role.SUPERVISION)
