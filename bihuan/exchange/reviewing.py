"""The review queue: rows that wait for a person, who may be meant, and what a decision does to other rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from rapidfuzz.distance import JaroWinkler

from bihuan.access.models import Account
from bihuan.calendar import clock
from bihuan.exchange.applying import judge, rewrite
from bihuan.exchange.cells import partial
from bihuan.exchange.decisions import row_index
from bihuan.exchange.feeds import Feed, PersonColumns, all_feeds
from bihuan.exchange.linking import Known, Roster, read_roster, resolve, unit_word
from bihuan.exchange.models import Batch, Decision, Row
from bihuan.exchange.reading.values import canonical_word, normalise_name
from bihuan.exchange.staging import Staged, row_cells
from bihuan.exchange.withholding import withhold_named
from bihuan.facts.entries import take_seal_lock

MOST = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant: each point for it and against it, in words."""

    cadre: int
    name: str
    born: str
    sex: str
    units: tuple[str, ...]
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    likeness: float


@dataclass(frozen=True, slots=True)
class Question:
    """One person of a row that could not be resolved: what the row says, and who may be meant."""

    column: str
    given: dict[str, str]
    problem: str
    candidates: tuple[Candidate, ...]


def questions(batch: Batch, line: int) -> list[Question]:
    """What is to be decided about whose a row is."""
    feed = all_feeds()[batch.feed]
    staged = row_cells(batch, [line]).get(line)
    if staged is None:
        return []
    roster = read_roster()
    found = []
    for column, columns in feed.persons():
        link = resolve(roster, staged.cells, columns, staged.numbers)
        if link.problem and not link.cadre:
            given = {name: staged.cells[name] for name in columns.all() if staged.cells.get(name)}
            found.append(
                Question(column.name, given, link.problem, candidates(roster, given, columns, link.candidates))
            )
    return found


def candidates(
    roster: Roster, given: dict[str, str], columns: PersonColumns, named: tuple[int, ...] = ()
) -> tuple[Candidate, ...]:
    """The likeliest first. Likeness only orders them; it decides nothing."""
    name = normalise_name(given.get(columns.name, ""))
    born = _month(given.get(columns.born, ""))
    near = set(named) | set(roster.by_name.get(name, []))
    if len(near) < MOST and name:
        near |= {known.cadre for known in roster.people.values() if JaroWinkler.similarity(name, known.name) > 0.6}
    made = [
        _candidate(roster, roster.people[cadre], name, born, given, columns) for cadre in near if cadre in roster.people
    ]
    return tuple(sorted(made, key=lambda one: -one.likeness)[:MOST])


def _month(text: str) -> str:
    try:
        return partial(text).text[:7] if text else ""
    except ValueError:
        return ""


def _candidate(
    roster: Roster, known: Known, name: str, born: str, given: dict[str, str], columns: PersonColumns
) -> Candidate:
    unit = unit_word(given.get(columns.unit, ""))
    units = roster.units_of.get(known.cadre, set())
    sex = canonical_word("性别", given.get(columns.sex, ""))
    points = [
        ("姓名", name, known.name, name == known.name),
        ("出生年月", born, known.month, born == known.month),
        ("性别", sex, known.sex, sex == known.sex),
        ("单位", given.get(columns.unit, ""), "、".join(sorted(units)), bool(roster.codes_of.get(unit, set()) & units)),
    ]
    asked = [(label, row, roll, fits) for label, row, roll, fits in points if row]
    likeness = JaroWinkler.similarity(name, known.name) + sum(fits for *_, fits in asked)
    speaks_for = tuple(f"{label}一致：{row}" for label, row, _, fits in asked if fits)
    against = tuple(f"{label}不一致：本行 {row}，名册 {roll or '未填'}" for label, row, roll, fits in asked if not fits)
    return Candidate(
        known.cadre, known.name, known.month, known.sex, tuple(sorted(units)), speaks_for, against, likeness
    )


def same_spelling(batch: Batch, line: int, column: str) -> list[tuple[Batch, int]]:
    """Other rows in review, of any batch, whose person is spelled as in this one: a decision may answer them too."""
    mine = _spelled(batch, line, column)
    if not mine:
        return []
    others = []
    for other in Batch.objects.filter(outcomes__outcome="review").distinct():
        lines = set(Row.objects.filter(batch=other, outcome="review").values_list("line", flat=True))
        feed = all_feeds()[other.feed]
        for staged in row_cells(other, lines).values():
            if (other.pk, staged.line) != (batch.pk, line) and mine in _groups(feed, staged):
                others.append((other, staged.line))
    return others


def _spelled(batch: Batch, line: int, column: str) -> tuple[str, ...]:
    staged = row_cells(batch, [line]).get(line)
    columns = {one.name: columns for one, columns in all_feeds()[batch.feed].persons()}.get(column)
    return _group(staged, columns) if staged and columns else ()


def _groups(feed: Feed, staged: Staged) -> list[tuple[str, ...]]:
    return [_group(staged, columns) for _, columns in feed.persons()]


def _group(staged: Staged, columns: PersonColumns) -> tuple[str, ...]:
    number = next((staged.cells[name] for name in columns.numbers if staged.cells.get(name)), "")
    parts = (number, *(staged.cells.get(name, "") for name in columns.group()))
    return parts if any(parts) else ()


class DecisionFault(ValueError):
    """A decision that cannot be carried out; its text says what it lacks."""


@transaction.atomic
def decide(
    batch: Batch,
    lines: Iterable[int],
    answer: str,
    officer: Account,
    reason: str,
    column: str = "",
    cadre: int | None = None,
) -> dict[int, str]:
    """Write an officer's decision about rows in review and carry it out; line → the outcome it led to.

    Of several rows of one key that disagree, the one that is accepted sends the others back.
    """
    take_seal_lock()
    if not reason.strip():
        raise DecisionFault("认定必须写明理由")
    if answer == "person" and (cadre is None or not _names_person(batch, column)):
        raise DecisionFault("认定为某人时，必须指明哪一栏的人和认定为谁")
    wanted = sorted(set(lines))
    waiting = Row.objects.filter(batch=batch, outcome="review", line__in=wanted)
    answers = {row.line: answer for row in waiting}
    given = dict.fromkeys(answers, reason)
    if answer == "accept":
        for row, other in _rivals(waiting, set(wanted)):
            answers[other], given[other] = "reject", f"同一记录采用第 {row} 行：{reason}"
    _write_decisions(batch, answers, given, officer, column, cadre)
    return rejudge(batch, set(answers), str(officer), reason)


def _names_person(batch: Batch, column: str) -> bool:
    return any(one.name == column for one, _ in all_feeds()[batch.feed].persons())


def _rivals(rows: Iterable[Row], chosen: set[int]) -> Iterable[tuple[int, int]]:
    """(accepted line, other line of its key that waits in the same batch)."""
    for row in rows:
        others = Row.objects.filter(batch_id=row.batch_id, outcome="review").exclude(key_index="")
        for other in others.filter(key_index=row.key_index).values_list("line", flat=True):
            if other not in chosen:
                yield row.line, other


def _write_decisions(
    batch: Batch,
    answers: Mapping[int, str],
    reasons: Mapping[int, str],
    officer: Account,
    column: str,
    cadre: int | None,
) -> None:
    moment, cells = clock.now(), row_cells(batch, answers)
    for line, answer in sorted(answers.items()):
        named = {"column": column, "cadre_id": cadre} if answer == "person" else {}
        Decision.objects.create(
            batch=batch,
            line=line,
            answer=answer,
            officer=officer,
            reason=reasons[line],
            moment=moment,
            row_index=row_index(batch.feed, cells[line].cells),
            **named,
        )


def rejudge(batch: Batch, lines: set[int], actor: str, reason: str) -> dict[int, str]:
    """Judge some rows of an applied batch again and write what they now say."""
    if not lines:
        return {}
    feed = all_feeds()[batch.feed]
    decisions = list(Decision.objects.filter(batch=batch, line__in=lines).order_by("pk"))
    withhold_named(batch, feed, decisions)
    rows = sorted(row_cells(batch, lines).values(), key=lambda row: row.line)
    applied = judge(feed, rows, batch.received_at, decisions=decisions)
    rewrite(batch, feed, applied, actor, reason)
    return {work.row.line: work.outcome for work in applied.works}
