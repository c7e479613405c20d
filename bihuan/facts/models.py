"""Sources, entries and the abstract fact. Written once, never changed: see docs/facts.md."""

from functools import cache
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from bihuan import appendonly
from bihuan.facts.kinds import Kind


class Source(models.Model):
    """Which department's file, or which step of which matter, stated the facts of an entry."""

    feed = models.CharField(max_length=40)
    file = models.CharField(max_length=255, default="")
    department = models.CharField(max_length=120, default="")
    reference = models.CharField(max_length=120, default="")
    digest = models.CharField(max_length=64, default="")

    objects: ClassVar["models.Manager[Source]"] = models.Manager()

    def __str__(self) -> str:
        return self.file or self.reference or self.feed


class Entry(models.Model):
    """One act of writing. Its number is its seal: taken one at a time, in the order in which entries committed."""

    seal = models.BigIntegerField(primary_key=True)
    moment = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=80)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(default="")

    objects: ClassVar["models.Manager[Entry]"] = models.Manager()

    def __str__(self) -> str:
        return f"{self.seal} {self.moment:%Y-%m-%d %H:%M} {self.source}"


appendonly.register(Source._meta.db_table)
appendonly.register(Entry._meta.db_table)


class FactSet(models.QuerySet[Any]):
    """Facts as they were known and as they were true; the two questions that are always answerable."""

    def known(self, seal: int | None = None) -> Self:
        """What counts as known at a seal (None: now): recorded by then, not superseded or retracted by then."""
        later = self.model._base_manager.filter(supersedes=OuterRef("pk"))
        if seal is None:
            return self.exclude(act="retract").filter(~Exists(later))
        return self.filter(~Exists(later.filter(entry__lte=seal)), entry__lte=seal).exclude(act="retract")

    def holding(self, on: Any) -> Self:
        """States with valid_from ≤ day < valid_to and events up to the day; undated facts count as they stand."""
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
        if self.model.kind.temporal != "state":
            return self.filter(begun)
        return self.filter(begun, Q(valid_to__isnull=True) | Q(valid_to__gt=on))


class Fact(models.Model):
    """One thing a named source stated: about whom, when it was true, when we learned it.

    `valid_to` is exclusive. `supersedes` names the row that this one corrects or retracts. `key_index` is the keyed
    index of the delivery key: a recognition names the fact it is about by the same index.
    """

    kind: ClassVar[Kind]
    supersedes_id: int | None

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(
        max_length=7, default="record", choices=[("record", "入账"), ("correct", "更正"), ("retract", "撤销")]
    )
    supersedes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="+")
    line = models.IntegerField(null=True)
    reason = models.TextField(default="")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    key_index = models.CharField(max_length=64, default="", db_index=True)
    digest = models.BinaryField(max_length=32, default=b"")

    objects = FactSet.as_manager()

    class Meta:
        abstract = True
        indexes: ClassVar[list[models.Index]] = []

    def __str__(self) -> str:
        return f"{self.kind.label} {self.pk}"

    def derive(self) -> None:
        """Fill what follows from the columns: here the day that the fact holds from, where the kind names a column."""
        dated = getattr(self, self.kind.dated) if self.kind.dated else None
        if dated is not None:
            self.valid_from = dated.date

    @classmethod
    def stated_fields(cls) -> "tuple[models.Field[Any, Any], ...]":
        """The columns that a kind adds to the header."""
        return _stated_fields(cls)

    @classmethod
    def stating(cls, values: dict[str, Any]) -> Self:
        """A fact of these columns (by `attname`), the others at their defaults: what the constructor does, only faster."""
        return cls(*[values.get(name, default) for name, default in _defaults(cls)])

    def stated(self) -> dict[str, Any]:
        """Column name → value, without the header."""
        return {field.attname: getattr(self, field.attname) for field in self.stated_fields()}


@cache
def _stated_fields(model: type[Fact]) -> "tuple[models.Field[Any, Any], ...]":
    header = {field.name for field in Fact._meta.get_fields()} | {"id"}
    return tuple(field for field in model._meta.concrete_fields if field.name not in header)


@cache
def _defaults(model: type[Fact]) -> tuple[tuple[str, Any], ...]:
    return tuple((field.attname, field.get_default()) for field in model._meta.concrete_fields)
