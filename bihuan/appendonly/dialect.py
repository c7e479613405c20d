"""What an engine has to offer so that a table can be kept append-only."""

from dataclasses import dataclass
from typing import Protocol

from django.db.backends.base.base import BaseDatabaseWrapper

from bihuan.appendonly.registry import UniqueColumns

REFUSAL = "只增不改"


@dataclass(frozen=True)
class Trigger:
    """One trigger as it has to stand in the database, word for word."""

    name: str
    create: str


class Dialect(Protocol):
    def triggers(self, connection: BaseDatabaseWrapper, table: str, unique: UniqueColumns) -> list[Trigger]:
        """The triggers that the table needs, given its present columns and indexes."""

    def standing(self, connection: BaseDatabaseWrapper, table: str, trigger: Trigger) -> bool:
        """Whether the trigger is there, switched on, and says what it should."""

    def create(self, connection: BaseDatabaseWrapper, table: str, trigger: Trigger) -> None: ...

    def drop(self, connection: BaseDatabaseWrapper, table: str, trigger: Trigger) -> None: ...
