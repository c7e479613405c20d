"""An appointment form as read: nothing of it is thrown away, nothing of it is interpreted."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bihuan.exchange.forms.elements import FIELDS, IDENTITY_NUMBER, NAME, OPTIONAL


@dataclass(frozen=True, slots=True)
class UnknownElement:
    """An element that is not in our list, kept as it stood.

    `after`: the known element before it; inside the family, the number of members before it. `xml` is the whole
    element; `name`, `text` and `attributes` are its own, for showing.
    """

    after: str
    name: str
    text: str
    attributes: tuple[tuple[str, str], ...]
    xml: str


@dataclass(frozen=True, slots=True)
class FamilyMember:
    relation: str = ""
    name: str = ""
    birth: str = ""
    political_status: str = ""
    work: str = ""
    unknown: tuple[UnknownElement, ...] = ()

    @property
    def is_deceased(self) -> bool:
        return any(word in self.work for word in ("去世", "已故", "病故"))


def empty_fields() -> dict[str, str]:
    return {name: "" for name in FIELDS if name not in OPTIONAL}


@dataclass(frozen=True, slots=True)
class AppointmentForm:
    """`fields` by element name; a missing element is an empty one. `photo` is the picture's own bytes.

    A picture that is no Base64 leaves `photo` empty and its text in `photo_text`, so that it is not lost either.
    """

    fields: Mapping[str, str] = field(default_factory=empty_fields)
    family: tuple[FamilyMember, ...] = ()
    photo: bytes = b""
    photo_text: str = ""
    unknown: tuple[UnknownElement, ...] = ()
    unknown_in_family: tuple[UnknownElement, ...] = ()
    attributes: tuple[tuple[str, str, str], ...] = ()
    """(element, attribute, value) of known elements."""

    @property
    def name(self) -> str:
        return self.fields.get(NAME, "")

    @property
    def identity_number(self) -> str:
        return self.fields.get(IDENTITY_NUMBER, "")

    @property
    def version(self) -> str:
        return self.fields.get("Version", "")
