"""What a home says of itself in settings.yaml."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from ruamel.yaml import YAML


@dataclass(frozen=True, slots=True)
class HomeSettings:
    """`manages`: the 管理权限 whose cadres get findings here (empty: all); `jurisdiction`: whose local packs hold."""

    manages: tuple[str, ...] = ()
    jurisdiction: str | None = None


def home_settings() -> HomeSettings:
    path = Path(settings.BIHUAN_HOME) / "settings.yaml"
    given: dict[str, Any] = (YAML(typ="safe").load(path.read_text("utf-8")) or {}) if path.exists() else {}
    return HomeSettings(tuple(given.get("manages") or ()), given.get("jurisdiction"))
