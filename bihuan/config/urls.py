"""Where each page is. Each screen app brings its own list."""

from django.urls import include, path

urlpatterns = [
    path("", include("bihuan.web.policy.urls")),
    path("", include("bihuan.web.exchange.urls")),
    path("", include("bihuan.web.matters.urls")),
    path("", include("bihuan.web.desk.urls")),
]
