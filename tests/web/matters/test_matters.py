"""The lists of matters: mine, my office's, all that I may see; overdue; as an Excel file."""

import datetime
import io
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from bihuan.access.models import Account
from bihuan.access.roles import Role
from bihuan.calendar import clock
from bihuan.journal.models import JournalRecord
from bihuan.loop.matter import Matter
from tests.access.people import make_account, signed_in
from tests.loop.county import County, make_cadre

pytestmark = pytest.mark.django_db


def listed(account: Account, query: str) -> str:
    return signed_in(account).get(f"/matters/?{query}").content.decode()


def test_mine_are_those_whose_step_waits_for_me(county: County, opened: Callable[..., Matter]) -> None:
    matter = opened("training_plan")
    assert matter.number in listed(county["jiao"], "tab=mine")
    assert matter.number not in listed(county["li"], "tab=mine")
    assert matter.number in listed(county["li"], "tab=all")


def test_those_of_my_office_are_there_whoever_they_wait_for(admonition: Matter, county: County) -> None:
    assert admonition.number in listed(county["xu"], "tab=office")
    assert admonition.number not in listed(county["jiao"], "tab=office")


def test_a_line_says_whom_step_office_and_how_long_is_left(admonition: Matter, county: County) -> None:
    page = listed(county["li"], "tab=mine")
    for words in ("年度考核基本称职：诫勉", "合成甲", "核实情况", "干部监督科", "还有 30 天", "2026-04-01"):
        assert words in page


def test_the_overdue_alone_with_the_days_they_are_late(admonition: Matter, county: County) -> None:
    assert admonition.number not in listed(county["li"], "late=on")
    Matter.objects.update(due_on=clock.today() - datetime.timedelta(days=4))
    page = listed(county["li"], "late=on")
    assert admonition.number in page
    assert "已超期 4 天" in page


def test_ended_ones_are_listed_when_asked_for(admonition: Matter, county: County) -> None:
    Matter.objects.update(state="ended", reason="经核实不需诫勉")
    assert admonition.number not in listed(county["li"], "tab=office")
    assert admonition.number in listed(county["li"], "tab=office&state=ended")


def test_a_matter_is_found_by_number_title_or_person(admonition: Matter, county: County) -> None:
    for asked, found in (("合成甲", True), (admonition.number, True), ("诫勉", True), ("无此人", False)):
        assert (f"/matters/{admonition.pk}/" in listed(county["li"], f"q={asked}")) is found


def test_a_name_outside_the_scope_finds_nothing(admonition: Matter, county: County) -> None:
    other = make_account(Role.UNIT_HEAD, unit_code="U02")
    assert admonition.number not in listed(other, "tab=all&q=合成甲")


def test_the_export_holds_every_row_of_the_filter_and_is_journalled(
    county: County, opened: Callable[..., Matter]
) -> None:
    for _number in range(30):
        opened("training_plan")
    answer = signed_in(county["jiao"]).get("/matters/?tab=mine&export=xlsx")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    flat = [str(cell) for row in rows for cell in row]
    assert flat.count("合成甲") == 30
    assert any("还有" in cell for cell in flat)
    assert JournalRecord.objects.filter(act="export", subject_kind="matters").exists()


def test_a_cadre_exports_nothing(admonition: Matter, county: County) -> None:
    answer = signed_in(county["chen"]).get("/matters/?tab=all&export=xlsx")
    assert "html" in answer["Content-Type"]


def test_a_cadre_lists_only_their_own(admonition: Matter, county: County, opened: Callable[..., Matter]) -> None:
    other = make_cadre("合成丙")
    theirs = opened("training_plan", cadres=(other.pk,), subject_ref=str(other.pk))
    page = listed(county["chen"], "tab=all")
    assert admonition.number in page
    assert theirs.number not in page


def test_a_longer_list_asks_no_more_queries(county: County, opened: Callable[..., Matter]) -> None:
    client, counts = signed_in(county["jiao"]), []
    client.get("/matters/?tab=mine")
    for size in (1, 15):
        while Matter.objects.count() < size:
            person = make_cadre(f"合成{Matter.objects.count()}")
            opened("training_plan", cadres=(person.pk,), subject_ref=str(person.pk))
        with CaptureQueriesContext(connection) as asked:
            client.get("/matters/?tab=mine")
        counts.append(len(asked))
    assert counts[0] == counts[1]
