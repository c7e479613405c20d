"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from bihuan.calendar import clock


def home(request: HttpRequest) -> dict[str, Any]:
    """Whether the data is synthetic, and today's date by the one clock."""
    return {"synthetic": settings.SYNTHETIC, "today": clock.today()}
