from django.apps import AppConfig

from bihuan import appendonly


class JournalConfig(AppConfig):
    name = "bihuan.journal"
    label = "journal"
    verbose_name = "日志"

    def ready(self) -> None:
        appendonly.register(self.get_model("JournalRecord")._meta.db_table)
