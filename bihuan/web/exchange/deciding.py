"""An officer's answer to a row in review: read from the form, carried out, and what it led to."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bihuan.access.models import Account
from bihuan.access.scoping import visible_cadres
from bihuan.dossier.identifying import give_number
from bihuan.dossier.identity import find_by_number
from bihuan.dossier.models import Cadre
from bihuan.exchange.alike import Alike
from bihuan.exchange.reading.refusal import CellError
from bihuan.exchange.reading.values import check_identity_number
from bihuan.exchange.reviewing import DecisionFault, decide
from bihuan.journal.writing import record
from bihuan.web.exchange.review_case import Case


@dataclass(frozen=True, slots=True)
class Answer:
    """`answer`: person, accept or reject. `others`: rows spelled alike that it answers as well."""

    answer: str
    reason: str
    column: str = ""
    cadre: int | None = None
    others: tuple[Alike, ...] = ()
    new_number: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """What became of one row."""

    batch: int
    file: str
    line: int
    outcome: str


def read_answer(account: Account, case: Case, given: Mapping[str, str]) -> Answer:
    """DecisionFault says what the form lacks."""
    choice, reason = given.get("choice", ""), given.get("reason", "").strip()
    if not reason:
        raise DecisionFault(_("认定必须写明理由"))
    others = tuple(case.alike) if given.get("alike") else ()
    if choice == "reject":
        return Answer("reject", reason, others=others)
    if case.question is None:
        if choice != "accept":
            raise DecisionFault(_("请选择采用此行或退回"))
        return Answer("accept", reason)
    cadre = _cadre(account, choice, given.get("number", ""))
    number = _given_number(case) if given.get("new_number") else ""
    return Answer("person", reason, case.question.column, cadre, others, number)


def _cadre(account: Account, choice: str, number: str) -> int:
    if choice == "number":
        try:
            found = find_by_number(check_identity_number(number))
        except CellError as error:
            raise DecisionFault(f"{error.reason}；{error.right}" if error.right else error.reason) from error
    else:
        text = choice.removeprefix("person:")
        found = int(text) if text.isdecimal() and len(text) < 19 else None
    if found is None or not visible_cadres(account, Cadre.objects.filter(pk=found)).exists():
        raise DecisionFault(_("请选择是谁；名册中没有所填的身份证号"))
    return found


def _given_number(case: Case) -> str:
    """The number that the row itself names the person by."""
    assert case.question is not None
    for text in case.question.given.values():
        try:
            return check_identity_number(text)
        except CellError:
            continue
    raise DecisionFault(_("本行没有可登记的身份证号"))


@transaction.atomic
def carry_out(account: Account, case: Case, answer: Answer) -> list[Effect]:
    """All of it or nothing; one record in the journal."""
    batch = case.batch
    if answer.new_number and answer.cadre:
        where = f"{batch.file} 第 {case.row.line} 行"[:120]
        give_number(answer.cadre, answer.new_number, account.username, answer.reason, where)
    effects = _decide(account, answer, [Alike(batch, case.row.line, answer.column)])
    effects += _decide(account, answer, answer.others)
    _journal(account, case, answer, effects)
    return effects


def _decide(account: Account, answer: Answer, rows: Iterable[Alike]) -> list[Effect]:
    groups: dict[tuple[int, str], list[Alike]] = {}
    for row in rows:
        groups.setdefault((row.batch.pk, row.column), []).append(row)
    effects = []
    for (_number, column), group in groups.items():
        batch = group[0].batch
        lines = [row.line for row in group]
        outcomes = decide(batch, lines, answer.answer, account, answer.reason, column, answer.cadre)
        effects += [Effect(batch.pk, batch.file, line, outcome) for line, outcome in outcomes.items()]
    return effects


def _journal(account: Account, case: Case, answer: Answer, effects: list[Effect]) -> None:
    detail: dict[str, Any] = {"answer": answer.answer, "cadre": answer.cadre, "new_number": bool(answer.new_number)}
    detail["effects"] = [asdict(effect) | {"file": ""} for effect in effects]
    subject = f"{case.batch.pk}:{case.row.line}"
    record("exchange.decide", actor=str(account.pk), subject_kind="row", subject_ref=subject, detail=detail)
