from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "bihuan.mechanisms.assessment"
    label = "assessment"
    verbose_name = "考核"
