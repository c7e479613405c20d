"""The items of the bar at the top that are the desk's own."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bihuan.access.areas import Area
from bihuan.access.guarding import enters
from bihuan.ui.navigation import NavItem, register


def fill() -> None:
    """Once, when the application starts. Who has more pages adds a line here."""
    register(NavItem(_("工作台"), "workbench", 10, allowed=enters(Area.WORKBENCH)))
    register(NavItem(_("干部"), "cadres", 20, allowed=enters(Area.CADRES)))
    register(NavItem(_("我的档案"), "my-dossier", 25, allowed=_has_dossier))


def _has_dossier(request: HttpRequest) -> bool:
    return getattr(request.user, "cadre_id", None) is not None and enters(Area.DOSSIER)(request)
