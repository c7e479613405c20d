"""The items of the bar at the top: what waits to be judged, and what is being worked."""

from django.utils.translation import gettext_lazy as _

from bihuan.access.areas import Area
from bihuan.access.guarding import enters
from bihuan.ui.navigation import NavItem, register


def fill() -> None:
    """Once, when the application starts."""
    register(NavItem(_("待研判"), "triage", 70, allowed=enters(Area.TRIAGE)))
    register(NavItem(_("办理"), "matters", 80, allowed=enters(Area.MATTERS)))
