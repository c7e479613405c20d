from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "bihuan.ui"
    label = "ui"
    verbose_name = "界面"
