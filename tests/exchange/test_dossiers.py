"""A dossier going out: both times, precision as given, the source down to file and line."""

import datetime
from typing import Any

from bihuan.calendar import clock
from bihuan.dossier.identity import find_by_number
from bihuan.exchange.appointment_forms import composed_form
from bihuan.exchange.dossiers import AsOf, dossier_json
from bihuan.facts.known import last_seal
from tests.exchange.conftest import Send
from tests.exchange.county import number, person, training

CHEN = number(1)


def facts(
    kind: str, text: str = CHEN, on: datetime.date | None = None, seal: int | None = None
) -> list[dict[str, Any]]:
    cadre = find_by_number(text, seal)
    assert cadre is not None
    found: list[dict[str, Any]] = dossier_json(cadre, AsOf(on or clock.today(), seal))["facts"].get(kind, [])
    return found


def test_a_date_goes_out_as_exact_as_it_came(send: Send) -> None:
    send("roster.csv", person(7, "赵启", 参加工作时间="2003.07", 入党时间="2001", 任现职时间="20240105"))
    [one] = facts("person", number(7))
    [post] = facts("position", number(7))
    assert (one["values"]["参加工作时间"], one["values"]["入党时间"], one["values"]["出生年月"]) == (
        "2003-07",
        "2001",
        "1980-07",
    )
    assert post["values"]["任现职时间"] == "2024-01-05"


def test_each_fact_names_its_file_and_line(send: Send) -> None:
    send("党校培训记录.csv", training(number(5, "19600101")), training(CHEN))
    [one] = facts("training")
    assert one["source"] == {"feed": "training", "file": "党校培训记录.csv", "line": 3, "reference": ""}


def test_what_was_not_known_then_is_not_shown(send: Send) -> None:
    send("training.csv", training(CHEN))
    before = last_seal()
    send("training.csv", training(CHEN, 学时="48"))
    assert [one["values"]["学时"] for one in facts("training", seal=before)] == ["40"]
    [now] = facts("training")
    assert (now["act"], now["reason"]) == ("correct", "来源部门重新报送")


def test_what_had_not_begun_by_the_day_is_not_shown(send: Send) -> None:
    send("training.csv", training(CHEN))
    assert facts("training", on=datetime.date(2026, 3, 1)) == []
    assert len(facts("training", on=datetime.date(2026, 3, 2))) == 1


def test_of_the_rosters_states_the_one_that_holds_on_the_day_is_shown(send: Send) -> None:
    row = person(7, "赵启", 现任职务="科员", 数据日期="2024-01-01")
    send("roster.csv", row)
    send("roster.csv", row | {"现任职务": "科长", "数据日期": "2025-01-01"})
    for year, post in ((2020, "科员"), (2024, "科员"), (2025, "科长")):
        [one] = facts("position", number(7), datetime.date(year, 6, 1))
        assert one["values"]["现任职务"] == post


def test_an_appointment_that_has_ended_stays_in_the_dossier_and_in_the_resume(send: Send) -> None:
    row = {"身份证号": CHEN, "单位编码": "U02", "职务名称": "科员", "任职日期": "2004-07", "免职日期": "2010-03"}
    send("appointments.csv", row, row | {"职务名称": "局长", "任职日期": "2010-03", "免职日期": ""})
    assert [one["holds"] for one in facts("appointment")] == [False, True]
    cadre = find_by_number(CHEN)
    assert cadre is not None
    resume = composed_form(cadre, AsOf(clock.today())).fields["JianLi"]
    assert "2004.07--2010.03  科员" in resume
    assert "2010.03--         局长" in resume or "局长" in resume
