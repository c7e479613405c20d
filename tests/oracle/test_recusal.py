"""Recusal, native place and rotation, on their boundary days."""

import pytest

from tests.oracle.smallcounty import SmallCounty

CHAIN = "restraint.recusal_chain"
SENSITIVE = "restraint.recusal_sensitive"
NATIVE = "restraint.native_place"
ROTATION = "restraint.rotation_due"


class TestKin:
    def couple(self, word: str = "妻子", **cells: str) -> SmallCounty:
        county = SmallCounty().cadre("B", **cells)
        county.mine("family", 称谓=word, 姓名="B", 成员身份证号="B")
        county.appointed("2020-01-01", 职位编码="P1")
        return county.appointed("2026-03-01", 职位编码="P2", 人员标识="B")

    def posts(self, county: SmallCounty, over_one: str, over_other: str, **top: str) -> SmallCounty:
        county.post("P1", 直接上级职位编码=over_one).post("P2", 直接上级职位编码=over_other)
        return county.post("T1", **top).post("T2", **top)

    @pytest.mark.parametrize(
        ("one", "other", "colour"),
        [("", "P1", "red"), ("P2", "", "red"), ("T1", "T1", "red"), ("T1", "T2", ""), ("", "", ""), ("T1", "", "")],
    )
    def test_superior_or_common_superior(self, one: str, other: str, colour: str) -> None:
        county = self.posts(self.couple(), one, other)
        assert county.colour("2026-02-28", CHAIN) == ""
        assert county.colour("2026-03-01", CHAIN) == colour

    def test_both_superiors_in_the_team_of_the_unit(self) -> None:
        assert self.posts(self.couple(), "T1", "T2", 是否班子成员="是").colour("2026-03-01", CHAIN) == "yellow"
        elsewhere = self.posts(self.couple(), "T1", "T2", 是否班子成员="是", 单位编码="U2")
        assert elsewhere.colour("2026-03-01", CHAIN) == ""

    def test_subject_and_key(self) -> None:
        found = self.posts(self.couple(), "", "P1").findings("2026-03-01", CHAIN)
        assert [(f.subject_kind, f.subject, f.key) for f in found] == [("pair", ("A", "B"), ["U1"])]

    @pytest.mark.parametrize(("word", "colour"), [("外甥媳", "red"), ("连襟", "red"), ("同学", ""), ("", "")])
    def test_words_of_kin(self, word: str, colour: str) -> None:
        assert self.posts(self.couple(word), "", "P1").colour("2026-03-01", CHAIN) == colour

    @pytest.mark.parametrize("cells", [{"人员状态": "退休"}, {"人员类别": "工勤"}, {"管理权限": "省管"}])
    def test_both_in_service_bound_and_managed(self, cells: dict[str, str]) -> None:
        county = self.posts(self.couple(**cells), "", "P1")
        county.managed = frozenset({"县管"})
        assert county.colour("2026-03-01", CHAIN) == ""

    def named(self, born: str, precision: str = "day", **cells: str) -> SmallCounty:
        county = SmallCounty().cadre("B", 姓名="李四", 出生年月="1985-06-01")
        county.mine("family", {"出生年月": precision}, **{"称谓": "妻子", "姓名": "李四", "出生年月": born} | cells)
        county.appointed("2020-01-01").appointed("2020-01-01", 职位编码="P2", 人员标识="B")
        return self.posts(county, "", "P1")

    def test_named_by_name_and_month_of_birth(self) -> None:
        assert self.named("1985-06-20").colour("2026-03-01", CHAIN) == "red"
        assert self.named("1985-07-01").colour("2026-03-01", CHAIN) == ""
        assert self.named("1985-06-01", "year").colour("2026-03-01", CHAIN) == ""
        assert self.named("").colour("2026-03-01", CHAIN) == ""
        assert self.named("1985-06-01", 成员身份证号="Z").colour("2026-03-01", CHAIN) == ""

    def test_named_only_where_exactly_one_in_service_fits(self) -> None:
        two = self.named("1985-06-01").cadre("C", 姓名="李四", 出生年月="1985-06-15")
        assert two.colour("2026-03-01", CHAIN) == ""
        retired = self.named("1985-06-01").cadre("C", 姓名="李四", 出生年月="1985-06-15", 人员状态="退休")
        assert retired.colour("2026-03-01", CHAIN) == "red"

    def test_an_excused_family_row_is_gone(self) -> None:
        county = self.posts(self.couple(), "", "P1").excuse("family", "A|妻子|B", "2026-03-02", "撤销")
        assert county.colour("2026-03-01", CHAIN) == "red"
        assert county.colour("2026-03-02", CHAIN) == ""

    @pytest.mark.parametrize(("duty", "colour"), [("人事", "red"), ("工程、财务", "red"), ("审批", ""), ("", "")])
    def test_sensitive_posts_under_a_leading_relative(self, duty: str, colour: str) -> None:
        county = self.couple().post("P1", 职位类别="领导").post("P2", 重点岗位=duty)
        assert county.colour("2026-03-01", SENSITIVE) == colour
        other = self.couple().post("P1", 职位类别="综合管理").post("P2", 重点岗位=duty)
        assert other.colour("2026-03-01", SENSITIVE) == ""


class TestNativePlace:
    @pytest.mark.parametrize(
        ("kind", "code", "home", "colour"),
        [
            ("政府", "110101", "110101", "red"),
            ("公安", "110101", "110101002", "red"),
            ("政府", "110100", "110100", ""),
            ("政府", "110101", "110102", ""),
            ("政府", "110101002", "110101002", ""),
            ("部门", "110101", "110101", ""),
            ("乡镇", "110101002", "110101002001", "red"),
            ("乡镇", "110101002", "110101003", ""),
            ("乡镇", "110101", "110101", ""),
            ("街道", "110101002", "110101002", ""),
            ("政府", "110101", "", ""),
        ],
    )
    def test_codes(self, kind: str, code: str, home: str, colour: str) -> None:
        county = SmallCounty(成长地区划代码=home).unit(单位类别=kind, 行政区划代码=code).post(是否主要领导="是")
        assert county.appointed("2020-01-01").colour("2026-03-01", NATIVE) == colour

    def test_only_the_main_leader_while_holding_the_post(self) -> None:
        county = (
            SmallCounty(成长地区划代码="110101").unit(单位类别="政府", 行政区划代码="110101").post(是否主要领导="是")
        )
        county.appointed("2020-01-01", 免职日期="2026-03-02")
        assert county.keys("2026-03-01", NATIVE) == [["P1"]]
        assert county.keys("2026-03-02", NATIVE) == []


class TestRotation:
    def held(self, kind: str = "部门", **post: str) -> SmallCounty:
        return SmallCounty().unit(单位类别=kind).post(**post).appointed("2016-02-29")

    def test_team_members_of_party_committee_and_government(self) -> None:
        county = self.held("党委", 是否班子成员="是")
        days = {"2025-02-27": "", "2025-02-28": "blue", "2026-02-27": "blue", "2026-02-28": "red"}
        assert {on: county.colour(on, ROTATION) for on in days} == days
        assert self.held("部门", 是否班子成员="是").colour("2026-02-28", ROTATION) == ""

    def test_heads_key_posts_and_the_gravest_of_several(self) -> None:
        assert self.held(是否主要领导="是").colour("2026-02-27", ROTATION) == ""
        assert self.held(是否主要领导="是").colour("2026-02-28", ROTATION) == "yellow"
        assert self.held(重点岗位="采购").colour("2021-02-27", ROTATION) == ""
        assert self.held(重点岗位="采购").colour("2021-02-28", ROTATION) == "blue"
        both = self.held(重点岗位="采购", 是否主要领导="是")
        assert (both.colour("2026-02-27", ROTATION), both.colour("2026-02-28", ROTATION)) == ("blue", "yellow")

    def test_one_run_named_by_the_appointment_in_force(self) -> None:
        county = (
            SmallCounty().unit().post(职位名称="主任", 重点岗位="采购").appointed("2019-01-01", 免职日期="2021-01-01")
        )
        county.appointed("2021-01-02", 职务名称="主任")
        assert county.keys("2024-01-01", ROTATION) == [["主任"]]
        assert county.keys("2021-01-01", ROTATION) == []

    def test_the_roster_post_counts_unless_appointed_to_it_or_elsewhere(self) -> None:
        roster = SmallCounty(现任职位编码="P1", 任现职时间="2019-01-01").unit().post(重点岗位="采购").post("P2")
        assert roster.colour("2023-12-31", ROTATION) == ""
        assert roster.colour("2024-01-01", ROTATION) == "blue"
        roster.appointed("2010-01-01", 职位编码="P2", 任职方式="挂职")
        assert roster.colour("2024-01-01", ROTATION) == "blue"
        roster.appointed("2010-01-01", 职位编码="P2", 免职日期="2023-06-01")
        assert roster.colour("2024-01-01", ROTATION) == "blue"
        roster.appointed("2010-01-01", 免职日期="2011-01-01")
        assert roster.colour("2024-01-01", ROTATION) == ""

    def test_a_codeless_appointment_in_the_roster_unit_is_to_the_roster_post(self) -> None:
        county = SmallCounty(现任职位编码="P1").unit().post(重点岗位="采购", 职位名称="主任")
        county.appointed("2019-01-01", 职务名称="主任(主持)")
        assert county.keys("2024-01-01", ROTATION) == [["主任(主持)"]]
        county.appointed("2023-01-01", 职位编码="P1")
        assert county.keys("2024-01-01", ROTATION) == []
