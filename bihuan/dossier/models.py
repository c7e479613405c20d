"""The identity of a cadre. Everything else is facts; a unit and a post are known by their codes (docs/decisions)."""

from typing import ClassVar

from django.db import models

from bihuan.dossier import kinds as kinds
from bihuan.dossier.projection import CurrentCadre as CurrentCadre


class Cadre(models.Model):
    """A person's identity: one dossier. Rows never move; reads go through the canonical cadre (identity.py)."""

    objects: ClassVar["models.Manager[Cadre]"] = models.Manager()

    def __str__(self) -> str:
        return f"干部 {self.pk}"
