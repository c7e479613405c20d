"""Rows in review: what is asked, and what an officer's answer does to this row, to others and to the next delivery."""

import pytest

from bihuan.access.models import Account
from bihuan.dossier.identity import find_by_number
from bihuan.exchange.models import Batch, Decision
from bihuan.exchange.reviewing import DecisionFault, decide, questions, same_spelling
from bihuan.facts.models import Entry
from bihuan.mechanisms.cultivation.kinds import Training
from tests.exchange.conftest import Send
from tests.exchange.county import number, person, training

CHEN, LIN = number(1), number(3, "19851123")
TYPO = {"姓名": "陈明元", "单位": "财政局", "出生年月": "1980-07"}
WHO = "人员标识"


def cadre(text: str) -> int:
    found = find_by_number(text)
    assert found is not None
    return found


def batch_of(send: Send, name: str, *rows: dict[str, str]) -> Batch:
    return Batch.objects.get(pk=send(name, *rows).batch)


def outcomes(batch: Batch) -> list[str]:
    batch.refresh_from_db()
    found = list(batch.outcomes.order_by("line").values_list("outcome", flat=True))
    assert {word: found.count(word) for word in set(found)} == {word: n for word, n in batch.counts.items() if n}
    return found


def test_the_question_names_the_likely_one_first_and_says_what_speaks_for_and_against(send: Send) -> None:
    send("roster.csv", person(21, "陈明", unit="U02"))
    [question] = questions(batch_of(send, "training.csv", training(**TYPO)), 2)
    assert question.column == WHO
    assert question.given == TYPO
    first = question.candidates[0]
    assert first.cadre == cadre(CHEN)
    assert "出生年月一致：1980-07" in first.speaks_for
    assert any("陈明元" in point and "陈明远" in point for point in first.speaks_against)


def test_a_row_that_nobody_doubts_asks_nothing(send: Send) -> None:
    batch = batch_of(send, "training.csv", training(CHEN))
    assert questions(batch, 2) == []
    assert questions(batch, 99) == []


def test_naming_the_person_records_the_fact_on_that_dossier(send: Send, officer: Account) -> None:
    batch = batch_of(send, "training.csv", training(**TYPO), training(LIN))
    assert decide(batch, [2], "person", officer, "与花名册照片核对", WHO, cadre(CHEN)) == {2: "accepted"}
    assert outcomes(batch) == ["accepted", "accepted"]
    fact = Training.objects.known().get(cadre_id=cadre(CHEN))
    assert (fact.line, fact.entry.source.file) == (2, "training.csv")
    row = batch.outcomes.get(line=2)
    assert (row.cadre_id, row.how) == (cadre(CHEN), "人工认定")


def test_the_entry_of_a_decision_names_the_officer_and_why(send: Send, officer: Account) -> None:
    batch = batch_of(send, "training.csv", training(**TYPO))
    decide(batch, [2], "person", officer, "与花名册照片核对", WHO, cadre(CHEN))
    entry = Entry.objects.order_by("-seal").first()
    assert entry is not None
    assert (entry.actor, entry.reason) == (str(officer), "与花名册照片核对")


def test_after_a_decision_the_same_file_is_unchanged(send: Send, officer: Account) -> None:
    rows = [training(**TYPO), training(LIN)]
    batch = batch_of(send, "training.csv", *rows)
    decide(batch, [2], "person", officer, "核对无误", WHO, cadre(CHEN))
    assert outcomes(batch_of(send, "training.csv", *rows)) == ["unchanged", "unchanged"]
    assert Training.objects.count() == 2


def test_a_decision_answers_no_other_row_by_itself(send: Send, officer: Account) -> None:
    """Another row of that spelling may be of another: it is offered, not answered."""
    rows = [training(**TYPO), training(**TYPO | {"班次名称": "夜校"})]
    batch = batch_of(send, "training.csv", *rows)
    assert same_spelling(batch, 2, WHO) == [(batch, 3)]
    decide(batch, [2], "person", officer, "核对无误", WHO, cadre(CHEN))
    assert outcomes(batch) == ["accepted", "review"]
    assert outcomes(batch_of(send, "training.csv", *rows)) == ["unchanged", "review"]


def test_rows_of_one_spelling_are_found_across_files_and_decided_together(send: Send, officer: Account) -> None:
    batch = batch_of(
        send, "training.csv", training(**TYPO), training(**TYPO | {"班次名称": "夜校"}), training(number(9))
    )
    task = {"任务编号": "T1", "任务名称": "除险", "截止日期": "2026-12-31"}
    task |= {"责任人姓名": "陈明元", "责任人单位": "财政局", "责任人出生年月": "1980-07"}
    other = batch_of(send, "key_tasks.csv", task)
    assert same_spelling(batch, 2, WHO) == [(other, 2), (batch, 3)]
    assert decide(batch, [2, 3], "person", officer, "同一人", WHO, cadre(CHEN)) == {2: "accepted", 3: "accepted"}
    assert decide(other, [2], "person", officer, "同一人", "责任人标识", cadre(CHEN)) == {2: "accepted"}


def test_numbers_that_no_roster_holds_are_told_apart(send: Send) -> None:
    batch = batch_of(send, "training.csv", training(number(9)), training(number(17), 班次名称="夜校"))
    assert same_spelling(batch, 2, WHO) == []


def test_giving_a_row_back_rejects_it_now_and_when_it_comes_again(send: Send, officer: Account) -> None:
    batch = batch_of(send, "training.csv", training(**TYPO))
    assert decide(batch, [2], "reject", officer, "查无此人") == {2: "rejected"}
    again = batch_of(send, "training.csv", training(**TYPO))
    assert outcomes(again) == ["rejected"]
    assert "查无此人" in again.outcomes.get().reasons


def test_of_rows_that_disagree_the_accepted_one_sends_the_others_back(send: Send, officer: Account) -> None:
    rows = [training(CHEN), training(CHEN, 学时="44"), training(LIN)]
    batch = batch_of(send, "training.csv", *rows)
    assert decide(batch, [3], "accept", officer, "以党校台账为准") == {2: "rejected", 3: "accepted"}
    assert outcomes(batch) == ["rejected", "accepted", "accepted"]
    assert Training.objects.known().get(cadre_id=cadre(CHEN)).hours == 44
    assert outcomes(batch_of(send, "training.csv", *rows)) == ["rejected", "unchanged", "unchanged"]


def test_older_data_that_an_officer_accepts_hold(send: Send, officer: Account) -> None:
    send("training.csv", training(CHEN, 数据日期="2026-05-01"))
    older = training(CHEN, 学时="30", 数据日期="2026-04-01")
    batch = batch_of(send, "training.csv", older)
    assert decide(batch, [2], "accept", officer, "以此为准") == {2: "corrected"}
    assert Training.objects.known().get().hours == 30
    assert outcomes(batch_of(send, "training.csv", older)) == ["unchanged"]


def test_an_older_roster_line_that_is_accepted_holds_for_its_own_time(send: Send, officer: Account) -> None:
    from bihuan.dossier.kinds import Position

    row = person(7, "赵启", 现任职务="科长", 数据日期="2025-01-01")
    send("roster.csv", row)
    older = row | {"现任职务": "科员", "数据日期": "2023-01-01"}
    batch = batch_of(send, "roster.csv", older)
    decide(batch, [2], "accept", officer, "补录")
    states = Position.objects.known().filter(cadre_id=cadre(number(7))).order_by("valid_from")
    assert [(one.post_name, one.valid_from.year) for one in states] == [("科员", 2023), ("科长", 2025)]
    assert outcomes(batch_of(send, "roster.csv", older)) == ["unchanged"]
    assert outcomes(batch_of(send, "roster.csv", row)) == ["unchanged"]


def test_a_new_name_on_a_known_number_is_accepted_by_an_officer_alone(send: Send, officer: Account) -> None:
    renamed = person(3, "林小晓", born="19851123", unit="U02", sex="女")
    batch = batch_of(send, "roster.csv", renamed)
    assert outcomes(batch) == ["review"]
    assert decide(batch, [2], "accept", officer, "更名，有公安证明") == {2: "corrected"}
    assert outcomes(batch_of(send, "roster.csv", renamed)) == ["unchanged"]
    assert outcomes(batch_of(send, "training.csv", training(LIN, 姓名="林小晓"))) == ["accepted"]


def test_what_a_person_corrected_gives_way_to_a_row_that_an_officer_accepts(send: Send, officer: Account) -> None:
    from tests.exchange.test_deliveries import by_hand

    send("training.csv", training(CHEN))
    by_hand(Training.objects.known().get(), hours=30)
    batch = batch_of(send, "training.csv", training(CHEN, 学时="30"))
    assert decide(batch, [2], "accept", officer, "来源已更正") == {2: "corrected"}
    assert outcomes(batch_of(send, "training.csv", training(CHEN, 学时="30"))) == ["unchanged"]
    assert Training.objects.known().get().entry.source.feed == "training"
    assert outcomes(batch_of(send, "training.csv", training(CHEN))) == ["corrected"]


def test_a_decision_needs_a_reason_and_a_person(send: Send, officer: Account) -> None:
    batch = batch_of(send, "training.csv", training(**TYPO))
    with pytest.raises(DecisionFault, match="理由"):
        decide(batch, [2], "reject", officer, "  ")
    with pytest.raises(DecisionFault, match="哪一栏"):
        decide(batch, [2], "person", officer, "是他", WHO)
    with pytest.raises(DecisionFault, match="哪一栏"):
        decide(batch, [2], "person", officer, "是他", "学时", cadre(CHEN))
    assert not Decision.objects.exists()


def test_rows_that_wait_for_nobody_are_not_decided(send: Send, officer: Account) -> None:
    batch = batch_of(send, "training.csv", training(CHEN))
    assert decide(batch, [2, 99], "reject", officer, "不要") == {}
    assert outcomes(batch) == ["accepted"]


def test_a_row_with_two_people_in_doubt_is_decided_one_by_one(send: Send, officer: Account) -> None:
    row = {"办件编号": "B1", "事项编码": "S1", "受理日期": "2026-01-05"}
    row |= {"经办人标识": number(9), "审核人姓名": "陈明元", "审核人单位": "财政局", "审核人出生年月": "1980-07"}
    batch = batch_of(send, "approvals.csv", row)
    assert decide(batch, [2], "person", officer, "是林晓", "经办人标识", cadre(LIN)) == {2: "review"}
    assert decide(batch, [2], "person", officer, "是陈明远", "审核人标识", cadre(CHEN)) == {2: "accepted"}


def test_a_later_delivery_is_not_overtaken_by_the_decision_on_an_earlier_one(send: Send, officer: Account) -> None:
    batch = batch_of(send, "training.csv", training(**TYPO, 数据日期="2026-01-01"))
    send("training.csv", training(CHEN, 学时="60", 数据日期="2026-02-01"))
    assert decide(batch, [2], "person", officer, "核对", WHO, cadre(CHEN)) == {2: "review"}
    assert Training.objects.known().get().hours == 60
