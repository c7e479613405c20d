"""The item of the bar at the top: for whoever has a feed to see or to send."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bihuan.access.models import Account
from bihuan.exchange.permitting import usable
from bihuan.ui.navigation import NavItem, register


def fill() -> None:
    """Once, when the application starts."""
    register(NavItem(_("汇聚"), "feeds", 90, allowed=_has_feeds))


def _has_feeds(request: HttpRequest) -> bool:
    return isinstance(request.user, Account) and bool(usable(request.user, "see"))
