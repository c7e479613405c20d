from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "bihuan.policy"
    label = "policy"
    verbose_name = "制度与规则"
