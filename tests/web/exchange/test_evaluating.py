"""研判: the supervision office judges today."""

import pytest
from django.test import Client

from bihuan.access.roles import Role
from bihuan.journal.models import JournalRecord
from tests.web.exchange.conftest import Send, SignIn
from tests.web.exchange.pages import AUDIT, CHEN, told

pytestmark = pytest.mark.django_db
PAGE = "/feeds/evaluate/"


def test_judging_finds_what_the_facts_say(office: Client, send: Send) -> None:
    send("audits.csv", AUDIT | {"责任人标识": CHEN, "整改期限": "2026-02-01"})
    answer = office.post(PAGE, follow=True)
    assert answer.request["PATH_INFO"] == "/feeds/"
    [message] = told(answer)
    assert message.startswith("已按今天研判：共 ")
    assert int(message.removeprefix("已按今天研判：共 ").split()[0]) >= 1
    assert JournalRecord.objects.get(act="policy.evaluate").detail == {"on": "2026-03-20"}


@pytest.mark.parametrize("role", [Role.CADRE_OFFICE, Role.AUDIT, Role.LEADER, Role.CADRE])
def test_nobody_else_judges(enter: SignIn, role: Role) -> None:
    assert enter(role).post(PAGE).status_code == 403
    assert not JournalRecord.objects.filter(act="policy.evaluate").exists()


def test_an_address_is_no_way_to_judge(office: Client) -> None:
    assert office.get(PAGE).status_code == 405
