"""CurrentCadre is a projection: whatever was delivered, corrected and judged, it equals the as-of answer, and so does a
brute-force reading of all facts by a second hand."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bihuan.calendar import clock
from bihuan.dossier.identifying import judge_different, judge_same
from bihuan.dossier.identity import find_by_number
from bihuan.dossier.kinds import Employment, Person, Position, SamePerson
from bihuan.dossier.pictures import pictures
from bihuan.dossier.projecting import current_row, rebuild, refresh
from bihuan.dossier.projection import CurrentCadre
from bihuan.facts.entries import entry
from bihuan.facts.models import Entry, Fact, Source
from tests.exchange.county import POSTS, UNITS, number, person, send

TODAY = datetime.date(2026, 6, 15)
SERIALS = (1, 3, 5)
NUMBERS = {serial: number(serial) for serial in SERIALS}

DELIVERY = st.tuples(
    st.just("deliver"),
    st.sampled_from(SERIALS),
    st.sampled_from(("2025-01-01", "2025-07-01", "2026-06-15", "2027-01-01", "")),
    st.sampled_from(("U01", "U02")),
    st.sampled_from(("在职", "退休", "")),
    st.sampled_from(("", "撤销", "")),
)
CORRECTION = st.tuples(st.just("correct"), st.sampled_from(SERIALS), st.sampled_from(("科员", "科长")))
RETRACTION = st.tuples(st.just("retract"), st.sampled_from(SERIALS), st.booleans())
MERGER = st.tuples(st.sampled_from(("same", "different")), st.sampled_from(SERIALS), st.sampled_from(SERIALS))
STEPS = st.lists(st.one_of(DELIVERY, DELIVERY, CORRECTION, RETRACTION, MERGER), min_size=1, max_size=8)


@pytest.fixture
def set_clock() -> Iterator[None]:
    clock.allow_setting(True)
    with clock.set_clock(TODAY):
        yield
    clock.allow_setting(False)


def take(folder: Path, step: tuple[Any, ...]) -> None:
    act, serial, *rest = step
    cadre = find_by_number(NUMBERS[serial])
    if act == "deliver":
        day, unit, status, withdrawn = rest
        row = person(serial, f"某{serial}", unit=unit, 人员状态=status, 数据日期=day, 操作=withdrawn)
        send(folder, "roster.csv", row)
    elif cadre is None:
        return
    elif act in {"same", "different"}:
        other = find_by_number(NUMBERS[rest[0]])
        if other is not None and other != cadre:
            (judge_same if act == "same" else judge_different)(cadre, other, "officer", "查实")
    else:
        by_hand(act, cadre, rest[0])


def by_hand(act: str, cadre: int, value: Any) -> None:
    model: type[Fact] = Person if act == "retract" and value else Position
    old = model.objects.known().filter(cadre_id=cadre).order_by("-valid_from", "-pk").first()
    if old is None:
        return
    with entry(Source(feed="", reference="MAT"), "officer") as writing:
        if act == "retract":
            writing.retract(old, "报错")
        else:
            writing.correct(old, Position(**old.stated() | {"post_name": value}, valid_from=old.valid_from), "更正")


def brute(on: datetime.date, seal: int) -> dict[int, dict[str, str]]:
    """Canonical cadre → what its roster line says on a day, known at a seal: by reading every row there is."""
    steps = {row.cadre_id: row.canonical_id for row in alive(SamePerson, seal) if row.judgement == "same"}

    def end(cadre: int) -> int:
        while cadre in steps:
            cadre = steps[cadre]
        return cadre

    found: dict[int, dict[str, str]] = {}
    for model, columns in ((Person, ["name"]), (Employment, ["status"]), (Position, ["unit_code", "post_name"])):
        states: dict[int, list[Any]] = {}
        for row in alive(model, seal):
            states.setdefault(end(row.cadre_id), []).append(row)
        for cadre, of in states.items():
            begun = [row for row in of if row.valid_from <= on]
            last = max(begun, key=order) if begun else min(of, key=order)
            found.setdefault(cadre, {}).update({column: getattr(last, column) for column in columns})
    return {cadre: line for cadre, line in found.items() if "name" in line}


def order(row: Any) -> tuple[Any, ...]:
    return row.valid_from, row.entry_id, row.pk


def alive(model: type[Fact], seal: int) -> list[Any]:
    rows = [row for row in model.objects.all() if row.entry_id <= seal]
    gone = {row.supersedes_id for row in rows}
    return [row for row in rows if row.act != "retract" and row.pk not in gone]


def shown(row: CurrentCadre) -> dict[str, str]:
    line = {"name": row.name, "status": row.status, "unit_code": row.unit_code, "post_name": row.post_name}
    return {name: text for name, text in line.items() if text}


def without_empty(lines: dict[int, dict[str, str]]) -> dict[int, dict[str, str]]:
    return {cadre: {name: text for name, text in line.items() if text} for cadre, line in lines.items()}


def values(row: CurrentCadre) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in CurrentCadre._meta.concrete_fields}


@pytest.mark.django_db
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_the_projection_equals_the_as_of_answer_and_both_a_reading_of_every_row(
    tmp_path: Path, set_clock: None, steps: list[tuple[Any, ...]]
) -> None:
    with transaction.atomic():
        send(tmp_path, "units.csv", *UNITS)
        send(tmp_path, "posts.csv", *POSTS)
        for step in steps:
            take(tmp_path, step)
        kept = {row.cadre_id: values(row) for row in CurrentCadre.objects.all()}
        today = pictures(kept, TODAY)
        assert kept == {cadre: values(current_row(picture)) for cadre, picture in today.items()}
        rows = {row.cadre_id: shown(row) for row in CurrentCadre.objects.all()}
        last = Entry.objects.count()
        assert rows == without_empty(brute(TODAY, last))
        for seal in range(1, last + 1):
            for on in (datetime.date(2025, 3, 1), TODAY, datetime.date(2027, 6, 1)):
                lines = without_empty(brute(on, seal))
                then = {cadre: shown(current_row(picture)) for cadre, picture in pictures(lines, on, seal).items()}
                assert then == lines
        rebuild()
        assert kept == {row.cadre_id: values(row) for row in CurrentCadre.objects.all()}
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_state_that_was_known_before_it_holds_is_shown_when_its_day_comes(tmp_path: Path) -> None:
    clock.allow_setting(True)
    try:
        with clock.set_clock(TODAY):
            send(tmp_path, "units.csv", *UNITS)
            send(tmp_path, "roster.csv", person(1, "某一", unit="U01", 数据日期="2026-01-01"))
            send(tmp_path, "roster.csv", person(1, "某一", unit="U02", 数据日期="2026-07-01"))
            assert CurrentCadre.objects.get().unit_code == "U01"
            assert refresh() == 0
        with clock.set_clock(datetime.date(2026, 7, 1)):
            assert refresh() == 1
            assert CurrentCadre.objects.get().unit_code == "U02"
            assert refresh() == 0
    finally:
        clock.allow_setting(False)


@pytest.mark.django_db
def test_a_unit_that_is_renamed_is_renamed_in_the_list(tmp_path: Path) -> None:
    send(tmp_path, "units.csv", *UNITS)
    send(tmp_path, "roster.csv", person(1, "某一", unit="U01"))
    send(tmp_path, "units.csv", {**UNITS[0], "单位名称": "县财政和国资局"})
    assert CurrentCadre.objects.get().unit_name == "县财政和国资局"
