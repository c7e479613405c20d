"""The list of cadres: filters, scope, the two times, the export."""

import io
from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from bihuan.access.roles import Role
from bihuan.calendar import clock
from bihuan.dossier.kinds import Position
from bihuan.journal.models import JournalRecord
from tests.access.people import make_account, make_cadre, make_units, signed_in, state

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standing_clock() -> Iterator[None]:
    clock.allow_setting(home_is_synthetic=True)
    with clock.set_clock(datetime(2026, 3, 2, 9, tzinfo=clock.SHANGHAI)):
        yield
    clock.allow_setting(home_is_synthetic=False)


@pytest.fixture
def office() -> Client:
    make_units(A="", B="A", C="")
    for name, unit in [("陈明远", "A"), ("李予安", "B"), ("王衡", "C")]:
        make_cadre(
            name, unit, rank="四级调研员" if unit == "A" else "一级科员", level="无" if unit == "C" else "乡科级正职"
        )
    return signed_in(make_account(Role.CADRE_OFFICE))


def listed(client: Client, query: str = "") -> list[str]:
    page = client.get(f"/cadres/{query}")
    assert page.status_code == 200
    return [row.record.name for row in page.context["table"].rows]


def exported(client: Client, query: str = "?export=xlsx") -> list[list[object]]:
    answer = client.get(f"/cadres/{query}")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return [list(row) for row in CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()]


def test_everybody_in_scope_is_listed_by_unit(office: Client) -> None:
    assert listed(office) == ["陈明远", "李予安", "王衡"]


@pytest.mark.parametrize(
    "asked", ["?q=明远", "?q=cmy", "?q=CM", "?q= 陈明远 ", "?q=A 局", "?unit_code=A", "?rank=四级调研员"]
)
def test_one_is_found_by_name_initials_unit_or_rank(office: Client, asked: str) -> None:
    assert listed(office, asked) == ["陈明远"]


def test_filters_are_asked_together(office: Client) -> None:
    assert listed(office, "?level=乡科级正职") == ["陈明远", "李予安"]
    assert listed(office, "?level=乡科级正职&rank=一级科员") == ["李予安"]
    assert listed(office, "?status=退休") == ["陈明远", "李予安", "王衡"], "what nobody has cannot be asked for"


def test_the_list_sorts_by_a_column(office: Client) -> None:
    assert listed(office, "?sort=-unit_name") == ["王衡", "李予安", "陈明远"]


def test_choices_offer_only_what_the_reader_sees(office: Client) -> None:
    head = signed_in(make_account(Role.UNIT_HEAD, unit_code="B"))
    form = head.get("/cadres/").context["filter"].form
    assert [code for code, _ in form.fields["unit_code"].choices if code] == ["B"]


def test_a_unit_head_gets_their_own_however_they_ask(office: Client) -> None:
    head = signed_in(make_account(Role.UNIT_HEAD, unit_code="B"))
    assert listed(head) == ["李予安"]
    assert listed(head, "?q=王衡") == []
    assert listed(head, "?on=2025-01-01") == ["李予安"]
    assert [row[0] for row in exported(head)][-1] == "李予安"


def test_an_earlier_day_is_answered_from_the_facts(office: Client) -> None:
    number = make_cadre("合成丁", "A")
    state(Position(cadre_id=number, unit_code="C", rank="二级科员", valid_from=datetime(2026, 1, 1).date()))  # noqa: DTZ001
    assert "合成丁" in listed(office, "?unit_code=C")
    assert "合成丁" not in listed(office, "?unit_code=C&on=2025-12-31")
    assert "合成丁" in listed(office, "?unit_code=A&on=2025-12-31")


def test_what_was_not_known_then_is_not_listed(office: Client) -> None:
    assert listed(office, "?known=2026-03-01") == []
    assert len(listed(office, "?known=2026-03-02")) == 3


def test_the_two_times_go_along_to_the_dossier(office: Client) -> None:
    page = office.get("/cadres/?on=2025-12-31").content.decode()
    assert "/?on=2025-12-31&amp;known=" in page


def test_a_day_that_cannot_be_read_is_told(office: Client) -> None:
    page = office.get("/cadres/?on=2026-02-30")
    assert page.status_code == 200
    assert page.context["standpoint"].form.errors["on"]
    assert "errorlist" in page.content.decode()


def test_the_export_has_all_rows_more_columns_and_says_what_it_is(office: Client) -> None:
    for number in range(30):
        make_cadre(f"合成{number}", "A")
    rows = exported(office, "?export=xlsx&unit_code=A")
    assert "有效日 2026-03-02" in str(rows[0][0])
    assert "单位：A" in str(rows[1][0])
    assert rows[2][:2] == ["姓名", "性别"]
    assert "政治面貌" in rows[2]
    assert len(rows) == 3 + 31
    assert "<a" not in str(rows)


def test_the_export_is_journalled_with_its_rows(office: Client) -> None:
    exported(office)
    assert [record.detail for record in JournalRecord.objects.filter(act="export")] == [{"rows": 3}]


def test_a_list_that_nobody_fits_says_so(office: Client) -> None:
    assert "没有符合条件的干部" in office.get("/cadres/?q=无此人").content.decode()


@pytest.mark.parametrize("role", [Role.CADRE, Role.ADMINISTRATOR])
def test_who_has_no_list_is_refused(role: Role) -> None:
    answer = signed_in(make_account(role)).get("/cadres/")
    assert answer.status_code == 403
    assert "没有权限" in answer.content.decode()


@pytest.mark.parametrize("role", [Role.CADRE_OFFICE, Role.UNIT_HEAD])
def test_the_page_asks_the_database_as_often_for_many_as_for_few(office: Client, role: Role) -> None:
    client = signed_in(make_account(role, unit_code="A"))
    client.get("/cadres/")
    counts = []
    for more in (0, 60):
        for number in range(more):
            make_cadre(f"合成{number}", "A")
        with CaptureQueriesContext(connection) as asked:
            client.get("/cadres/")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 14


def test_the_page_asks_as_often_for_many_on_an_earlier_day(office: Client) -> None:
    counts = []
    for more in (0, 40):
        for number in range(more):
            make_cadre(f"合成{number}", "A")
        with CaptureQueriesContext(connection) as asked:
            office.get("/cadres/?on=2025-12-31")
        counts.append(len(asked))
    assert counts[0] == counts[1]
