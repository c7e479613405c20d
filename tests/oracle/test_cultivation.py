"""Cultivation: each check fires, just does not, and on its boundary days."""

import pytest

from tests.oracle.smallcounty import SmallCounty

SECTION = "cultivation.section_hours_short"
LEADER = "cultivation.leader_hours_short"
ONPOST = "cultivation.onpost_training_missing"
INTEGRITY = "cultivation.integrity_education_missing"
PRACTICE = "cultivation.practice_unevaluated"
ADAPTATION = "cultivation.adaptation_untracked"


def trained(county: SmallCounty, start: str, end: str = "", hours: str = "8", kind: str = "专题", **cells: str) -> None:
    names = {"班次名称": "班", "开始日期": start, "结束日期": end, "学时": hours, "类别": kind}
    county.mine("training", None, **names | cells)


class TestSectionHours:
    def test_ninety_hours_in_the_year_are_enough(self) -> None:
        for hours, colour in (("90", ""), ("89.5", "yellow")):
            county = SmallCounty()
            trained(county, "2025-03-01", hours=hours)
            assert county.colour("2026-01-01", SECTION) == colour

    def test_twelve_different_days_are_enough(self) -> None:
        for end, colour in (("2025-03-12", ""), ("2025-03-11", "yellow")):
            county = SmallCounty()
            trained(county, "2025-03-01", end, "10")
            trained(county, "2025-03-02", "2025-03-05", "10")
            assert county.colour("2026-01-01", SECTION) == colour

    def test_a_course_counts_whole_in_the_year_it_ended(self) -> None:
        county = SmallCounty()
        trained(county, "2024-12-20", "2025-01-01", "10")
        assert county.colour("2026-05-01", SECTION) == ""

    def test_blue_where_the_year_before_was_kept(self) -> None:
        county = SmallCounty()
        trained(county, "2024-03-01", hours="90")
        assert county.findings("2026-01-01", SECTION)[0].severity == "blue"
        assert county.keys("2025-12-31", SECTION) == []

    @pytest.mark.parametrize(
        ("cells", "colour"),
        [({"kind": "网络"}, "yellow"), ({"kind": ""}, ""), ({"是否结业": "否"}, "yellow"), ({"是否结业": ""}, "")],
    )
    def test_online_and_unfinished_courses_do_not_count(self, cells: dict[str, str], colour: str) -> None:
        county = SmallCounty()
        trained(county, "2025-03-01", hours="100", **cells)
        assert county.colour("2026-01-01", SECTION) == colour

    @pytest.mark.parametrize(("started", "colour"), [("2024-01-01", "blue"), ("2024-01-02", ""), ("", "")])
    def test_the_trial_must_be_over_before_the_year_began(self, started: str, colour: str) -> None:
        assert SmallCounty(参加工作时间=started).colour("2026-01-01", SECTION) == colour

    def test_the_start_of_work_falls_back_on_the_earliest_appointment_or_rank(self) -> None:
        county = SmallCounty(参加工作时间="")
        county.mine("ranks", 职级="一级科员", 起始日期="2024-01-01")
        assert county.colour("2026-01-01", SECTION) == "blue"

    def test_a_leader_on_the_last_day_of_the_year_is_no_section_cadre(self) -> None:
        county = SmallCounty()
        county.appointed("2025-12-31", "县处级副职", 免职日期="2026-01-01")
        assert county.colour("2026-02-01", SECTION) == ""

    @pytest.mark.parametrize("cells", [{"人员类别": "国企"}, {"人员状态": "退休"}, {"人员状态": ""}])
    def test_only_bound_cadres_in_service(self, cells: dict[str, str]) -> None:
        assert SmallCounty(**cells).colour("2026-01-01", SECTION) == ""

    def test_excused_training_adds_no_hours(self) -> None:
        county = SmallCounty()
        trained(county, "2025-03-01", hours="100")
        county.excuse("training", "A|班|2025-03-01", "2026-03-01", "撤销")
        assert county.colour("2026-02-28", SECTION) == ""
        assert county.colour("2026-03-01", SECTION) == "yellow"


class TestLeaderHours:
    def leader(self, since: str = "2010-01-01") -> SmallCounty:
        return SmallCounty(职务层次="县处级副职", 任现职务层次时间=since)

    def test_the_window_is_open_five_years_ago(self) -> None:
        county = self.leader()
        trained(county, "2021-03-10", hours="550")
        assert county.colour("2026-03-09", LEADER) == ""
        assert county.colour("2026-03-10", LEADER) == "yellow"

    def test_ninety_days_are_enough(self) -> None:
        for end, colour in (("2025-03-31", ""), ("2025-03-30", "yellow")):
            county = self.leader()
            trained(county, "2025-01-01", end, "1")
            assert county.colour("2025-12-31", LEADER) == colour

    def test_leader_on_each_thirty_first_of_december(self) -> None:
        assert self.leader("2021-12-31").colour("2026-06-01", LEADER) == "yellow"
        assert self.leader("2022-01-01").colour("2026-06-01", LEADER) == ""
        assert self.leader("2022-01-01").colour("2026-12-31", LEADER) == "yellow"

    def test_a_rank_makes_a_leader_too(self) -> None:
        county = SmallCounty()
        county.mine("ranks", 职级="四级调研员", 起始日期="2015-01-01")
        assert county.colour("2026-06-01", LEADER) == "yellow"

    def test_without_a_date_the_roster_level_holds_on_the_day_alone(self) -> None:
        assert self.leader("").colour("2026-06-01", LEADER) == ""


class TestOnpost:
    def promoted(self, level: str = "县处级副职") -> SmallCounty:
        county = SmallCounty()
        county.appointed("2018-01-01", "乡科级正职", 免职日期="2024-02-29", 职位编码="P0")
        return county.appointed("2024-02-29", level)

    def test_from_twelve_months_to_before_twenty_four(self) -> None:
        county = self.promoted()
        assert county.colour("2025-02-27", ONPOST) == ""
        assert county.colour("2025-02-28", ONPOST) == "yellow"
        assert county.colour("2026-02-27", ONPOST) == "yellow"
        assert county.colour("2026-02-28", ONPOST) == ""
        assert county.keys("2025-03-01", ONPOST) == [["P1", "2024-02-29"]]

    @pytest.mark.parametrize(
        ("end", "colour"),
        [("2023-02-27", "yellow"), ("2023-02-28", ""), ("2025-02-28", ""), ("2025-03-01", "yellow")],
    )
    def test_training_ended_within_twelve_months_of_the_day(self, end: str, colour: str) -> None:
        county = self.promoted()
        trained(county, "2022-11-01", end, kind="任职")
        assert county.colour("2025-06-01", ONPOST) == colour

    @pytest.mark.parametrize(
        ("level", "end", "colour"),
        [
            ("县处级副职", "2024-06-30", ""),
            ("县处级副职", "2024-06-29", "yellow"),
            ("厅局级副职", "2024-06-29", "yellow"),
        ],
    )
    def test_thirty_days_of_party_school_for_leaders(self, level: str, end: str, colour: str) -> None:
        county = self.promoted(level)
        trained(county, "2024-06-01", end, kind="党校")
        assert county.colour("2025-06-01", ONPOST) == colour

    def test_fifteen_days_below(self) -> None:
        for end, colour in (("2024-06-15", ""), ("2024-06-14", "yellow")):
            county = SmallCounty()
            county.appointed("2018-01-01", "乡科级副职", 职位编码="P0").appointed("2024-02-29", "乡科级正职")
            trained(county, "2024-06-01", end, kind="党校")
            assert county.colour("2025-06-01", ONPOST) == colour

    def test_an_unnamed_kind_clears_and_another_kind_does_not(self) -> None:
        for kind, colour in (("", ""), ("专题", "yellow")):
            county = self.promoted()
            trained(county, "2024-06-01", kind=kind)
            assert county.colour("2025-06-01", ONPOST) == colour

    def test_excused_training_still_clears(self) -> None:
        county = self.promoted()
        trained(county, "2024-06-01", kind="任职")
        county.excuse("training", "A|班|2024-06-01", "2024-07-01", "撤销")
        assert county.colour("2025-06-01", ONPOST) == ""

    def test_the_post_need_not_be_held_any_more(self) -> None:
        county = SmallCounty()
        county.appointed("2018-01-01", "乡科级副职", 职位编码="P0")
        county.appointed("2024-02-29", "乡科级正职", 免职日期="2024-05-01")
        assert county.colour("2025-06-01", ONPOST) == "yellow"


class TestIntegrityEducation:
    def key_post(self) -> SmallCounty:
        return SmallCounty().post(重点岗位="审批、采购")

    def test_three_months_in_a_key_post(self) -> None:
        county = self.key_post().appointed("2025-11-30")
        assert county.colour("2026-02-27", INTEGRITY) == ""
        assert county.colour("2026-02-28", INTEGRITY) == "blue"

    def test_education_within_twelve_months(self) -> None:
        county = self.key_post().appointed("2020-01-01")
        trained(county, "2025-02-20", "2025-03-01", kind="警示教育")
        assert county.colour("2026-02-28", INTEGRITY) == ""
        assert county.colour("2026-03-01", INTEGRITY) == "blue"
        assert county.colour("2025-02-28", INTEGRITY) == "blue"

    def test_a_run_bears_one_day_between(self) -> None:
        for again, colour in (("2026-01-16", "blue"), ("2026-01-17", "")):
            county = self.key_post().appointed("2020-01-01", 免职日期="2026-01-15").appointed(again)
            assert county.colour("2026-03-01", INTEGRITY) == colour

    @pytest.mark.parametrize(("since", "colour"), [("2025-12-01", "blue"), ("2025-12-02", ""), ("", "")])
    def test_the_roster_post_counts_from_its_day(self, since: str, colour: str) -> None:
        county = SmallCounty(现任职位编码="P1", 任现职时间=since).post(重点岗位="财务")
        assert county.colour("2026-03-01", INTEGRITY) == colour

    def test_no_key_post_and_a_key_post_not_given(self) -> None:
        for word in ("无", ""):
            assert SmallCounty().post(重点岗位=word).appointed("2020-01-01").colour("2026-03-01", INTEGRITY) == ""

    def test_a_secondment_to_a_key_post_is_a_post_held(self) -> None:
        assert self.key_post().appointed("2020-01-01", 任职方式="挂职").colour("2026-03-01", INTEGRITY) == "blue"


class TestPractice:
    def practised(self, start: str, end: str, **cells: str) -> SmallCounty:
        names = {"锻炼类型": "其他", "岗位": "村", "开始日期": start, "结束日期": end}
        return SmallCounty().mine("practice", None, **names | cells)

    def test_more_than_thirty_days_after_the_end_and_within_look_back(self) -> None:
        county = self.practised("2022-01-01", "2023-01-31")
        assert county.colour("2023-03-02", PRACTICE) == ""
        assert county.colour("2023-03-03", PRACTICE) == "blue"
        assert county.colour("2026-01-30", PRACTICE) == "blue"
        assert county.colour("2026-01-31", PRACTICE) == ""
        assert county.keys("2023-03-03", PRACTICE) == [["村", "2022-01-01", "结束"]]

    def test_past_the_middle_of_six_months(self) -> None:
        county = self.practised("2025-01-01", "2025-06-30")  # 181 days: the 91st is past the middle
        assert county.colour("2025-03-31", PRACTICE) == ""
        assert county.colour("2025-04-01", PRACTICE) == "blue"
        assert county.colour("2025-06-30", PRACTICE) == "blue"
        assert county.colour("2025-07-01", PRACTICE) == ""
        assert self.practised("2025-01-01", "2025-06-29").colour("2025-06-01", PRACTICE) == ""
        even = self.practised("2025-01-01", "2025-07-01")  # 182 days: the 91st is the middle itself
        assert (even.colour("2025-04-01", PRACTICE), even.colour("2025-04-02", PRACTICE)) == ("", "blue")

    def test_evaluations_and_an_open_end_say_nothing(self) -> None:
        assert self.practised("2025-01-01", "2025-06-30", 中期评价="好").colour("2025-06-30", PRACTICE) == ""
        assert self.practised("2025-01-01", "2025-06-30", 结束评价="良好").colour("2025-09-30", PRACTICE) == ""
        assert self.practised("2025-01-01", "").colour("2025-09-30", PRACTICE) == ""

    def test_the_key_falls_back_on_the_receiving_unit(self) -> None:
        county = self.practised("2025-01-01", "2025-06-30", 岗位="", 接收单位="镇")
        assert county.keys("2025-09-30", PRACTICE) == [["镇", "2025-01-01", "结束"]]


class TestAdaptation:
    def raised(self) -> SmallCounty:
        county = SmallCounty()
        county.appointed("2018-01-01", "乡科级副职", 职位编码="P0", 免职日期="2025-03-01")
        return county.appointed("2025-03-01", "乡科级正职")

    def test_from_the_hundredth_day_to_the_three_hundred_sixty_fifth(self) -> None:
        county = self.raised()
        assert county.colour("2025-06-08", ADAPTATION) == ""
        assert county.colour("2025-06-09", ADAPTATION) == "blue"
        assert county.colour("2026-03-01", ADAPTATION) == "blue"
        assert county.colour("2026-03-02", ADAPTATION) == ""

    def test_a_talk_must_be_dated_after_it(self) -> None:
        assert self.raised().talk("2025-03-01", "谈心").colour("2025-07-01", ADAPTATION) == "blue"
        assert self.raised().talk("2025-03-02", "回访").colour("2025-07-01", ADAPTATION) == ""
        assert self.raised().talk("2025-03-02", "任职").colour("2025-07-01", ADAPTATION) == "blue"

    def test_a_special_result_whose_period_ends_after_it(self) -> None:
        assert self.raised().result("2025-02", "好", "专项").colour("2025-07-01", ADAPTATION) == "blue"
        assert self.raised().result("2025Q1", "好", "专项").colour("2025-07-01", ADAPTATION) == ""
        same_day = SmallCounty().post(是否主要领导="是").appointed("2025-03-31").result("2025-03", "好", "专项")
        assert same_day.colour("2025-08-01", ADAPTATION) == "blue"
        later = self.raised().result("2025", "好", "专项")
        assert later.colour("2025-07-01", ADAPTATION) == "blue"
        settled = self.raised().result("2025", "好", "试用期", 确定日期="2025-07-01")
        assert settled.colour("2025-06-30", ADAPTATION) == "blue"
        assert settled.colour("2025-07-01", ADAPTATION) == ""

    def test_only_while_still_held(self) -> None:
        county = SmallCounty().appointed("2018-01-01", "乡科级副职", 职位编码="P0")
        county.appointed("2025-03-01", "乡科级正职", 免职日期="2025-07-01")
        assert county.colour("2025-06-30", ADAPTATION) == "blue"
        assert county.colour("2025-07-01", ADAPTATION) == ""

    def test_a_head_post_not_held_the_day_before(self) -> None:
        fresh = SmallCounty().post(是否主要领导="是").appointed("2025-03-01", 任职方式="挂职")
        assert fresh.colour("2025-07-01", ADAPTATION) == "blue"
        again = SmallCounty().post(是否主要领导="是")
        again.appointed("2020-03-01", 免职日期="2025-03-01").appointed("2025-03-01")
        assert again.colour("2025-07-01", ADAPTATION) == ""
