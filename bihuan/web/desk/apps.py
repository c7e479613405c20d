from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "bihuan.web.desk"
    label = "desk"
    verbose_name = "工作台"
