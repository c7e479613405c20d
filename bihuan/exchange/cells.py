"""How one cell is read: a parser for each column, and the one text of a value."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from bihuan.calendar.partial import PartialDate
from bihuan.exchange.feeds import Column
from bihuan.exchange.reading.values import (
    CellError,
    canonical_word,
    check_identity_number,
    normalise_name,
    normalise_text,
    parse_boolean,
    parse_date,
    parse_integer,
    parse_number,
    parse_percent,
    parse_period,
)

CLEARED = "\x00"
Parser = Callable[[str, bool], Any]
"""(text, whether a spreadsheet or JSON held it as a number) → value; CellError where it cannot be read."""
NumberStored = frozenset[str]
Meanings = Mapping[tuple[str, str], str]
"""(list, word) → the known word that an officer mapped it to."""

_VOCABULARIES = {"level": "职务层次", "rank": "职级", "grade": "等次"}
_SEPARATORS = str.maketrans("，,；;/", "、、、、、")
_LARGEST = Decimal(10) ** 14
_PLACES = Decimal("0.0001")
_LARGEST_INTEGER = 2**31 - 1


@lru_cache(maxsize=1 << 16)
def partial(text: str, as_number: bool = False) -> PartialDate:
    """A date in any of the forms of feeds.md; CellError otherwise."""
    parsed = parse_date(text, stored_as_number=as_number)
    return PartialDate(parsed.date, parsed.precision)


def _month(text: str, as_number: bool) -> PartialDate:
    given = partial(text, as_number)
    return given if given.precision != "day" else PartialDate(given.date.replace(day=1), "month")


def _year(text: str, as_number: bool) -> int:
    return parse_date(text.removesuffix("度")).date.year


def _period(text: str, as_number: bool) -> Any:
    if as_number and "." in text:
        partial(text, as_number)
    return parse_period(text)


def _number(text: str, as_number: bool) -> Decimal:
    return _bounded(parse_number(text), text)


def _percent(text: str, as_number: bool) -> Decimal:
    return _bounded(parse_percent(text), text)


def _bounded(value: Decimal, text: str) -> Decimal:
    if abs(value) >= _LARGEST:
        raise CellError("数字太大", text, "请核对单位")
    exponent = value.as_tuple().exponent
    return value.quantize(_PLACES) if isinstance(exponent, int) and exponent < -4 else value


def _integer(text: str, as_number: bool) -> int:
    value = parse_integer(text)
    if abs(value) > _LARGEST_INTEGER:
        raise CellError("数字太大", text, "应是一个整数，如 12")
    return value


def _identity(text: str, as_number: bool) -> str:
    return check_identity_number(text, stored_as_number=as_number)


def _identity_text(text: str, as_number: bool) -> str:
    """An applicant's paper: a 身份证号 where it is one, else the text as it stands (passports are no fault)."""
    plain = normalise_text(text).upper()
    if as_number and len(plain) > 15:
        return check_identity_number(text, stored_as_number=True)
    try:
        return check_identity_number(plain)
    except CellError:
        return plain


_PARSERS: Mapping[str, Parser] = {
    "text": lambda text, as_number: normalise_text(text),
    "raw": lambda text, as_number: text,
    "name": lambda text, as_number: normalise_name(text),
    "boolean": lambda text, as_number: parse_boolean(text),
    "date": partial,
    "number": _number,
    "percent": _percent,
    "integer": _integer,
    "year": _year,
    "period": _period,
    "identity": _identity,
    "identity_text": _identity_text,
}


@lru_cache(maxsize=1 << 10)
def _parser(column: Column) -> Parser:
    if column.role == "identity":
        return _identity
    if column.codes:
        return _several(column) if column.several else _one_of(column)
    if column.open:
        vocabulary = _VOCABULARIES.get(column.open)
        return lambda text, as_number: canonical_word(vocabulary, text) if vocabulary else normalise_text(text)
    return _month if column.precision == "month" else _PARSERS[column.type]


_known: dict[int, tuple[Column, Parser]] = {}


def parser_of(column: Column) -> Parser:
    """How the cells of a column are read."""
    found = _known.get(id(column))
    if found is None or found[0] is not column:
        found = _known[id(column)] = (column, _parser(column))
    return found[1]


def _one_of(column: Column) -> Parser:
    """A closed list: any other word is rejected, common synonyms are taken."""
    vocabulary = "谈话类型" if "述职述责述廉" in column.codes else column.name
    codes = frozenset(column.codes)

    def parse(text: str, as_number: bool) -> str:
        if text in codes:
            return text
        word = canonical_word(vocabulary, text)
        if word not in codes:
            raise CellError("不在规定的取值中", text, f"应为：{'、'.join(column.codes)}")
        return word

    return parse


def _several(column: Column) -> Parser:
    """Some words of a closed list, in the order of that list."""

    def parse(text: str, as_number: bool) -> str:
        words = {word.strip() for word in normalise_text(text).translate(_SEPARATORS).split("、") if word.strip()}
        wrong = sorted(words.difference(column.codes))
        if wrong:
            raise CellError("不在规定的取值中", wrong[0], f"应为：{'、'.join(column.codes)}")
        return "、".join(word for word in column.codes if word in words)

    return parse


def explain(error: CellError) -> str:
    """What is wrong, and what would be right."""
    return f"{error.reason}；{error.right}" if error.right else error.reason


def value_of(column: Column, text: str) -> Any:
    """The value of a cell that stands alone, such as a part of a key; CellError where it cannot be read."""
    return parser_of(column)(text, False)


def spelling(value: Any) -> str:
    """The one text of a value, equal for equal values."""
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, PartialDate):
        return value.text
    return str(getattr(value, "text", value))
