from django.apps import AppConfig


class MattersDeskConfig(AppConfig):
    name = "bihuan.web.matters"
    label = "matters_desk"
    verbose_name = "办理"

    def ready(self) -> None:
        from bihuan.web.matters import bar

        bar.fill()
