from django.apps import AppConfig


class ExchangeDeskConfig(AppConfig):
    name = "bihuan.web.exchange"
    label = "exchange_desk"
    verbose_name = "汇聚"

    def ready(self) -> None:
        from bihuan.web.exchange import bar

        bar.fill()
