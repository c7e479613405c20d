"""Promotions against influence, grades and years; probation; the end of influence."""

import pytest

from tests.oracle.smallcounty import SmallCounty

INFLUENCE = "incentive.promotion_in_influence"
POOR = "incentive.promotion_after_poor_grade"
YEARS = "incentive.promotion_years_short"
PROBATION = "incentive.probation_review_due"
BARRED = "incentive.award_barred"
ENDED = "incentive.influence_ended"


def risen(start: str = "2025-03-01", **cells: str) -> SmallCounty:
    county = SmallCounty().appointed("2015-01-01", "乡科级副职", 职位编码="P0", 免职日期=start)
    return county.appointed(start, "乡科级正职", **cells)


class TestInfluence:
    @pytest.mark.parametrize(
        ("category", "kind", "first_free"),
        [
            ("政务处分", "警告", "2025-08-28"),
            ("政务处分", "记过", "2026-02-28"),
            ("政务处分", "政务记大过", "2026-08-28"),
            ("政务处分", "降级", "2027-02-28"),
            ("政务处分", "撤职", "2027-02-28"),
            ("党纪处分", "党内警告", "2026-02-28"),
            ("党纪处分", "严重警告", "2026-08-28"),
            ("党纪处分", "撤销党内职务", "2027-02-28"),
            ("党纪处分", "留党察看", "2028-02-28"),
            ("党纪处分", "留党察看(一年)", "2028-02-28"),
            ("党纪处分", "留党察看二年", "2029-02-28"),
            ("诫勉", "书面诫勉", "2025-08-28"),
            ("组织处理", "诫勉", "2025-08-28"),
            ("组织处理", "调整职务", "2026-02-28"),
            ("组织处理", "责令辞职", "2027-02-28"),
            ("组织处理", "引咎辞职", "2027-02-28"),
            ("组织处理", "免职", "2027-02-28"),
            ("组织处理", "降职", "2027-02-28"),
            ("组织处理", "降低岗位等级", "2027-02-28"),
        ],
    )
    def test_months_of_each_measure(self, category: str, kind: str, first_free: str) -> None:
        inside = SmallCounty().sanction("2025-02-28", category, kind).talk("2024-01-01", "谈心")
        assert inside.keys(first_free, ENDED) == [[first_free]]
        eve = inside.findings(f"{first_free[:8]}27", ENDED)
        assert eve == []

    def test_others_only_by_their_stated_end(self) -> None:
        assert SmallCounty().sanction("2025-02-28", "批评教育", "批评教育").colour("2025-08-30", ENDED) == ""
        stated = SmallCounty().sanction("2025-02-28", "批评教育", "批评教育", 影响期止="2025-05-31")
        assert stated.keys("2025-06-01", ENDED) == [["2025-06-01"]]
        shorter = SmallCounty().sanction("2025-02-28", "政务处分", "撤职", 影响期止="2025-05-31")
        assert shorter.keys("2025-06-01", ENDED) == [["2025-06-01"]]

    @pytest.mark.parametrize(
        ("day", "colour"), [("2025-02-27", ""), ("2025-02-28", "yellow"), ("2025-08-27", "yellow"), ("2025-08-28", "")]
    )
    def test_awards_inside(self, day: str, colour: str) -> None:
        county = SmallCounty().sanction("2025-02-28", "诫勉", "诫勉").award(day, "嘉奖")
        assert county.colour("2026-01-01", BARRED) == colour

    def test_awards_within_look_back(self) -> None:
        county = SmallCounty().sanction("2025-02-28", "诫勉", "诫勉").award("2025-03-01", "嘉奖")
        assert county.colour("2028-02-29", BARRED) == "yellow"
        assert county.colour("2028-03-01", BARRED) == ""
        assert county.keys("2026-01-01", BARRED) == [["嘉奖", "2025-03-01"]]

    def test_a_rise_inside_is_red_and_cites_the_period_that_ends_last(self) -> None:
        county = risen().sanction("2025-01-10", "诫勉", "诫勉").sanction("2025-02-10", "政务处分", "撤职", 文号="2号")
        found = county.findings("2025-03-01", INFLUENCE)
        assert [(f.severity, f.key) for f in found] == [("red", ["P1", "2025-03-01"])]
        assert ("sanctions", "sanctions.csv", 3) in found[0].evidence
        assert ("sanctions", "sanctions.csv", 2) not in found[0].evidence
        assert county.colour("2028-03-01", INFLUENCE) == ""

    def test_a_higher_rank_inside(self) -> None:
        county = SmallCounty().sanction("2025-01-10", "诫勉", "诫勉")
        county.mine("ranks", 职级="二级主任科员", 起始日期="2022-01-01")
        county.mine("ranks", 职级="一级主任科员", 起始日期="2025-03-01")
        assert county.keys("2025-03-01", INFLUENCE) == [["一级主任科员", "2025-03-01"]]
        first = SmallCounty().sanction("2025-01-10", "诫勉", "诫勉")
        first.mine("ranks", 职级="一级主任科员", 起始日期="2025-03-01")
        assert first.keys("2025-03-01", INFLUENCE) == []

    def test_an_excused_sanction_counts_against_nobody(self) -> None:
        county = risen().sanction("2025-01-10", "诫勉", "诫勉").excuse("sanctions", "1号|A|诫勉", "2025-04-01")
        assert county.colour("2025-03-31", INFLUENCE) == "red"
        assert county.colour("2025-04-01", INFLUENCE) == ""

    def test_the_end_is_told_for_sixty_days_and_a_revisit_ends_it(self) -> None:
        county = SmallCounty().sanction("2025-01-10", "诫勉", "诫勉")
        assert county.colour("2025-07-09", ENDED) == ""
        assert county.colour("2025-07-10", ENDED) == "green"
        assert county.colour("2025-09-07", ENDED) == "green"
        assert county.colour("2025-09-08", ENDED) == ""
        assert county.talk("2025-07-09", "回访").colour("2025-07-20", ENDED) == "green"
        assert county.talk("2025-07-10", "回访").colour("2025-07-20", ENDED) == ""

    def test_only_the_last_period_ends(self) -> None:
        county = (
            SmallCounty().sanction("2025-01-10", "诫勉", "诫勉").sanction("2025-02-10", "政务处分", "记过", 文号="2号")
        )
        assert county.colour("2025-07-10", ENDED) == ""
        assert county.keys("2026-02-10", ENDED) == [["2026-02-10"]]


class TestRaises:
    def test_secondments_raise_nothing(self) -> None:
        county = risen(任职方式="挂职").sanction("2025-01-10", "诫勉", "诫勉")
        assert county.colour("2025-03-01", INFLUENCE) == ""

    def test_above_the_highest_of_the_day_before(self) -> None:
        county = SmallCounty().sanction("2025-01-10", "诫勉", "诫勉")
        county.appointed("2015-01-01", "乡科级正职", 职位编码="P0").appointed("2016-01-01", "乡科级副职", 职位编码="P2")
        county.appointed("2025-03-01", "乡科级正职")
        assert county.colour("2025-03-01", INFLUENCE) == ""

    def test_after_a_gap_above_the_last_one_left(self) -> None:
        for level, colour in (("乡科级副职", "red"), ("乡科级正职", ""), ("", "")):
            county = SmallCounty().sanction("2025-01-10", "诫勉", "诫勉")
            county.appointed("2010-01-01", "县处级副职", 职位编码="P9", 免职日期="2012-01-01")
            county.appointed("2015-01-01", level, 职位编码="P0", 免职日期="2024-01-01")
            county.appointed("2025-03-01", "乡科级正职")
            assert county.colour("2025-03-01", INFLUENCE) == colour

    def test_the_first_is_not_judged(self) -> None:
        county = SmallCounty().sanction("2025-01-10", "诫勉", "诫勉").appointed("2025-03-01", "乡科级正职")
        assert county.colour("2025-03-01", INFLUENCE) == ""

    def test_of_several_of_one_day_to_one_level_the_first_by_code(self) -> None:
        county = (
            risen()
            .appointed("2025-03-01", "乡科级正职", 职位编码="P0A")
            .appointed("2025-03-01", "县处级副职", 职位编码="P7")
        )
        county.appointed("2025-03-01", "乡科级正职", 职务名称="无编码").sanction("2025-01-10", "诫勉", "诫勉")
        assert county.keys("2025-03-01", INFLUENCE) == [["P0A", "2025-03-01"], ["P7", "2025-03-01"]]

    def test_the_level_of_the_post_stands_in_for_its_own(self) -> None:
        county = SmallCounty().post("P1", 职务层次="乡科级正职", 职位名称="局长").sanction("2025-01-10", "诫勉", "诫勉")
        county.appointed("2015-01-01", "乡科级副职", 职位编码="P0").appointed("2025-03-01", "", 职务名称="局长")
        assert county.keys("2025-03-01", INFLUENCE) == [["局长", "2025-03-01"]]
        county.post("P1B", 职位名称="局长")
        assert county.keys("2025-03-01", INFLUENCE) == []


class TestPoorGrade:
    def test_the_year_before_the_event_once_it_is_settled(self) -> None:
        county = risen().result("2024", "基本称职", 确定日期="2025-03-01")
        assert county.colour("2025-03-01", POOR) == "red"
        assert risen().result("2024", "基本称职", 确定日期="2025-03-02").colour("2025-06-01", POOR) == ""

    def test_else_from_the_first_of_april(self) -> None:
        assert risen("2025-03-31").result("2024", "不称职").colour("2025-06-01", POOR) == ""
        assert risen("2025-04-01").result("2024", "不称职").colour("2025-06-01", POOR) == "red"

    def test_before_that_the_year_before_decides(self) -> None:
        assert risen("2025-03-31").result("2023", "不称职").colour("2025-06-01", POOR) == "red"
        assert risen("2025-04-01").result("2023", "不称职").colour("2025-06-01", POOR) == ""
        settled = risen("2025-03-31").result("2023", "不称职").result("2024", "称职", 确定日期="2025-01-10")
        assert settled.colour("2025-06-01", POOR) == ""
        settled.excuse("assessments", "A|年度|2024", "2025-06-01")
        assert settled.colour("2025-06-01", POOR) == ""


class TestYears:
    def rise(self, first: str, *levels: str, **cells: str) -> SmallCounty:
        """Held levels[0] from `first` until the rise to levels[1] on 1 March 2025."""
        county = SmallCounty().appointed(first, levels[0], 职位编码="P0", 免职日期="2025-03-01")
        return county.appointed("2025-03-01", levels[1], **cells)

    @pytest.mark.parametrize(
        ("first", "levels", "colour"),
        [
            ("2023-03-02", ("县处级副职", "县处级正职"), ""),
            ("2023-03-03", ("县处级副职", "县处级正职"), "yellow"),
            ("2022-03-02", ("乡科级正职", "县处级副职"), ""),
            ("2022-03-03", ("乡科级正职", "县处级副职"), "yellow"),
            ("2023-03-02", ("乡科级副职", "乡科级正职"), ""),
            ("2023-03-03", ("乡科级副职", "乡科级正职"), "yellow"),
            ("2023-03-03", ("厅局级副职", "厅局级正职"), "yellow"),
            ("2022-03-03", ("县处级正职", "厅局级副职"), "yellow"),
            ("2022-03-02", ("县处级正职", "厅局级副职"), ""),
        ],
    )
    def test_days_at_the_level_below(self, first: str, levels: tuple[str, str], colour: str) -> None:
        # 2 years = 730 days: 2 March 2023 to 1 March 2025 holds 29 February; 3 years = 1,095.
        assert self.rise(first, *levels).colour("2025-06-01", YEARS) == colour

    def test_exceptional_ones_and_those_out_of_look_back(self) -> None:
        assert self.rise("2024-01-01", "乡科级副职", "乡科级正职", 是否破格="是").colour("2025-06-01", YEARS) == ""
        county = self.rise("2024-01-01", "乡科级副职", "乡科级正职", 是否破格="否")
        assert county.colour("2028-02-29", YEARS) == "yellow"
        assert county.colour("2028-03-01", YEARS) == ""

    def test_two_levels_at_once(self) -> None:
        assert self.rise("2010-01-01", "乡科级副职", "县处级副职").colour("2025-06-01", YEARS) == "yellow"
        assert self.rise("2010-01-01", "无", "乡科级正职").colour("2025-06-01", YEARS) == ""

    def test_days_of_several_turns_are_added(self) -> None:
        county = SmallCounty().appointed("2018-01-01", "乡科级副职", 职位编码="P0", 免职日期="2019-01-01")
        county.appointed("2019-01-01", "无", 职位编码="P5", 免职日期="2024-03-01")
        county.appointed("2024-03-01", "乡科级副职", 职位编码="P6", 免职日期="2025-03-01")
        assert county.appointed("2025-03-01", "乡科级正职").keys("2025-06-01", YEARS) == []

    @pytest.mark.parametrize(("since", "colour"), [("2022-03-02", ""), ("2022-03-03", "yellow"), ("2025-03-02", "")])
    def test_three_years_since_the_first_clerk_rank(self, since: str, colour: str) -> None:
        county = self.rise("2010-01-01", "无", "乡科级副职").mine("ranks", 职级="二级科员", 起始日期="2010-01-01")
        county.mine("ranks", 职级="四级主任科员", 起始日期=since)
        assert county.colour("2025-06-01", YEARS) == colour


class TestProbation:
    def test_blue_yellow_red(self) -> None:
        county = SmallCounty().appointed("2025-01-31", 任职方式="试用")
        days = {"2025-12-30": "", "2025-12-31": "blue", "2026-01-30": "blue", "2026-01-31": "yellow"}
        days |= {"2026-02-27": "yellow", "2026-02-28": "red"}
        assert {on: county.colour(on, PROBATION) for on in days} == days

    @pytest.mark.parametrize(
        ("period", "settled", "colour"),
        [
            ("2025-07", "", ""),
            ("2025-06", "", "red"),
            ("2025-06", "2025-07-31", ""),
            ("2025-12", "2025-07-30", "red"),
        ],
    )
    def test_until_a_result_half_a_year_in(self, period: str, settled: str, colour: str) -> None:
        county = (
            SmallCounty().appointed("2025-01-31", 任职方式="试用").result(period, "合格", "试用期", 确定日期=settled)
        )
        assert county.colour("2026-03-01", PROBATION) == colour

    def test_no_longer_held(self) -> None:
        county = SmallCounty().appointed("2025-01-31", 任职方式="试用", 免职日期="2026-02-01")
        assert county.colour("2026-01-31", PROBATION) == "yellow"
        assert county.colour("2026-02-01", PROBATION) == ""
