"""Training, practice, results, awards, talks, ledgers and tasks."""

from datetime import date, timedelta

from tests.oracle.terms import add_months
from tests.policy.drawn_careers import DrawnCareers


class DrawnGrowth(DrawnCareers):
    """What cultivation, assessment and incentive read."""

    def draw_training(self, person: str) -> None:
        begun = self.day()
        length = self.pick(0, 0, 2, 4, 5, 10, 11, 12, 14, 15, 29, 30, 45, 89)
        if self.chance(0.5):
            begun -= timedelta(days=length)
        ended = begun + timedelta(days=length)
        self.add(
            "training",
            人员标识=person,
            班次名称=f"班{self.rng.randrange(50)}",
            类别=self.pick("", "党校", "党校", "专题", "网络", "业务", "任职", "警示教育"),
            开始日期=self.text(begun),
            结束日期=self.text(ended) if self.chance(0.9) else "",
            学时=self.pick(8, 20, 45, 60, 89, 89.5, 90, 91, 200, 300, 549),
            是否结业=self.pick("", "是", "是", "否"),
        )

    def draw_practice(self, person: str) -> None:
        begun = self.day()
        ended = begun + timedelta(days=self.pick(29, 60, 90, 150, 181, 182, 183, 184, 200, 365, 366))
        if self.chance(0.5):
            ended = max(begun, self.day())
        self.add(
            "practice",
            人员标识=person,
            锻炼类型=self.pick("乡村振兴", "项目建设", "其他"),
            岗位=self.pick("驻村", "专班", ""),
            接收单位=self.pick("村", "组"),
            开始日期=self.text(begun),
            结束日期=self.text(ended) if self.chance(0.9) else "",
            中期评价=self.pick("", "良好"),
            结束评价=self.pick("", "优秀", "优秀", "良好"),
        )

    def draw_results(self, person: str) -> None:
        grades = (
            ["优秀"] * 6
            + ["称职"] * 3
            + ["合格", "基本称职", "不称职", "基本合格", "不合格", "不确定等次", "不进行考核", "只写评语", "良"]
        )
        favour = self.pick("优秀", "称职", "不称职", None)
        for year in range(self.on.year - 6, self.on.year + 1):
            if not self.chance(0.75):
                continue
            decided = (
                self.text(date(year + 1, 1, 1) + timedelta(days=self.rng.randrange(150)))
                if self.chance(0.5)
                else self.maybe_day(0.7)
            )
            self.add(
                "assessments",
                人员标识=person,
                考核类型="年度",
                期间=year,
                应参加考核=self.pick("", "", "是", "否"),
                等次=favour if favour and self.chance(0.7) else self.pick(*grades),
                确定日期=decided,
                书面通知日期=self.maybe_day(0.5),
            )
        good = self.pick(["好"] * 6 + ["较好", "一般"], ["一般", "较差", "好", "较好"], ["好", "较好"])
        for back in range(8):
            first = add_months(date(self.on.year, 1 + 3 * ((self.on.month - 1) // 3), 1), -3 * back)
            period = f"{first.year}Q{(first.month + 2) // 3}" if self.chance(0.8) else f"{first:%Y-%m}"
            if self.chance(0.6):
                self.add("assessments", 人员标识=person, 考核类型="平时", 期间=period, 等次=self.pick(*good))
        while self.chance(0.4):
            ended = self.day(0.2)
            period = self.pick(f"{ended.year}", f"{ended:%Y-%m}", f"{ended.year}Q{(ended.month + 2) // 3}")
            self.add(
                "assessments",
                人员标识=person,
                考核类型=self.pick("专项", "试用期", "试用期", "任期"),
                期间=period,
                等次=self.pick("合格", "好"),
                确定日期=self.maybe_day(0.7),
            )

    def draw_award(self, person: str) -> None:
        self.add(
            "awards",
            人员标识=person,
            奖励名称=self.pick("嘉奖", "三等功", "先进"),
            类别=self.pick("", "嘉奖", "三等功", "二等功", "专项", "称号"),
            奖励方式=self.pick("", "定期", "及时"),
            依据年度=self.pick("", "", self.on.year - 1, self.on.year - 2),
            授予日期=self.text(self.day()),
            发放日期=self.maybe_day(0.4),
        )

    def draw_talk(self, person: str) -> None:
        self.add(
            "talks",
            人员标识=person,
            类型=self.pick("任职", "谈心", "谈心", "提醒", "诫勉", "回访", "述职述责述廉"),
            日期=self.text(self.day()),
            谈话人=self.pick("", "某"),
        )

    def draw_ledger(self) -> None:
        this_month = self.on.replace(day=1)
        share = self.pick(0.1, 0.6, 0.75, 0.85)
        for person in self.people:
            for back in (0, 1, 2):
                if self.chance(share):
                    self.add("ledger", 人员标识=person, 月份=f"{add_months(this_month, -back):%Y-%m}", 事项="日常")

    def draw_tasks(self) -> None:
        for number in range(len(self.people)):
            self.add(
                "key_tasks",
                任务编号=f"任{number}",
                任务名称="任务",
                责任人标识=self.pick(*self.people),
                类别=self.pick("", "攻坚", "重大项目", "民生"),
                计划进度=self.pick("", 50, "50%", 80),
                实际进度=self.pick("", 30, "30.5%", 60, 29),
                截止日期=self.text(self.pick(self.day(0.5), self.on + timedelta(days=self.pick(0, 89, 90, 91)))),
                批准延期至=self.maybe_day(0.3),
                完成日期=self.maybe_day(0.4),
                状态=self.pick("", "进行中", "完成", "完成", "终止"),
                督查评价=self.pick("", "好", "好", "一般"),
            )
