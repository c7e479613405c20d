"""The bar at the top of each page: whoever has pages puts an item there when the application starts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class NavItem:
    """`order` places it; `mechanism` colours it; `allowed` says to whom it is shown (the page decides again)."""

    label: str | Promise
    route: str
    order: int
    mechanism: str = ""
    allowed: Callable[[HttpRequest], bool] = lambda request: True


@dataclass(frozen=True, slots=True)
class Shown:
    """An item as one page shows it."""

    label: str | Promise
    route: str
    address: str
    mechanism: str
    current: bool


_items: dict[str, NavItem] = {}


def register(item: NavItem) -> None:
    """Put an item in the bar; the same route twice replaces it."""
    _items[item.route] = item


def shown(request: HttpRequest) -> Iterator[Shown]:
    """The items that this reader gets, the one whose pages these are marked current."""
    allowed = [item for item in sorted(_items.values(), key=lambda item: item.order) if item.allowed(request)]
    addresses = {item.route: reverse(item.route) for item in allowed}
    current = _current(request.path, list(addresses.values()))
    for item in allowed:
        address = addresses[item.route]
        yield Shown(item.label, item.route, address, item.mechanism, address == current)


def _current(path: str, addresses: list[str]) -> str:
    """The longest address that the path begins with; the root only when nothing else does."""
    return max((address for address in addresses if path.startswith(address)), key=len, default="")
