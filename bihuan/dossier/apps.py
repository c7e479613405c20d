from django.apps import AppConfig


class DossierConfig(AppConfig):
    name = "bihuan.dossier"
    label = "dossier"
    verbose_name = "一人一档"

    def ready(self) -> None:
        from bihuan.dossier import projecting

        projecting.connect()
