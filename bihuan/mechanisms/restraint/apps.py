from django.apps import AppConfig


class RestraintConfig(AppConfig):
    name = "bihuan.mechanisms.restraint"
    label = "restraint"
    verbose_name = "约束"
