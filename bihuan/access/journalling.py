"""What goes into the journal by itself: entries that write sealed kinds, and who came and went."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from bihuan.access.models import Account
from bihuan.facts.models import Entry, Fact
from bihuan.facts.signals import entry_sealed
from bihuan.journal.writing import record

LONGEST_ACTOR = 64


def connect() -> None:
    """Listen; called once, when the application starts."""
    entry_sealed.connect(_after_entry, dispatch_uid="access.journalling")
    user_logged_in.connect(_after_sign_in, dispatch_uid="access.sign_in")
    user_logged_out.connect(_after_sign_out, dispatch_uid="access.sign_out")
    user_login_failed.connect(_after_failure, dispatch_uid="access.sign_in_failed")


def journal_read(account: Account, cadre: int, facts: Iterable[Fact], purpose: str = "") -> None:
    """One record of a page, list or file that showed sealed facts of a dossier; none where it showed none."""
    shown = Counter(fact.kind.name for fact in facts if fact.kind.sensitivity == "sealed")
    if shown:
        detail: dict[str, object] = {"kinds": dict(shown)}
        _record("dossier.read_sealed", account, "cadre", str(cadre), purpose, detail)


def journal_export(account: Account, what: str, rows: int, subject: str = "", purpose: str = "") -> None:
    """One record of a download."""
    _record("export", account, what, subject, purpose, {"rows": rows})


def _record(
    act: str, account: Account, subject_kind: str, subject: str, purpose: str, detail: dict[str, object]
) -> None:
    record(
        act,
        actor=str(account.pk),
        subject_kind=subject_kind,
        subject_ref=subject,
        purpose=purpose,
        detail=detail,
    )


def _after_entry(sender: type[Entry], entry: Entry, facts: list[Fact], **_: object) -> None:
    sealed = Counter(fact.kind.name for fact in facts if fact.kind.sensitivity == "sealed")
    if sealed:
        detail: dict[str, object] = {"kinds": dict(sealed), "feed": entry.source.feed}
        actor = entry.actor[:LONGEST_ACTOR] or "system"
        record("facts.write_sealed", actor=actor, subject_kind="entry", subject_ref=str(entry.seal), detail=detail)


def _after_sign_in(sender: Any, request: HttpRequest, user: Account, **_: object) -> None:
    _record("sign_in", user, "account", str(user.pk), "", {})


def _after_sign_out(sender: Any, request: HttpRequest, user: Account | None, **_: object) -> None:
    if user is not None:
        _record("sign_out", user, "account", str(user.pk), "", {})


def _after_failure(sender: Any, credentials: dict[str, Any], **_: object) -> None:
    """Which account was tried, where there is such a one; never what somebody typed."""
    tried = Account.objects.filter(username=str(credentials.get("username", ""))[:150]).first()
    record("sign_in_failed", subject_kind="account", subject_ref=str(tried.pk) if tried else "")
