"""Incentive: ranks, awards, practice and what is due, on their boundary days."""

import pytest

from tests.oracle.smallcounty import SmallCounty

RANK = "incentive.rank_due"
MERIT = "incentive.merit3_due"
COMMENDATION = "incentive.commendation_due"
FRONTLINE = "incentive.frontline_unrecognised"
GRASSROOTS = "incentive.grassroots_channel"
UNPAID = "incentive.award_unpaid"
WAGE = "incentive.wage_step_due"
TOLERANCE = "incentive.tolerance_study_due"
CLARIFY = "incentive.clarification_due"


class TestRankDue:
    def ranked(self, rank: str = "二级主任科员", since: str = "2024-03-15") -> SmallCounty:
        return SmallCounty().mine("ranks", 职级=rank, 起始日期=since).result("2025", "称职")

    def test_two_years_of_calendar_months(self) -> None:
        county = self.ranked()
        assert county.colour("2026-02-28", RANK) == ""
        assert county.colour("2026-03-01", RANK) == "green"
        assert county.keys("2026-03-01", RANK) == [["一级主任科员"]]

    def test_half_a_year_off_for_each_excellent_year_in_the_rank(self) -> None:
        county = self.ranked(since="2024-12-31").result("2024", "优秀")
        assert county.colour("2026-05-31", RANK) == ""
        assert county.colour("2026-06-01", RANK) == "green"
        later = self.ranked(since="2025-01-01").result("2024", "优秀")
        assert later.colour("2026-12-31", RANK) == ""

    def test_years_poorly_or_not_graded_are_left_out(self) -> None:
        for word in ("基本称职", "不称职", "不确定等次", "只写评语", "不进行考核"):
            county = self.ranked(since="2023-12-01").result("2024", word)
            assert county.colour("2026-11-30", RANK) == ""
            assert county.colour("2026-12-01", RANK) == "green"
        assert self.ranked(since="2023-12-01").colour("2026-01-01", RANK) == "green"

    def test_an_excused_year_is_counted(self) -> None:
        county = self.ranked(since="2023-12-01").result("2024", "基本称职")
        county.excuse("assessments", "A|年度|2024", "2026-01-02")
        assert county.colour("2026-01-01", RANK) == ""
        assert county.colour("2026-01-02", RANK) == "green"

    def test_the_last_result_known_before_april(self) -> None:
        county = SmallCounty().mine("ranks", 职级="一级科员", 起始日期="2020-01-01").result("2024", "称职")
        assert county.colour("2026-03-31", RANK) == "green"
        assert county.colour("2026-04-01", RANK) == ""
        county.result("2025", "基本称职")
        assert county.colour("2026-03-31", RANK) == ""
        county.excuse("assessments", "A|年度|2025", "2026-01-01")
        assert county.colour("2026-03-31", RANK) == ""

    def test_no_rank_in_an_influence_period(self) -> None:
        county = self.ranked("一级科员", "2020-01-01").sanction("2026-01-15", "政务处分", "警告")
        assert county.colour("2026-01-14", RANK) == "green"
        assert county.colour("2026-01-15", RANK) == ""
        assert county.colour("2026-07-14", RANK) == ""
        assert county.colour("2026-07-15", RANK) == "green"

    @pytest.mark.parametrize(
        ("rank", "years"),
        [("二级调研员", 3), ("一级调研员", 4), ("二级巡视员", 4), ("一级主任科员", 2), ("二级科员", 2)],
    )
    def test_years_by_rank(self, rank: str, years: int) -> None:
        county = self.ranked(rank, f"{2026 - years}-06-01")
        assert county.colour("2026-05-31", RANK) == ""
        assert county.colour("2026-06-01", RANK) == "green"

    def test_the_top_and_unknown_ranks_have_no_next_one(self) -> None:
        assert self.ranked("一级巡视员", "2010-01-01").colour("2026-06-01", RANK) == ""
        assert self.ranked("一级警长", "2010-01-01").colour("2026-06-01", RANK) == ""

    def test_base_is_the_first_row_of_an_unbroken_run(self) -> None:
        county = self.ranked("一级科员", "2024-02-01").mine("ranks", 职级="一级科员", 起始日期="2025-09-01")
        assert county.colour("2026-02-01", RANK) == "green"
        broken = self.ranked("一级科员", "2024-02-01").mine("ranks", 职级="二级科员", 起始日期="2024-06-01")
        broken.mine("ranks", 职级="一级科员", 起始日期="2024-09-01")
        assert broken.colour("2026-08-31", RANK) == ""
        assert broken.colour("2026-09-01", RANK) == "green"

    def test_the_roster_rank_only_without_any_row(self) -> None:
        roster = SmallCounty(职级="一级科员", 任现职级时间="2020-01-01").result("2025", "称职")
        assert roster.colour("2026-01-01", RANK) == "green"
        roster.mine("ranks", 职级="四级主任科员", 起始日期="2025-12-31")
        assert roster.colour("2026-01-01", RANK) == ""
        assert SmallCounty(职级="一级科员").result("2025", "称职").colour("2026-01-01", RANK) == ""


class TestAwardsDue:
    def three_years(self) -> SmallCounty:
        return SmallCounty().result("2023", "优秀").result("2024", "优秀").result("2025", "优秀")

    @pytest.mark.parametrize(
        ("day", "mode", "colour"),
        [
            ("2023-12-31", "定期", "green"),
            ("2024-01-01", "定期", ""),
            ("2024-01-01", "", ""),
            ("2024-01-01", "及时", "green"),
        ],
    )
    def test_three_excellent_years_without_a_third_class_merit(self, day: str, mode: str, colour: str) -> None:
        assert self.three_years().award(day, "三等功", 奖励方式=mode).colour("2026-01-01", MERIT) == colour

    def test_two_years_are_not_three(self) -> None:
        assert self.three_years().colour("2026-12-31", MERIT) == "green"
        assert self.three_years().colour("2027-01-01", MERIT) == ""
        assert SmallCounty().result("2024", "优秀").result("2025", "优秀").colour("2026-01-01", MERIT) == ""

    def test_an_excused_grade_gives_nothing_and_an_excused_award_takes(self) -> None:
        grade = self.three_years().excuse("assessments", "A|年度|2024", "2026-01-01")
        assert grade.colour("2026-01-01", MERIT) == ""
        award = self.three_years().award("2025-01-01", "三等功")
        award.excuse("awards", "A|三等功|2025-01-01", "2025-06-01", "撤销")
        assert award.colour("2026-01-01", MERIT) == ""

    def test_commendation_from_the_first_of_july(self) -> None:
        county = SmallCounty().result("2025", "优秀")
        assert county.colour("2026-06-30", COMMENDATION) == ""
        assert county.colour("2026-07-01", COMMENDATION) == "green"

    @pytest.mark.parametrize(
        ("kind", "day", "year", "colour"),
        [
            ("嘉奖", "2025-12-31", "", "green"),
            ("嘉奖", "2026-01-01", "", ""),
            ("嘉奖", "2025-06-01", "2025", ""),
            ("嘉奖", "2026-03-01", "2024", "green"),
            ("称号", "2026-03-01", "2025", "green"),
            ("", "2026-03-01", "2025", ""),
        ],
    )
    def test_an_award_for_that_year(self, kind: str, day: str, year: str, colour: str) -> None:
        county = SmallCounty().result("2025", "优秀").award(day, kind, 依据年度=year)
        assert county.colour("2026-07-01", COMMENDATION) == colour

    def test_unpaid_after_ninety_days_within_a_year(self) -> None:
        county = SmallCounty().award("2025-03-01", "嘉奖")
        assert county.colour("2025-05-30", UNPAID) == ""
        assert county.colour("2025-05-31", UNPAID) == "green"
        assert county.colour("2026-02-28", UNPAID) == "green"
        assert county.colour("2026-03-01", UNPAID) == ""
        paid = SmallCounty().award("2025-03-01", "嘉奖", 发放日期="2025-07-01")
        assert paid.colour("2025-06-30", UNPAID) == "green"
        assert paid.colour("2025-07-01", UNPAID) == ""
        assert SmallCounty().award("2025-03-01", "称号").colour("2025-06-30", UNPAID) == ""


class TestFrontline:
    def practised(self, **cells: str) -> SmallCounty:
        names = {
            "锻炼类型": "乡村振兴",
            "岗位": "村",
            "开始日期": "2024-01-01",
            "结束日期": "2025-01-01",
            "结束评价": "优秀",
        }
        return SmallCounty().mine("practice", None, **names | cells)

    def task(self, **cells: str) -> SmallCounty:
        names = {"任务编号": "T1", "责任人标识": "A", "类别": "攻坚", "状态": "完成", "督查评价": "好"}
        return SmallCounty().add(
            "key_tasks", None, **names | {"截止日期": "2025-01-01", "完成日期": "2025-01-01"} | cells
        )

    def test_thirty_to_three_hundred_sixty_five_days_after(self) -> None:
        for county in (self.practised(), self.task()):
            assert county.colour("2025-01-30", FRONTLINE) == ""
            assert county.colour("2025-01-31", FRONTLINE) == "green"
            assert county.colour("2026-01-01", FRONTLINE) == "green"
            assert county.colour("2026-01-02", FRONTLINE) == ""
            assert county.subjects("2025-06-01", FRONTLINE) == ["A"]

    def test_an_award_after_the_end(self) -> None:
        assert self.practised().award("2025-01-01", "专项").colour("2025-06-01", FRONTLINE) == "green"
        assert self.practised().award("2025-01-02", "专项").colour("2025-06-01", FRONTLINE) == ""
        assert self.practised().award("2025-06-02", "专项").colour("2025-06-01", FRONTLINE) == "green"

    def test_what_does_not_qualify(self) -> None:
        for cells in ({"锻炼类型": "其他"}, {"结束评价": "良好"}, {"结束日期": ""}):
            assert self.practised(**cells).colour("2025-06-01", FRONTLINE) == ""
        for cells in ({"类别": "民生"}, {"完成日期": "2025-01-02"}, {"督查评价": "较好"}, {"状态": "终止"}):
            assert self.task(**cells).colour("2025-06-01", FRONTLINE) == ""
        assert self.task(批准延期至="2025-02-01", 完成日期="2025-01-15").colour("2025-06-01", FRONTLINE) == ""

    def test_not_in_an_influence_period(self) -> None:
        county = self.practised().sanction("2025-03-01", "诫勉", "诫勉")
        assert county.colour("2025-08-31", FRONTLINE) == ""
        assert county.colour("2025-09-01", FRONTLINE) == "green"


class TestGrassroots:
    def county(self) -> SmallCounty:
        county = (
            SmallCounty().unit("U1", 单位类别="乡镇").unit("U2", 单位类别="部门").post("P1").post("P2", 单位编码="U2")
        )
        return county.result("2023", "优秀").result("2025", "优秀")

    def test_thirty_six_months_without_break(self) -> None:
        county = self.county().appointed("2023-05-31")
        assert county.colour("2026-05-30", GRASSROOTS) == ""
        assert county.colour("2026-05-31", GRASSROOTS) == "green"

    @pytest.mark.parametrize(
        ("again", "colour"), [("2024-06-01", "green"), ("2024-06-02", "green"), ("2024-06-03", "")]
    )
    def test_a_day_of_break_at_most(self, again: str, colour: str) -> None:
        county = self.county().appointed("2020-01-01", 免职日期="2024-06-01").appointed(again)
        assert county.colour("2026-06-01", GRASSROOTS) == colour

    def test_it_must_be_held_today_and_two_years_be_excellent(self) -> None:
        left = self.county().appointed("2020-01-01", 免职日期="2026-06-01")
        assert left.colour("2026-05-31", GRASSROOTS) == "green"
        assert left.colour("2026-06-01", GRASSROOTS) == ""
        one = SmallCounty().unit("U1", 单位类别="街道").post("P1").result("2025", "优秀").appointed("2020-01-01")
        assert one.colour("2026-06-01", GRASSROOTS) == ""

    def test_no_rise_after_thirty_six_months_ago(self) -> None:
        county = self.county().post("P3")
        county.appointed("2020-01-01", "乡科级副职", 免职日期="2023-05-31").appointed(
            "2023-05-31", "乡科级正职", 职位编码="P3"
        )
        assert county.colour("2026-05-30", GRASSROOTS) == ""
        assert county.colour("2026-05-31", GRASSROOTS) == "green"

    @pytest.mark.parametrize(("since", "colour"), [("2023-06-01", "green"), ("2023-06-02", ""), ("", "")])
    def test_the_roster_post_from_its_day(self, since: str, colour: str) -> None:
        county = SmallCounty(现任职位编码="P1", 任现职时间=since).unit("U1", 单位类别="乡镇").post("P1")
        county.result("2023", "优秀").result("2025", "优秀")
        assert county.colour("2026-06-01", GRASSROOTS) == colour


class TestWage:
    def years(self, *grades: str, **cells: str) -> SmallCounty:
        county = SmallCounty(**cells)
        for i, word in enumerate(grades):
            county.result(str(2025 - i), word)
        return county

    def test_two_years_begun_since_the_last_step(self) -> None:
        assert self.years("称职", "优秀", 任现档次时间="2024-01-01").keys("2026-01-01", WAGE) == [["档次"]]
        assert self.years("称职", "优秀", 任现档次时间="2024-01-02").keys("2026-01-01", WAGE) == []
        assert self.years("称职", "优秀", 任现档次时间="2024-01-01").keys("2025-12-31", WAGE) == []
        assert self.years("称职", "基本称职", 任现档次时间="2020-01-01").keys("2026-01-01", WAGE) == []

    def test_five_years_begun_since_the_last_grade(self) -> None:
        county = self.years(*["合格"] * 5, 任现级别时间="2021-01-01", 任现档次时间="2024-01-01")
        assert county.keys("2026-01-01", WAGE) == [["档次"], ["级别"]]
        assert self.years(*["合格"] * 4, 任现级别时间="2021-01-01").keys("2026-01-01", WAGE) == []


class TestStudies:
    def test_a_situation_unstudied_within_twelve_months(self) -> None:
        county = SmallCounty().sanction("2025-03-01", "诫勉", "诫勉", 情形="先行先试")
        assert county.colour("2026-02-28", TOLERANCE) == "green"
        assert county.colour("2026-03-01", TOLERANCE) == ""
        assert county.keys("2026-02-28", TOLERANCE) == [["sanctions", "1号|A|诫勉"]]
        county.excuse("sanctions", "1号|A|诫勉", "2025-06-01", "不予容错")
        assert county.colour("2025-05-31", TOLERANCE) == "green"
        assert county.colour("2025-06-01", TOLERANCE) == ""

    def test_the_key_falls_back_without_a_document_number(self) -> None:
        county = SmallCounty().sanction("2025-03-01", "组织处理", "调整职务", 情形="无意过失", 文号="")
        assert county.keys("2025-06-01", TOLERANCE) == [["sanctions", "调整职务|2025-03-01|A|组织处理"]]

    @pytest.mark.parametrize(("kind", "colour"), [("领导", "green"), ("直接", ""), ("", "")])
    def test_audit_rows_of_leading_responsibility(self, kind: str, colour: str) -> None:
        county = SmallCounty().add(
            "audits", 审计项目编号="S", 序号="1", 责任人标识="A", 责任类型=kind, 情形="先行先试", 发现日期="2025-03-01"
        )
        assert county.colour("2025-06-01", TOLERANCE) == colour

    @pytest.mark.parametrize(
        ("result", "level", "colour"),
        [
            ("失实", "", "green"),
            ("诬告", "市级以上", "green"),
            ("诬告", "县级", ""),
            ("诬告", "", ""),
            ("属实", "", ""),
        ],
    )
    def test_a_false_report_closed_within_twelve_months(self, result: str, level: str, colour: str) -> None:
        county = SmallCounty(人员状态="去世").add(
            "petitions",
            登记编号="X1",
            登记日期="2024-12-01",
            被反映人标识="A",
            反映类别="检举控告",
            办结日期="2025-03-01",
            办理结果=result,
            认定机关级别=level,
        )
        assert county.colour("2025-02-28", CLARIFY) == ""
        assert county.colour("2025-03-01", CLARIFY) == colour
        assert county.colour("2026-02-28", CLARIFY) == colour
        assert county.colour("2026-03-01", CLARIFY) == ""
        county.excuse("petitions", "X1", "2025-04-01", "无需澄清")
        assert county.colour("2025-04-01", CLARIFY) == ""
