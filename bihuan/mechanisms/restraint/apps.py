from django.apps import AppConfig


class RestraintConfig(AppConfig):
    name = "bihuan.mechanisms.restraint"
    label = "restraint"
    verbose_name = "约束"

    def ready(self) -> None:
        from bihuan.mechanisms.restraint import upward

        upward.connect()
