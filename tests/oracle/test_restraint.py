"""Restraint: audits, petitions, inquiries, talks and duty reports, on their boundary days."""

import pytest

from tests.oracle.smallcounty import SmallCounty

EXIT = "restraint.exit_audit_missing"
RECTIFY = "restraint.rectification_overdue"
PETITION = "restraint.petition_overdue"
REPEATED = "restraint.petitions_repeated"
INQUIRY = "restraint.inquiry_unanswered"
FOLLOWUP = "restraint.admonition_followup"
TALK = "restraint.talk_missing"
REPORT = "restraint.duty_report_missing"


class TestExitAudit:
    def headed(self, end: str = "2025-01-31", **cells: str) -> SmallCounty:
        return SmallCounty(**cells).post(是否主要领导="是").appointed("2024-01-31", 免职日期=end)

    def audit(self, county: SmallCounty, day: str, kind: str = "离任", **cells: str) -> SmallCounty:
        names = {"审计项目编号": "S", "序号": "0", "责任人标识": "A", "审计类型": kind, "发现日期": day}
        return county.add("audits", None, **names | cells)

    def test_within_twenty_four_months_of_leaving(self) -> None:
        county = self.headed()
        assert county.colour("2025-01-30", EXIT) == ""
        assert county.colour("2025-01-31", EXIT) == "blue"
        assert county.colour("2027-01-30", EXIT) == "blue"
        assert county.colour("2027-01-31", EXIT) == ""
        assert county.keys("2025-06-01", EXIT) == [["P1", "2025-01-31"]]

    def test_at_least_twelve_months_as_one_run(self) -> None:
        assert self.headed("2025-01-30").colour("2025-06-01", EXIT) == ""
        for again, colour in (("2024-06-02", "blue"), ("2024-06-03", "")):
            county = SmallCounty().post(是否主要领导="是").appointed("2024-01-01", 免职日期="2024-06-01")
            county.appointed(again, 免职日期="2025-01-31")
            assert county.colour("2025-06-01", EXIT) == colour

    @pytest.mark.parametrize(("status", "colour"), [("退休", "blue"), ("调出", "blue"), ("去世", ""), ("", "")])
    def test_the_retired_and_transferred_too(self, status: str, colour: str) -> None:
        assert self.headed(人员状态=status).colour("2025-06-01", EXIT) == colour

    @pytest.mark.parametrize(
        ("day", "kind", "colour"),
        [
            ("2024-01-30", "任中", "blue"),
            ("2024-01-31", "任中", ""),
            ("2025-06-01", "离任", ""),
            ("2025-06-02", "离任", "blue"),
            ("2025-03-01", "专项", "blue"),
            ("2025-03-01", "", ""),
        ],
    )
    def test_an_audit_between_appointment_and_today(self, day: str, kind: str, colour: str) -> None:
        assert self.audit(self.headed(), day, kind).colour("2025-06-01", EXIT) == colour

    def test_an_excused_audit_was_held_and_anothers_was_not(self) -> None:
        held = self.audit(self.headed(), "2025-03-01").excuse("audits", "S|0", "2025-04-01", "撤销")
        assert held.colour("2025-06-01", EXIT) == ""
        assert self.audit(self.headed(), "2025-03-01", 责任人标识="").colour("2025-06-01", EXIT) == "blue"

    def test_acting_makes_a_head_and_secondment_does_not(self) -> None:
        acting = SmallCounty().appointed("2024-01-31", 免职日期="2025-01-31", 是否主持工作="是")
        assert acting.colour("2025-06-01", EXIT) == "blue"
        lent = SmallCounty().post(是否主要领导="是").appointed("2024-01-31", 免职日期="2025-01-31", 任职方式="挂职")
        assert lent.colour("2025-06-01", EXIT) == ""


class TestRectification:
    def row(self, **cells: str) -> SmallCounty:
        names = {"审计项目编号": "S", "序号": "2", "发现日期": "2025-01-01", "整改期限": "2025-06-30"}
        return SmallCounty().add("audits", None, **names | cells)

    def test_red_the_day_after_the_later_term(self) -> None:
        assert self.row().colour("2025-06-30", RECTIFY) == ""
        assert self.row().subjects("2025-07-01", RECTIFY) == ["S/2"]
        assert self.row(延期至="2025-08-31").colour("2025-08-31", RECTIFY) == ""
        assert self.row(延期至="2025-08-31").colour("2025-09-01", RECTIFY) == "red"
        assert self.row(整改期限="", 延期至="2025-08-31").colour("2025-09-01", RECTIFY) == "red"
        assert self.row(整改期限="").colour("2025-09-01", RECTIFY) == ""

    def test_rectified_only_from_its_day(self) -> None:
        county = self.row(整改日期="2025-09-01", 整改状态="已整改")
        assert county.colour("2025-08-31", RECTIFY) == "red"
        assert county.colour("2025-09-01", RECTIFY) == ""
        assert self.row(整改状态="已销号").colour("2025-09-01", RECTIFY) == ""
        assert self.row(整改状态="整改中").colour("2025-09-01", RECTIFY) == "red"

    def test_no_problem_found_and_revoked_rows(self) -> None:
        assert self.row(序号="0").colour("2025-09-01", RECTIFY) == ""
        for kind, colour in (("容错", "red"), ("撤销", "")):
            assert self.row().excuse("audits", "S|2", "2025-01-02", kind).colour("2025-09-01", RECTIFY) == colour


class TestPetitionOverdue:
    def petition(self, **cells: str) -> SmallCounty:
        names = {"登记编号": "X1", "登记日期": "2026-01-05", "反映类别": "申诉求决", "受理日期": "2026-01-05"}
        return SmallCounty().add("petitions", None, **names | cells)

    def test_sixty_and_ninety_days_rolling(self) -> None:
        # 60 days: 6 March, a Friday; 90 days: 5 April, a holiday to the 6th, so 7 April.
        days = {"2026-03-06": "", "2026-03-07": "yellow", "2026-04-07": "yellow", "2026-04-08": "red"}
        assert {on: self.petition().colour(on, PETITION) for on in days} == days

    def test_an_extension_stops_yellow_until_it_ends(self) -> None:
        days = {"2026-03-07": "", "2026-03-20": "", "2026-03-21": "red"}
        assert {on: self.petition(延期至="2026-03-20").colour(on, PETITION) for on in days} == days
        days = {"2026-04-07": "", "2026-04-08": "red"}
        assert {on: self.petition(延期至="2026-05-01").colour(on, PETITION) for on in days} == days

    def test_closed_only_from_its_day(self) -> None:
        county = self.petition(办结日期="2026-05-01", 办理结果="已办结")
        assert county.colour("2026-04-30", PETITION) == "red"
        assert county.colour("2026-05-01", PETITION) == ""
        assert self.petition(办理结果="已办结").colour("2026-04-30", PETITION) == ""

    def test_other_kinds_and_those_not_accepted(self) -> None:
        assert self.petition(反映类别="检举控告").colour("2026-06-01", PETITION) == ""
        assert self.petition(受理日期="").colour("2026-06-01", PETITION) == ""

    def test_beyond_the_official_calendar_each_term_alone_is_unjudged(self) -> None:
        county = self.petition(登记日期="2026-10-20", 受理日期="2026-10-20")  # 60 days: 19 December, a Saturday
        assert county.colour("2026-12-21", PETITION) == ""
        assert county.colour("2026-12-22", PETITION) == "yellow"
        assert county.colour("2027-06-01", PETITION) == "yellow"
        assert self.petition(受理日期="2026-11-05").colour("2027-06-01", PETITION) == ""


class TestPetitionsRepeated:
    def reported(self, *rows: tuple[str, str, str], **cells: str) -> SmallCounty:
        county = SmallCounty(**cells)
        for number, day, original in rows:
            names = {"登记编号": number, "登记日期": day, "原登记编号": original}
            county.add("petitions", None, **names | {"被反映人标识": "A", "反映类别": "检举控告"})
        return county

    def test_three_matters_within_twelve_months(self) -> None:
        county = self.reported(("X1", "2025-03-01", ""), ("X2", "2025-06-01", ""), ("X3", "2025-09-01", ""))
        assert county.colour("2025-08-31", REPEATED) == ""
        assert county.colour("2025-09-01", REPEATED) == "blue"
        assert county.colour("2026-02-28", REPEATED) == "blue"
        assert county.colour("2026-03-01", REPEATED) == ""
        assert county.subjects("2025-09-01", REPEATED) == ["A"]

    def test_registrations_of_one_matter_are_one(self) -> None:
        county = self.reported(("X1", "2025-03-01", ""), ("X2", "2025-06-01", "X1"), ("X3", "2025-09-01", "X2"))
        assert county.colour("2025-09-01", REPEATED) == ""
        county = self.reported(("X2", "2025-06-01", "X1"), ("X3", "2025-09-01", "X1"), ("X4", "2025-09-02", ""))
        assert county.colour("2025-09-02", REPEATED) == ""

    @pytest.mark.parametrize(
        ("result", "closed", "colour"),
        [
            ("失实", "2025-09-10", ""),
            ("无法核实", "2025-09-11", "blue"),
            ("属实", "2025-09-10", "blue"),
            ("诬告", "", "blue"),
        ],
    )
    def test_a_matter_closed_as_untrue_does_not_count(self, result: str, closed: str, colour: str) -> None:
        county = self.reported(("X1", "2025-03-01", ""), ("X2", "2025-06-01", ""))
        names = {"登记编号": "X3", "登记日期": "2025-09-01", "办理结果": result, "办结日期": closed}
        county.add("petitions", None, **names | {"被反映人标识": "A", "反映类别": "检举控告"})
        assert county.colour("2025-09-10", REPEATED) == colour

    def test_the_latest_registration_decides_of_one_day_the_last_number(self) -> None:
        county = self.reported(("X1", "2025-03-01", ""), ("X2", "2025-06-01", ""), ("X4", "2025-09-01", "X3"))
        names = {"登记编号": "X3", "登记日期": "2025-09-01", "办理结果": "失实", "办结日期": "2025-09-02"}
        county.add("petitions", None, **names | {"被反映人标识": "A", "反映类别": "检举控告"})
        assert county.colour("2025-09-10", REPEATED) == "blue"


class TestInquiry:
    def inquiry(self, **cells: str) -> SmallCounty:
        return SmallCounty().mine("inquiries", None, **{"函询编号": "H1", "送达日期": "2026-03-02"} | cells)

    def test_more_than_fifteen_and_thirty_working_days(self) -> None:
        # 2 March 2026 is a Monday; the 15th working day after is 23 March, the 30th 14 April (6 April is 清明).
        days = {"2026-03-23": "", "2026-03-24": "yellow", "2026-04-14": "yellow", "2026-04-15": "red"}
        assert {on: self.inquiry().colour(on, INQUIRY) for on in days} == days
        assert self.inquiry().subjects("2026-03-24", INQUIRY) == ["H1"]

    def test_an_answer_after_the_day_is_none_yet(self) -> None:
        county = self.inquiry(回复日期="2026-04-20", 办理结果="了结")
        assert county.colour("2026-04-19", INQUIRY) == "red"
        assert county.colour("2026-04-20", INQUIRY) == ""
        assert self.inquiry(办理结果="了结").colour("2026-04-19", INQUIRY) == ""

    def test_it_asks_service_and_category_and_the_calendar(self) -> None:
        assert self.inquiry(送达日期="2026-11-02").colour("2027-01-01", INQUIRY) == ""
        assert self.inquiry(送达日期="").colour("2026-04-19", INQUIRY) == ""
        retired = SmallCounty(人员状态="退休").mine("inquiries", 函询编号="H1", 送达日期="2026-03-02")
        assert retired.colour("2026-04-19", INQUIRY) == ""


class TestTalks:
    def test_follow_up_from_six_to_eighteen_months(self) -> None:
        county = SmallCounty().sanction("2025-01-31", "诫勉", "诫勉")
        days = {"2025-07-30": "", "2025-07-31": "yellow", "2026-07-30": "yellow", "2026-07-31": ""}
        assert {on: county.colour(on, FOLLOWUP) for on in days} == days
        assert county.talk("2025-06-29", "回访").colour("2025-08-01", FOLLOWUP) == "yellow"
        assert county.talk("2025-06-30", "回访").colour("2025-08-01", FOLLOWUP) == ""
        assert SmallCounty().sanction("2025-01-31", "组织处理", "诫勉").colour("2025-08-01", FOLLOWUP) == ""

    def leader(self, since: str = "2020-01-01") -> SmallCounty:
        return SmallCounty(职务层次="县处级副职", 任现职务层次时间=since)

    def test_a_leader_without_a_talk_for_twelve_months(self) -> None:
        county = self.leader().talk("2025-02-28", "谈心")
        assert county.colour("2026-02-27", TALK) == ""
        assert county.colour("2026-02-28", TALK) == "blue"
        assert self.leader("2025-02-28").colour("2026-02-28", TALK) == "blue"
        assert self.leader("2025-03-01").colour("2026-02-28", TALK) == ""
        assert SmallCounty().colour("2026-02-28", TALK) == ""

    def test_a_head_too(self) -> None:
        assert SmallCounty().appointed("2025-02-28", 是否主持工作="是").colour("2026-02-28", TALK) == "blue"

    def test_no_duty_report_since_october(self) -> None:
        county = SmallCounty().post(是否主要领导="是").appointed("2025-12-31", 免职日期="2026-01-01")
        assert county.colour("2026-03-31", REPORT) == ""
        assert county.keys("2026-04-01", REPORT) == [["2025"]]
        assert county.talk("2025-09-30", "述职述责述廉").colour("2026-04-01", REPORT) == "yellow"
        assert county.talk("2025-10-01", "述职述责述廉").colour("2026-04-01", REPORT) == ""
        late = SmallCounty().post(是否主要领导="是").appointed("2026-01-01")
        assert late.colour("2026-04-01", REPORT) == ""
