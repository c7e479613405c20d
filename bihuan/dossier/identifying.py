"""Judgements about who is who: same person, not the same, a new 身份证号, a row that was put on the wrong person.

Each is an entry with a reason, made by an officer in the linking queue; the rows of neither dossier move.
"""

from collections.abc import Iterable
from typing import Any

from bihuan.dossier.identity import canonical, canonical_map, identity_index
from bihuan.dossier.kinds import IdentityNumber, SamePerson
from bihuan.facts.entries import ReasonMissing, Writing, entry
from bihuan.facts.models import Fact, Source


class JudgementFault(ValueError):
    """A judgement that contradicts what is known; its text says how."""


def judge_same(cadre: int, same_as: int, actor: str, reason: str, reference: str = "") -> SamePerson:
    """The dossier `cadre` is that of `same_as`: from this entry on it is read there."""
    _demand(reason)
    with entry(_source(reference), actor, reason) as writing:
        top, target = canonical(cadre), canonical(same_as)
        if top == target:
            raise JudgementFault("两份档案已经是同一人")
        fact = SamePerson(cadre_id=top, canonical_id=target, judgement="same")
        old = SamePerson.objects.known().filter(cadre_id=top, canonical_id=target).first()
        return writing.correct(old, fact, reason) if old else writing.record(fact)


def judge_different(cadre: int, other: int, actor: str, reason: str, reference: str = "") -> SamePerson:
    """The two are not one person. Where they were judged to be, that judgement is corrected; else it is put on record."""
    _demand(reason)
    with entry(_source(reference), actor, reason) as writing:
        judged = _judgement_between(cadre, other)
        if judged is None:
            return writing.record(SamePerson(cadre_id=cadre, canonical_id=other, judgement="different"))
        fact = SamePerson(cadre_id=judged.cadre_id, canonical_id=judged.canonical_id, judgement="different")
        return writing.correct(judged, fact, reason)


def _judgement_between(cadre: int, other: int) -> SamePerson | None:
    """The standing judgement that makes one of the two read as the other: the last step that leads `cadre` there."""
    mapping = canonical_map()
    if mapping.get(cadre, cadre) != mapping.get(other, other):
        return None
    judged = SamePerson.objects.known().filter(judgement="same")
    own = judged.filter(cadre_id=cadre).order_by("-pk").first()
    return own or judged.filter(cadre_id=other).order_by("-pk").first()


def give_number(cadre: int, number: str, actor: str, reason: str, reference: str = "") -> IdentityNumber:
    """A new 身份证号 of a cadre whom we know; the former one keeps finding the dossier. `number`: checked by the caller."""
    _demand(reason)
    with entry(_source(reference), actor, reason) as writing:
        owner = IdentityNumber.objects.known().filter(number_index=identity_index(number)).first()
        if owner is not None:
            whose = "本人" if canonical(owner.cadre_id) == canonical(cadre) else "另一名干部"
            raise JudgementFault(f"此身份证号已登记在{whose}名下")
        fact = IdentityNumber(cadre_id=canonical(cadre), number=number)
        fact.derive()
        return writing.record(fact)


def move_row(facts: Iterable[Fact], wrong: int, right: int, actor: str, reason: str, reference: str = "") -> list[Fact]:
    """What one row stated about the wrong cadre is retracted there and recorded on the right one, in one entry.

    The copies keep the key of the delivery, so that a row that comes again finds what became of it.
    """
    _demand(reason)
    with entry(_source(reference), actor, reason) as writing:
        return [_move(writing, fact, wrong, right, reason) for fact in facts]


def _move(writing: Writing, fact: Fact, wrong: int, right: int, reason: str) -> Fact:
    moved: dict[str, Any] = {
        f"{column}_id": right for column in fact.kind.concerns if getattr(fact, f"{column}_id") == wrong
    }
    if not moved:
        raise JudgementFault("这条记录并不在该干部名下")
    writing.retract(fact, reason, fact.line)
    copy = type(fact)(
        **fact.stated() | moved, valid_from=fact.valid_from, valid_to=fact.valid_to, key_index=fact.key_index
    )
    return writing.record(copy, fact.line)


def _source(reference: str) -> Source:
    """No feed: a person's act, not a delivery."""
    return Source(feed="", department="组织部", reference=reference or "身份认定")


def _demand(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing
