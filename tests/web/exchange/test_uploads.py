"""Sending files: the dry run, what it says, loading when confirmed, and who may."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bihuan.access.models import Account
from bihuan.access.roles import Role
from bihuan.exchange.models import Batch, Row
from bihuan.facts.models import Entry
from bihuan.journal.models import JournalRecord
from bihuan.mechanisms.cultivation.kinds import Training
from tests.access.people import make_account, signed_in
from tests.exchange.county import text_of, training
from tests.web.exchange.conftest import Send, SignIn
from tests.web.exchange.pages import AUDIT, CHEN, LIN, PETITION, cadre, said, told, typo

pytestmark = pytest.mark.django_db


def file(name: str, *rows: dict[str, str]) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text_of(rows).encode())


def put(client: Client, *files: Any, feed: str = "") -> Any:
    """Upload and go on to what it would change."""
    return client.post("/feeds/uploads/", {"sent": list(files), "feed": feed}, follow=True)


def confirm(client: Client, shown: Any, act: str = "load", feed: str = "") -> Any:
    return client.post(shown.request["PATH_INFO"], {"act": act, "feed": feed}, follow=True)


def waiting_files(home: Path) -> list[str]:
    return sorted(path.name for path in home.glob("uploads/*/*"))


def test_an_upload_changes_nothing_until_it_is_confirmed(office: Client, send: Send, home: Path) -> None:
    entries, batches = Entry.objects.count(), Batch.objects.count()
    shown = put(office, file("培训记录.csv", training(CHEN)))
    assert "还没有任何一行入账" in said(shown)
    assert (Entry.objects.count(), Batch.objects.count()) == (entries, batches)
    assert waiting_files(home) == ["培训记录.csv"]


def test_the_dry_run_shows_each_cell_that_would_change(office: Client, send: Send) -> None:
    send("training.csv", training(CHEN))
    shown = put(office, file("training.csv", training(CHEN, 学时="48"), training(LIN, 是否结业="是")))
    [preview] = shown.context["previews"]
    changed = {
        line.line: {cell["field"]: (cell["before"], cell["after"]) for cell in line.cells} for line in preview.lines
    }
    assert changed[2] == {"学时": ("40", "48")}
    assert changed[3]["是否结业"] == ("", "是")
    assert [(one.outcome, one.count) for one in preview.counts if one.count] == [("accepted", 1), ("corrected", 1)]


def test_corrections_stand_before_new_rows(office: Client, send: Send) -> None:
    send("training.csv", training(CHEN))
    shown = put(office, file("training.csv", training(LIN), training(CHEN, 学时="48")))
    assert [line.outcome for line in shown.context["previews"][0].lines] == ["corrected", "accepted"]


def test_rows_that_would_go_back_or_wait_say_why(office: Client, send: Send) -> None:
    shown = put(office, file("training.csv", training(CHEN, 学时="四十"), typo()))
    faults = {one.line: (one.outcome, one.column, one.value) for one in shown.context["previews"][0].faults}
    assert faults == {2: ("rejected", "学时", "四十"), 3: ("review", "姓名", "陈明元")}
    assert "应只写数字" in said(shown)


def test_a_file_that_says_nothing_new_says_so(office: Client, send: Send) -> None:
    send("training.csv", training(CHEN))
    assert "没有任何变化" in said(put(office, file("again-training.csv", training(CHEN))))


def test_confirming_loads_the_file_and_forgets_it(office: Client, send: Send, home: Path) -> None:
    answer = confirm(office, put(office, file("培训记录.csv", training(CHEN), training(LIN))))
    batch = Batch.objects.get(file="培训记录.csv")
    assert answer.request["PATH_INFO"] == f"/feeds/batches/{batch.pk}/"
    assert batch.counts["accepted"] == 2
    assert Training.objects.known().count() == 2
    assert waiting_files(home) == []


def test_the_batch_names_the_account_that_sent_it(send: Send) -> None:
    account = make_account(Role.CADRE_OFFICE, last_name="宫", first_name="合成")
    client = signed_in(account)
    confirm(client, put(client, file("training.csv", training(CHEN))))
    assert Batch.objects.get(feed="training").actor == account.username


def test_discarding_loads_nothing(office: Client, send: Send, home: Path) -> None:
    answer = confirm(office, put(office, file("training.csv", training(CHEN))), act="discard")
    assert told(answer) == ["已放弃：没有任何一行入账"]
    assert not Batch.objects.filter(feed="training").exists()
    assert waiting_files(home) == []


def test_an_upload_can_be_confirmed_once(office: Client, send: Send) -> None:
    shown = put(office, file("training.csv", training(CHEN)))
    confirm(office, shown)
    assert "已经处理" in told(confirm(office, shown))[0]
    assert Batch.objects.filter(feed="training").count() == 1


def test_several_files_are_loaded_in_the_order_in_which_they_depend(office: Client, send: Send) -> None:
    new = {"姓名": "新人", "身份证号": "110101199001011237", "性别": "男", "出生年月": "1990-01", "现任单位编码": "U01"}
    later, first = file("training.csv", training("110101199001011237")), file("roster.csv", new)
    answer = confirm(office, put(office, later, first))
    assert len(told(answer)) == 2
    assert Batch.objects.get(feed="training").counts["accepted"] == 1


def test_a_file_whose_name_tells_nothing_is_asked_about_and_not_loaded(office: Client, send: Send) -> None:
    shown = put(office, file("一月.csv", training(CHEN)))
    assert "看不出是哪一种汇聚" in said(shown)
    assert not shown.context["loadable"]
    assert "看不出是哪一种汇聚" in told(confirm(office, shown))[0]
    assert not Batch.objects.filter(file="一月.csv").exists()


def test_the_feed_may_be_chosen_before_and_after(office: Client, send: Send) -> None:
    assert put(office, file("一月.csv", training(CHEN)), feed="training").context["loadable"]
    shown = put(office, file("一月.csv", training(CHEN)))
    again = office.get(shown.request["PATH_INFO"] + "?feed=training")
    assert again.context["previews"][0].feed.id == "training"
    confirm(office, shown, feed="training")
    assert Batch.objects.get(file="一月.csv").feed == "training"


def test_a_feed_that_does_not_exist_is_not_found(office: Client, send: Send) -> None:
    shown = put(office, file("training.csv", training(CHEN)))
    assert office.get(shown.request["PATH_INFO"] + "?feed=nothing").status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("培训记录.xlsx", b"PK\x03\x04 broken", "已损坏"),
        ("培训记录.xlsx", b"a,b\n1,2\n", "扩展名是 .xlsx"),
        ("培训记录.csv", b"PK\x03\x04", "内容却是"),
        ("培训记录.csv", b"", "空的"),
        ("培训记录.exe", b"MZ", "不认识的文件类型"),
        ("培训记录.csv", "甲,乙\n1,2\n".encode(), "班次名称"),
    ],
)
def test_a_file_that_cannot_be_taken_is_told_so_on_the_page(
    office: Client, send: Send, name: str, content: bytes, complaint: str
) -> None:
    shown = put(office, SimpleUploadedFile(name, content))
    if content:
        assert complaint in shown.context["previews"][0].refused
        assert not shown.context["loadable"]
    else:
        assert shown.status_code == 200
    assert not Row.objects.filter(batch__feed="training").exists()


def test_no_file_at_all_is_told_so(office: Client, send: Send) -> None:
    assert told(put(office)) == ["请先选取文件"]


def test_a_department_cannot_send_another_departments_file(enter: SignIn, send: Send) -> None:
    audit = enter(Role.AUDIT)
    shown = put(audit, file("petitions.csv", PETITION), file("audits.csv", AUDIT))
    refused = {one.file: bool(one.refused) for one in shown.context["previews"]}
    assert refused == {"petitions.csv": True, "audits.csv": False}
    confirm(audit, shown)
    assert not Batch.objects.filter(feed="petitions").exists()
    assert Batch.objects.get(feed="audits").counts["accepted"] == 1


def test_choosing_a_feed_gives_no_right_to_it(enter: SignIn, send: Send) -> None:
    audit = enter(Role.AUDIT)
    shown = put(audit, file("audits.csv", PETITION))
    confirm(audit, shown, feed="petitions")
    assert not Batch.objects.filter(feed="petitions").exists()


def test_what_the_account_may_not_send_is_not_even_tried(enter: SignIn, send: Send) -> None:
    send("petitions.csv", PETITION)
    shown = put(enter(Role.CADRE_OFFICE), file("petitions.csv", PETITION | {"反映类别": "申诉求决"}))
    assert "检举控告" not in said(shown)
    assert shown.context["previews"][0].lines == []


def test_another_account_does_not_find_the_upload(office: Client, enter: SignIn, send: Send) -> None:
    shown = put(office, file("training.csv", training(CHEN)))
    other = enter(Role.SUPERVISION)
    assert "已经处理" in told(confirm(other, shown))[0]
    assert not Batch.objects.filter(feed="training").exists()


@pytest.mark.parametrize("role", [Role.CADRE, Role.LEADER, Role.ADMINISTRATOR])
def test_who_may_not_send_is_refused_before_anything_is_kept(enter: SignIn, home: Path, role: Role) -> None:
    assert put(enter(role), file("training.csv", training(CHEN))).status_code == 403
    assert waiting_files(home) == []


def test_a_form_from_elsewhere_is_refused_and_its_files_thrown_away(send: Send, home: Path) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_account(Role.SUPERVISION))
    assert strict.post("/feeds/uploads/", {"sent": file("training.csv", training(CHEN))}).status_code == 403
    assert waiting_files(home) == []


def test_an_address_is_no_way_to_upload(office: Client) -> None:
    assert office.get("/feeds/uploads/").status_code == 405


def test_a_load_goes_into_the_journal_with_its_counts(office: Client, send: Send) -> None:
    confirm(office, put(office, file("training.csv", training(CHEN), training(LIN, 学时="x"))))
    record = JournalRecord.objects.filter(act="exchange.load").get()
    account = Account.objects.get(role=Role.SUPERVISION)
    assert record.actor == str(account.pk)
    assert record.subject_ref == str(Batch.objects.get(feed="training").pk)
    assert record.detail["counts"] == {"accepted": 1, "unchanged": 0, "corrected": 0, "review": 0, "rejected": 1}


def test_a_picture_goes_with_its_form_and_is_no_file_of_its_own(office: Client, send: Send) -> None:
    shown = put(office, SimpleUploadedFile("x.pic", b"\xff\xd8\xff"), file("training.csv", training(CHEN)))
    assert [one.file for one in shown.context["previews"]] == ["training.csv"]


def test_long_cells_are_cut_on_the_page(office: Client, send: Send) -> None:
    shown = put(office, file("training.csv", training(CHEN, 成绩="长" * 500)))
    cells = {cell["field"]: cell["after"] for cell in shown.context["previews"][0].lines[0].cells}
    assert cells["成绩"] == "长" * 80 + "…"


def test_of_many_lines_the_first_are_shown_and_the_rest_counted(office: Client, send: Send) -> None:
    rows = [training(CHEN, 班次名称=f"第 {serial} 班") for serial in range(70)]
    [preview] = put(office, file("training.csv", *rows)).context["previews"]
    assert (len(preview.lines), preview.more_lines, preview.rows) == (60, 10, 70)


def test_a_cell_is_text_and_never_markup(office: Client, send: Send) -> None:
    shown = put(office, file("training.csv", training(CHEN, 班次名称="<script>alert(1)</script>")))
    assert b"<script>alert" not in shown.content
    assert cadre(CHEN)


def test_more_than_one_file_over_the_cap_leaves_the_others(
    office: Client, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bihuan.web.exchange.held.MOST_BYTES", 1024)
    big = SimpleUploadedFile("big-training.csv", io.BytesIO(b"x" * 5000).read())
    shown = put(office, big, file("training.csv", training(CHEN)))
    assert [one.file for one in shown.context["previews"]] == ["training.csv"]
    assert "上限" in told(shown)[0]
