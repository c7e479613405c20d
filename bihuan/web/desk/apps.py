from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "bihuan.web.desk"
    label = "desk"
    verbose_name = "工作台"

    def ready(self) -> None:
        from bihuan.web.desk import bar

        bar.fill()
