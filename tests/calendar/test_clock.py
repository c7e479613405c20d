"""One source of time; it can be set in a synthetic home and nowhere else."""

import asyncio
import datetime
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bihuan.calendar import clock
from bihuan.calendar.clock import SHANGHAI, ClockCannotBeSet, set_clock

MOMENT = datetime.datetime(2024, 2, 29, 23, 30, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    allowed = clock._allowed
    yield
    clock.release_clock()
    clock.allow_setting(home_is_synthetic=allowed)


@pytest.fixture
def synthetic() -> None:
    clock.allow_setting(home_is_synthetic=True)


def runs() -> bool:
    return abs(datetime.datetime.now(datetime.UTC) - clock.now()) < datetime.timedelta(seconds=5)


def test_the_clock_runs_in_our_time_zone() -> None:
    assert runs()
    assert clock.now().tzinfo is SHANGHAI
    assert clock.today() == clock.now().date()


def test_a_real_home_refuses_to_set_it() -> None:
    clock.allow_setting(home_is_synthetic=False)
    with pytest.raises(ClockCannotBeSet, match="合成系统"):
        set_clock(MOMENT)
    assert runs()


def test_a_set_clock_stands_still_for_the_block_and_runs_again_after_it(synthetic: None) -> None:
    with set_clock(MOMENT) as shown:
        assert clock.now() == shown == MOMENT
        assert clock.now() == MOMENT
        assert clock.today() == datetime.date(2024, 2, 29)
    assert runs()


def test_blocks_inside_blocks_put_back_what_was_before(synthetic: None) -> None:
    with set_clock(MOMENT):
        with set_clock(datetime.date(2025, 1, 1)):
            assert clock.today() == datetime.date(2025, 1, 1)
        assert clock.now() == MOMENT


def fail_in_the_past() -> None:
    with set_clock(MOMENT):
        raise LookupError


def test_an_error_in_the_block_lets_it_run_again(synthetic: None) -> None:
    with pytest.raises(LookupError):
        fail_in_the_past()
    assert runs()


def test_set_without_a_block_it_stays_until_released(synthetic: None) -> None:
    set_clock(MOMENT)
    assert clock.now() == MOMENT
    clock.release_clock()
    assert runs()


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (datetime.date(2024, 5, 1), datetime.datetime(2024, 5, 1, tzinfo=SHANGHAI)),
        (datetime.datetime(2024, 5, 1, 8), datetime.datetime(2024, 5, 1, 8, tzinfo=SHANGHAI)),  # noqa: DTZ001
        (datetime.datetime(2024, 4, 30, 20, tzinfo=datetime.UTC), datetime.datetime(2024, 5, 1, 4, tzinfo=SHANGHAI)),
    ],
)
def test_days_and_moments_are_meant_in_our_time_zone(
    synthetic: None, given: datetime.date, meant: datetime.datetime
) -> None:
    with set_clock(given):
        assert clock.now() == meant
        assert clock.today() == datetime.date(2024, 5, 1)


def test_other_threads_keep_their_own_time(synthetic: None) -> None:
    with set_clock(MOMENT), ThreadPoolExecutor(1) as pool:
        assert pool.submit(runs).result()
        assert clock.now() == MOMENT


async def _shown(day: datetime.date) -> datetime.date:
    with set_clock(day):
        await asyncio.sleep(0.01)
        return clock.today()


async def _both(first: datetime.date, second: datetime.date) -> list[datetime.date]:
    return list(await asyncio.gather(_shown(first), _shown(second)))


def test_tasks_that_run_together_keep_their_own_time(synthetic: None) -> None:
    days = datetime.date(2024, 1, 1), datetime.date(2025, 1, 1)
    assert asyncio.run(_both(*days)) == list(days)
