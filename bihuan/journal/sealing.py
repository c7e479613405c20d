"""The digest of a record: HMAC-SM3 under a key that is not in the database.

A bare SM3 chain could be taken anew over altered records by whoever can write to the table.
"""

import datetime

from bihuan.crypto.digest import hmac_sm3
from bihuan.crypto.keys import Purpose, newest, numbered
from bihuan.journal.content import Draft, sealed_text
from bihuan.journal.models import JournalRecord

GENESIS = "0" * 64


def digest_of(number: int, moment: datetime.datetime, draft: Draft, previous_digest: str, key_number: int) -> str:
    secret = numbered(Purpose.JOURNAL, key_number).secret
    return hmac_sm3(secret, sealed_text(number, moment, draft, previous_digest, key_number)).hex()


class _AsFound(Draft):
    """What stands in the table, whatever it is: judged by its digest, not by our rules."""

    def __post_init__(self) -> None: ...


def _as_found(record: JournalRecord) -> Draft:
    return _AsFound(
        act=record.act,
        actor=record.actor,
        subject_kind=record.subject_kind,
        subject_ref=record.subject_ref,
        purpose=record.purpose,
        detail=record.detail,
    )


def seal_fits(record: JournalRecord, number: int | None = None) -> bool:
    """Whether the digest is that of the record's content, at its own number or at the one asked about."""
    if record.key_number > newest(Purpose.JOURNAL).number:
        return False
    place = record.number if number is None else number
    digest = digest_of(place, record.moment, _as_found(record), record.previous_digest, record.key_number)
    return digest == record.digest
