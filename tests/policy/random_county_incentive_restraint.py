"""Counties drawn so that incentive and restraint checks fire often, and on their very boundaries."""

from datetime import date, timedelta
from typing import Any

from tests.oracle.county import County
from tests.oracle.terms import add_months
from tests.policy.random_county import LEVELS, RANKS, Drawer

MATTERS = ["房产", "房产", "经商办企业", "股票基金保险", "婚姻", "境外存款投资", "港澳台证件及往来", "从业"]
KIN = ["妻子", "丈夫", "儿子", "父亲", "姐姐", "表哥", "岳父", "亲家", "连襟", "外甥女婿", "朋友", "配偶"]
EIGHT = ["婚姻", "护照及因私出国", "港澳台证件及往来", "从业", "刑责", "房产"]


class Crowded(Drawer):
    """Fewer units, chains of superiors, careers of few posts, and rows beside each other's boundaries."""

    def around(self, *days: date) -> date:
        chosen: date = self.pick(*days)
        return chosen + timedelta(days=self.pick(-1, 0, 0, 1))

    def draw_units(self) -> None:
        for index, unit in enumerate(self.units):
            kind = self.pick("党委", "政府", "乡镇", "乡镇", "街道", "纪委监委", "部门")
            code = "110101001" if kind == "乡镇" else self.pick("110101", "110101", "110100", "11010a")
            self.add(
                "units",
                单位编码=unit,
                单位名称=unit,
                单位类别=kind,
                上级单位编码=self.units[0] if index else "",
                行政区划代码=code,
            )
            for number in range(7):
                above = [
                    one["职位编码"] for one in self.posts if one["单位编码"] == unit and one["职位编码"][-1] in "012"
                ]
                cells = {
                    "职位编码": f"{unit}-{number}",
                    "单位编码": unit,
                    "职位名称": ["书记", "副书记", "副局长", "科长", "科员", "科员", "干部"][number],
                    "职务层次": self.pick("", *LEVELS[:5]),
                    "职位类别": self.pick("领导", "综合管理", ""),
                    "是否主要领导": "是" if number == 0 else self.pick("", "否"),
                    "是否班子成员": self.pick("是", "是", "否", ""),
                    "重点岗位": self.pick("", "无", "财务", "审批、人事"),
                    "直接上级职位编码": self.pick("", *above),
                }
                self.posts.append(cells)
                self.add("posts", **cells)

    def draw_roster(self, person: str) -> None:
        post = self.pick(*self.posts)
        cells: dict[str, Any] = {
            "身份证号": person,
            "姓名": self.pick("甲", "乙", "丙", "丁", "戊", person),
            "性别": "女",
            "出生年月": self.pick("1980-01", "1975-06-02", "1990"),
            "人员类别": self.pick("公务员", "公务员", "公务员", "参公", "", "国企"),
            "成长地区划代码": self.pick("110101", "110101001", ""),
            "参加工作时间": "2001-07-01",
            "现任单位编码": post["单位编码"],
            "现任职位编码": self.pick(post["职位编码"], ""),
            "现任职务": post["职位名称"],
            "职务层次": self.pick("", *LEVELS[1:5]),
            "职级": self.pick("", *RANKS[2:9]),
            "任现职时间": self.maybe_day(0.8),
            "任现职务层次时间": self.maybe_day(0.7),
            "任现职级时间": self.maybe_day(0.8),
            "任现级别时间": f"{self.on.year - 6}-01-01",
            "任现档次时间": f"{self.on.year - self.pick(2, 3)}-{self.pick('01-01', '01-02')}",
            "管理权限": self.pick("", "县管", "县管", "市管"),
            "人员状态": self.pick("在职", "在职", "在职", "在职", "退休", "调出", "去世", ""),
        }
        self.add("roster", **cells, _from="")

    def draw_career(self, person: str) -> None:
        """Long runs in one unit, with gaps of nought to two days; levels that creep up."""
        unit = self.pick(*self.units)
        posts = [one for one in self.posts if one["单位编码"] == unit]
        year = self.on.year
        begun: date = self.pick(
            add_months(self.on, -self.pick(36, 48, 60, 108, 120, 130)),
            date(year - 5, 1, 1),
            date(year - 9, 7, 1),
            self.day(),
        ) + timedelta(days=self.pick(-1, 0, 1))
        level = self.pick(0, 1, 1, 2, 3)
        post = self.pick(*posts)
        for _ in range(self.pick(1, 2, 3, 4)):
            ended = self.pick(
                None,
                begun + timedelta(days=self.pick(300, 365, 366, 729, 730, 731, 1094, 1095, 1096)),
                add_months(begun, 12),
                self.day(),
            )
            if ended is not None and ended <= begun:
                ended = begun + timedelta(days=1)
            self.add(
                "appointments",
                人员标识=person,
                单位编码=post["单位编码"],
                职位编码=self.pick(post["职位编码"], post["职位编码"], ""),
                职务名称=post["职位名称"],
                职务层次=self.pick(LEVELS[level], LEVELS[level], LEVELS[level], ""),
                任职日期=self.text(begun, 0.02),
                免职日期=self.text(ended, 0.02),
                任职方式=self.pick("", "委任", "试用", "试用", "挂职"),
                是否破格=self.pick("", "否", "是", ""),
                是否主持工作=self.pick("", "", "是"),
            )
            level = min(6, level + self.pick(0, 1, 1, 1, 2))
            post = self.pick(post, post, *posts)
            begun = (ended or begun) + timedelta(days=self.pick(0, 0, 0, 1, 2))

    def draw_sanction(self, person: str) -> None:
        """Often beside a promotion or an award, or an admonition a given number of months ago."""
        events = [
            date.fromisoformat(record.cells[column])
            for feed, column in (("appointments", "任职日期"), ("ranks", "起始日期"), ("awards", "授予日期"))
            for record in self.records.get(feed, [])
            if record.cells["人员标识"] == person and len(record.cells[column]) == 10
        ]
        category, penalty, months = self.pick(
            ("政务处分", "警告", 6),
            ("政务处分", "行政记过", 12),
            ("党纪处分", "党内警告", 12),
            ("党纪处分", "严重警告", 18),
            ("诫勉", "诫勉", 6),
            ("诫勉", "诫勉", 6),
            ("组织处理", "调整职务", 12),
            ("组织处理", "免职", 24),
            ("批评教育", "批评教育", 6),
        )
        event = self.pick(*events) if events and self.chance(0.7) else add_months(self.on, -self.pick(0, 5, 6, 12, 18))
        decided = self.around(event, add_months(event, -months))
        until = decided + timedelta(days=self.pick(0, 40, 300)) if self.chance(0.2) else None
        self.add(
            "sanctions",
            人员标识=person,
            类别=category,
            种类=penalty,
            决定日期=self.text(decided, 0.03),
            影响期止=self.text(until, 0),
            文号=self.pick("", f"文{self.rng.randrange(9999)}"),
            情形=self.pick("", "先行先试", "无意过失"),
        )
        if self.chance(0.5):
            visited = self.around(add_months(decided, 5), add_months(decided, months), self.on)
            self.add(
                "talks", 人员标识=person, 类型=self.pick("回访", "回访", "谈心"), 日期=self.text(visited), 谈话人="某"
            )

    def draw_petition(self, person: str) -> None:
        """Several registrations of few matters, on few people."""
        accused = self.pick(person, person, *self.people[:3])
        numbers = [one.cells["登记编号"] for one in self.records.get("petitions", [])]
        accepted = self.pick(self.day(), self.on - timedelta(days=self.pick(59, 60, 61, 62, 63, 89, 90, 91, 92, 93)))
        registered = self.around(self.on - timedelta(days=self.pick(10, 100, 200, 300)), add_months(self.on, -12))
        self.add(
            "petitions",
            登记编号=f"信{self.rng.randrange(10**6):06d}",
            登记日期=self.text(registered, 0.02),
            被反映人标识=self.pick(accused, accused, ""),
            反映类别=self.pick("检举控告", "检举控告", "检举控告", "申诉求决"),
            原登记编号=self.pick("", "", "", *numbers[-2:], "信外"),
            受理日期=self.text(accepted),
            延期至=self.text(accepted + timedelta(days=self.pick(60, 75, 90, 120)), 0) if self.chance(0.3) else "",
            办结日期=self.maybe_day(0.3, accepted),
            办理结果=self.pick("", "", "属实", "失实", "诬告", "无法核实"),
            认定机关级别=self.pick("", "市级以上"),
        )

    def draw_declaration(self, person: str) -> None:
        """Dense in one year and few 事项, so that matching is hard; with changes reported and not."""
        year = self.on.year - self.pick(1, 1, 1, 2, 3)
        matter = self.pick(*MATTERS)
        last = date(year + 1, 1, 31)
        for number in range(self.pick(1, 2, 3, 4)):
            self.add(
                "declarations",
                人员标识=person,
                报告年度=year,
                报告类型=self.pick("", "年度", "年度"),
                提交日期=self.text(self.around(last, last, self.day())),
                基准日=self.pick("", f"{year}-12-31", f"{year}-10-31"),
                特殊原因=self.pick("", "", "", "援外"),
                事项类别=matter,
                子类=self.pick("", "住宅", "车位"),
                序号=self.pick("", str(number + 1), str(number)),
                内容=self.pick("", "甲处", "乙处", "丙处"),
                信用代码=self.pick("", "91A", "91B", "91C"),
                金额=self.pick("", 10, 100),
                面积=self.pick("", 99, 100, 120),
            )
        for number in range(self.pick(0, 1, 2, 3, 4)):
            self.draw_verified(person, year, matter, number)
        if self.chance(0.6):
            self.draw_change(person)

    def draw_verified(self, person: str, year: int, matter: str, number: int) -> None:
        checked = self.pick(self.around(date(year + 1, 1, 31)), self.day(), date(year + 1, 6, 1))
        self.add(
            "verifications",
            人员标识=person,
            核查年度=year,
            事项类别=self.pick(matter, matter, *MATTERS),
            子类=self.pick("", "住宅", "车位"),
            序号=self.pick("", str(number + 1), str(number)),
            核查值=self.pick("", "甲处", "乙处", "丙处", "无"),
            信用代码=self.pick("", "91A", "91B", "91C"),
            金额=self.pick("", 10, 101, 102),
            面积=self.pick("", 100, 101, "101.01", 120),
            取得日期=self.text(self.around(date(year, 12, 31), date(year, 10, 31))) if self.chance(0.4) else "",
            核查日期=self.text(min(checked, self.on), 0.02),
            认定结论=self.pick("", "", "一致", "漏报", "隐瞒不报"),
        )

    def draw_change(self, person: str) -> None:
        changed = self.pick(
            self.day(),
            self.on - timedelta(days=self.pick(29, 30, 31, 32, 35)),
            date(self.on.year - 1, 9, self.pick(1, 5, 10)),
        )
        item = self.pick(*EIGHT)
        if self.chance(0.7):
            self.add(
                "declarations",
                人员标识=person,
                报告年度=changed.year,
                报告类型=self.pick("", "年度"),
                提交日期=min(self.on, date(changed.year + 1, 1, 20)),
                事项类别=item,
                序号="1",
                变动日期=self.text(changed, 0.3),
            )
        if self.chance(0.6):
            sent = changed + timedelta(days=self.pick(29, 30, 31, 32, 33, 34, 38, 39, 40))
            self.add(
                "declarations",
                人员标识=person,
                报告年度=changed.year,
                报告类型="变动",
                提交日期=self.text(sent, 0.02),
                事项类别=self.pick(item, item, *EIGHT),
                序号=self.pick("", "1"),
                变动日期=self.text(self.pick(changed, changed, changed + timedelta(days=1)), 0.3),
            )

    def draw_family(self, person: str) -> None:
        self.add(
            "family",
            人员标识=person,
            称谓=self.pick(*KIN),
            姓名=self.pick("甲", "乙", "丙", "丁", "戊", *self.people[:5]),
            出生年月=self.pick("", "1980-01", "1980-01-09", "1975-06", "1990"),
            成员身份证号=self.pick("", *self.people, *self.people, "X1"),
        )

    def draw_approval(self, person: str) -> None:
        """Closed, or asked about, within a day or two of the limit."""
        accepted = self.pick(self.day(0), self.on - timedelta(days=self.pick(6, 7, 8, 13, 14, 15, 27, 28, 29)))
        closed = (
            self.text(accepted + timedelta(days=self.pick(5, 6, 7, 8, 9, 13, 14, 15, 27, 28, 29)))
            if self.chance(0.6)
            else ""
        )
        self.add(
            "approvals",
            办件编号=f"办{self.rng.randrange(10**6)}",
            事项编码=self.pick("A", "B", "C"),
            经办人标识=person,
            审核人标识=self.pick("", person, *self.people[:4]),
            申请人证件号=self.pick("", *self.people[:6], "X1"),
            申请人信用代码=self.pick("", "91A", "91B"),
            受理日期=self.text(accepted, 0.02),
            暂停工作日=self.pick("", 0, 1, 3),
            办结日期=closed,
        )

    def draw_audit(self, person: str) -> None:
        due = self.around(self.on, self.on - timedelta(days=30))
        found = self.pick(self.day(), add_months(self.on, -self.pick(6, 12, 30)))
        self.add(
            "audits",
            审计项目编号=f"审{self.rng.randrange(10**5)}",
            序号=self.pick("0", "1"),
            被审计单位编码=self.pick(*self.units),
            责任人标识=person,
            审计类型=self.pick("", "任中", "离任", "专项", "专项"),
            责任类型=self.pick("领导", "直接", ""),
            情形=self.pick("", "先行先试"),
            发现日期=self.text(found, 0.02),
            整改期限=self.text(due, 0),
            延期至=self.text(self.around(self.on), 0) if self.chance(0.3) else "",
            整改日期=self.text(max(found, self.around(self.on)), 0) if self.chance(0.4) else "",
            整改状态=self.pick("", "整改中", "已整改", "已销号"),
        )

    def draw_selection(self, person: str) -> None:
        """Each step beside the decision; votes beside their shares."""
        decided = self.day()
        steps = {
            f"{step}日期": self.pick("", self.text(self.around(decided, decided - timedelta(days=20)), 0.02))
            for step in ("档案审核", "纪检意见", "信访核查", "个人事项查核")
        }
        notice = decided + timedelta(days=self.pick(1, 2, 5))
        self.add(
            "selection",
            选任编号=f"选{self.rng.randrange(10**6)}",
            人员标识=person,
            拟任职位编码=self.pick("", self.pick(*self.posts)["职位编码"]),
            拟任职务="某",
            拟任职务层次=self.pick("", *LEVELS[1:5]),
            推荐日期=self.text(self.around(add_months(decided, -12)), 0.02),
            考察日期=self.text(decided - timedelta(days=30)),
            **steps,
            廉洁双签=self.pick("", "是", "否"),
            讨论决定日期=self.text(decided) if self.chance(0.85) else "",
            应到会=self.pick("", 9, 10, 12),
            到会=self.pick("", 6, 7, 8),
            同意=self.pick("", 4, 5, 6, 7),
            公示起=self.text(notice, 0),
            公示止=self.text(notice + timedelta(days=self.pick(4, 5, 6, 7, 8, 9)), 0),
            任职谈话日期=self.pick("", self.text(self.around(self.on))),
            任职日期=self.pick("", self.text(self.around(self.on), 0)),
        )


def random_county(seed: int, people: int = 40) -> tuple[County, date]:
    drawer = Crowded(seed, people)
    managed = ["县管"] if seed % 5 == 0 else None
    return drawer.county(managed), drawer.on
