from django.apps import AppConfig


class CultivationConfig(AppConfig):
    name = "bihuan.mechanisms.cultivation"
    label = "cultivation"
    verbose_name = "培养"
