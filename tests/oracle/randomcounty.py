"""A seeded county of random rows, dense around D: every feed, every closed word, some cells empty."""

from datetime import date, timedelta

from .county import County
from .declarations import FAMILY_MATTERS
from .facts import KEYS, Fact
from .ladders import GRADES, INFLUENCE, KIN, LEVELS, RANKS, WITHOUT_GRADE
from .randomcells import FAR, RandomCells

MATTERS = (
    *FAMILY_MATTERS,
    "工资收入",
    "劳务所得",
    "房产",
    "股票基金保险",
    "经商办企业",
    "境外存款投资",
    "无",
)
DUTIES = ("组织", "人事", "财务", "审批", "采购", "无", "", "审批、财务")
KINDS_OF_UNIT = ("党委", "政府", "纪委监委", "组织", "公安", "部门", "乡镇", "街道", "事业单位")


class RandomCounty(RandomCells):
    """Rows of each feed."""

    def places(self) -> None:
        for unit in self.units:
            kind = self.pick(KINDS_OF_UNIT)
            code = self.pick(["110101002", "110101003"]) if kind == "乡镇" else self.pick(["110101", "110100", ""])
            self.add("units", 单位编码=unit, 单位名称=unit, 单位类别=kind, 行政区划代码=code)
        for post in self.posts:
            self.add(
                "posts",
                职位编码=post,
                单位编码=self.pick(self.units),
                职位名称=self.pick(["主任", "科长", "科员", "局长", f"{post}岗"]),
                职务层次=self.pick(LEVELS[:5], 0.4),
                职位类别=self.pick(["领导", "综合管理", ""]),
                是否主要领导=self.yes(0.3),
                是否班子成员=self.yes(0.3),
                重点岗位=self.pick(DUTIES),
                直接上级职位编码=self.pick(self.posts[:4], 0.3),
            )

    def roster(self, id_: str) -> None:
        post = self.pick(self.posts, 0.4)
        self.add(
            "roster",
            身份证号=id_,
            姓名=self.pick(["张三", "李四", "王五", id_[-3:]]),
            性别="男",
            出生年月=self.pick(["1980-05-01", "1981-06-01"]),
            人员类别=self.pick(["公务员", "参公", "", "国企"] if self.draw.random() < 0.3 else ["公务员"]),
            成长地区划代码=self.pick(["110101", "110101002", ""]),
            参加工作时间=self.pick(["2005-07-01", self.day(1200, 0), ""]),
            现任单位编码=self.pick(self.units),
            现任职位编码=post,
            现任职务=self.pick(["主任", "科长", "科员"], 0.3),
            职务层次=self.pick(LEVELS[:5], 0.3),
            职级=self.pick(RANKS[:9], 0.3),
            任现职时间=self.day(4500, 0, 0.3),
            任现职务层次时间=self.day(4500, 0, 0.3),
            任现职级时间=self.day(1500, 0, 0.3),
            任现级别时间=self.day(2500, 0, 0.5),
            任现档次时间=self.day(1500, 0, 0.5),
            管理权限=self.pick(["县管", "市管", ""]),
            人员状态=self.pick(["在职"] * 8 + ["退休", "调出", "去世", ""]),
        )

    def career(self, id_: str) -> None:
        for _ in range(self.draw.randint(0, 4)):
            start = self.day(4000)
            code = self.pick(self.posts, 0.3)
            self.add(
                "appointments",
                人员标识=id_,
                单位编码=self.pick(self.units),
                职位编码=code,
                职务名称=self.pick(["主任", "科长", "科员", "局长"]),
                职务层次=self.pick(LEVELS, 0.3),
                任职日期=start,
                免职日期=self.after(start, 2500, 0.4),
                任职方式=self.pick(["委任", "试用", "挂职", ""]),
                是否破格=self.yes(0.1),
                是否主持工作=self.yes(0.1),
            )
        for _ in range(self.draw.randint(0, 3)):
            self.add("ranks", 人员标识=id_, 职级=self.pick([*RANKS[:9], "一级警长"]), 起始日期=self.day(2000))
        for _ in range(self.draw.randint(0, 2)):
            self.add(
                "family",
                人员标识=id_,
                称谓=self.pick([*sorted(KIN)[:20], "同学"]),
                姓名=self.pick(["张三", "李四", "某"]),
                出生年月=self.pick(["1980-05-01", "1981-06-01", ""]),
                成员身份证号=self.pick(self.people, 0.4),
            )

    def growth(self, id_: str) -> None:
        for n in range(self.draw.randint(0, 5)):
            start = self.day(1900)
            self.add(
                "training",
                人员标识=id_,
                班次名称=f"班{n}",
                类别=self.pick(["党校", "专题", "网络", "任职", "警示教育", ""]),
                开始日期=start,
                结束日期=self.after(start, 60),
                学时=self.pick(["8", "40", "90", "300"]),
                是否结业=self.pick(["是", "否", "", ""]),
            )
        for n in range(self.draw.randint(0, 2)):
            start = self.day(800)
            self.add(
                "practice",
                人员标识=id_,
                锻炼类型=self.pick(["乡村振兴", "其他"]),
                岗位=self.pick([f"岗{n}"], 0.2),
                接收单位=f"村{n}",
                开始日期=start,
                结束日期=self.after(start, 500, 0.2),
                中期评价=self.pick(["好"], 0.7),
                结束评价=self.pick(["优秀", "良好"], 0.4),
            )
        for n in range(self.draw.randint(0, 3)):
            kind = self.pick(["谈心", "回访", "述职述责述廉", "提醒"])
            self.add("talks", 人员标识=id_, 类型=kind, 日期=self.day(700), 谈话人=f"谈{n}")
        for back in range(1, 3):
            month = (self.on.replace(day=1) - timedelta(days=back * 28 - 20)).isoformat()[:7] + "-01"
            if self.draw.random() < 0.7:
                self.add("ledger", 人员标识=id_, 月份=month, 事项="工作")

    def results(self, id_: str) -> None:
        grades = ["优秀"] * 6 + [*GRADES, *WITHOUT_GRADE]
        for back in range(6):
            if self.draw.random() < 0.85:
                year = self.on.year - back
                settled = (date(year + 1, 1, 1) + timedelta(days=self.draw.randint(0, 120))).isoformat()
                self.add(
                    "assessments",
                    人员标识=id_,
                    考核类型="年度",
                    期间=str(year),
                    应参加考核=self.pick(["是", "", "", "否"]),
                    等次=self.pick(grades),
                    确定日期=self.pick([settled], 0.3),
                    书面通知日期=self.after(settled, 90),
                )
        for _ in range(self.draw.randint(0, 5)):
            period = self.year(1) + self.pick(["Q1", "Q2", "Q3", "Q4", "-03", "-09", "-12"])
            kind = self.pick(["平时", "平时", "平时", "专项", "试用期"])
            word = self.pick(["好", "好", "较好", "一般", "较差"])
            self.add(
                "assessments", 人员标识=id_, 考核类型=kind, 期间=period, 等次=word, 确定日期=self.day(400, 40, 0.5)
            )

    def honours(self, id_: str) -> None:
        for n in range(self.draw.randint(0, 2)):
            given = self.day(1100)
            self.add(
                "awards",
                人员标识=id_,
                奖励名称=f"奖{n}",
                类别=self.pick(["嘉奖", "三等功", "称号", ""]),
                奖励方式=self.pick(["定期", "及时", ""]),
                依据年度=self.pick([self.year()], 0.5),
                授予日期=given,
                发放日期=self.after(given, 200, 0.5),
            )
        for n in range(self.draw.randint(0, 2)):
            category = self.pick([*INFLUENCE, "诫勉", "批评教育"])
            kind = self.pick([*INFLUENCE.get(category, {category: 0}), "诫勉"])
            decided = self.day(1400)
            self.add(
                "sanctions",
                人员标识=id_,
                类别=category,
                种类=self.pick(["", "党内", "政务"]) + kind,
                决定日期=decided,
                影响期止=self.after(decided, 700, 0.8),
                文号=self.pick([f"{id_[-4:]}-{n}号"], 0.2),
                情形=self.pick(["先行先试"], 0.6),
            )

    def matters(self, id_: str) -> None:
        for _ in range(self.draw.randint(0, 3)):
            self.add(
                "declarations",
                人员标识=id_,
                报告年度=self.year(2),
                报告类型=self.pick(["年度", "年度", "变动", ""]),
                提交日期=self.day(800),
                基准日=self.day(800, 0, 0.7),
                特殊原因=self.pick(["援藏"], 0.9),
                事项类别=self.pick(MATTERS),
                子类=self.pick(["车位"], 0.8),
                序号=self.pick(["1", "2"], 0.1),
                内容=self.pick(["甲", "乙", "丙"], 0.2),
                信用代码=self.pick(["91X", "91Y"], 0.6),
                变动日期=self.day(800, 0, 0.3),
                **{"面积(平方米)": self.pick(["90", "100"], 0.4)},
            )
        for _ in range(self.draw.randint(0, 3)):
            self.add(
                "verifications",
                人员标识=id_,
                核查年度=self.year(2),
                事项类别=self.pick([*MATTERS[:-1], "房产", "房产", "经商办企业"]),
                子类=self.pick(["车位"], 0.8),
                序号=self.pick(["1", "2", "3"], 0.1),
                核查值=self.pick(["甲", "乙", "丙", "无"], 0.2),
                信用代码=self.pick(["91X", "91Y"], 0.6),
                取得日期=self.day(900, 0, 0.6),
                核查日期=self.pick([self.day(300), self.day(10)]),
                认定结论=self.pick(["一致", "漏报", "隐瞒不报"], 0.6),
                **{"面积(平方米)": self.pick(["90", "100", "101.02"], 0.4)},
            )

    def reports(self, n: int) -> None:
        registered = self.day(500)
        accepted = self.after(registered, 20)
        self.add(
            "petitions",
            登记编号=f"X{n:04d}",
            登记日期=registered,
            被反映人标识=self.pick(self.people[: max(2, len(self.people) // 8)], 0.1),
            反映类别=self.pick(["检举控告", "检举控告", "申诉求决", "建议意见"]),
            原登记编号=self.pick([f"X{n - 1:04d}"], 0.7) if n else "",
            受理日期=accepted,
            延期至=self.after(accepted, 120, 0.7),
            办结日期=self.after(accepted, 200, 0.5),
            办理结果=self.pick(["属实", "失实", "诬告", "无法核实", "已办结"], 0.3),
            认定机关级别=self.pick(["市级以上", "县级"], 0.3),
        )
        found = self.day(800)
        self.add(
            "audits",
            审计项目编号=f"S{n // 3}",
            序号=str(n % 3),
            被审计单位编码=self.pick(self.units),
            责任人标识=self.pick(self.people, 0.2),
            审计类型=self.pick(["任中", "离任", "专项"], 0.1),
            责任类型=self.pick(["直接", "领导"], 0.2),
            情形=self.pick(["无意过失"], 0.5),
            发现日期=found,
            整改期限=self.after(found, 200),
            延期至=self.after(found, 300, 0.7),
            整改日期=self.after(found, 400, 0.6),
            整改状态=self.pick(["未整改", "整改中", "已整改", "已销号"], 0.3),
        )
        sent = self.day(60)
        self.add(
            "inquiries",
            函询编号=f"H{n}",
            人员标识=self.person(),
            送达日期=sent,
            回复日期=self.after(sent, 40, 0.6),
            办理结果=self.pick(["了结"], 0.7),
        )

    def work(self, n: int) -> None:
        due = self.day(500, 120)
        self.add(
            "key_tasks",
            任务编号=f"T{n}",
            任务名称="任务",
            责任人标识=self.person(),
            类别=self.pick(["重大项目", "攻坚", "民生"], 0.1),
            计划进度=self.pick(["80%", "50"], 0.2),
            实际进度=self.pick(["60", "30.5", "60.5%"], 0.2),
            截止日期=due,
            批准延期至=self.after(due, 90, 0.7),
            完成日期=self.day(400, 40, 0.5),
            状态=self.pick(["进行中", "完成", "完成", "终止", ""]),
            督查评价=self.pick(["好", "较好"], 0.2),
        )
        accepted = self.day(450)
        self.add(
            "approvals",
            办件编号=f"C{n}",
            事项编码=self.pick(["M1", "M2", "M3"]),
            经办人标识=self.person(),
            审核人标识=self.pick(self.people[:3], 0.3),
            申请人证件号=self.pick(self.people, 0.3),
            申请人信用代码=self.pick(["91X", "91Z"], 0.5),
            受理日期=accepted,
            暂停工作日=self.pick(["2", "10"], 0.6),
            办结日期=self.after(accepted, 60),
        )
        decided = self.day(1200, 30, 0.3)
        checks = ("档案审核日期", "个人事项查核日期", "纪检意见日期", "信访核查日期", "推荐日期", "任职谈话日期")
        shown = self.day(1200)
        self.add(
            "selection",
            选任编号=f"G{n}",
            人员标识=self.person(),
            拟任职位编码=self.pick(self.posts, 0.3),
            拟任职务="职",
            拟任职务层次=self.pick(LEVELS, 0.4),
            考察日期=self.day(1200, 30, 0.3),
            讨论决定日期=decided,
            廉洁双签=self.pick(["是", "否"], 0.3),
            应到会=self.pick(["9", "10"], 0.2),
            到会=self.pick(["5", "6", "9"], 0.2),
            同意=self.pick(["4", "5", "6"], 0.2),
            公示起=shown,
            公示止=self.after(shown, 10),
            任职日期=self.after(decided, 60),
            **{name: self.after(decided, 30) if n % 2 else self.day(1300, 0, 0.2) for name in checks},
        )

    def powers(self) -> None:
        for unit in self.units:
            for code in ("M1", "M2"):
                if self.draw.random() < 0.5:
                    self.add(
                        "powers",
                        单位编码=unit,
                        事项编码=code,
                        责任职位编码=self.pick(self.posts, 0.2),
                        风险等级=self.pick(["高", "低"], 0.2),
                        负面清单=self.pick(["有"], 0.5),
                        公开方式=self.pick(["网"], 0.2),
                        **{"法定时限(工作日)": self.pick(["5", "20"], 0.2)},
                    )

    def recognise(self, share: float) -> None:
        """Excuse, clear or refuse some of the rows."""
        kinds = ["容错", "撤销", "不予容错", "澄清", "无需澄清"]
        for feed in KEYS:
            for record in list(self.county.of(feed)):
                if self.draw.random() < share:
                    key = Fact(record, FAR).key()
                    kind = self.pick(kinds)
                    self.add("recognitions", 原记录类别=feed, 原记录键=key, 认定类型=kind, 认定日期=self.day(400))


def random_county(seed: int, cadres: int, on: date, recognised: float = 0.04) -> County:
    made = RandomCounty(seed, cadres, on)
    made.places()
    for id_ in made.people:
        for feed in (made.roster, made.career, made.growth, made.results, made.honours, made.matters):
            feed(id_)
    for n in range(cadres):
        made.reports(n)
        made.work(n)
    made.powers()
    made.recognise(recognised)
    return made.county
