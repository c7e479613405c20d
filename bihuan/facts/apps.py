from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "bihuan.facts"
    label = "facts"
    verbose_name = "事实"
