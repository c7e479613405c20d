"""Who is one person: judged by officers, recorded as facts; rows never move, reads do."""

from pathlib import Path

import pytest

from bihuan.calendar import clock
from bihuan.dossier.identifying import JudgementFault, give_number, judge_different, judge_same, move_row
from bihuan.dossier.identity import canonical, find_by_number, members, numbers_of
from bihuan.dossier.kinds import Person
from bihuan.dossier.projection import CurrentCadre
from bihuan.exchange.dossiers import AsOf, dossier_json
from bihuan.facts.entries import ReasonMissing
from bihuan.facts.known import last_seal
from bihuan.facts.models import Entry
from bihuan.mechanisms.cultivation.kinds import Training
from tests.exchange import county
from tests.exchange.county import number, person, training

CHEN, LIN, SECOND = number(1), number(3, "19851123"), number(11)


@pytest.fixture
def folder(db: None, tmp_path: Path) -> Path:
    """Three cadres, and a second dossier of the first of them, each with a training of its own."""
    county.settle(tmp_path, person(11, "陈明远", unit="U02"))
    county.send(tmp_path, "training.csv", training(CHEN), training(SECOND, 班次名称="夜校"), training(LIN))
    return tmp_path


def cadre(text: str, seal: int | None = None) -> int:
    found = find_by_number(text, seal)
    assert found is not None
    return found


def courses(text: str, seal: int | None = None) -> list[str]:
    as_of = AsOf(clock.today(), seal)
    facts = dossier_json(cadre(text, seal), as_of)["facts"].get("training", [])
    return sorted(fact["values"]["班次名称"] for fact in facts)


def test_two_dossiers_judged_one_are_read_as_one_and_before_that_as_two(folder: Path) -> None:
    before = last_seal()
    one, other = cadre(SECOND), cadre(CHEN)
    judge_same(one, other, "officer", "户籍证明")
    assert cadre(SECOND) == cadre(CHEN) == other
    assert courses(SECOND) == courses(CHEN) == ["夜校", "科级干部进修班"]
    assert (cadre(SECOND, before), courses(SECOND, before), courses(CHEN, before)) == (
        one,
        ["夜校"],
        ["科级干部进修班"],
    )
    assert members(one) == members(other) == [other, one]
    assert set(Training.objects.values_list("cadre_id", flat=True)) == {one, other, cadre(LIN)}


def test_a_list_shows_one_line_for_one_person(folder: Path) -> None:
    one, other = cadre(SECOND), cadre(CHEN)
    judge_same(one, other, "officer", "户籍证明")
    assert set(CurrentCadre.objects.values_list("cadre_id", flat=True)).isdisjoint({one})
    judge_different(one, other, "officer", "查实为两人")
    assert {one, other} <= set(CurrentCadre.objects.values_list("cadre_id", flat=True))
    assert CurrentCadre.objects.get(cadre_id=one).unit_code == "U02"


def test_a_judgement_that_was_wrong_is_corrected_and_stays_readable(folder: Path) -> None:
    one, other = cadre(SECOND), cadre(CHEN)
    judge_same(one, other, "officer", "户籍证明")
    between = last_seal()
    judge_different(one, other, "officer", "查实为两人")
    assert (canonical(one), canonical(one, between)) == (one, other)
    assert courses(SECOND) == ["夜校"]
    judge_same(one, other, "officer", "再次查实")
    assert canonical(one) == other


def test_chains_lead_to_one_and_never_in_a_circle(folder: Path) -> None:
    one, two, three = cadre(SECOND), cadre(CHEN), cadre(LIN)
    judge_same(one, two, "officer", "甲")
    judge_same(one, three, "officer", "乙")
    assert {canonical(one), canonical(two), canonical(three)} == {three}
    for again in ((three, one), (two, three), (one, one)):
        with pytest.raises(JudgementFault, match="已经是同一人"):
            judge_same(*again, "officer", "丙")


def test_not_the_same_is_put_on_record_without_changing_anything(folder: Path) -> None:
    one, other = cadre(SECOND), cadre(CHEN)
    judge_different(one, other, "officer", "同名不同人")
    assert (canonical(one), canonical(other)) == (one, other)


def test_a_new_number_finds_the_dossier_and_so_does_the_former(folder: Path) -> None:
    new, before = number(31), last_seal()
    give_number(cadre(CHEN), new, "officer", "公安机关更正")
    assert cadre(new) == cadre(CHEN)
    assert numbers_of([cadre(CHEN)]) == {cadre(CHEN): new}
    assert numbers_of([cadre(CHEN)], before) == {cadre(CHEN): CHEN}
    assert find_by_number(new, before) is None


def test_a_roster_under_the_new_number_goes_on_with_the_same_line(folder: Path) -> None:
    """Empty cells keep what was delivered under the former number, and the former one again is no news."""
    give_number(cadre(CHEN), number(31), "officer", "公安机关更正")
    line = {name: text for name, text in county.ROSTER[0].items() if name != "人员状态"} | {"身份证号": number(31)}
    assert county.send(folder, "roster.csv", line).counts["unchanged"] == 1
    assert county.send(folder, "roster.csv", county.ROSTER[0]).counts["unchanged"] == 1
    assert Person.objects.known().filter(cadre_id=cadre(CHEN)).count() == 1
    assert county.send(folder, "training.csv", training(number(31))).counts["unchanged"] == 1


@pytest.mark.parametrize(("text", "whose"), [(CHEN, "本人"), (LIN, "另一名干部")])
def test_a_number_that_somebody_has_is_given_to_nobody(folder: Path, text: str, whose: str) -> None:
    with pytest.raises(JudgementFault, match=whose):
        give_number(cadre(CHEN), text, "officer", "更正")


def test_a_row_on_the_wrong_person_is_retracted_there_and_recorded_here_in_one_entry(folder: Path) -> None:
    fact = Training.objects.known().get(cadre_id=cadre(CHEN))
    seals = Entry.objects.count()
    [moved] = move_row([fact], cadre(CHEN), cadre(LIN), "officer", "党校来函说明报错人", "MAT-7")
    assert Entry.objects.count() == seals + 1
    assert (courses(CHEN), courses(LIN)) == ([], ["科级干部进修班", "科级干部进修班"])
    assert courses(CHEN, moved.entry_id - 1) == ["科级干部进修班"]
    rows = Training.objects.filter(entry_id=moved.entry_id).order_by("pk")
    assert [(row.act, row.cadre_id, row.line) for row in rows] == [
        ("retract", cadre(CHEN), 2),
        ("record", cadre(LIN), 2),
    ]


def test_the_nights_file_does_not_put_a_moved_row_back(folder: Path) -> None:
    fact = Training.objects.known().get(cadre_id=cadre(CHEN))
    move_row([fact], cadre(CHEN), cadre(LIN), "officer", "报错人")
    assert county.send(folder, "training.csv", training(CHEN)).counts["unchanged"] == 1
    assert county.send(folder, "training.csv", training(CHEN, 学时="8")).counts["review"] == 1
    assert courses(CHEN) == []


def test_a_row_is_moved_only_from_whom_it_is_about(folder: Path) -> None:
    fact = Training.objects.known().get(cadre_id=cadre(CHEN))
    with pytest.raises(JudgementFault, match="并不在"):
        move_row([fact], cadre(SECOND), cadre(LIN), "officer", "报错人")


def test_every_judgement_needs_a_reason(folder: Path) -> None:
    one, other = cadre(SECOND), cadre(CHEN)
    facts = Training.objects.known().filter(cadre_id=one)
    before = last_seal()
    for act in (
        lambda: judge_same(one, other, "officer", ""),
        lambda: judge_different(one, other, "officer", " "),
        lambda: give_number(one, number(31), "officer", ""),
        lambda: move_row(facts, one, other, "officer", ""),
    ):
        with pytest.raises(ReasonMissing):
            act()
    assert last_seal() == before
