"""Record, correct, retract; what was known at each seal; what holds on a day."""

import datetime
from collections.abc import Iterator

import pytest

from bihuan.calendar import clock
from bihuan.calendar.partial import PartialDate
from bihuan.dossier.kinds import Appointment, UnitState
from bihuan.dossier.models import Cadre
from bihuan.facts.bulk import FEW
from bihuan.facts.entries import ReasonMissing, digest_of, entry
from bihuan.facts.kinds import all_kinds, reference_of, split_reference
from bihuan.facts.known import last_moment, last_seal, seal_at
from bihuan.facts.models import Entry, Source

pytestmark = pytest.mark.django_db


def source() -> Source:
    return Source(feed="units", file="units.csv")


def unit(code: str, name: str = "甲") -> UnitState:
    return UnitState(unit_code=code, name=name, key_index=code)


def record(*codes: str) -> list[UnitState]:
    with entry(source(), "tests") as writing:
        return [writing.record(unit(code), line) for line, code in enumerate(codes, 2)]


def names(seal: int | None = None) -> dict[str, str]:
    return dict(UnitState.objects.known(seal).values_list("unit_code", "name"))


def test_each_act_is_known_from_its_own_seal_on() -> None:
    [first] = record("A")
    with entry(source(), "tests") as writing:
        second = writing.correct(first, unit("A", "乙"), "名称写错")
    with entry(source(), "tests") as writing:
        writing.retract(second, "重复报送")
    seals = list(Entry.objects.order_by("seal").values_list("seal", flat=True))
    assert [names(seal) for seal in (0, *seals)] == [{}, {"A": "甲"}, {"A": "乙"}, {}]
    assert names() == {}
    assert UnitState.objects.count() == 3


@pytest.mark.parametrize("act", ["correct", "retract"])
def test_a_correction_and_a_retraction_need_a_reason(act: str) -> None:
    [first] = record("A")
    with pytest.raises(ReasonMissing, match="理由"), entry(source(), "tests") as writing:
        writing.correct(first, unit("A"), "") if act == "correct" else writing.retract(first, "")
    assert Entry.objects.count() == 1


def test_what_fails_inside_an_entry_leaves_nothing() -> None:
    def write_and_fail() -> None:
        with entry(source(), "tests") as writing:
            writing.record(unit("A"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    assert (UnitState.objects.count(), Entry.objects.count(), Source.objects.count()) == (0, 0, 0)


def test_an_entry_into_which_nothing_was_written_is_not_sealed() -> None:
    with entry(source(), "tests"):
        pass
    assert (last_seal(), last_moment(), Source.objects.count()) == (0, None, 0)


def test_seals_count_up_by_one_and_moments_never_go_back() -> None:
    record("A")
    record("B")
    found = list(Entry.objects.order_by("seal").values_list("seal", "moment"))
    assert [seal for seal, _ in found] == [1, 2]
    assert found[0][1] <= found[1][1]


@pytest.fixture
def settable_clock() -> Iterator[None]:
    clock.allow_setting(True)
    yield
    clock.release_clock()
    clock.allow_setting(False)


def test_what_was_known_at_a_moment_goes_by_the_seal(settable_clock: None) -> None:
    days = [datetime.date(2025, 1, 1), datetime.date(2025, 3, 1), datetime.date(2025, 2, 1)]
    for code, day in zip("ABC", days, strict=True):
        with clock.set_clock(day):
            record(code)
    at = [clock.local_moment(datetime.date(2025, month, 15)) for month in (1, 2, 3)]
    assert [sorted(names(seal_at(moment))) for moment in at] == [["A"], ["A"], ["A", "B", "C"]]
    assert seal_at(clock.local_moment(datetime.date(2024, 1, 1))) == 0


def test_a_row_is_superseded_once() -> None:
    from django.db import IntegrityError, transaction

    [first] = record("A")
    with entry(source(), "tests") as writing:
        writing.correct(first, unit("A", "乙"), "改")
    with pytest.raises(IntegrityError), transaction.atomic(), entry(source(), "tests") as writing:
        writing.correct(first, unit("A", "丙"), "再改")
    assert names() == {"A": "乙"}


@pytest.mark.parametrize("count", [1, FEW - 1, FEW, FEW + 1, 5001])
def test_many_rows_at_once_are_numbered_without_gaps_and_references_lead_back(count: int) -> None:
    record("Z")
    rows = record(*(f"U{place}" for place in range(count)))
    numbers = list(UnitState.objects.order_by("pk").values_list("pk", flat=True))
    assert numbers == list(range(numbers[0], numbers[0] + count + 1))
    model, number = split_reference(reference_of(rows[-1]))
    assert model.objects.get(pk=number).unit_code == f"U{count - 1}"  # type: ignore[attr-defined]
    [after] = record("Y")
    assert after.pk == numbers[-1] + 1


def test_the_digest_stands_for_the_contents() -> None:
    [first] = record("A")
    stored = UnitState.objects.get()
    assert bytes(stored.digest) == digest_of(first) == digest_of(stored)
    assert digest_of(unit("A", "乙")) != digest_of(unit("A", "甲"))


def appointment(cadre: Cadre, begun: str, ended: str = "") -> Appointment:
    fact = Appointment(
        cadre=cadre, begun_on=PartialDate.from_text(begun), ended_on=PartialDate.from_text(ended) if ended else None
    )
    fact.derive()
    return fact


def test_a_state_holds_from_its_first_day_until_the_day_before_its_last() -> None:
    cadre = Cadre.objects.create()
    with entry(source(), "tests") as writing:
        writing.record(appointment(cadre, "2024-05-10", "2025-05-10"))
        writing.record(appointment(cadre, "2024-05"))
        writing.record(appointment(cadre, "2024"))
    counts = {
        day: Appointment.objects.known().holding(day).count()
        for day in ("2023-12-31", "2024-01-01", "2024-05-01", "2024-05-10", "2025-05-09", "2025-05-10")
    }
    assert list(counts.values()) == [0, 1, 2, 3, 3, 2]


def test_precision_is_kept() -> None:
    cadre = Cadre.objects.create()
    with entry(source(), "tests") as writing:
        writing.record(appointment(cadre, "2024-05"))
    fact = Appointment.objects.get()
    assert fact.begun_on is not None
    assert (fact.begun_on.text, fact.begun_on.precision, fact.valid_from) == (
        "2024-05",
        "month",
        datetime.date(2024, 5, 1),
    )


def test_kinds_have_numbers_of_their_own_and_known_concerns() -> None:
    kinds = [model.kind for model in all_kinds()]
    assert len({kind.number for kind in kinds}) == len({kind.name for kind in kinds}) == len(kinds)
    for model in all_kinds():
        columns = {field.name for field in model._meta.concrete_fields}
        assert set(model.kind.concerns) <= columns
        assert set(model.kind.withheld) <= columns
        assert not model.kind.dated or model.kind.dated in columns
