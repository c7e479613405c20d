from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PolicyDeskConfig(AppConfig):
    name = "bihuan.web.policy"
    label = "policy_desk"
    verbose_name = "制度库"

    def ready(self) -> None:
        from bihuan.access.areas import Area
        from bihuan.access.guarding import enters
        from bihuan.ui.navigation import NavItem, register

        register(NavItem(_("制度库"), "policies", order=100, allowed=enters(Area.POLICY)))
