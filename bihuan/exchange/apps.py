from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "bihuan.exchange"
    label = "exchange"
    verbose_name = "数据汇聚"
