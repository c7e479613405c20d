"""A text column that the database holds encrypted."""

from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression
from django.db.models.lookups import Transform

from bihuan.crypto.cipher import decrypt_text, encrypt_text

if TYPE_CHECKING:
    from django.db.models import TextField
else:

    class TextField(models.TextField):
        """Django's class takes its type arguments only from the type checker."""

        def __class_getitem__(cls, _: object) -> type["TextField"]:
            return cls


SetType = TypeVar("SetType", contravariant=True)
GetType = TypeVar("GetType", covariant=True)


class EncryptedTextField(TextField[SetType, GetType]):
    """Encrypted when saved, decrypted when loaded; `defer` it where a list does not show it.

    Nothing but `isnull` can be asked of the column: keep a keyed index beside it. An empty text is stored empty.
    `context` is authenticated with each value, `table.column` unless given; give it before renaming either.
    """

    description = "encrypted text"

    def __init__(self, *args: Any, context: str = "", **options: Any) -> None:
        self._context = context
        super().__init__(*args, **options)

    @property
    def context(self) -> str:
        return self._context or f"{self.model._meta.db_table}.{self.column}"

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, options = super().deconstruct()
        if self._context:
            options["context"] = self._context
        return name, path, args, options

    def get_internal_type(self) -> str:
        return "BinaryField"

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def get_transform(self, lookup_name: str) -> type[Transform] | None:
        return None

    def to_python(self, value: Any) -> str | None:
        return None if value is None else str(value)

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        if value is None:
            return None
        return encrypt_text(value, self.context) if value else b""

    def from_db_value(self, value: Any, expression: Expression, connection: BaseDatabaseWrapper) -> str | None:
        if value is None:
            return None
        return decrypt_text(bytes(value), self.context) if value else ""
