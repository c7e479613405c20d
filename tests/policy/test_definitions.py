"""Shared terms by hand: which post, which unit, which level, on which day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from tests.policy.cases import county_of
from tests.policy.harness import in_order, packs, prepared

D = date(2026, 6, 1)
POSTS = [
    {"职位编码": "P1", "单位编码": "U1", "职位名称": "局长", "职务层次": "乡科级正职", "是否主要领导": "是"},
    {"职位编码": "P2", "单位编码": "U2", "职位名称": "副局长", "职务层次": "乡科级副职"},
]


def rows(definition: str, columns: str, on: date = D, **facts: Any) -> Sequence[tuple[Any, ...]]:
    facts.setdefault("roster", [{"身份证号": "A"}])
    con, _ = prepared(county_of({"facts": facts}), on, upto(definition))
    return con.execute(f"SELECT {columns} FROM {definition} ORDER BY ALL").fetchall()


def upto(definition: str) -> list[dict[str, Any]]:
    ordered = in_order(packs().definitions)
    names = [one["name"] for one in ordered]
    return ordered[: names.index(definition) + 1]


def appointed(begun: str, **more: str) -> dict[str, str]:
    return {"人员标识": "A", "单位编码": "U1", "职务名称": "局长", "任职日期": begun, **more}


def units(on: date = D, **facts: Any) -> set[Any]:
    return {unit for day, unit in rows("unit_on_day", "day, unit_code", on, **facts) if day == on}


def test_an_appointment_without_a_code_is_to_the_one_post_of_that_name() -> None:
    assert rows("appointed_post", "post_code", posts=POSTS, appointments=[appointed("2020-01-01")]) == [("P1",)]


def test_where_two_posts_have_the_name_it_is_to_the_roster_s_present_post() -> None:
    posts = [*POSTS, {**POSTS[0], "职位编码": "P3"}]
    roster = [{"身份证号": "A", "现任职位编码": "P3"}]
    facts: dict[str, Any] = {"posts": posts, "roster": roster}
    assert rows("appointed_post", "post_code", **facts, appointments=[appointed("2020-01-01")]) == [("P3",)]
    left = [appointed("2020-01-01", 免职日期="2026-06-01")]
    assert rows("appointed_post", "post_code", **facts, appointments=left) == [(None,)]
    seconded = [appointed("2020-01-01", 任职方式="挂职")]
    assert rows("appointed_post", "post_code", **facts, appointments=seconded) == [(None,)]
    elsewhere = [appointed("2020-01-01", 单位编码="U9")]
    assert rows("appointed_post", "post_code", **facts, appointments=elsewhere) == [(None,)]


def test_an_appointment_ends_the_day_before_its_removal_and_later_removals_are_not_known() -> None:
    ended = [appointed("2020-01-01", 职位编码="P1", 免职日期="2026-06-01")]
    assert rows("head_on_day", "day", posts=POSTS, appointments=ended)[-1] == (date(2026, 3, 31),)
    later = [appointed("2020-01-01", 职位编码="P1", 免职日期="2026-06-02")]
    assert rows("head_on_day", "day", posts=POSTS, appointments=later)[-1] == (D,)


def test_the_roster_s_post_fills_the_days_without_an_appointment() -> None:
    roster = [{"身份证号": "A", "现任单位编码": "U2", "现任职位编码": "P2", "任现职时间": "2024-01-01"}]
    away = [appointed("2025-01-01", 职位编码="P1", 免职日期="2025-03-01")]
    held = rows("post_held", "from_day, to_day, post_code", posts=POSTS, roster=roster, appointments=away)
    assert held == [
        (date(2024, 1, 1), date(2025, 1, 1), "P2"),
        (date(2025, 1, 1), date(2025, 3, 1), "P1"),
        (date(2025, 3, 1), D, "P2"),
        (D, None, "P2"),
    ]


def test_the_roster_s_post_is_not_used_where_an_appointment_to_it_is_on_record() -> None:
    roster = [{"身份证号": "A", "现任职位编码": "P1", "任现职时间": "2024-01-01"}]
    past = [appointed("2020-01-01", 免职日期="2021-01-01")]
    held = rows("post_held", "from_roster", posts=POSTS, roster=roster, appointments=past)
    assert held == [(False,)]


def test_of_several_appointments_the_unit_is_the_roster_s_else_the_latest_begun_else_the_last_by_code() -> None:
    two = [appointed("2020-01-01"), appointed("2024-01-01", 单位编码="U2", 职位编码="P2")]
    assert units(appointments=two) == {"U1"}
    elsewhere = [{"身份证号": "A", "现任单位编码": "U9"}]
    assert units(roster=elsewhere, appointments=two) == {"U2"}
    same_day = [appointed("2020-01-01", 职位编码="P1"), appointed("2020-01-01", 单位编码="U2", 职位编码="P2")]
    assert units(roster=elsewhere, appointments=same_day) == {"U2"}
    seconded = [appointed("2024-01-01", 单位编码="U2", 任职方式="挂职")]
    assert units(appointments=[two[0], *seconded]) == {"U1"}


def test_the_roster_state_is_the_latest_that_holds_on_the_day_else_the_earliest() -> None:
    roster = [
        {"身份证号": "A", "现任单位编码": "U1", "数据日期": "2026-02-01"},
        {"身份证号": "A", "现任单位编码": "U2", "数据日期": "2026-05-01"},
    ]
    assert [units(date(2026, month, 1), roster=roster) for month in (1, 4, 5)] == [{"U1"}, {"U1"}, {"U2"}]


def test_the_level_of_a_day_is_the_highest_held_else_the_roster_s() -> None:
    roster = [{"身份证号": "A", "职务层次": "县处级副职", "任现职务层次时间": "2020-01-01"}]
    post = [appointed("2025-01-01", 职务层次="乡科级正职")]
    spans = rows("level_held", "from_day, level", roster=roster, appointments=post)
    assert spans == [(date(2020, 1, 1), "县处级副职"), (date(2025, 1, 1), "乡科级正职"), (D, "乡科级正职")]


def test_a_rise_is_above_the_day_before_or_above_the_last_one_left() -> None:
    first = appointed("2018-01-01", 职务层次="乡科级副职", 职位编码="P2", 免职日期="2023-01-01")
    later = appointed("2025-03-01", 职务层次="乡科级正职", 职位编码="P1")
    raised = rows("raise", "post_key, level_before", posts=POSTS, appointments=[first, later])
    assert raised == [("P1", "乡科级副职")]
    highest = appointed("2019-01-01", 职务层次="县处级副职", 职位编码="P9", 免职日期="2020-01-01")
    assert rows("raise", "post_key", posts=POSTS, appointments=[highest, first, later]) == [("P1",), ("P9",)]
    unknown = {**first, "职务层次": "相当正科"}
    assert rows("raise", "post_key", posts=POSTS, appointments=[unknown, later]) == []


def test_the_rank_of_one_day_is_the_higher_and_the_roster_s_counts_only_without_any_row() -> None:
    ranks = [{"人员标识": "A", "职级": rank, "起始日期": "2022-01-01"} for rank in ("一级科员", "四级主任科员")]
    roster = [{"身份证号": "A", "职级": "一级调研员", "任现职级时间": "2020-01-01"}]
    assert rows("rank_held", "from_day, rank", ranks=ranks, roster=roster) == [(date(2022, 1, 1), "四级主任科员")]
    assert rows("rank_held", "from_day, rank", roster=roster) == [(date(2020, 1, 1), "一级调研员")]


def test_an_influence_period_ends_the_day_after_its_stated_last_day_else_after_its_months() -> None:
    def ends(category: str, penalty: str, **more: str) -> list[Any]:
        sanction = {"人员标识": "A", "类别": category, "种类": penalty, "决定日期": "2024-08-31", **more}
        return [end for (end,) in rows("influence_period", "ended_on", sanctions=[sanction])]

    assert ends("政务处分", "行政警告") == [date(2025, 2, 28)]
    assert ends("党纪处分", "党内警告") == [date(2025, 8, 31)]
    assert ends("党纪处分", "留党察看（一年）") == [date(2027, 8, 31)]
    assert ends("党纪处分", "留党察看二年") == [date(2028, 8, 31)]
    assert ends("批评教育", "诫勉") == [date(2025, 2, 28)]
    assert ends("政务处分", "记过", 影响期止="2024-09-30") == [date(2024, 10, 1)]
    assert ends("谈话提醒", "谈话提醒") == []


def test_a_family_row_names_by_number_or_else_the_only_one_in_service_with_that_name_and_month() -> None:
    def named(family: dict[str, str], status: str = "在职") -> list[tuple[Any, ...]]:
        roster = [
            {"身份证号": "A", "姓名": "甲"},
            {"身份证号": "B", "姓名": "乙", "出生年月": "1981-02-03", "人员状态": status},
            {"身份证号": "C", "姓名": "乙", "出生年月": "1981-02", "人员状态": "退休"},
        ]
        row = {"人员标识": "A", "称谓": "妻子", "姓名": "乙", **family}
        return list(rows("kin", "a, b, kinship", roster=roster, family=[row]))

    assert named({"出生年月": "1981-02"}) == [(1, 2, "spouse")]
    assert named({"出生年月": "1981"}) == []
    assert named({"出生年月": "1981-02"}, status="退休") == []
    assert named({"成员身份证号": "C", "出生年月": "1981-02"}) == [(1, 3, "spouse")]
    assert named({"成员身份证号": "X", "出生年月": "1981-02"}) == []
    assert named({"出生年月": "1981-02", "称谓": "同学"}) == []
