from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class LoopConfig(AppConfig):
    name = "bihuan.loop"
    label = "loop"
    verbose_name = "办理"

    def ready(self) -> None:
        from bihuan.loop import following, own_steps

        own_steps.register()
        # A mechanism's steps.py registers its forms, papers and handlers: the loop itself imports no mechanism.
        autodiscover_modules("steps")
        following.connect()
