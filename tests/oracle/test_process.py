"""Selection, approvals and powers, on their boundary days."""

import pytest

from tests.oracle.smallcounty import SmallCounty

GATE = "restraint.selection_gate"
OVERTIME = "restraint.approval_overtime"
SELF = "restraint.approval_self_reviewed"
RECUSAL = "restraint.duty_recusal"
POWERS = "restraint.power_list_incomplete"

CLEAN = {
    "选任编号": "G1",
    "拟任职务": "局长",
    "拟任职务层次": "县处级副职",
    "档案审核日期": "2026-02-01",
    "个人事项查核日期": "2026-02-01",
    "纪检意见日期": "2026-02-01",
    "信访核查日期": "2026-02-01",
    "讨论决定日期": "2026-03-02",
}


class TestSelection:
    def items(self, on: str = "2026-06-01", **cells: str) -> list[str]:
        found = SmallCounty(人员状态="退休").mine("selection", None, **CLEAN | cells).findings(on, GATE)
        assert {finding.subject for finding in found} <= {"G1"}
        return [finding.key[0] for finding in found]

    def test_a_clean_one(self) -> None:
        assert self.items() == []

    @pytest.mark.parametrize(
        ("item", "column"), [(c[:-2], c) for c in CLEAN if c.endswith(("核日期", "核查日期", "意见日期"))]
    )
    def test_absent_or_after_the_decision(self, item: str, column: str) -> None:
        assert self.items(**{column: "2026-03-02"}) == []
        assert self.items(**{column: "2026-03-03"}) == [item]
        assert self.items(**{column: ""}) == [item]

    def test_personal_matters_only_to_leaders_by_the_post_where_not_stated(self) -> None:
        assert self.items(个人事项查核日期="", 拟任职务层次="乡科级正职") == []
        assert self.items(个人事项查核日期="", 拟任职务层次="") == []
        county = SmallCounty().post(职务层次="县处级副职")
        county.mine("selection", None, **CLEAN | {"个人事项查核日期": "", "拟任职务层次": "", "拟任职位编码": "P1"})
        assert county.keys("2026-06-01", GATE) == [["个人事项查核"]]

    def test_signature_quorum_and_vote(self) -> None:
        assert self.items(廉洁双签="否") == ["廉洁双签"]
        assert self.items(应到会="9", 到会="6", 同意="5") == []
        assert self.items(应到会="9", 到会="5", 同意="5") == ["到会"]
        assert self.items(应到会="10", 到会="7", 同意="5") == ["同意"]
        assert self.items(应到会="", 到会="1", 同意="1") == []

    def test_recommendation_of_twelve_months(self) -> None:
        assert self.items(推荐日期="2025-03-02") == []
        assert self.items(推荐日期="2025-03-01") == ["推荐过期"]

    def test_five_working_days_of_notice(self) -> None:
        assert self.items(公示起="2026-03-04", 公示止="2026-03-10") == []
        assert self.items(公示起="2026-03-05", 公示止="2026-03-10") == ["公示"]
        assert self.items(公示起="2026-03-05", 公示止="") == []
        assert self.items(公示起="2026-12-31", 公示止="2027-01-02") == []

    def test_talk_on_appointment_is_blue(self) -> None:
        county = SmallCounty().mine(
            "selection", None, **CLEAN | {"任职日期": "2026-04-01", "任职谈话日期": "2026-04-10"}
        )
        assert county.colour("2026-03-31", GATE) == ""
        assert county.colour("2026-04-01", GATE) == "blue"
        assert county.colour("2026-04-10", GATE) == ""

    def test_before_the_decision_only_what_is_absent(self) -> None:
        cells = {"讨论决定日期": "", "考察日期": "2026-02-10", "廉洁双签": "否"}
        assert self.items(**cells, 纪检意见日期="") == ["纪检意见"]
        assert self.items("2026-01-31", **cells | {"考察日期": "2026-01-31"}) == [
            "个人事项查核",
            "信访核查",
            "档案审核",
            "纪检意见",
        ]
        assert self.items(讨论决定日期="", 纪检意见日期="") == []

    def test_look_back(self) -> None:
        assert self.items("2029-03-01", 纪检意见日期="") == ["纪检意见"]
        assert self.items("2029-03-02", 纪检意见日期="") == []


class TestApprovals:
    def case(self, **cells: str) -> SmallCounty:
        county = SmallCounty(任现职时间="2015-01-01")
        names = {"办件编号": "C1", "事项编码": "M1", "经办人标识": "A", "受理日期": "2026-03-02"}
        return county.add("approvals", None, **names | cells)

    def power(self, county: SmallCounty, unit: str = "U1", limit: str = "5") -> SmallCounty:
        return county.add("powers", 单位编码=unit, 事项编码="M1", 法定时限=limit, 责任职位编码="P", 公开方式="网")

    @pytest.mark.parametrize(
        ("closed", "pause", "colour"),
        [("2026-03-09", "", ""), ("2026-03-10", "", "yellow"), ("2026-03-10", "1", ""), ("2026-03-11", "1", "yellow")],
    )
    def test_closed_late(self, closed: str, pause: str, colour: str) -> None:
        county = self.power(self.case(办结日期=closed, 暂停工作日=pause))
        assert county.colour("2026-06-01", OVERTIME) == colour

    def test_still_open(self) -> None:
        county = self.power(self.case(办结日期="2026-03-20"))
        days = {"2026-03-09": "", "2026-03-10": "blue", "2026-03-19": "blue", "2026-03-20": "yellow"}
        days |= {"2027-03-01": "yellow", "2027-03-02": ""}
        assert {on: county.colour(on, OVERTIME) for on in days} == days
        assert self.power(self.case(受理日期="2020-03-02")).colour("2026-06-01", OVERTIME) == "blue"
        assert self.power(self.case()).colour("2027-01-01", OVERTIME) == ""

    def test_whose_limit(self) -> None:
        closed = {"办结日期": "2026-03-10"}
        assert self.power(self.case(**closed), "U2").colour("2026-06-01", OVERTIME) == "yellow"
        two = self.power(self.power(self.case(**closed), "U2"), "U3")
        assert two.colour("2026-06-01", OVERTIME) == ""
        own = self.power(self.power(self.case(**closed), "U2", "1"), "U1", "6")
        assert own.colour("2026-06-01", OVERTIME) == ""
        unknown = self.power(self.power(self.case(**closed), "U2", "1"), "U1", "")
        assert unknown.colour("2026-06-01", OVERTIME) == ""
        assert self.case(**closed).colour("2026-06-01", OVERTIME) == ""

    def test_reviewed_by_oneself(self) -> None:
        county = self.case(审核人标识="A", 办结日期="2026-03-10")
        assert county.subjects("2026-03-02", SELF) == ["C1"]
        assert county.colour("2027-03-01", SELF) == "red"
        assert county.colour("2027-03-02", SELF) == ""
        assert self.case(审核人标识="A").colour("2027-03-02", SELF) == "red"
        assert self.case(审核人标识="B").colour("2026-06-01", SELF) == self.case().colour("2026-06-01", SELF) == ""

    def test_the_applicant_is_of_the_officers_family_or_an_officer(self) -> None:
        relative = self.case(申请人证件号="R").mine("family", 称谓="同学", 姓名="某", 成员身份证号="R")
        assert relative.colour("2026-06-01", RECUSAL) == "red"
        reviewer = self.case(申请人证件号="R", 审核人标识="B").add(
            "family", 人员标识="B", 称谓="儿子", 姓名="某", 成员身份证号="R"
        )
        assert reviewer.colour("2026-06-01", RECUSAL) == "red"
        assert self.case(申请人证件号="A").colour("2026-06-01", RECUSAL) == "red"
        assert self.case(申请人证件号="Z").colour("2026-06-01", RECUSAL) == ""
        by_name = (
            self.case(申请人证件号="B")
            .cadre("B", 姓名="李四")
            .mine("family", 称谓="弟弟", 姓名="李四", 出生年月="1980-05-01")
        )
        assert by_name.colour("2026-06-01", RECUSAL) == "red"

    def test_a_firm_they_ever_declared(self) -> None:
        cells = {"报告年度": "2019", "提交日期": "2020-01-10", "事项类别": "经商办企业", "信用代码": "91X", "序号": "1"}
        county = self.case(申请人信用代码="91X").mine("declarations", None, **cells)
        assert county.colour("2026-06-01", RECUSAL) == "red"
        county.excuse("declarations", "A|2019||经商办企业|1", "2026-06-01", "撤销")
        assert county.colour("2026-06-01", RECUSAL) == ""
        other = self.case(申请人信用代码="91X").mine("declarations", None, **cells | {"事项类别": "从业"})
        assert other.colour("2026-06-01", RECUSAL) == ""

    @pytest.mark.parametrize(
        ("cells", "colour"),
        [
            ({}, ""),
            ({"责任职位编码": ""}, "blue"),
            ({"公开方式": ""}, "blue"),
            ({"风险等级": "高"}, "blue"),
            ({"风险等级": "高", "负面清单": "有"}, ""),
            ({"风险等级": "中"}, ""),
        ],
    )
    def test_powers_incomplete(self, cells: dict[str, str], colour: str) -> None:
        names = {"单位编码": "U1", "事项编码": "M1", "责任职位编码": "P", "公开方式": "网"}
        county = SmallCounty().add("powers", None, **names | cells)
        assert county.colour("2026-06-01", POWERS) == colour
        assert county.keys("2026-06-01", POWERS) == ([["M1"]] if colour else [])
