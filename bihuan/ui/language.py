"""Chinese first: a page is English only for whoever switched to it, whatever language the browser asks for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

Respond = Callable[[HttpRequest], HttpResponseBase]


def chinese_first(respond: Respond) -> Respond:
    """Middleware before LocaleMiddleware: the switch's cookie decides, Accept-Language does not."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        return respond(request)

    return middleware
