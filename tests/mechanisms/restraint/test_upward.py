"""What R58 sends upward is refused with a notice and kept nowhere (检举控告工作规则)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from bihuan.access.models import Account
from bihuan.dossier.identity import find_by_number
from bihuan.exchange.loading import Loaded, load
from bihuan.exchange.models import Batch, Chunk, Row
from bihuan.exchange.reviewing import decide
from bihuan.mechanisms.restraint.kinds import Petition
from tests.exchange import county
from tests.exchange.county import number, person

CHEN, LIN, HEAD, MAYOR = number(1), number(3, "19851123"), number(21), number(23)
SECRET = "反映其亲属承揽水库工程"
ROW = {"登记编号": "XF-1", "登记日期": "2026-01-05", "反映类别": "检举控告", "办理单位": SECRET, "反映内容": SECRET}


@pytest.fixture
def folder(db: None, tmp_path: Path) -> Iterator[Path]:
    """A county home that manages 县管 cadres; one chief of the discipline office, one cadre managed by the city."""
    path = settings.BIHUAN_HOME / "settings.yaml"
    path.write_text("manages: [县管]\n", encoding="utf-8")
    head = person(21, "郑书记", unit="U03", 现任职位编码="P03", 管理权限="县管")
    mayor = person(23, "孙县长", unit="U01", 管理权限="市管")
    county.settle(tmp_path, head, mayor)
    yield tmp_path
    path.unlink()


def kept_anywhere(text: str) -> bool:
    """Whether the text is in any cell of any table, as it stands or decrypted, or in any file of the home."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            if any(text in str(value) or text.encode() in _bytes(value) for row in cursor.fetchall() for value in row):
                return True
    inside = [chunk.payload for chunk in Chunk.objects.all()] + [row.reasons for row in Row.objects.all()]
    files = [path.read_bytes() for path in settings.BIHUAN_HOME.rglob("*") if path.is_file()]
    return any(text in one for one in inside) or any(text.encode() in one for one in files)


def _bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else b""


def send(folder: Path, *rows: dict[str, str]) -> Loaded:
    path = folder / "petitions.csv"
    path.write_text(county.text_of(rows), encoding="utf-8")
    [loaded] = load([path])
    return loaded


def upward(loaded: Loaded) -> bool:
    return loaded.counts["rejected"] == 1 and "移送上级" in loaded.reasons[0]["reason"]


@pytest.mark.parametrize(
    "who",
    [
        {"被反映人标识": HEAD},
        {"被反映人标识": MAYOR},
        {"被反映人姓名": "孙县长", "被反映人单位": "财政局", "被反映人出生年月": "1980-07"},
        {"被反映人标识": MAYOR, "被反映人姓名": "孙某"},
        {"被反映人标识": MAYOR, "反映类别": "检举 控告"},
    ],
)
def test_a_report_that_belongs_upward_is_counted_rejected_and_kept_nowhere(folder: Path, who: dict[str, str]) -> None:
    loaded = send(folder, ROW | who)
    assert upward(loaded)
    assert (loaded.rows, Petition.objects.count()) == (1, 0)
    assert not kept_anywhere(SECRET)
    assert not kept_anywhere("XF-1")


def test_the_search_finds_what_is_kept(folder: Path) -> None:
    """The test above could not fail if this one did."""
    send(folder, ROW | {"被反映人标识": CHEN})
    assert kept_anywhere(SECRET)


@pytest.mark.parametrize(
    "row",
    [
        ROW | {"被反映人标识": CHEN},
        ROW | {"被反映人标识": ""},
        ROW | {"被反映人标识": MAYOR, "反映类别": "建议意见"},
        ROW | {"被反映人标识": HEAD, "反映类别": "申诉求决"},
    ],
)
def test_other_rows_are_kept(folder: Path, row: dict[str, str]) -> None:
    assert send(folder, row).counts["accepted"] == 1


def test_the_rest_of_the_file_is_taken(folder: Path) -> None:
    loaded = send(folder, ROW | {"被反映人标识": HEAD}, ROW | {"登记编号": "XF-2", "被反映人标识": CHEN})
    assert (loaded.rows, loaded.counts["rejected"], loaded.counts["accepted"]) == (2, 1, 1)


def test_a_dry_run_shows_the_notice_and_keeps_nothing(folder: Path) -> None:
    path = folder / "petitions.csv"
    path.write_text(county.text_of([ROW | {"被反映人标识": HEAD}]), encoding="utf-8")
    [loaded] = load([path], dry_run=True)
    assert upward(loaded)
    assert SECRET not in str(loaded)


def test_a_former_head_is_reported_here(folder: Path) -> None:
    moved = person(21, "郑书记", unit="U01", 现任职位编码="P01", 管理权限="县管")
    county.send(folder, "roster.csv", moved)
    assert send(folder, ROW | {"被反映人标识": HEAD}).counts["accepted"] == 1


def test_a_head_by_an_appointment_that_has_not_ended_is_not(folder: Path) -> None:
    row = {"身份证号": LIN, "单位编码": "U03", "职位编码": "P03", "职务名称": "书记", "任职日期": "2026-01-01"}
    county.send(folder, "appointments.csv", row)
    assert upward(send(folder, ROW | {"被反映人标识": LIN}))


def test_an_officer_who_names_such_a_person_sends_the_row_upward(folder: Path, officer: Account) -> None:
    row = ROW | {"被反映人姓名": "孙县", "被反映人单位": "财政局", "被反映人出生年月": "1980-07"}
    batch = Batch.objects.get(pk=send(folder, row).batch)
    mayor = find_by_number(MAYOR)
    assert decide(batch, [2], "person", officer, "即孙县长", "被反映人标识", mayor) == {2: "rejected"}
    batch.refresh_from_db()
    assert (batch.counts["rejected"], batch.counts["review"], Petition.objects.count()) == (1, 0, 0)
    assert not kept_anywhere(SECRET)
    assert upward(send(folder, row))
    assert not kept_anywhere(SECRET)


@pytest.fixture
def officer(db: None) -> Account:
    return Account.objects.create(username="officer-of-tests")


def test_a_home_without_settings_manages_everybody_but_its_own_head(folder: Path) -> None:
    (settings.BIHUAN_HOME / "settings.yaml").write_text("{}\n", encoding="utf-8")
    assert send(folder, ROW | {"被反映人标识": MAYOR}).counts["accepted"] == 1
    assert upward(send(folder, ROW | {"登记编号": "XF-3", "被反映人标识": HEAD}))
