from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "bihuan.access"
    label = "access"
    verbose_name = "账号与权限"

    def ready(self) -> None:
        from bihuan.access import journalling

        journalling.connect()
