"""Rows that wait and whose person is spelled as in another."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bihuan.exchange.alike import alike, waiting_rows
from bihuan.exchange.feeds import all_feeds
from bihuan.exchange.models import Batch
from bihuan.exchange.staging import row_cells
from tests.exchange.conftest import Send
from tests.exchange.county import number, training

TYPO = {"姓名": "陈明元", "单位": "财政局", "出生年月": "1980-07"}
WHO = "人员标识"
TASK = {"任务编号": "T1", "任务名称": "除险", "截止日期": "2026-12-31"}
TASK |= {"责任人姓名": "陈明元", "责任人单位": "财政局", "责任人出生年月": "1980-07"}


def batch_of(send: Send, name: str, *rows: dict[str, str]) -> Batch:
    return Batch.objects.get(pk=send(name, *rows).batch or 0)


def found(batch: Batch, line: int, *feeds: str, column: str = WHO) -> list[tuple[str, int, str]]:
    asked = [all_feeds()[name] for name in feeds or all_feeds()]
    others = alike(batch, row_cells(batch, [line])[line], column, asked)
    return [(one.batch.feed, one.line, one.column) for one in others]


@pytest.fixture
def batch(send: Send) -> Batch:
    rows = [training(**TYPO), training(**TYPO | {"班次名称": "夜校"}), training(**TYPO | {"单位": "水利局"})]
    return batch_of(send, "training.csv", *rows)


def test_the_other_row_of_the_file_is_found_and_this_one_is_not(batch: Batch) -> None:
    assert found(batch, 2) == [("training", 3, WHO)]


def test_another_spelling_of_the_unit_is_another_spelling(batch: Batch) -> None:
    assert found(batch, 4) == []


def test_other_feeds_are_looked_through_under_their_own_column(send: Send, batch: Batch) -> None:
    batch_of(send, "key_tasks.csv", TASK)
    assert found(batch, 2) == [("training", 3, WHO), ("key_tasks", 2, "责任人标识")]


def test_feeds_that_were_not_asked_about_are_left_out(send: Send, batch: Batch) -> None:
    batch_of(send, "key_tasks.csv", TASK)
    assert found(batch, 2, "training") == [("training", 3, WHO)]


def test_a_number_that_no_roster_holds_is_a_spelling_too(send: Send) -> None:
    rows = [training(number(9)), training(number(9), 班次名称="夜校"), training(number(17), 班次名称="党课")]
    assert found(batch_of(send, "training.csv", *rows), 2) == [("training", 3, WHO)]


def test_a_column_that_names_nobody_has_no_like(batch: Batch) -> None:
    assert found(batch, 2, column="学时") == []


def test_the_oldest_row_waits_first_and_rows_that_do_not_wait_are_left_out(send: Send, batch: Batch) -> None:
    later = batch_of(send, "training.csv", training(number(1)), training(number(9)))
    rows = [(row.batch_id, row.line) for row in waiting_rows([all_feeds()["training"]])]
    assert rows == [(batch.pk, 2), (batch.pk, 3), (batch.pk, 4), (later.pk, 3)]


def test_the_queries_stay_as_many_however_many_deliveries_wait(send: Send, batch: Batch) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            found(batch, 2)
        return len(seen)

    before = queries()
    for serial in range(4):
        batch_of(send, "training.csv", training(**TYPO | {"班次名称": f"第 {serial} 班"}))
    assert len(found(batch, 2)) == 5
    assert queries() == before
