"""What may stand in a record, and what of it is sealed."""

import datetime
import json
import re
import unicodedata
from dataclasses import dataclass, field

LONGEST_TEXT = 200
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
DAY_OF_BIRTH = r"(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
RESIDENT_NUMBER = re.compile(rf"(?<!\d)\d{{6}}{DAY_OF_BIRTH}\d{{3}}[\dXx](?![\dA-Za-z])")
LIMITS = {"actor": 64, "act": 64, "subject_kind": 32, "subject_ref": 64, "purpose": LONGEST_TEXT}


class NotForTheJournal(ValueError):
    """A value that the journal must not hold; said where it is written, so that it never gets in."""


@dataclass(frozen=True)
class Draft:
    """A record before it has a number. `actor`: the account's id as text, or `system`."""

    act: str
    actor: str = "system"
    subject_kind: str = ""
    subject_ref: str = ""
    purpose: str = ""
    detail: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.act or not self.actor:
            raise NotForTheJournal("日志记录必须写明操作和操作人。")
        for name, longest in LIMITS.items():
            _check_text(name, getattr(self, name), longest)
        _check_detail("detail", self.detail)


def _check_text(name: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise NotForTheJournal(f"日志的“{name}”有 {len(text)} 个字，最多 {longest} 个。")
    if CONTROL.search(text):
        raise NotForTheJournal(f"日志的“{name}”中有换行或控制字符，只能是一行文字。")
    if RESIDENT_NUMBER.search(unicodedata.normalize("NFKC", text)):
        raise NotForTheJournal(f"日志的“{name}”中有身份证号，日志不得记载身份证号，请改用档案编号。")


def _check_detail(name: str, value: object) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise NotForTheJournal(f"日志的“{name}”的项名必须是文字，不能是 {type(key).__name__}。")
            _check_text(name, key, LONGEST_TEXT)
            _check_detail(f"{name}.{key}", inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _check_detail(name, inner)
    elif isinstance(value, str):
        _check_text(name, value, LONGEST_TEXT)
    elif isinstance(value, int):
        _check_text(name, str(value), LONGEST_TEXT)
    elif value is not None:
        # A float comes back from PostgreSQL spelt otherwise, and the seal would not fit.
        wanted = "只能是文字、整数、是否、空或它们的列表"
        raise NotForTheJournal(f"日志的“{name}”{wanted}，不能是 {type(value).__name__}。")


def sealed_text(number: int, moment: datetime.datetime, draft: Draft, previous_digest: str, key_number: int) -> bytes:
    """The bytes that a record's digest is taken over; the same whatever database they come back from."""
    parts = [
        number,
        moment.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
        draft.actor,
        draft.act,
        draft.subject_kind,
        draft.subject_ref,
        draft.purpose,
        draft.detail,
        previous_digest,
        key_number,
    ]
    return json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
