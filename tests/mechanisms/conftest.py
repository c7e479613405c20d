"""A clock that stands, so that "not after today" means one day."""

import datetime
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from bihuan.calendar import clock
from tests.mechanisms.forms import TODAY

# A busy machine is no fault of the arithmetic.
hypothesis_settings.register_profile("busy machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("busy machine")


@pytest.fixture(autouse=True)
def standing_clock() -> Iterator[None]:
    clock.allow_setting(home_is_synthetic=True)
    with clock.set_clock(datetime.datetime.combine(TODAY, datetime.time(9), clock.SHANGHAI)):
        yield
    clock.allow_setting(home_is_synthetic=False)
