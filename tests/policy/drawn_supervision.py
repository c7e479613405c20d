"""Sanctions, inquiries, petitions, audits, declarations, selections, approvals, powers and recognitions."""

from datetime import date, timedelta

from tests.policy.drawn_careers import LEVELS
from tests.policy.drawn_growth import DrawnGrowth

ITEMS = [
    "婚姻",
    "护照及因私出国",
    "港澳台证件及往来",
    "子女与外国人通婚",
    "移居或连续居留",
    "从业",
    "刑责",
    "工资收入",
    "房产",
    "房产",
    "房产",
    "股票基金保险",
    "经商办企业",
    "经商办企业",
    "境外存款投资",
    "无",
]


class DrawnSupervision(DrawnGrowth):
    """What restraint reads."""

    def draw_sanction(self, person: str) -> None:
        category, penalty = self.pick(
            ("政务处分", "警告"),
            ("政务处分", "行政记过"),
            ("政务处分", "记大过"),
            ("政务处分", "政务降级"),
            ("政务处分", "撤职"),
            ("党纪处分", "党内警告"),
            ("党纪处分", "党内严重警告"),
            ("党纪处分", "撤销党内职务"),
            ("党纪处分", "留党察看(一年)"),
            ("党纪处分", "留党察看二年"),
            ("党纪处分", "留党察看"),
            ("组织处理", "调整职务"),
            ("组织处理", "免职"),
            ("组织处理", "降职"),
            ("组织处理", "引咎辞职"),
            ("组织处理", "责令辞职"),
            ("组织处理", "降低岗位等级"),
            ("诫勉", "诫勉"),
            ("诫勉", "书面诫勉"),
            ("批评教育", "诫勉"),
            ("批评教育", "批评教育"),
            ("谈话提醒", "谈话提醒"),
            ("组织处理", "停职检查"),
        )
        decided = self.day()
        until = decided + timedelta(days=self.pick(0, 30, 180, 365, 800)) if self.chance(0.25) else None
        self.add(
            "sanctions",
            人员标识=person,
            类别=category,
            种类=penalty,
            决定日期=self.text(decided),
            影响期止=self.text(until, 0),
            文号=self.pick("", f"文{self.rng.randrange(9999)}"),
            情形=self.pick("", "", "先行先试", "无意过失"),
        )

    def draw_inquiry(self, person: str) -> None:
        delivered = self.day()
        self.add(
            "inquiries",
            函询编号=f"函{self.rng.randrange(10**6)}",
            人员标识=person,
            路径=self.pick("组织", "纪检"),
            送达日期=self.text(delivered) if self.chance(0.9) else "",
            回复日期=self.maybe_day(0.3, delivered),
            办理结果=self.pick("", "", "了结", "核查"),
        )

    def draw_petition(self, person: str) -> None:
        accepted = self.day()
        numbers = [one.cells["登记编号"] for one in self.records.get("petitions", [])]
        self.add(
            "petitions",
            登记编号=f"信{self.rng.randrange(10**6):06d}",
            登记日期=self.text(self.day()),
            被反映人标识=person if self.chance(0.9) else "",
            反映类别=self.pick("", "检举控告", "检举控告", "申诉求决", "申诉求决"),
            原登记编号=self.pick("", "", *numbers[-3:]),
            受理日期=self.text(accepted) if self.chance(0.9) else "",
            延期至=self.maybe_day(0.3),
            办结日期=self.maybe_day(0.4, accepted),
            办理结果=self.pick("", "属实", "失实", "失实", "诬告", "无法核实", "已办结"),
            认定机关级别=self.pick("", "市级以上", "县级"),
        )

    def draw_audit(self, person: str) -> None:
        found = self.day()
        self.add(
            "audits",
            审计项目编号=f"审{self.rng.randrange(10**5)}",
            序号=self.pick("0", "1", "2"),
            被审计单位编码=self.pick(*self.units),
            责任人标识=person if self.chance(0.9) else "",
            审计类型=self.pick("", "任中", "离任", "专项"),
            责任类型=self.pick("", "直接", "领导"),
            情形=self.pick("", "先行先试"),
            发现日期=self.text(found),
            整改期限=self.maybe_day(0.8),
            延期至=self.maybe_day(0.3),
            整改日期=self.maybe_day(0.3, found),
            整改状态=self.pick("", "未整改", "整改中", "已整改", "已销号"),
        )

    def draw_declaration(self, person: str) -> None:
        year = self.on.year - self.pick(1, 1, 2, 3)
        submitted = self.pick(date(year + 1, 1, 31), date(year + 1, 1, 20), date(year + 1, 2, 1), self.day())
        self.add(
            "declarations",
            人员标识=person,
            报告年度=year,
            报告类型=self.pick("", "年度", "年度", "变动"),
            提交日期=self.text(submitted, 0.02),
            基准日=self.pick("", f"{year}-12-31", f"{year}-10-31"),
            特殊原因=self.pick("", "", "", "援外"),
            事项类别=self.pick(*ITEMS),
            子类=self.pick("", "", "住宅", "车位"),
            序号=self.pick("", "1", "2", "3"),
            内容=self.pick("", "甲房", "乙房"),
            信用代码=self.pick("", "", "91A", "91B"),
            金额=self.pick("", 10, 100),
            面积=self.pick("", 99, 100, 101, 120),
            变动日期=self.maybe_day(0.6),
        )

    def draw_verification(self, person: str) -> None:
        year = self.on.year - self.pick(1, 1, 2, 3, 4)
        self.add(
            "verifications",
            人员标识=person,
            核查年度=year,
            事项类别=self.pick(*ITEMS),
            子类=self.pick("", "", "住宅", "车位"),
            序号=self.pick("", "1", "2", "3"),
            核查值=self.pick("", "甲房", "乙房", "无"),
            信用代码=self.pick("", "", "91A", "91B"),
            金额=self.pick("", 10, 101, 102),
            面积=self.pick("", 100, 101, 101.5, 120),
            取得日期=self.maybe_day(0.4),
            核查日期=self.text(self.day()),
            认定结论=self.pick("", "", "一致", "漏报", "隐瞒不报"),
        )

    def draw_selection(self, person: str) -> None:
        post = self.pick(*self.posts)
        begun = self.day()
        self.add(
            "selection",
            选任编号=f"选{self.rng.randrange(10**6)}",
            人员标识=person,
            拟任单位编码=post["单位编码"],
            拟任职位编码=self.pick("", post["职位编码"]),
            拟任职务=post["职位名称"],
            拟任职务层次=self.pick("", *LEVELS[1:5]),
            推荐日期=self.maybe_day(0.8),
            考察日期=self.maybe_day(0.8),
            档案审核日期=self.maybe_day(0.8),
            个人事项查核日期=self.maybe_day(0.8),
            纪检意见日期=self.maybe_day(0.8),
            信访核查日期=self.maybe_day(0.8),
            廉洁双签=self.pick("", "是", "否"),
            讨论决定日期=self.maybe_day(0.8),
            应到会=self.pick("", 9, 12),
            到会=self.pick("", 6, 8, 9),
            同意=self.pick("", 4, 5, 6, 7),
            公示起=self.text(begun, 0) if self.chance(0.8) else "",
            公示止=self.text(begun + timedelta(days=self.pick(4, 5, 6, 7, 8)), 0) if self.chance(0.8) else "",
            任职谈话日期=self.maybe_day(0.5),
            任职日期=self.maybe_day(0.7),
            是否破格=self.pick("", "是"),
        )

    def draw_approval(self, person: str) -> None:
        accepted = self.day()
        self.add(
            "approvals",
            办件编号=f"办{self.rng.randrange(10**6)}",
            事项编码=self.pick("A", "B", "C"),
            经办人标识=person,
            审核人标识=self.pick("", person, *self.people),
            申请人证件号=self.pick("", "", *self.people, "X1"),
            申请人信用代码=self.pick("", "91A", "91B"),
            受理日期=self.text(accepted, 0.02),
            暂停工作日=self.pick("", "", 0, 3),
            办结日期=self.maybe_day(0.5, accepted),
        )

    def draw_powers(self) -> None:
        for unit in self.units:
            for code in "ABC":
                if self.chance(0.4):
                    self.add(
                        "powers",
                        单位编码=unit,
                        事项编码=code,
                        事项名称="事",
                        责任职位编码=self.pick("", "X"),
                        风险等级=self.pick("", "高"),
                        负面清单=self.pick("", "有"),
                        公开方式=self.pick("", "网站"),
                        法定时限=self.pick("", 5, 10, 20),
                    )

    def draw_recognitions(self, share: float = 0.06) -> None:
        for feed, key in sorted(self.seen):
            if self.chance(share):
                self.add(
                    "recognitions",
                    原记录类别=feed,
                    原记录键=key,
                    认定类型=self.pick("容错", "容错", "撤销", "澄清", "不予容错", "无需澄清"),
                    认定日期=self.text(self.day(0.15)),
                )
