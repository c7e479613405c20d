"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from bihuan.calendar import clock
from bihuan.ui import navigation


def home(request: HttpRequest) -> dict[str, Any]:
    """Whether the data is synthetic, today's date by the one clock, and the bar at the top."""
    signed_in = getattr(request, "user", None) is not None and request.user.is_authenticated
    items = list(navigation.shown(request)) if signed_in else []
    return {
        "synthetic": settings.SYNTHETIC,
        "today": clock.today(),
        "place": getattr(settings, "PLACE", ""),
        "navigation": items,
        "may_search": any(item.route == "cadres" for item in items),
    }
