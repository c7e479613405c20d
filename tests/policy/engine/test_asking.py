"""The same answers, however it is asked: everybody or one by one, cold or warm, now or as it was known."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bihuan.dossier.identity import canonical_map
from bihuan.dossier.kinds import Employment, SamePerson
from bihuan.dossier.models import Cadre
from bihuan.facts.known import last_seal
from bihuan.facts.models import Fact
from bihuan.mechanisms.cultivation.kinds import Training
from bihuan.policy.engine.asking import Question
from bihuan.policy.engine.observation import Observation
from bihuan.policy.engine.snapshot import silent
from bihuan.policy.engine.world import _fresh, engine
from bihuan.policy.evaluation import ask, evaluate, follow_facts
from bihuan.policy.models import Finding
from bihuan.policy.versions import current_library
from tests.policy.small import cadre, correct, namesake, on, relative, retract, said, state, talk, training

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 10)
MANY = settings(
    max_examples=6, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SEEDS = st.integers(0, 2**32)


@contextmanager
def forgotten_afterwards() -> Iterator[None]:
    """Each example finds the database as the first one did."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def all_said(day: datetime.date = DAY, seal: int | None = None) -> list[Observation]:
    library = current_library()
    with engine() as asked:
        return ask(asked, library, Question(day, last_seal() if seal is None else seal, tuple(library.checks)))


def people(chance: Random, count: int) -> list[Cadre]:
    return [cadre(number, unit=f"U{chance.randint(0, 2)}") for number in range(1, count + 1)]


def anything(chance: Random, who: list[Cadre]) -> Fact:
    """One random fact about one of them."""
    one, number = chance.choice(who), chance.randint(1, len(who))
    day = f"2026-0{chance.randint(1, 3)}-0{chance.randint(1, 9)}"
    return chance.choice(
        [
            training(one, day, chance.randint(0, 12)),
            talk(one, day),
            talk(one, day, "回访"),
            relative(one, number),
            namesake(one, number),
            Employment(cadre=one, status="退休", valid_from=datetime.date(2026, 1, 1)),
        ]
    )


@MANY
@given(seed=SEEDS)
def test_asked_person_by_person_it_says_what_it_says_of_everybody(small: Path, seed: int) -> None:
    chance, library = Random(seed), current_library()
    with forgotten_afterwards():
        who = people(chance, 6)
        state(*(anything(chance, who) for _ in range(chance.randint(0, 16))))
        seal = last_seal()
        with engine() as asked:
            everybody = ask(asked, library, Question(DAY, seal, tuple(library.checks)))
            for one in who:
                alone = ask(asked, library, Question(DAY, seal, tuple(library.checks), frozenset({one.pk})))
                theirs = {found.identity: found for found in everybody if one.pk in found.cadres}
                assert {found.identity: found for found in alone if one.pk in found.cadres} == theirs
                assert all(found in everybody for found in alone)


def change(chance: Random, who: list[Cadre]) -> None:
    """A record, a correction or a retraction."""
    standing = list(Training.objects.known())
    act = chance.choice(["record", "record", "correct", "retract"])
    if act == "record" or not standing:
        state(anything(chance, who))
    elif act == "correct":
        correct(standing[0], training(chance.choice(who), "2026-02-02", 9))
    else:
        retract(standing[-1])


@MANY
@given(seed=SEEDS)
def test_following_new_facts_stores_what_a_whole_run_would(small: Path, seed: int) -> None:
    chance = Random(seed)
    with on("2026-03-10"), forgotten_afterwards():
        who = people(chance, 5)
        state(*(anything(chance, who) for _ in range(6)))
        evaluate(DAY)
        for _ in range(3):
            change(chance, who)
            follow_facts()
            everything = all_said()
            stored = {one.identity: one for one in Finding.objects.filter(holds=True)}
            assert stored.keys() == {one.identity for one in everything}
            for one in everything:
                finding = stored[one.identity]
                assert (finding.severity, finding.observed) == (one.severity, one.observed)
                assert finding.evidence == list(one.evidence)
                assert finding.cadres == ([] if finding.subject_kind == "unit" else list(one.cadres))


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
