"""Nothing is anonymous: each route but the way in asks who is there."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

OPEN_TO_ANYBODY = {"sign-in", "language", "set_language", "health", "javascript-catalog"}


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry)
        else:
            yield entry


def routes() -> list[URLPattern]:
    return list(patterns(get_resolver()))


def test_only_the_way_in_is_open_to_anybody() -> None:
    unguarded = {route.name for route in routes() if not getattr(route.callback, "login_required", True)}
    assert unguarded <= OPEN_TO_ANYBODY


def test_every_route_has_a_name_of_its_own() -> None:
    names = [route.name for route in routes()]
    assert None not in names
    assert sorted(map(str, names)) == sorted({str(name) for name in names})


@pytest.mark.django_db
def test_a_stranger_is_sent_to_the_sign_in_page_from_every_route() -> None:
    stranger, sign_in = Client(), reverse("sign-in")
    let_in = {}
    for route in routes():
        if route.name in OPEN_TO_ANYBODY:
            continue
        arguments = [value for value, _ in zip("1111111", route.pattern.converters, strict=False)]
        try:
            address = reverse(str(route.name), args=arguments)
        except NoReverseMatch:
            continue
        answer = stranger.get(address)
        if answer.status_code != 405 and not (answer.status_code == 302 and answer["Location"].startswith(sign_in)):
            let_in[address] = answer.status_code
    assert let_in == {}
