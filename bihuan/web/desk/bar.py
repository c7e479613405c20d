"""The items of the bar at the top that are the desk's own."""

from django.utils.translation import gettext_lazy as _

from bihuan.access.areas import Area
from bihuan.access.guarding import enters
from bihuan.ui.navigation import NavItem, register


def fill() -> None:
    """Once, when the application starts. Who has more pages adds a line here."""
    register(NavItem(_("工作台"), "workbench", 10, allowed=enters(Area.WORKBENCH)))
    register(NavItem(_("干部"), "cadres", 20, allowed=enters(Area.CADRES)))
