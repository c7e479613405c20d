"""The same answers, however it is asked: everybody or one by one, cold or warm, now or as it was known."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bihuan.dossier.identity import canonical_map
from bihuan.dossier.kinds import Employment, SamePerson
from bihuan.dossier.models import Cadre
from bihuan.facts.known import last_seal
from bihuan.facts.models import Fact
from bihuan.mechanisms.cultivation.kinds import Training
from bihuan.policy.engine.asking import Question
from bihuan.policy.engine.observation import Observation
from bihuan.policy.engine.world import _fresh, engine
from bihuan.policy.engine.snapshot import silent
from bihuan.policy.evaluation import ask, evaluate, follow_facts
from bihuan.policy.models import Finding
from bihuan.policy.versions import current_library
from tests.policy.small import cadre, correct, namesake, on, relative, retract, said, state, talk, training

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 10)
MANY = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
Draw = Callable[[st.SearchStrategy[int]], int]


def all_said(day: datetime.date = DAY, seal: int | None = None) -> list[Observation]:
    library = current_library()
    with engine() as asked:
        return ask(asked, library, Question(day, last_seal() if seal is None else seal, tuple(library.checks)))


def people(data: st.DataObject, count: int) -> list[Cadre]:
    start = Cadre.objects.count()
    return [cadre(start + number, unit=f"U{data.draw(st.integers(0, 2))}") for number in range(1, count + 1)]


def anything(data: st.DataObject, who: list[Cadre]) -> Fact:
    """One random fact about one of them."""
    one = who[data.draw(st.integers(0, len(who) - 1))]
    number = data.draw(st.integers(1, len(who)))
    kind = data.draw(st.sampled_from(["training", "talk", "visit", "relative", "namesake", "employment"]))
    day = f"2026-0{data.draw(st.integers(1, 3))}-0{data.draw(st.integers(1, 9))}"
    made: dict[str, Fact] = {
        "training": training(one, day, data.draw(st.integers(0, 12))),
        "talk": talk(one, day),
        "visit": talk(one, day, "回访"),
        "relative": relative(one, number),
        "namesake": namesake(one, number),
        "employment": Employment(cadre=one, status="退休", valid_from=datetime.date(2026, 1, 1)),
    }
    return made[kind]


@MANY
@given(data=st.data())
def test_asked_person_by_person_it_says_what_it_says_of_everybody(small: Path, data: st.DataObject) -> None:
    who = people(data, 5)
    state(*(anything(data, who) for _ in range(data.draw(st.integers(0, 14)))))
    everybody = all_said()
    library = current_library()
    with engine() as asked:
        for one in who:
            alone = ask(asked, library, Question(DAY, last_seal(), tuple(library.checks), frozenset({one.pk})))
            touching = [found for found in everybody if one.pk in found.cadres]
            assert [found for found in alone if one.pk in found.cadres] == touching
    assert {found.identity for found in everybody} == {
        identity for one in who for identity in said(evaluate(DAY, person=one.pk))
    } | {found.identity for found in everybody if not set(found.cadres) & {one.pk for one in who}}


def drawn_change(data: st.DataObject, who: list[Cadre]) -> None:
    """A record, a correction or a retraction."""
    standing = list(Training.objects.known())
    act = data.draw(st.sampled_from(["record", "record", "correct", "retract"]))
    if act == "record" or not standing:
        state(anything(data, who))
    elif act == "correct":
        correct(standing[0], training(who[data.draw(st.integers(0, len(who) - 1))], "2026-02-02", 9))
    else:
        retract(standing[-1])


@MANY
@given(data=st.data())
def test_following_new_facts_stores_what_a_whole_run_would(small: Path, data: st.DataObject) -> None:
    Finding.objects.all()
    with on("2026-03-10"):
        who = people(data, 4)
        state(*(anything(data, who) for _ in range(4)))
        evaluate(DAY)
        for _ in range(data.draw(st.integers(1, 4))):
            drawn_change(data, who)
            follow_facts()
            held = {one.identity for one in Finding.objects.filter(holds=True)}
            assert held == {one.identity for one in all_said()}
            for one in all_said():
                finding = Finding.objects.get(check_id=one.check, subject=one.subject, key=list(one.key))
                assert (finding.severity, finding.observed, finding.evidence) == (one.severity, one.observed, list(one.evidence))


def test_a_warm_engine_takes_in_new_facts_and_says_what_a_cold_one_does(small: Path) -> None:
    who = cadre()
    warm = _fresh(silent)
    library = current_library()
    asked = tuple(library.checks)
    assert said(ask(warm, library, Question(DAY, last_seal(), asked))) == said(all_said())
    state(training(who, "2026-03-01", 20))
    assert _fresh(silent) is warm
    assert said(ask(warm, library, Question(DAY, last_seal(), asked))) == said(all_said()) == set()


def test_a_seal_of_the_past_is_answered_as_it_was_known(small: Path) -> None:
    who = cadre()
    first = last_seal()
    state(training(who, "2026-03-01", 20))
    second = last_seal()
    retract(Training.objects.get())
    found = [{one.check for one in all_said(seal=seal)} for seal in (first, second, last_seal())]
    assert found == [{"test.hours_short", "test.unit_untrained"}, set(), {"test.hours_short", "test.unit_untrained"}]


def test_a_judgement_that_two_dossiers_are_one_joins_their_facts(small: Path) -> None:
    one, other = cadre(1), cadre(2)
    state(training(one, "2026-03-01", 6), training(other, "2026-03-02", 6))
    assert len([found for found in all_said() if found.check == "test.hours_short"]) == 2
    state(SamePerson(cadre=other, canonical=one))
    assert canonical_map() == {other.pk: one.pk}
    assert [found for found in all_said() if found.check == "test.hours_short"] == []


def test_findings_follow_a_dossier_that_was_joined_to_another(small: Path) -> None:
    one, other = cadre(1), cadre(2, unit="U2")
    state(talk(other, "2026-03-08"), training(one, "2026-03-01", 20))
    with on("2026-03-10"):
        evaluate(DAY)
        number = Finding.objects.get(check_id="test.visit_due").pk
        state(SamePerson(cadre=other, canonical=one))
        evaluate(DAY)
    finding = Finding.objects.get(pk=number)
    assert (finding.subject, finding.cadres, finding.holds) == (str(one.pk), [one.pk], True)


def test_a_home_that_manages_some_is_told_so(small: Path, home: Path) -> None:
    from bihuan.policy.settings import home_settings

    (home / "settings.yaml").write_text("manages: [县管]\n", "utf-8")
    assert home_settings().manages == ("县管",)
