"""A recognition finds the fact whose delivery key it names (feeds.md, recognitions)."""

import pytest

from bihuan.dossier.identifying import judge_same
from bihuan.dossier.identity import find_by_number
from bihuan.dossier.kinds import Recognition
from bihuan.facts.kinds import model_of
from tests.exchange.conftest import Send
from tests.exchange.county import number, person

CHEN = number(1)
AUDIT = {"审计项目编号": "A1", "序号": "1", "被审计单位编码": "U01", "发现日期": "2026-01-05", "责任人标识": CHEN}
SANCTION = {"人员标识": CHEN, "类别": "诫勉", "种类": "诫勉", "决定日期": "2025/4/8"}
DECLARATION = {"身份证号": CHEN, "报告年度": "2025", "提交日期": "2026-01-20", "事项类别": "房产", "内容": "甲路1号"}
VERIFICATION = {"身份证号": CHEN, "核查年度": "2025", "事项类别": "房产", "核查值": "甲路1号", "核查日期": "2026-04-01"}
APPOINTMENT = {"身份证号": CHEN, "单位编码": "U01", "职务名称": "科长", "任职日期": "2024-05"}
PRACTICE = {"身份证号": CHEN, "锻炼类型": "乡村振兴", "接收单位": "甲村", "开始日期": "2025-03-01"}


@pytest.mark.parametrize(
    ("feed", "kind", "row", "key"),
    [
        ("audits", "audit", AUDIT, "A1|1"),
        ("sanctions", "sanction", SANCTION | {"文号": "纪〔2025〕3号"}, f"纪〔2025〕3号|{CHEN}|诫勉"),
        ("sanctions", "sanction", SANCTION, f"诫勉|2025年4月8日|{CHEN}|诫勉"),
        ("declarations", "declaration", DECLARATION, f"{CHEN}|2025||房产|甲路1号"),
        ("declarations", "declaration", DECLARATION | {"报告类型": "年度", "序号": "2"}, f"{CHEN}|2025|年度|房产|2"),
        ("verifications", "verification", VERIFICATION, f"{CHEN}|2025|房产|甲路1号"),
        ("appointments", "appointment", APPOINTMENT, f"{CHEN}|U01|科长|2024.05"),
        ("appointments", "appointment", APPOINTMENT | {"职位编码": "P01"}, f"{CHEN}|P01|2024-05"),
        ("practice", "practice", PRACTICE, f"{CHEN}|甲村|2025-03-01"),
        (
            "assessments",
            "assessment",
            {"身份证号": CHEN, "考核类型": "年度", "期间": "2025年度", "等次": "优秀"},
            f"{CHEN}|年度|2025",
        ),
        ("ledger", "ledger", {"身份证号": CHEN, "月份": "2026-09", "事项": "防汛"}, f"{CHEN}|2026年9月|防汛"),
    ],
)
def test_the_key_is_found_fallbacks_included(send: Send, feed: str, kind: str, row: dict[str, str], key: str) -> None:
    assert send(f"{feed}.csv", row).counts["accepted"] == 1
    recognition = {"原记录类别": feed, "原记录键": key, "认定类型": "容错", "认定日期": "2026-06-01"}
    assert send("recognitions.csv", recognition).counts["accepted"] == 1
    assert Recognition.objects.get().target_index == model_of(kind).objects.get().key_index


def test_a_feed_may_be_named_in_chinese_and_one_that_does_not_exist_is_reported(send: Send) -> None:
    send("audits.csv", AUDIT)
    row = {"原记录类别": "审计问题", "原记录键": "A1|1", "认定类型": "容错", "认定日期": "2026-06-01"}
    send("recognitions.csv", row)
    assert Recognition.objects.get().target_index == model_of("audit").objects.get().key_index
    loaded = send("recognitions.csv", row | {"原记录类别": "审记问题"})
    assert loaded.counts["accepted"] == 1
    assert [one["value"] for one in loaded.reasons] == ["审记问题"]


def test_a_person_of_two_dossiers_is_found_under_either_number(send: Send) -> None:
    send("roster.csv", person(11, "陈明远"))
    send("sanctions.csv", SANCTION | {"人员标识": number(11), "文号": "3号"})
    one, other = find_by_number(number(11)), find_by_number(CHEN)
    assert one
    assert other
    judge_same(one, other, "officer", "同一人")
    row = {"原记录类别": "sanctions", "原记录键": f"3号|{CHEN}|诫勉", "认定类型": "容错", "认定日期": "2026-06-01"}
    send("recognitions.csv", row)
    assert Recognition.objects.get().target_index == model_of("sanction").objects.get().key_index


def test_a_key_that_names_somebody_of_no_roster_waits_until_the_roster_knows_them(send: Send) -> None:
    row = {
        "原记录类别": "sanctions",
        "原记录键": f"3号|{number(12)}|诫勉",
        "认定类型": "撤销",
        "认定日期": "2026-06-01",
    }
    loaded = send("recognitions.csv", row)
    assert loaded.counts["review"] == 1
    assert number(12) in loaded.reasons[0]["reason"]
    send("roster.csv", person(12, "陈明达"))
    send("sanctions.csv", SANCTION | {"人员标识": number(12), "文号": "3号"})
    assert send("recognitions.csv", row).counts["accepted"] == 1
    assert Recognition.objects.get().target_index == model_of("sanction").objects.get().key_index


def test_the_same_recognition_again_is_unchanged(send: Send) -> None:
    send("audits.csv", AUDIT)
    row = {"原记录类别": "audits", "原记录键": "A1|1", "认定类型": "容错", "认定日期": "2026-06-01"}
    assert send("recognitions.csv", row).counts["accepted"] == 1
    assert send("recognitions.csv", row).counts["unchanged"] == 1
    assert send("recognitions.csv", row | {"文号": "5号"}).counts["corrected"] == 1
    assert Recognition.objects.known().get().target_index == model_of("audit").objects.get().key_index
