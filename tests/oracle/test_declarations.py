"""Declarations and their verification, on their boundary days."""

import pytest

from tests.oracle.smallcounty import SmallCounty

MISSING = "restraint.declaration_missing"
LATE = "restraint.declaration_late"
CHANGE_LATE = "restraint.change_report_late"
NEVER = "restraint.change_never_reported"
MISMATCH = "restraint.declaration_mismatch"
OMITTED = "restraint.declaration_omitted"


def leader(since: str = "2020-01-01") -> SmallCounty:
    return SmallCounty(职务层次="县处级副职", 任现职务层次时间=since)


def declared(
    county: SmallCounty, matter: str, sent: str = "2026-01-20", year: str = "2025", **cells: str
) -> SmallCounty:
    names = {"报告年度": year, "报告类型": "年度", "提交日期": sent, "事项类别": matter, "序号": "1"}
    return county.mine("declarations", None, **names | cells)


def verified(county: SmallCounty, matter: str, number: str = "1", **cells: str) -> SmallCounty:
    names = {"核查年度": "2025", "事项类别": matter, "序号": number, "核查日期": "2026-05-01"}
    return county.mine("verifications", None, **names | cells)


class TestAnnualDeclaration:
    def test_missing_from_the_first_of_february(self) -> None:
        assert leader().colour("2026-01-31", MISSING) == ""
        assert leader().keys("2026-02-01", MISSING) == [["2025"]]
        assert leader("2026-01-01").colour("2026-02-01", MISSING) == "yellow"
        assert leader("2026-01-02").colour("2026-02-01", MISSING) == ""
        left = SmallCounty().appointed("2020-01-01", "县处级副职", 免职日期="2026-01-31")
        assert left.colour("2026-02-01", MISSING) == ""

    def test_any_annual_row_submitted_by_the_day(self) -> None:
        county = declared(leader(), "无", "2026-03-01", 报告类型="")
        assert county.colour("2026-02-28", MISSING) == "yellow"
        assert county.colour("2026-03-01", MISSING) == ""
        assert declared(leader(), "无", 报告类型="变动").colour("2026-02-01", MISSING) == "yellow"
        excused = declared(leader(), "无").excuse("declarations", "A|2025|年度|无|1", "2026-01-25", "撤销")
        assert excused.colour("2026-02-01", MISSING) == ""

    def test_late_after_the_thirty_first_of_january(self) -> None:
        assert declared(leader(), "无", "2026-01-31").colour("2026-03-01", LATE) == ""
        assert declared(leader(), "无", "2026-02-01").colour("2026-02-01", LATE) == "blue"
        assert declared(leader(), "无", "2026-02-01", 特殊原因="援藏").colour("2026-03-01", LATE) == ""
        both = declared(declared(leader(), "无", "2026-02-01"), "房产", "2026-01-20")
        assert both.colour("2026-03-01", LATE) == ""
        assert declared(leader("2026-02-01"), "无", "2026-02-01").colour("2026-03-01", LATE) == ""


class TestChanges:
    def change(self, changed: str, sent: str, matter: str = "婚姻", **cells: str) -> SmallCounty:
        return declared(SmallCounty(), matter, sent, changed[:4], **{"报告类型": "变动", "变动日期": changed} | cells)

    def test_thirty_days_rolling(self) -> None:
        # 30 days after 5 March 2026 is 4 April, a holiday to the 6th.
        assert self.change("2026-03-05", "2026-04-07").colour("2026-04-30", CHANGE_LATE) == ""
        late = self.change("2026-03-05", "2026-04-08")
        assert late.keys("2026-04-30", CHANGE_LATE) == [["2026", "婚姻", "1"]]
        assert self.change("2026-03-05", "2026-04-08", "房产").colour("2026-04-30", CHANGE_LATE) == ""
        assert self.change("2026-03-05", "2026-04-08", 序号="", 内容="离婚").keys("2026-04-30", CHANGE_LATE) == [
            ["2026", "婚姻", "离婚"]
        ]

    def test_submission_within_look_back(self) -> None:
        county = self.change("2022-01-05", "2022-04-08")
        assert county.colour("2025-04-07", CHANGE_LATE) == "yellow"
        assert county.colour("2025-04-08", CHANGE_LATE) == ""

    def test_never_reported_once_the_term_is_past(self) -> None:
        county = declared(SmallCounty(), "从业", 变动日期="2025-12-22")  # 30 days: 21 January 2026
        assert county.colour("2026-01-21", NEVER) == ""
        assert county.colour("2026-01-22", NEVER) == "yellow"
        assert county.colour("2028-12-21", NEVER) == "yellow"
        assert county.colour("2028-12-22", NEVER) == ""

    def test_only_changes_of_the_year_reported_on(self) -> None:
        assert declared(SmallCounty(), "从业", 变动日期="2024-12-22").colour("2026-03-01", NEVER) == ""
        assert declared(SmallCounty(), "工资收入", 变动日期="2025-05-01").colour("2026-03-01", NEVER) == ""

    @pytest.mark.parametrize(
        ("day", "precision", "colour"),
        [
            ("2025-05-20", "day", ""),
            ("2025-05-21", "day", "yellow"),
            ("2025-05-01", "month", ""),
            ("2025-06-01", "month", "yellow"),
            ("2025-01-01", "year", ""),
        ],
    )
    def test_the_same_change_as_far_as_the_coarser_is_given(self, day: str, precision: str, colour: str) -> None:
        county = declared(SmallCounty(), "婚姻", 变动日期="2025-05-20")
        cells = {"报告年度": "2025", "报告类型": "变动", "提交日期": "2025-06-01", "事项类别": "婚姻", "变动日期": day}
        county.mine("declarations", {"变动日期": precision}, **cells)
        assert county.colour("2026-03-01", NEVER) == colour


class TestVerification:
    def test_a_house_not_declared(self) -> None:
        county = verified(declared(leader(), "无"), "房产", "2", 核查值="某小区1号")
        assert county.keys("2026-05-01", MISMATCH) == [["2025", "房产", "2"]]
        assert county.colour("2026-04-30", MISMATCH) == ""
        assert county.colour("2028-12-31", MISMATCH) == "yellow"
        assert county.colour("2029-01-01", MISMATCH) == ""

    @pytest.mark.parametrize(
        ("verdict", "mismatch", "omitted"),
        [("", "yellow", ""), ("隐瞒不报", "red", ""), ("漏报", "", "yellow"), ("一致", "", "")],
    )
    def test_the_verdict(self, verdict: str, mismatch: str, omitted: str) -> None:
        county = verified(declared(leader(), "无"), "经商办企业", 认定结论=verdict)
        assert county.colour("2026-06-01", MISMATCH) == mismatch
        assert county.colour("2026-06-01", OMITTED) == omitted

    @pytest.mark.parametrize(
        ("matter", "kind", "mismatch", "omitted"),
        [
            ("房产", "", "yellow", ""),
            ("房产", "车位", "", "yellow"),
            ("房产", "储藏间", "", "yellow"),
            ("股票基金保险", "", "yellow", ""),
            ("婚姻", "", "yellow", ""),
            ("护照及因私出国", "", "yellow", ""),
            ("刑责", "", "yellow", ""),
            ("港澳台证件及往来", "", "", "yellow"),
            ("境外存款投资", "", "", "yellow"),
            ("工资收入", "", "", ""),
            ("劳务所得", "", "", ""),
        ],
    )
    def test_what_is_named_where_nothing_was_declared(
        self, matter: str, kind: str, mismatch: str, omitted: str
    ) -> None:
        county = verified(declared(leader(), "无"), matter, 子类=kind)
        assert (county.colour("2026-06-01", MISMATCH), county.colour("2026-06-01", OMITTED)) == (mismatch, omitted)

    def test_one_row_of_the_matter_is_enough_for_the_family_matters_only(self) -> None:
        family = verified(declared(leader(), "婚姻"), "婚姻", "7", 核查值="x")
        assert family.colour("2026-06-01", MISMATCH) == ""
        house = verified(declared(leader(), "房产"), "房产", "7", 核查值="x")
        assert house.colour("2026-06-01", MISMATCH) == "yellow"

    def test_rows_submitted_on_the_day_are_not_before_it(self) -> None:
        county = verified(declared(leader(), "无", "2026-05-01"), "房产")
        assert county.colour("2026-06-01", MISMATCH) == ""
        county = verified(declared(declared(leader(), "无"), "房产", "2026-05-01"), "房产")
        assert county.colour("2026-06-01", MISMATCH) == "yellow"

    def test_matched_by_content_before_number(self) -> None:
        county = declared(declared(leader(), "房产", 内容="甲"), "房产", 序号="2", 内容="乙")
        verified(county, "房产", "1", 核查值="乙")
        verified(county, "房产", "2", 核查值="丙")
        assert county.keys("2026-06-01", MISMATCH) == [["2025", "房产", "2"]]

    def test_matched_by_code_or_by_number_one_to_one(self) -> None:
        county = declared(leader(), "经商办企业", 信用代码="91X", 序号="5")
        verified(county, "经商办企业", "1", 信用代码="91X", 核查值="甲公司")
        verified(county, "经商办企业", "5", 核查值="乙公司")
        assert county.keys("2026-06-01", MISMATCH) == [["2025", "经商办企业", "5"]]

    @pytest.mark.parametrize(
        ("base", "obtained", "colour"),
        [
            ("", "2025-12-31", "yellow"),
            ("", "2026-01-01", ""),
            ("", "", "yellow"),
            ("2025-11-30", "2025-12-01", ""),
            ("2025-11-30", "2025-11-30", "yellow"),
        ],
    )
    def test_obtained_after_the_base_day(self, base: str, obtained: str, colour: str) -> None:
        county = verified(declared(leader(), "无", 基准日=base), "房产", 取得日期=obtained)
        assert county.colour("2026-06-01", MISMATCH) == colour

    def test_items_left_out_match_nothing(self) -> None:
        county = declared(leader(), "房产", 内容="无")
        verified(county, "房产", "1", 核查值="无")
        verified(county, "房产", "2", 核查值="甲")
        assert county.keys("2026-06-01", MISMATCH) == [["2025", "房产", "2"]]

    @pytest.mark.parametrize(
        ("stated", "found", "colour"),
        [("99", "100", ""), ("98.99", "100", "yellow"), ("", "100", ""), ("120", "100", "")],
    )
    def test_more_than_one_percent_of_the_verified(self, stated: str, found: str, colour: str) -> None:
        for column in ("面积", "金额"):
            county = declared(leader(), "房产", "2026-01-20", "2025", **{column: stated})
            assert verified(county, "房产", **{column: found}).colour("2026-06-01", OMITTED) == colour

    def test_excused_rows_match_and_no_more(self) -> None:
        county = declared(declared(leader(), "无"), "房产", 面积="50")
        verified(county, "房产", 面积="100")
        assert county.colour("2026-06-01", OMITTED) == "yellow"
        county.excuse("declarations", "A|2025|年度|房产|1", "2026-05-15")
        assert county.colour("2026-06-01", OMITTED) == county.colour("2026-06-01", MISMATCH) == ""
        alone = verified(declared(leader(), "无"), "房产").excuse("declarations", "A|2025|年度|无|1", "2026-05-15")
        assert alone.colour("2026-06-01", MISMATCH) == ""


def test_the_year_reported_on_is_the_key_of_a_late_declaration() -> None:
    assert declared(leader(), "无", "2026-02-01").keys("2026-03-01", LATE) == [["2025"]]
