"""The registry of kinds of fact. Floors below know a kind only through it; whoever gives it meaning registers it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.apps import apps

from bihuan import appendonly

if TYPE_CHECKING:
    from bihuan.facts.models import Fact

Temporal = Literal["state", "event", "standing"]
Sensitivity = Literal["open", "internal", "sensitive", "sealed"]


@dataclass(frozen=True, slots=True)
class Kind:
    """What the rest of the house may know of one kind of fact.

    name: word used by feeds, tables of the policy engine and exports. number: fixed for good, it makes fact
    references unique across kinds. temporal: a *state* holds over days, an *event* counts from its day on, a
    *standing* fact counts as it stands. concerns: the columns that name cadres, the subject first. dated: the column that says
    when. withheld: names of people and free text, which never enter the snapshots of the policy engine.
    """

    name: str
    label: str
    number: int
    owner: str
    temporal: Temporal
    concerns: tuple[str, ...] = ("cadre",)
    domain: str = "organisation"
    sensitivity: Sensitivity = "internal"
    dated: str = ""
    withheld: tuple[str, ...] = ()


_models: dict[str, type["Fact"]] = {}


def kind(described: Kind) -> Callable[[type["Fact"]], type["Fact"]]:
    """Class decorator that registers a kind and puts its table under the append-only guard."""

    def register(model: type["Fact"]) -> type["Fact"]:
        if described.name in _models or described.number in {m.kind.number for m in _models.values()}:
            raise ValueError(f"kind registered twice: {described.name} ({described.number})")
        model.kind = described
        _models[described.name] = model
        appendonly.register(model._meta.db_table, unique=[["supersedes_id"]])
        return model

    return register


def model_of(name: str) -> type["Fact"]:
    """The model of a kind; KeyError where nobody registered it."""
    return _models[name]


def all_kinds() -> Iterator[type["Fact"]]:
    """Every registered model, in the order of kind numbers, once the applications are loaded."""
    apps.check_models_ready()
    return iter(sorted(_models.values(), key=lambda model: model.kind.number))


REFERENCE_BASE = 10**12


def reference_of(fact: "Fact") -> int:
    """One number that names a fact across kinds: kind number × 10¹² + row number."""
    return fact.kind.number * REFERENCE_BASE + int(fact.pk)


def split_reference(reference: int) -> tuple[type["Fact"], int]:
    """The model and the row number that a reference names."""
    number, row = divmod(reference, REFERENCE_BASE)
    for model in _models.values():
        if model.kind.number == number:
            return model, row
    raise KeyError(reference)
