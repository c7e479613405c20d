"""Words of open lists that nobody knows: an officer says what each means."""

from typing import Any

import pytest
from django.test import Client

from bihuan.access.roles import Role
from bihuan.dossier.kinds import Appointment
from bihuan.exchange.models import Batch, CodeWord
from bihuan.journal.models import JournalRecord
from tests.web.exchange.conftest import Send, SignIn
from tests.web.exchange.pages import CHEN, batch_of, said, told

pytestmark = pytest.mark.django_db
POST = {"身份证号": CHEN, "单位编码": "U01", "职务名称": "局长", "任职日期": "2022-03-01", "职务层次": "正股级"}


@pytest.fixture
def batch(send: Send) -> Batch:
    return batch_of(send("appointments.csv", POST))


def say(client: Client, batch: Batch, **given: str) -> Any:
    form = {"list": "level", "word": "正股级", "means": "乡科级副职", "reason": "编办口径", **given}
    return client.post(f"/feeds/batches/{batch.pk}/words/", form, follow=True)


def level() -> str:
    return str(Appointment.objects.known().get().level)


def test_the_delivery_shows_the_word_its_column_and_how_often(office: Client, batch: Batch) -> None:
    answer = office.get(f"/feeds/batches/{batch.pk}/")
    [word] = answer.context["words"]
    assert (word.column, word.word, word.count, word.means) == ("职务层次", "正股级", 1, "")
    assert "乡科级副职" in word.choices
    assert "不认识的用语" in said(answer)


def test_a_delivery_of_known_words_has_no_such_box(office: Client, send: Send) -> None:
    batch = batch_of(send("appointments.csv", POST | {"职务层次": "乡科级正职"}))
    assert "不认识的用语" not in said(office.get(f"/feeds/batches/{batch.pk}/"))


def test_saying_what_it_means_corrects_what_is_on_record(office: Client, batch: Batch) -> None:
    assert level() == "正股级"
    answer = say(office, batch)
    assert told(answer) == ["已认定，更正了 1 条已入账的记录"]
    assert level() == "乡科级副职"
    [word] = answer.context["words"]
    assert word.means == "乡科级副职"


def test_the_answer_goes_into_the_journal_without_the_word(office: Client, batch: Batch) -> None:
    say(office, batch)
    record = JournalRecord.objects.get(act="exchange.map_word")
    assert record.detail == {"list": "level", "corrected": 1}


def test_a_word_that_its_list_does_not_have_is_refused(office: Client, batch: Batch) -> None:
    assert "不在" in told(say(office, batch, means="所长级"))[0]
    assert level() == "正股级"


def test_an_answer_needs_a_reason_and_a_meaning(office: Client, batch: Batch) -> None:
    assert told(say(office, batch, reason=" ")) == ["认定必须写明理由"]
    assert told(say(office, batch, means="")) == ["请写明这个用语是什么意思"]
    assert CodeWord.objects.get().means == ""


def test_a_word_of_another_delivery_is_not_taken(office: Client, batch: Batch) -> None:
    assert told(say(office, batch, word="别的")) == ["请写明这个用语是什么意思"]


def test_who_does_not_decide_about_the_feed_cannot_answer(enter: SignIn, batch: Batch) -> None:
    assert say(enter(Role.AUDIT), batch).status_code == 404
    assert level() == "正股级"


def test_an_address_is_no_answer(office: Client, batch: Batch) -> None:
    assert office.get(f"/feeds/batches/{batch.pk}/words/").status_code == 405
