"""Shared terms by hand: posts held, units, levels, ranks, who is judged, what exists on the day."""

from datetime import date

import pytest

from tests.oracle.county import County, Finding
from tests.oracle.judge import judge
from tests.oracle.people import Person
from tests.oracle.smallcounty import SmallCounty
from tests.oracle.society import Society

INFLUENCE = "incentive.promotion_in_influence"


def cadre(county: SmallCounty, on: str = "2026-03-01") -> Person:
    return Society(County(county.records, county.managed), date.fromisoformat(on)).people["A"]


def day(text: str) -> date:
    return date.fromisoformat(text)


class TestRoster:
    def test_the_state_of_the_day_else_the_earliest(self) -> None:
        county = SmallCounty(_from="2026-01-01", 职务层次="乡科级副职")
        county.cadre("A", _from="2026-02-01", 职务层次="乡科级正职")
        for on, level in (("2025-06-01", "乡科级副职"), ("2026-01-31", "乡科级副职"), ("2026-02-01", "乡科级正职")):
            assert cadre(county, on).roster["职务层次"] == level

    def test_statements_reach_back_to_their_day_or_hold_on_the_day_alone(self) -> None:
        dated = cadre(SmallCounty(职务层次="县处级副职", 任现职务层次时间="2026-02-01"))
        assert (dated.level(day("2026-01-31")), dated.level(day("2026-02-01"))) == ("", "县处级副职")
        bare = cadre(SmallCounty(职务层次="县处级副职"))
        assert (bare.level(day("2026-02-28")), bare.level(day("2026-03-01"))) == ("", "县处级副职")

    def test_a_post_of_the_roster_by_name(self) -> None:
        county = SmallCounty(现任职务="主任", 任现职时间="2020-01-01").post(职位名称="主任", 职务层次="乡科级正职")
        assert [one.post for one in cadre(county).held(day("2020-01-01"))] == ["P1"]
        assert cadre(county).level(day("2020-01-01")) == "乡科级正职"
        assert cadre(county).held(day("2019-12-31")) == []
        assert [one.post for one in cadre(county.post("P2", 职位名称="主任")).held(day("2026-03-01"))] == [""]

    def test_managed_are_those_of_a_listed_kind_and_those_without(self) -> None:
        found: dict[str, list[Finding]] = {}
        for given in ("县管", "市管", ""):
            county = SmallCounty(管理权限=given)
            county.managed = frozenset({"县管"})
            found[given] = county.findings("2026-04-01", "assessment.annual_missing")
        assert [bool(found[given]) for given in ("县管", "市管", "")] == [True, False, True]

    def test_those_not_managed_are_in_no_unit_count(self) -> None:
        county = SmallCounty(任现职时间="2015-01-01", 管理权限="市管").result("2025", "优秀")
        for n in range(4):
            county.cadre(f"B{n}", 任现职时间="2015-01-01").result("2025", "优秀", 人员标识=f"B{n}")
        assert county.colour("2026-04-01", "assessment.excellent_quota") == "red"
        county.managed = frozenset({"县管"})
        assert county.colour("2026-04-01", "assessment.excellent_quota") == ""


class TestPostsHeld:
    def test_from_the_first_day_to_before_the_last(self) -> None:
        county = SmallCounty().appointed("2025-01-01", 免职日期="2025-06-01")
        held = {
            text: len(cadre(county).held(day(text)))
            for text in ("2024-12-31", "2025-01-01", "2025-05-31", "2025-06-01")
        }
        assert list(held.values()) == [0, 1, 1, 0]

    def test_a_removal_after_the_day_is_none_yet(self) -> None:
        county = SmallCounty().appointed("2025-01-01", 免职日期="2026-03-02")
        assert cadre(county).appointments[0].end is None

    def test_with_none_in_force_the_roster_post_secondment_aside(self) -> None:
        county = SmallCounty(现任职位编码="P9", 任现职时间="2020-01-01").appointed("2025-01-01", 免职日期="2025-06-01")
        county.appointed("2024-06-01", 职位编码="P2", 任职方式="挂职")
        posts = {
            text: sorted(one.post for one in cadre(county).held(day(text))) for text in ("2025-05-31", "2025-06-01")
        }
        assert posts == {"2025-05-31": ["P1", "P2"], "2025-06-01": ["P2", "P9"]}

    def test_an_appointment_to_that_post_on_record_takes_its_place(self) -> None:
        county = SmallCounty(现任职位编码="P1", 任现职时间="2020-01-01").appointed("2021-01-01", 免职日期="2022-01-01")
        assert cadre(county).held(day("2026-03-01")) == []
        county.excuse("appointments", "A|P1|2021-01-01", "2026-02-01", "撤销")
        assert [one.post for one in cadre(county).held(day("2026-03-01"))] == ["P1"]

    def fallback(self, **cells: str) -> str:
        county = SmallCounty(现任职位编码="P1").post("P1", 职位名称="主任")
        county.appointed("2020-01-01", **{"职务名称": "别名"} | cells)
        return cadre(county).appointments[0].post

    def test_a_codeless_appointment_is_to_the_roster_post_only_when_all_fits(self) -> None:
        assert self.fallback() == "P1"
        assert self.fallback(免职日期="2026-03-01") == ""
        assert self.fallback(任职方式="挂职") == ""
        assert self.fallback(单位编码="U2") == ""
        assert self.fallback(职务名称="主任", 免职日期="2021-01-01") == "P1"

    def test_another_in_force_to_that_post_by_name_stands_in_the_way(self) -> None:
        county = SmallCounty(现任职位编码="P1").post("P1", 职位名称="主任").appointed("2020-01-01", 职务名称="别名")
        county.appointed("2021-01-01", 职务名称="主任", 任职方式="挂职")
        assert [one.post for one in cadre(county).appointments] == ["", "P1"]

    def test_two_posts_of_one_name_are_none(self) -> None:
        county = SmallCounty().post("P1", 职位名称="科员").post("P2", 职位名称="科员").post("P3", 职位名称="科长")
        county.appointed("2020-01-01", 职务名称="科员").appointed("2020-01-01", 职务名称="科长")
        assert sorted(one.post for one in cadre(county).appointments) == ["", "P3"]


class TestUnit:
    def test_of_several_the_one_of_the_roster_else_the_latest_else_the_last_code(self) -> None:
        county = SmallCounty(现任单位编码="U9").appointed("2020-01-01", 单位编码="U2", 职位编码="P2")
        county.appointed("2021-01-01", 单位编码="U3", 职位编码="P3").appointed(
            "2021-01-01", 单位编码="U1", 职位编码="P4"
        )
        county.appointed("2021-01-01", 单位编码="U8", 职务名称="无码")
        assert cadre(county).unit(day("2026-03-01")) == "U1"
        county.appointed("2022-01-01", 单位编码="U5", 任职方式="挂职", 职位编码="P5")
        assert cadre(county).unit(day("2026-03-01")) == "U1"
        county.appointed("2010-01-01", 单位编码="U9", 职位编码="P0")
        assert cadre(county).unit(day("2026-03-01")) == "U9"

    @pytest.mark.parametrize(("since", "units"), [("2026-02-01", ["", "U1", "U1"]), ("", ["", "", "U1"])])
    def test_of_none_the_roster_unit_from_its_day(self, since: str, units: list[str]) -> None:
        person = cadre(SmallCounty(任现职时间=since))
        assert [person.unit(day(text)) for text in ("2026-01-31", "2026-02-01", "2026-03-01")] == units


class TestLevelsAndRanks:
    def test_the_highest_held_secondment_aside_else_the_roster(self) -> None:
        county = SmallCounty(职务层次="乡科级副职", 任现职务层次时间="2010-01-01")
        county.appointed("2020-01-01", "乡科级正职").appointed(
            "2020-01-01", "县处级正职", 职位编码="P2", 任职方式="挂职"
        )
        assert cadre(county).level(day("2020-01-01")) == "乡科级正职"
        assert cadre(county).level(day("2019-12-31")) == "乡科级副职"

    def test_an_unknown_word_is_no_level_and_does_not_ask_the_post(self) -> None:
        county = SmallCounty().post(职务层次="县处级副职").appointed("2020-01-01", "副部级")
        assert cadre(county).level(day("2026-03-01")) == ""

    def test_of_one_day_the_higher_rank(self) -> None:
        county = SmallCounty(职级="一级巡视员", 任现职级时间="2010-01-01")
        county.mine("ranks", 职级="一级科员", 起始日期="2020-01-01").mine(
            "ranks", 职级="二级科员", 起始日期="2020-01-01"
        )
        assert cadre(county).rank(day("2020-01-01")) == "一级科员"
        assert cadre(county).rank(day("2019-12-31")) == ""
        assert cadre(county, "2019-12-31").rank(day("2019-12-31")) == "一级巡视员"

    @pytest.mark.parametrize(
        ("before", "now", "higher"),
        [
            ("一级科员", "四级主任科员", 1),
            ("二级科员", "一级科员", 1),
            ("一级科员", "一级科员", 0),
            ("一级警长", "一级科员", 0),
            ("一级科员", "一级警长", 0),
        ],
    )
    def test_a_higher_rank_is_above_the_row_before(self, before: str, now: str, higher: int) -> None:
        county = SmallCounty().mine("ranks", 职级=before, 起始日期="2020-01-01")
        county.mine("ranks", 职级=now, 起始日期="2024-01-01")
        assert len(cadre(county).higher_ranks()) == higher

    def test_the_row_before_is_of_an_earlier_day(self) -> None:
        county = SmallCounty().mine("ranks", 职级="二级主任科员", 起始日期="2020-01-01")
        county.mine("ranks", 职级="四级主任科员", 起始日期="2024-01-01").mine(
            "ranks", 职级="三级主任科员", 起始日期="2024-01-01"
        )
        assert cadre(county).higher_ranks() == []

    def test_the_last_one_left_is_no_secondment(self) -> None:
        county = SmallCounty().sanction("2025-01-10", "诫勉", "诫勉")
        county.appointed("2015-01-01", "乡科级副职", 职位编码="P0", 免职日期="2020-01-01")
        county.appointed("2015-01-01", "乡科级正职", 职位编码="P2", 免职日期="2024-01-01", 任职方式="挂职")
        assert county.appointed("2025-03-01", "乡科级正职").colour("2025-03-01", INFLUENCE) == "red"

    def test_leader_by_level_or_by_rank(self) -> None:
        for level, rank, leads in (
            ("县处级副职", "", True),
            ("乡科级正职", "一级主任科员", False),
            ("无", "四级调研员", True),
            ("", "", False),
        ):
            assert cadre(SmallCounty(职务层次=level, 职级=rank)).leader(day("2026-03-01")) is leads

    def test_ranks_and_appointments_of_the_morrow_do_not_exist(self) -> None:
        county = (
            SmallCounty(参加工作时间="").mine("ranks", 职级="一级科员", 起始日期="2026-03-02").appointed("2026-03-02")
        )
        assert cadre(county).started is None
        assert cadre(county, "2026-03-02").started == day("2026-03-02")


class TestRecognition:
    @pytest.mark.parametrize(
        ("key", "excused"), [("A|P1|2025-03-01", True), ("A|P1|2025-03", True), ("A|P1|2025", False), ("A|P1", False)]
    )
    def test_a_month_in_a_key_may_stand_as_it_was_given(self, key: str, excused: bool) -> None:
        county = SmallCounty()
        cells = {"单位编码": "U1", "职位编码": "P1", "职务名称": "主任", "任职日期": "2025-03-01"}
        county.mine("appointments", {"任职日期": "month"}, **cells).excuse("appointments", key, "2025-06-01")
        assert (cadre(county).appointments == []) is excused

    def test_only_tolerance_and_revocation_excuse(self) -> None:
        for kind, count in (("容错", 0), ("撤销", 0), ("澄清", 1), ("无需澄清", 1), ("不予容错", 1)):
            county = SmallCounty().appointed("2025-03-01").excuse("appointments", "A|P1|2025-03-01", "2025-06-01", kind)
            assert len(cadre(county).appointments) == count

    def test_a_key_falls_back_on_unit_and_name_from_its_day(self) -> None:
        county = SmallCounty().appointed("2025-03-01", 职务名称="主任")
        county.excuse("appointments", "A|U1|主任|2025-03-01", "2026-03-02")
        assert len(cadre(county).appointments) == 1
        assert cadre(county, "2026-03-02").appointments == []


class TestBoundaries:
    def test_a_clerk_rank_of_the_day_itself_is_no_year_long(self) -> None:
        county = SmallCounty().appointed("2010-01-01", "无", 职位编码="P0", 免职日期="2025-03-01")
        county.appointed("2025-03-01", "乡科级副职").mine("ranks", 职级="一级科员", 起始日期="2025-03-01")
        assert county.colour("2025-06-01", "incentive.promotion_years_short") == "yellow"

    def test_an_excellent_year_ending_on_the_base_day_takes_half_a_year_off(self) -> None:
        county = SmallCounty().mine("ranks", 职级="一级科员", 起始日期="2024-12-31").result("2024", "优秀")
        assert county.result("2025", "称职").colour("2026-06-01", "incentive.rank_due") == "green"

    def test_a_talk_counts_on_the_day_asked_about(self) -> None:
        county = SmallCounty().sanction("2025-01-31", "诫勉", "诫勉").talk("2025-08-01", "回访")
        assert county.colour("2025-07-31", "restraint.admonition_followup") == "yellow"
        assert county.colour("2025-08-01", "restraint.admonition_followup") == ""

    def test_verifications_of_the_three_completed_years(self) -> None:
        for year, count in (("2025", 1), ("2024", 1), ("2023", 1), ("2022", 0), ("2026", 0)):
            county = SmallCounty().mine("declarations", 报告年度=year, 提交日期="2026-01-20", 事项类别="无")
            county.mine("verifications", 核查年度=year, 事项类别="婚姻", 核查日期="2026-05-01", 序号="1")
            assert len(county.findings("2026-06-01", "restraint.declaration_mismatch")) == count, year

    def test_judgement_is_the_same_twice(self) -> None:
        county = County(SmallCounty().result("2025", "不称职").records)
        assert judge(county, day("2026-04-01")) == judge(county, day("2026-04-01"))
