"""The door of a page: its area, asked before the page runs. A page without one fails the routes test."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from bihuan.access.areas import Action, Area
from bihuan.access.decision import Grain, may
from bihuan.access.models import Account

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def page(area: Area, action: Action = "see") -> Callable[[View[P]], View[P]]:
    """Decorate a view with its area and the action that it is; who may not gets 403, before anything is read."""

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if may(request.user, action, area) < Grain.WHOLE:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.area = area  # type: ignore[attr-defined]
        guarded.action = action  # type: ignore[attr-defined]
        return guarded

    return guard


def reader(request: HttpRequest) -> Account:
    """The account of a request that passed the sign-in."""
    account = request.user
    if not isinstance(account, Account):
        raise PermissionDenied
    return account


def enters(area: Area, action: Action = "see") -> Callable[[HttpRequest], bool]:
    """For the bar at the top: whether this reader gets the item."""
    return lambda request: may(request.user, action, area) == Grain.WHOLE
