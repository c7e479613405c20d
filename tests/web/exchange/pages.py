"""What tests of pages share: reading an answer, and the rows that make a queue."""

import re
from html import unescape
from typing import Any

from django.test import Client

from bihuan.dossier.identity import find_by_number
from bihuan.exchange.models import Batch, Row
from tests.exchange.county import number, training

CHEN, LIN, WU = number(1), number(3, "19851123"), number(5, "19600101")
TYPO = {"姓名": "陈明元", "单位": "财政局", "出生年月": "1980-07"}
WHO = "人员标识"
AUDIT = {"审计项目编号": "S1", "序号": "1", "被审计单位编码": "U01", "发现日期": "2026-01-05", "整改状态": "整改中"}
PETITION = {"登记编号": "X1", "登记日期": "2026-01-05", "反映类别": "检举控告"}


def cadre(text: str) -> int:
    found = find_by_number(text)
    assert found is not None
    return found


def said(answer: Any) -> str:
    """The words of a page, without its tags."""
    assert answer.status_code == 200, answer.status_code
    text = re.sub(r"<script.*?</script>|<[^>]+>", " ", answer.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(text).split())


def told(answer: Any) -> list[str]:
    """The messages on a page."""
    return [str(message) for message in answer.context["messages"]]


def batch_of(loaded: Any) -> Batch:
    return Batch.objects.get(pk=loaded.batch)


def outcome(batch: Batch, line: int) -> str:
    return Row.objects.get(batch=batch, line=line).outcome


def typo(course: str = "科级干部进修班", **more: str) -> dict[str, str]:
    """A row of training whose person is misspelled."""
    return training(**TYPO, 班次名称=course, **more)


def decide(client: Client, batch: Batch, line: int, **given: object) -> Any:
    return client.post(f"/feeds/review/{batch.pk}/{line}/", {"reason": "与花名册核对", **given}, follow=True)
