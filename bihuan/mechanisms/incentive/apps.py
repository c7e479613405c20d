from django.apps import AppConfig


class IncentiveConfig(AppConfig):
    name = "bihuan.mechanisms.incentive"
    label = "incentive"
    verbose_name = "激励"
