"""What one cell can mean: every parser of a value, in one place to import from."""

from bihuan.calendar.partial import PartialDate, Precision
from bihuan.exchange.reading.credit_code import check_credit_code
from bihuan.exchange.reading.identity_number import birth_of, check_identity_number, sex_of
from bihuan.exchange.reading.names import normalise_name
from bihuan.exchange.reading.numbers import parse_boolean, parse_integer, parse_number, parse_percent
from bihuan.exchange.reading.partial_date import parse_date
from bihuan.exchange.reading.period import Period, parse_month, parse_period
from bihuan.exchange.reading.refusal import CellError, DateError
from bihuan.exchange.reading.synonyms import LEVELS, RANKS, canonical_level, canonical_rank, canonical_word
from bihuan.exchange.reading.text import CLEARING, neutralise, normalise_text

__all__ = [
    "CLEARING",
    "LEVELS",
    "RANKS",
    "CellError",
    "DateError",
    "PartialDate",
    "Period",
    "Precision",
    "birth_of",
    "canonical_level",
    "canonical_rank",
    "canonical_word",
    "check_credit_code",
    "check_identity_number",
    "neutralise",
    "normalise_name",
    "normalise_text",
    "parse_boolean",
    "parse_date",
    "parse_integer",
    "parse_month",
    "parse_number",
    "parse_percent",
    "parse_period",
    "sex_of",
]
