"""`.lrmx`: one XML document a person, read by element name whatever the order, written in the editor's order."""

import base64
import binascii
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

from bihuan.exchange.forms import xml_text
from bihuan.exchange.forms.appointment_form import AppointmentForm, FamilyMember, UnknownElement, empty_fields
from bihuan.exchange.forms.elements import (
    ELEMENTS,
    FAMILY,
    IDENTITY_NUMBER,
    ITEM,
    ITEM_ELEMENTS,
    NAME,
    OPTIONAL,
    PHOTO,
)
from bihuan.exchange.reading.refusal import FileRefused
from bihuan.exchange.reading.text import without_space

_DECLARATION = b'<?xml version="1.0" encoding="utf-8"?>\n'
_ROOT = "Person"


def read_lrmx(path: Path, *, max_bytes: int = xml_text.MOST_BYTES) -> AppointmentForm:
    try:
        return parse_lrmx(xml_text.read_bytes(path, max_bytes))
    except FileRefused as refused:
        refused.file = path.name
        raise


def parse_lrmx(content: bytes) -> AppointmentForm:
    root = xml_text.parse(content)
    if root.tag != _ROOT:
        raise FileRefused(f"根元素是 {str(root.tag)[:40]}，任免审批表应是 {_ROOT}", value=str(root.tag))
    known, unknown = _sort_children(root, ELEMENTS)
    family, unknown_in_family = _family(known.get(FAMILY))
    photo, photo_text = _photo(_leaf(known.get(PHOTO)))
    leaves = [(name, element) for name, element in known.items() if name not in (FAMILY, PHOTO)]
    fields = empty_fields() | {name: _clean(name, _leaf(element)) for name, element in leaves}
    attributes = tuple(
        (str(element.tag), str(key), str(value))
        for element in [root, *known.values()]
        for key, value in element.attrib.items()
    )
    return AppointmentForm(fields, family, photo, photo_text, unknown, unknown_in_family, attributes)


def _sort_children(
    parent: etree._Element, names: Iterable[str]
) -> tuple[dict[str, etree._Element], tuple[UnknownElement, ...]]:
    known: dict[str, etree._Element] = {}
    unknown = []
    after = ""
    for child in _elements(parent):
        name = str(child.tag)
        if name not in names:
            unknown.append(_unknown(child, after))
            continue
        if name in known:
            raise _refused(child, f"（{ELEMENTS.get(name, name)}）出现了两次，不知以哪个为准")
        known[name] = child
        after = name
    return known, tuple(unknown)


def _refused(element: etree._Element, what: str) -> FileRefused:
    line: int = getattr(element, "sourceline", None) or 1
    return FileRefused(f"第 {line} 行的元素 {element.tag!s}{what}", line, str(element.tag))


def _elements(parent: etree._Element) -> Iterator[etree._Element]:
    return parent.iterchildren("*")


def _unknown(element: etree._Element, after: str) -> UnknownElement:
    attributes = tuple((str(key), str(value)) for key, value in element.attrib.items())
    xml = etree.tostring(element, encoding="unicode", with_tail=False)
    return UnknownElement(after, str(element.tag), element.text or "", attributes, xml)


def _leaf(element: etree._Element | None) -> str:
    """Text of an element; white space alone is how the editor prints an empty one."""
    if element is None:
        return ""
    if next(_elements(element), None) is not None:
        raise _refused(element, "里不应再有元素")
    text = "".join(map(str, element.itertext()))
    return text if text.strip() else ""


def _clean(name: str, text: str) -> str:
    if name == NAME:
        return without_space(text)
    return without_space(text).upper() if name == IDENTITY_NUMBER else text


def _family(container: etree._Element | None) -> tuple[tuple[FamilyMember, ...], tuple[UnknownElement, ...]]:
    members: list[FamilyMember] = []
    unknown: list[UnknownElement] = []
    for child in _elements(container) if container is not None else ():
        if child.tag != ITEM:
            unknown.append(_unknown(child, str(len(members))))
            continue
        member = _member(child)
        if member != FamilyMember():
            members.append(member)
    return tuple(members), tuple(unknown)


def _member(item: etree._Element) -> FamilyMember:
    known, unknown = _sort_children(item, ITEM_ELEMENTS)
    texts = {ITEM_ELEMENTS[name]: _clean(name, _leaf(element)) for name, element in known.items()}
    return FamilyMember(**texts, unknown=unknown)


def _photo(text: str) -> tuple[bytes, str]:
    plain = without_space(text)
    if plain.startswith("data:"):
        plain = plain.partition(",")[2]
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True), ""
    except (binascii.Error, ValueError):
        return b"", text


def write_lrmx(form: AppointmentForm) -> bytes:
    """The form as the editor writes it; what `parse_lrmx` reads from it is equal to `form`."""
    root = etree.Element(_ROOT)
    unknown = list(form.unknown)
    _append_unknown(root, unknown, "")
    for name in ELEMENTS:
        if name in OPTIONAL and name not in form.fields:
            continue
        element = etree.SubElement(root, name)
        if name == FAMILY:
            _write_family(element, form)
        else:
            element.text = xml_text.legal_text(_text_of(form, name)) or None
        _append_unknown(root, unknown, name)
    for place, key, value in form.attributes:
        target = root if place == _ROOT else root.find(place)
        if target is not None:
            target.set(key, value)
    _indent(root, 1)
    return _DECLARATION + etree.tostring(root, encoding="utf-8") + b"\n"


def _text_of(form: AppointmentForm, name: str) -> str:
    if name == PHOTO:
        return base64.b64encode(form.photo).decode("ascii") if form.photo else form.photo_text
    return form.fields.get(name, "")


def _write_family(container: etree._Element, form: AppointmentForm) -> None:
    _append_unknown(container, form.unknown_in_family, "0")
    for number, member in enumerate(form.family, 1):
        item = etree.SubElement(container, ITEM)
        _append_unknown(item, member.unknown, "")
        for name, attribute in ITEM_ELEMENTS.items():
            etree.SubElement(item, name).text = xml_text.legal_text(getattr(member, attribute)) or None
            _append_unknown(item, member.unknown, name)
        _indent(item, 3)
        _append_unknown(container, form.unknown_in_family, str(number))
    _indent(container, 2)


def _append_unknown(parent: etree._Element, unknown: Iterable[UnknownElement], after: str) -> None:
    for element in unknown:
        if element.after == after:
            parent.append(xml_text.parse(element.xml.encode()))


def _indent(parent: etree._Element, depth: int) -> None:
    """White space between the children only: inside an unknown element it may mean something."""
    if len(parent) == 0:
        return
    parent.text = "\n" + "  " * depth
    for child in parent:
        child.tail = "\n" + "  " * depth
    parent[-1].tail = "\n" + "  " * (depth - 1)
