"""Assessment: each check fires, just does not, and on its boundary days."""

import pytest

from tests.oracle.smallcounty import SmallCounty

MISSING = "assessment.annual_missing"
QUOTA = "assessment.excellent_quota"
ROUTINE = "assessment.routine_good_quota"
BARRED = "assessment.excellent_barred"
OPEN = "assessment.grade_must_be_open"
CONTRADICTS = "assessment.routine_contradicts_annual"
NOTIFIED = "assessment.result_not_notified"
LEDGER = "assessment.ledger_missing"
DELAYED = "assessment.key_task_delayed"
UNVISITED = "assessment.crucial_period_unvisited"


def poor(county: SmallCounty, on: str) -> list[str]:
    names = ("basic_competent", "incompetent", "incompetent_twice")
    return [name for name in names if county.colour(on, f"assessment.{name}")]


class TestAnnualResult:
    def test_from_the_first_of_april(self) -> None:
        assert SmallCounty().colour("2026-03-31", MISSING) == ""
        assert SmallCounty().colour("2026-04-01", MISSING) == "blue"
        assert SmallCounty().keys("2026-04-01", MISSING) == [["2025"]]

    @pytest.mark.parametrize(("started", "colour"), [("2025-01-01", "blue"), ("2025-01-02", "")])
    def test_in_service_through_the_year(self, started: str, colour: str) -> None:
        assert SmallCounty(参加工作时间=started).colour("2026-04-01", MISSING) == colour

    def test_a_result_without_grade_or_excused_is_a_result(self) -> None:
        assert SmallCounty().result("2025", "不进行考核").colour("2026-04-01", MISSING) == ""
        excused = SmallCounty().result("2025", "不称职").excuse("assessments", "A|年度|2025", "2026-03-01", "撤销")
        assert excused.colour("2026-04-01", MISSING) == ""
        assert poor(excused, "2026-02-28") == ["incompetent"]
        assert poor(excused, "2026-03-01") == []

    def test_poor_grades_of_the_completed_year(self) -> None:
        assert poor(SmallCounty().result("2025", "基本称职"), "2026-01-01") == ["basic_competent"]
        assert poor(SmallCounty().result("2025", "基本合格"), "2027-01-01") == []
        assert poor(SmallCounty().result("2025", "不合格"), "2026-01-01") == ["incompetent"]
        twice = SmallCounty().result("2025", "不称职").result("2024", "不称职")
        assert poor(twice, "2026-12-31") == ["incompetent_twice"]
        assert poor(twice, "2025-12-31") == ["incompetent"]

    @pytest.mark.parametrize(
        ("on", "colour"), [("2026-02-19", ""), ("2026-02-20", "blue"), ("2027-01-19", "blue"), ("2027-01-20", "")]
    )
    def test_not_notified_more_than_thirty_days_after(self, on: str, colour: str) -> None:
        assert SmallCounty().result("2025", "称职", 确定日期="2026-01-20").colour(on, NOTIFIED) == colour

    def test_a_notice_after_the_day_is_no_notice_yet(self) -> None:
        county = SmallCounty().result("2025", "称职", 确定日期="2026-01-20", 书面通知日期="2026-03-10")
        assert county.colour("2026-03-09", NOTIFIED) == "blue"
        assert county.colour("2026-03-10", NOTIFIED) == ""


class TestGradesBarred:
    @pytest.mark.parametrize(
        ("category", "kind", "barred", "opened"),
        [
            ("政务处分", "警告", "red", ""),
            ("党纪处分", "党内警告", "red", ""),
            ("党纪处分", "撤销党内职务", "red", ""),
            ("党纪处分", "留党察看(二年)", "red", ""),
            ("诫勉", "诫勉", "red", ""),
            ("组织处理", "诫勉", "red", ""),
            ("组织处理", "调整职务", "red", ""),
            ("组织处理", "引咎辞职", "red", ""),
            ("组织处理", "降低岗位等级", "red", ""),
            ("政务处分", "政务记过", "", "red"),
            ("党纪处分", "党内严重警告", "", "red"),
            ("组织处理", "责令辞职", "", "red"),
            ("组织处理", "免职", "", "red"),
            ("组织处理", "降职", "", "red"),
            ("政务处分", "记大过", "", "red"),
            ("政务处分", "降级", "", "red"),
            ("政务处分", "撤职", "", "red"),
            ("谈话提醒", "谈话提醒", "", ""),
            ("批评教育", "批评教育", "", ""),
        ],
    )
    def test_measures_of_the_year(self, category: str, kind: str, barred: str, opened: str) -> None:
        county = SmallCounty().result("2023", "优秀").sanction("2023-12-31", category, kind)
        assert county.colour("2026-12-31", BARRED) == barred
        assert county.colour("2026-12-31", OPEN) == opened
        assert county.colour("2027-01-01", BARRED) == county.colour("2027-01-01", OPEN) == ""

    @pytest.mark.parametrize(("kind", "colour"), [("记大过", "red"), ("撤职", "red"), ("记过", "")])
    def test_the_heavier_ones_reach_into_the_next_year(self, kind: str, colour: str) -> None:
        county = SmallCounty().result("2025", "称职").sanction("2024-01-01", "政务处分", kind)
        assert county.colour("2026-01-01", OPEN) == colour

    def test_a_poor_routine_result_bars_excellent(self) -> None:
        for word, colour in (("一般", "red"), ("较差", "red"), ("较好", "")):
            county = SmallCounty().result("2025", "优秀").result("2025-12", word, "平时")
            assert county.colour("2026-01-01", BARRED) == colour
        assert SmallCounty().result("2025", "称职").result("2025-12", "一般", "平时").colour("2026-01-01", BARRED) == ""

    def test_more_than_half_poor_contradicts(self) -> None:
        county = SmallCounty().result("2025", "称职").result("2025Q1", "一般", "平时")
        assert county.colour("2026-01-01", CONTRADICTS) == ""
        county.result("2025Q2", "好", "平时")
        assert county.colour("2026-01-01", CONTRADICTS) == ""
        county.result("2025Q3", "较差", "平时")
        assert county.colour("2026-01-01", CONTRADICTS) == "yellow"
        county.excuse("assessments", "A|平时|2025Q3", "2026-01-02", "容错")
        assert county.colour("2026-01-02", CONTRADICTS) == ""

    def test_two_results_are_enough_to_contradict(self) -> None:
        county = SmallCounty().result("2025", "优秀").result("2025Q1", "一般", "平时").result("2025Q2", "较差", "平时")
        assert county.colour("2026-01-01", CONTRADICTS) == "yellow"

    def test_an_excused_good_result_stays_in_n(self) -> None:
        county = SmallCounty().result("2025", "称职").result("2025Q1", "一般", "平时").result("2025Q2", "好", "平时")
        county.excuse("assessments", "A|平时|2025Q2", "2026-01-01")
        assert county.colour("2026-01-01", CONTRADICTS) == ""


class TestUnits:
    def unit_of(self, n: int, **cells: str) -> SmallCounty:
        county = SmallCounty(任现职时间="2015-01-01", **cells)
        for i in range(1, n):
            county.cadre(f"B{i}", 任现职时间="2015-01-01", **cells)
        return county

    def graded(self, n: int, excellent: int) -> SmallCounty:
        county = self.unit_of(n)
        for i, person in enumerate(["A", *(f"B{i}" for i in range(1, n))]):
            county.result("2025", "优秀" if i < excellent else "称职", 人员标识=person)
        return county

    @pytest.mark.parametrize(
        ("n", "excellent", "colour"),
        [
            (4, 4, ""),
            (5, 1, ""),
            (5, 2, "red"),
            (8, 2, ""),
            (9, 3, "red"),
            (10, 3, "yellow"),
            (10, 4, "red"),
            (12, 3, "yellow"),
        ],
    )
    def test_a_fifth_and_a_quarter_rounded(self, n: int, excellent: int, colour: str) -> None:
        assert self.graded(n, excellent).colour("2026-04-01", QUOTA) == colour
        assert self.graded(n, excellent).colour("2026-03-31", QUOTA) == ""

    def test_team_members_and_those_not_to_be_assessed_stay_out(self) -> None:
        county = self.graded(5, 2).post("P9", 是否班子成员="是")
        assert county.subjects("2026-04-01", QUOTA) == ["U1"]
        county.appointed("2020-01-01", 职位编码="P9", 人员标识="B4")
        assert county.colour("2026-04-01", QUOTA) == ""
        other = self.graded(4, 2).cadre("C", 任现职时间="2015-01-01")
        other.result("2025", "称职", 人员标识="C", 应参加考核="否")
        assert other.colour("2026-04-01", QUOTA) == ""

    def test_any_status_counts_and_those_without_a_date_only_today(self) -> None:
        county = self.unit_of(5, 人员状态="退休")
        for person in ("A", "B1", "B2", "B3", "B4"):
            county.result("2025", "优秀", 人员标识=person)
        assert county.colour("2026-04-01", QUOTA) == "red"
        county.cadre("C").result("2025", "称职", 人员标识="C")
        assert county.findings("2026-04-01", QUOTA)[0].observed["n"] == 5

    def test_routine_good_above_two_fifths_of_a_quarter(self) -> None:
        for good, colour in ((2, ""), (3, "blue")):
            county = self.unit_of(5)
            for i, person in enumerate(["A", "B1", "B2", "B3", "B4"]):
                month = ("2025-07", "2025-09", "2025Q3")[i % 3]
                county.result(month, "好" if i < good else "较好", "平时", 人员标识=person)
            assert county.colour("2025-10-01", ROUTINE) == colour
            assert county.colour("2025-09-30", ROUTINE) == ""
            assert county.colour("2026-09-30", ROUTINE) == colour
            assert county.colour("2026-10-01", ROUTINE) == ""

    def test_two_fifths_are_rounded(self) -> None:
        for good, colour in ((4, ""), (5, "blue")):
            county = self.unit_of(9)
            for i, person in enumerate(["A", *(f"B{n}" for n in range(1, 9))]):
                county.result("2025Q3", "好" if i < good else "较好", "平时", 人员标识=person)
            assert county.colour("2025-10-01", ROUTINE) == colour

    def test_more_than_a_fifth_without_a_ledger_row(self) -> None:
        county = self.unit_of(5)
        for person in ("A", "B1", "B2"):
            county.add("ledger", 人员标识=person, 月份="2026-02-01", 事项="工作")
        assert county.keys("2026-03-01", LEDGER) == [["2026-02"]]
        county.add("ledger", 人员标识="B3", 月份="2026-02", 事项="工作")
        assert county.colour("2026-03-31", LEDGER) == ""
        assert county.keys("2026-04-01", LEDGER) == [["2026-03"]]

    def test_ledger_asks_who_began_before_the_month_and_is_section(self) -> None:
        assert self.unit_of(5, 参加工作时间="2026-01-31").colour("2026-03-01", LEDGER) == "blue"
        assert self.unit_of(5, 参加工作时间="2026-02-01").colour("2026-03-01", LEDGER) == ""
        assert self.unit_of(5, 职务层次="县处级副职").colour("2026-03-01", LEDGER) == ""
        assert self.unit_of(5, 人员状态="退休").colour("2026-03-01", LEDGER) == ""
        assert self.unit_of(4).colour("2026-03-01", LEDGER) == ""


class TestTasks:
    def task(self, **cells: str) -> SmallCounty:
        return SmallCounty().add(
            "key_tasks", None, **{"任务编号": "T1", "责任人标识": "A", "截止日期": "2026-03-31"} | cells
        )

    def test_red_the_day_after_the_later_end(self) -> None:
        assert self.task().colour("2026-03-31", DELAYED) == ""
        assert self.task().colour("2026-04-01", DELAYED) == "red"
        assert self.task(批准延期至="2026-04-30").colour("2026-04-30", DELAYED) == ""
        assert self.task(批准延期至="2026-04-30").colour("2026-05-01", DELAYED) == "red"
        assert self.task(状态="终止").colour("2026-05-01", DELAYED) == ""

    def test_done_after_the_day_is_not_done_yet(self) -> None:
        late = self.task(状态="完成", 完成日期="2026-05-02")
        assert late.colour("2026-05-01", DELAYED) == "red"
        assert late.colour("2026-05-02", DELAYED) == ""
        assert self.task(状态="完成").colour("2026-05-01", DELAYED) == ""

    @pytest.mark.parametrize(("actual", "colour"), [("60%", "yellow"), ("60.1", ""), ("", "")])
    def test_twenty_points_behind(self, actual: str, colour: str) -> None:
        assert self.task(计划进度="80％", 实际进度=actual).colour("2026-01-01", DELAYED) == colour

    def test_tolerance_does_not_stop_it_and_revoking_does(self) -> None:
        for kind, colour in (("容错", "red"), ("撤销", "")):
            assert self.task().excuse("key_tasks", "T1", "2026-01-01", kind).colour("2026-04-01", DELAYED) == colour

    @pytest.mark.parametrize(
        ("on", "colour"), [("2025-12-30", ""), ("2025-12-31", "blue"), ("2026-03-31", "blue"), ("2026-04-01", "")]
    )
    def test_unvisited_in_the_ninety_days_before_the_end(self, on: str, colour: str) -> None:
        assert self.task(类别="攻坚").colour(on, UNVISITED) == colour

    def test_a_talk_or_special_result_within_sixty_days_is_a_visit(self) -> None:
        county = self.task(类别="重大项目", 状态="进行中").talk("2026-01-10", "提醒")
        assert county.colour("2026-03-10", UNVISITED) == ""
        assert county.colour("2026-03-11", UNVISITED) == "blue"
        county.result("2026-01", "好", "专项")
        assert county.colour("2026-03-31", UNVISITED) == ""

    def test_it_asks_neither_service_nor_category_of_the_cadre_but_of_the_task(self) -> None:
        county = SmallCounty(人员状态="退休", 人员类别="国企")
        county.add("key_tasks", 任务编号="T1", 责任人标识="A", 截止日期="2026-03-31", 类别="攻坚")
        assert county.subjects("2026-03-01", UNVISITED) == ["T1"]
        assert self.task(类别="民生").colour("2026-03-01", UNVISITED) == ""
        excused = self.task(类别="攻坚").excuse("key_tasks", "T1", "2026-01-01")
        assert excused.colour("2026-03-01", UNVISITED) == ""
