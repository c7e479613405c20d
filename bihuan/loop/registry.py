"""What mechanisms give to the loop when the application starts: forms, papers, and what a step records as facts."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from bihuan.facts.entries import Writing
    from bihuan.loop.forms.base import StepForm
    from bihuan.loop.papers.letter import Letter
    from bihuan.loop.step_context import StepContext

T = TypeVar("T")
Handler = Callable[["StepContext", dict[str, Any], "Writing"], None]
Composer = Callable[["StepContext", dict[str, Any]], "Letter"]

_forms: dict[str, type["StepForm"]] = {}
_handlers: dict[str, Handler] = {}
_papers: dict[str, Composer] = {}
_titles: dict[str, str] = {}


class RegisteredTwice(ValueError):
    """Two forms, papers or handlers want one name: a mistake of the programmer, told at start-up."""


def _put(table: dict[str, T], name: str, thing: T) -> None:
    if name in table and table[name] is not thing:
        raise RegisteredTwice(name)
    table[name] = thing


def register_form(name: str, form_class: type["StepForm"]) -> None:
    _put(_forms, name, form_class)


def register_handler(name: str, handler: Handler) -> None:
    """`records: name` in a step calls the handler inside the entry of that step."""
    _put(_handlers, name, handler)


def register_paper(name: str, title: str, composer: Composer) -> None:
    _put(_papers, name, composer)
    _titles[name] = title


def paper_title(name: str) -> str:
    return _titles[name]


def form_class(name: str) -> type["StepForm"]:
    return _forms[name]


def handler(name: str) -> Handler:
    return _handlers[name]


def composer(name: str) -> Composer:
    return _papers[name]


def has_form(name: str) -> bool:
    return name in _forms


def has_handler(name: str) -> bool:
    return name in _handlers


def has_paper(name: str) -> bool:
    return name in _papers


def form_names() -> Iterator[str]:
    return iter(sorted(_forms))


def paper_names() -> Iterator[str]:
    return iter(sorted(_papers))


def handler_names() -> Iterator[str]:
    return iter(sorted(_handlers))
