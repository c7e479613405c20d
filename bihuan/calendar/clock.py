"""The one source of time. In a synthetic home the clock may be set, elsewhere it cannot.

A set clock stands still, and stands for its own thread (or asynchronous task) alone.
"""

import datetime
from contextvars import ContextVar, Token
from types import TracebackType
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")

_set_to: ContextVar[datetime.datetime | None] = ContextVar("bihuan_clock", default=None)
_allowed = False


class ClockCannotBeSet(Exception):
    def __init__(self) -> None:
        super().__init__(
            "只有演示用的合成系统（由 bihuan demo 或 bihuan init --synthetic 建立）才能设定时钟；"
            "正式系统的时间不能设定。"
        )


def allow_setting(home_is_synthetic: bool) -> None:
    """Said once at start-up, by whoever knows the home."""
    global _allowed
    _allowed = home_is_synthetic


def now() -> datetime.datetime:
    return _set_to.get() or datetime.datetime.now(SHANGHAI)


def today() -> datetime.date:
    return now().date()


def local_moment(moment: datetime.datetime | datetime.date) -> datetime.datetime:
    """A moment in our time zone: a day is its first moment, a naive moment is meant in our zone."""
    if not isinstance(moment, datetime.datetime):
        return datetime.datetime.combine(moment, datetime.time(), SHANGHAI)
    return moment.astimezone(SHANGHAI) if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


class SetClock:
    """A clock that is set; leaving the `with` block puts back what it showed before."""

    def __init__(self, token: Token[datetime.datetime | None], moment: datetime.datetime) -> None:
        self._token = token
        self._moment = moment

    def __enter__(self) -> datetime.datetime:
        return self._moment

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _set_to.reset(self._token)


def set_clock(moment: datetime.datetime | datetime.date) -> SetClock:
    """Set the clock from this call on; `with set_clock(...)` sets it for a block."""
    if not _allowed:
        raise ClockCannotBeSet
    local = local_moment(moment)
    return SetClock(_set_to.set(local), local)


def release_clock() -> None:
    """Let the clock run again."""
    _set_to.set(None)
