"""Small counties drawn to be awkward: dates beside every boundary, empty cells, ties, excused rows, several states."""

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from tests.oracle.county import County, Record
from tests.oracle.facts import KEYS
from tests.oracle.terms import add_months

LEVELS = ["无", "乡科级副职", "乡科级正职", "县处级副职", "县处级正职", "厅局级副职", "厅局级正职"]
RANKS = [
    "二级科员", "一级科员", "四级主任科员", "三级主任科员", "二级主任科员", "一级主任科员",
    "四级调研员", "三级调研员", "二级调研员", "一级调研员", "二级巡视员", "一级巡视员",
]  # fmt: skip
UNIT_KINDS = ["党委", "政府", "纪委监委", "组织", "公安", "部门", "乡镇", "乡镇", "街道", ""]
KEY_AREAS = ["", "", "无", "组织", "人事、财务", "审批", "工程", "纪检"]
MONTHS_BACK = [0, 1, 2, 3, 5, 6, 8, 11, 12, 12, 13, 18, 23, 24, 24, 36, 36, 47, 48, 60, 60, 72, 108, 120]
DAYS_BACK = [0, 1, 14, 15, 29, 30, 31, 59, 60, 61, 89, 90, 91, 99, 100, 101, 364, 365, 366, 729, 730, 731, 1094, 1095]
ITEMS = [
    "婚姻", "护照及因私出国", "港澳台证件及往来", "子女与外国人通婚", "移居或连续居留", "从业", "刑责",
    "工资收入", "房产", "房产", "房产", "股票基金保险", "经商办企业", "经商办企业", "境外存款投资", "无",
]  # fmt: skip
RELATIONS = ["妻子", "丈夫", "儿子", "父亲", "姐姐", "表哥", "岳父", "亲家", "朋友"]


def asked_day(seed: int) -> date:
    """A day to ask about, often one on which something turns."""
    rng = random.Random(f"day{seed}")
    year = rng.choice([2024, 2025, 2025, 2026, 2026])
    turning = [
        (1, 1), (1, 31), (2, 1), (2, 28), (3, 1), (3, 31), (4, 1), (4, 2), (6, 30), (7, 1), (9, 30), (10, 1), (12, 31),
    ]  # fmt: skip
    if rng.random() < 0.6:
        return date(year, *rng.choice(turning))
    if rng.random() < 0.1:
        return date(2024, 2, 29)
    return date(year, 1, 1) + timedelta(days=rng.randrange(365))


class Drawer:
    def __init__(self, seed: int, people: int) -> None:
        self.rng = random.Random(seed)
        self.on = asked_day(seed)
        self.records: dict[str, list[Record]] = {}
        self.seen: set[tuple[str, str]] = set()
        self.seen_states: set[tuple[str, str]] = set()
        self.people = [f"P{seed % 1000:03d}{n:03d}" for n in range(people)]
        self.units = [f"U{n}" for n in range(max(2, people // 9))]
        self.posts: list[dict[str, str]] = []

    # -- drawing ------------------------------------------------------------------------------------------------

    def pick(self, *choices: Any) -> Any:
        return self.rng.choice(choices)

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def day(self, future: float = 0.06) -> date:
        """A day beside a boundary of D's, seldom after D."""
        rng = self.rng
        if rng.random() < future:
            return self.on + timedelta(days=rng.choice([1, 1, 2, 29, 30, 31, 90, 91, 200]))
        kind = rng.random()
        if kind < 0.45:
            found = add_months(self.on, -rng.choice(MONTHS_BACK)) + timedelta(days=rng.choice([-2, -1, 0, 0, 1, 1]))
        elif kind < 0.75:
            found = self.on - timedelta(days=rng.choice(DAYS_BACK))
        elif kind < 0.9:
            year = self.on.year - rng.choice([0, 1, 1, 2, 3, 4, 5])
            found = date(year, *rng.choice([(1, 1), (12, 31), (1, 31), (3, 31), (6, 30), (9, 30), (10, 1), (2, 28)]))
            found += timedelta(days=rng.choice([-1, 0, 0, 1]))
        else:
            found = self.on - timedelta(days=rng.randrange(1500))
        return found if found <= self.on or rng.random() < future else self.on

    def text(self, day: date | None, coarse: float = 0.06) -> str:
        if day is None:
            return ""
        draw = self.rng.random()
        if draw < coarse / 4:
            return f"{day.year}"
        return f"{day:%Y-%m}" if draw < coarse else day.isoformat()

    def maybe_day(self, share: float, least: date | None = None) -> str:
        if not self.chance(share):
            return ""
        day = self.day()
        return self.text(max(day, least) if least else day)

    def add(self, feed: str, **cells: Any) -> dict[str, str] | None:
        """A record, unless its key was drawn before."""
        said = {name: str(value) for name, value in cells.items() if value not in (None, "")}
        listed = self.records.setdefault(feed, [])
        if feed in KEYS:
            key = "|".join(self.part(said, part) for part in KEYS[feed])
            if (feed, key) in self.seen:
                return None
            self.seen.add((feed, key))
        listed.append(Record(feed, f"{feed}.csv", len(listed) + 2, said))
        return said

    @staticmethod
    def part(cells: dict[str, str], part: str | tuple[str, ...]) -> str:
        if isinstance(part, str):
            return cells.get(part, "")[:10]
        return cells.get(part[0]) or "|".join(cells.get(name, "") for name in part[1:])

    # -- registry -----------------------------------------------------------------------------------------------

    def draw_units(self) -> None:
        for index, unit in enumerate(self.units):
            self.add(
                "units", 单位编码=unit, 单位名称=unit + "局", 单位类别=self.pick(*UNIT_KINDS),
                上级单位编码=self.units[0] if index else "", 行政区划代码=self.pick("110101", "110100", "110101001", ""),
            )  # fmt: skip
            for number in range(self.rng.randrange(3, 7)):
                cells = {
                    "职位编码": f"{unit}-{number}",
                    "单位编码": unit if self.chance(0.95) else self.pick(*self.units),
                    "职位名称": self.pick("书记", "局长", "副局长", "科长", "科员", "科员"),
                    "职务层次": self.pick("", "无", *LEVELS[:5], *LEVELS[1:5]),
                    "职位类别": self.pick("领导", "领导", "综合管理", ""),
                    "是否主要领导": self.pick("是", "否", ""),
                    "是否班子成员": self.pick("是", "否", "否", ""),
                    "重点岗位": self.pick(*KEY_AREAS),
                    "直接上级职位编码": self.pick("", *[p["职位编码"] for p in self.posts if p["单位编码"] == unit]),
                }
                self.posts.append(cells)
                self.add("posts", **cells)

    def draw_roster(self, person: str) -> None:
        born = self.pick("1980-01", "1980-01-05", "1975-06", "1990", "1985-03")
        unit = self.units[0] if self.chance(0.35) else self.pick(*self.units)
        post = self.pick(*self.posts)
        cells: dict[str, Any] = {
            "身份证号": person, "姓名": self.pick("甲", "乙", "丙", "丁"), "性别": "男", "出生年月": born,
            "人员类别": self.pick("公务员", "公务员", "公务员", "参公", "", "事业管理", "公务员"),
            "成长地区划代码": self.pick("", "110101", "110101001", "110102"),
            "参加工作时间": self.text(self.day()) if self.chance(0.3) else self.pick("2001-07-01", "2010-01", ""),
            "现任单位编码": unit, "现任职位编码": post["职位编码"] if self.chance(0.5) else "",
            "现任职务": post["职位名称"] if self.chance(0.6) else self.pick("", "科员"),
            "职务层次": self.pick("", *LEVELS[:5], "正处"), "职级": self.pick("", *RANKS, "见习"),
            "任现职时间": self.maybe_day(0.7), "任现职务层次时间": self.maybe_day(0.7),
            "任现职级时间": self.maybe_day(0.7), "任现级别时间": self.maybe_day(0.5), "任现档次时间": self.maybe_day(0.5),
            "管理权限": self.pick("", "县管", "县管", "市管"),
            "人员状态": self.pick("在职", "在职", "在职", "在职", "在职", "在职", "退休", "调出", "去世", ""),
        }  # fmt: skip
        states = [cells]
        while self.chance(0.2):
            states.append(dict(states[-1], 现任单位编码=self.pick(*self.units), 任现职时间=self.maybe_day(0.7),
                               人员状态=self.pick("在职", "退休"), 职级=self.pick("", *RANKS)))  # fmt: skip
        for index, state in enumerate(states):
            begun = self.day(0.3).isoformat() if index or self.chance(0.3) else ""
            if (person, begun) not in self.seen_states:
                self.seen_states.add((person, begun))
                self.add("roster", **state, _from=begun)

    # -- a person's rows ----------------------------------------------------------------------------------------

    def times(self, most: int, draw: Callable[[str], None], person: str) -> None:
        for _ in range(self.rng.randrange(most + 1)):
            draw(person)

    def draw_career(self, person: str) -> None:
        """A chain of appointments: touching, overlapping or apart."""
        begun: date = add_months(self.day(), -self.pick(0, 0, 12, 24, 60, 96))
        level = self.rng.randrange(1, 4)
        before: dict[str, str] | None = None
        for _ in range(self.rng.randrange(0, 5)):
            last = self.chance(0.4)
            ended = None if last else begun + timedelta(days=self.pick(0, 30, 200, 364, 365, 366, 729, 730, 1095, 1500))
            post = before if before and self.chance(0.35) else self.pick(*self.posts)
            level = max(0, min(6, level + self.pick(-1, 0, 0, 1, 1, 1, 2)))
            self.add(
                "appointments", 人员标识=person, 单位编码=post["单位编码"] if self.chance(0.9) else self.pick(*self.units),
                职位编码=post["职位编码"] if self.chance(0.6) else "", 职务名称=post["职位名称"] if self.chance(0.9) else "调研员",
                职务层次=LEVELS[level] if self.chance(0.75) else self.pick("", "", "正处"),
                任职日期=self.text(begun), 免职日期=self.text(ended, 0.02),
                任职方式=self.pick("", "委任", "选任", "试用", "试用", "挂职"), 是否破格=self.pick("", "", "否", "是"),
                是否主持工作=self.pick("", "", "", "否", "是"),
            )  # fmt: skip
            before = post
            begun = (ended or begun) + timedelta(days=self.pick(-40, 0, 0, 0, 1, 1, 2, 30))
            begun = self.pick(begun, begun, self.day())

    def draw_ranks(self, person: str) -> None:
        begun, rank = add_months(self.day(), -self.pick(0, 12, 24, 36, 60)), self.rng.randrange(0, 8)
        for _ in range(self.rng.randrange(0, 5)):
            self.add("ranks", 人员标识=person, 职级=RANKS[rank] if self.chance(0.95) else "见习", 起始日期=self.text(begun))
            rank = max(0, min(11, rank + self.pick(-1, 0, 1, 1, 1, 2)))
            begun = self.pick(begun, add_months(begun, self.pick(12, 23, 24, 36)), self.day())

    def draw_training(self, person: str) -> None:
        begun = self.day()
        length = self.pick(0, 0, 2, 4, 5, 10, 11, 12, 14, 15, 29, 30, 45, 89)
        if self.chance(0.5):
            begun -= timedelta(days=length)
        ended = begun + timedelta(days=length)
        self.add(
            "training", 人员标识=person, 班次名称=f"班{self.rng.randrange(50)}",
            类别=self.pick("", "党校", "党校", "专题", "网络", "业务", "任职", "警示教育"),
            开始日期=self.text(begun), 结束日期=self.text(ended) if self.chance(0.9) else "",
            学时=self.pick(8, 20, 45, 60, 89, 89.5, 90, 91, 200, 300, 549), 是否结业=self.pick("", "是", "是", "否"),
        )  # fmt: skip

    def draw_practice(self, person: str) -> None:
        begun = self.day()
        ended = begun + timedelta(days=self.pick(29, 60, 90, 150, 181, 182, 183, 184, 200, 365, 366))
        if self.chance(0.5):
            ended = max(begun, self.day())
        self.add(
            "practice", 人员标识=person, 锻炼类型=self.pick("乡村振兴", "项目建设", "其他"),
            岗位=self.pick("驻村", "专班", ""), 接收单位=self.pick("村", "组"), 开始日期=self.text(begun),
            结束日期=self.text(ended) if self.chance(0.9) else "", 中期评价=self.pick("", "良好"),
            结束评价=self.pick("", "优秀", "优秀", "良好"),
        )  # fmt: skip

    def draw_results(self, person: str) -> None:
        grades = ["优秀"] * 6 + ["称职"] * 3 + ["合格", "基本称职", "不称职", "基本合格", "不合格", "不确定等次", "不进行考核", "只写评语", "良"]
        favour = self.pick("优秀", "称职", "不称职", None)
        for year in range(self.on.year - 6, self.on.year + 1):
            if not self.chance(0.75):
                continue
            decided = self.text(date(year + 1, 1, 1) + timedelta(days=self.rng.randrange(150))) if self.chance(0.5) else self.maybe_day(0.7)
            self.add(
                "assessments", 人员标识=person, 考核类型="年度", 期间=year, 应参加考核=self.pick("", "", "是", "否"),
                等次=favour if favour and self.chance(0.7) else self.pick(*grades), 确定日期=decided,
                书面通知日期=self.maybe_day(0.5),
            )  # fmt: skip
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
                "assessments", 人员标识=person, 考核类型=self.pick("专项", "试用期", "试用期", "任期"), 期间=period,
                等次=self.pick("合格", "好"), 确定日期=self.maybe_day(0.7),
            )  # fmt: skip

    def draw_award(self, person: str) -> None:
        self.add(
            "awards", 人员标识=person, 奖励名称=self.pick("嘉奖", "三等功", "先进"),
            类别=self.pick("", "嘉奖", "三等功", "二等功", "专项", "称号"), 奖励方式=self.pick("", "定期", "及时"),
            依据年度=self.pick("", "", self.on.year - 1, self.on.year - 2), 授予日期=self.text(self.day()),
            发放日期=self.maybe_day(0.4),
        )  # fmt: skip

    def draw_sanction(self, person: str) -> None:
        category, penalty = self.pick(
            ("政务处分", "警告"), ("政务处分", "行政记过"), ("政务处分", "记大过"), ("政务处分", "政务降级"), ("政务处分", "撤职"),
            ("党纪处分", "党内警告"), ("党纪处分", "党内严重警告"), ("党纪处分", "撤销党内职务"), ("党纪处分", "留党察看(一年)"),
            ("党纪处分", "留党察看二年"), ("党纪处分", "留党察看"), ("组织处理", "调整职务"), ("组织处理", "免职"), ("组织处理", "降职"),
            ("组织处理", "引咎辞职"), ("组织处理", "责令辞职"), ("组织处理", "降低岗位等级"), ("诫勉", "诫勉"), ("诫勉", "书面诫勉"),
            ("批评教育", "诫勉"), ("批评教育", "批评教育"), ("谈话提醒", "谈话提醒"), ("组织处理", "停职检查"),
        )  # fmt: skip
        decided = self.day()
        until = decided + timedelta(days=self.pick(0, 30, 180, 365, 800)) if self.chance(0.25) else None
        self.add(
            "sanctions", 人员标识=person, 类别=category, 种类=penalty, 决定日期=self.text(decided), 影响期止=self.text(until, 0),
            文号=self.pick("", f"文{self.rng.randrange(9999)}"), 情形=self.pick("", "", "先行先试", "无意过失"),
        )  # fmt: skip

    def draw_talk(self, person: str) -> None:
        self.add(
            "talks", 人员标识=person, 类型=self.pick("任职", "谈心", "谈心", "提醒", "诫勉", "回访", "述职述责述廉"),
            日期=self.text(self.day()), 谈话人=self.pick("", "某"),
        )  # fmt: skip

    def draw_inquiry(self, person: str) -> None:
        delivered = self.day()
        self.add(
            "inquiries", 函询编号=f"函{self.rng.randrange(10**6)}", 人员标识=person, 路径=self.pick("组织", "纪检"),
            送达日期=self.text(delivered) if self.chance(0.9) else "", 回复日期=self.maybe_day(0.3, delivered),
            办理结果=self.pick("", "", "了结", "核查"),
        )  # fmt: skip

    def draw_petition(self, person: str) -> None:
        accepted = self.day()
        numbers = [one.cells["登记编号"] for one in self.records.get("petitions", [])]
        self.add(
            "petitions", 登记编号=f"信{self.rng.randrange(10**6):06d}", 登记日期=self.text(self.day()),
            被反映人标识=person if self.chance(0.9) else "", 反映类别=self.pick("", "检举控告", "检举控告", "申诉求决", "申诉求决"),
            原登记编号=self.pick("", "", *numbers[-3:]), 受理日期=self.text(accepted) if self.chance(0.9) else "",
            延期至=self.maybe_day(0.3), 办结日期=self.maybe_day(0.4, accepted),
            办理结果=self.pick("", "属实", "失实", "失实", "诬告", "无法核实", "已办结"), 认定机关级别=self.pick("", "市级以上", "县级"),
        )  # fmt: skip

    def draw_audit(self, person: str) -> None:
        found = self.day()
        self.add(
            "audits", 审计项目编号=f"审{self.rng.randrange(10**5)}", 序号=self.pick("0", "1", "2"), 被审计单位编码=self.pick(*self.units),
            责任人标识=person if self.chance(0.9) else "", 审计类型=self.pick("", "任中", "离任", "专项"), 责任类型=self.pick("", "直接", "领导"),
            情形=self.pick("", "先行先试"), 发现日期=self.text(found), 整改期限=self.maybe_day(0.8), 延期至=self.maybe_day(0.3),
            整改日期=self.maybe_day(0.3, found), 整改状态=self.pick("", "未整改", "整改中", "已整改", "已销号"),
        )  # fmt: skip

    def draw_declaration(self, person: str) -> None:
        year = self.on.year - self.pick(1, 1, 2, 3)
        submitted = self.pick(date(year + 1, 1, 31), date(year + 1, 1, 20), date(year + 1, 2, 1), self.day())
        self.add(
            "declarations", 人员标识=person, 报告年度=year, 报告类型=self.pick("", "年度", "年度", "变动"), 提交日期=self.text(submitted, 0.02),
            基准日=self.pick("", f"{year}-12-31", f"{year}-10-31"), 特殊原因=self.pick("", "", "", "援外"), 事项类别=self.pick(*ITEMS),
            子类=self.pick("", "", "住宅", "车位"), 序号=self.pick("", "1", "2", "3"), 内容=self.pick("", "甲房", "乙房"),
            信用代码=self.pick("", "", "91A", "91B"), 金额=self.pick("", 10, 100), 面积=self.pick("", 99, 100, 101, 120),
            变动日期=self.maybe_day(0.6),
        )  # fmt: skip

    def draw_verification(self, person: str) -> None:
        year = self.on.year - self.pick(1, 1, 2, 3, 4)
        self.add(
            "verifications", 人员标识=person, 核查年度=year, 事项类别=self.pick(*ITEMS), 子类=self.pick("", "", "住宅", "车位"),
            序号=self.pick("", "1", "2", "3"), 核查值=self.pick("", "甲房", "乙房", "无"), 信用代码=self.pick("", "", "91A", "91B"),
            金额=self.pick("", 10, 101, 102), 面积=self.pick("", 100, 101, 101.5, 120), 取得日期=self.maybe_day(0.4),
            核查日期=self.text(self.day()), 认定结论=self.pick("", "", "一致", "漏报", "隐瞒不报"),
        )  # fmt: skip

    def draw_selection(self, person: str) -> None:
        post = self.pick(*self.posts)
        begun = self.day()
        self.add(
            "selection", 选任编号=f"选{self.rng.randrange(10**6)}", 人员标识=person, 拟任单位编码=post["单位编码"],
            拟任职位编码=self.pick("", post["职位编码"]), 拟任职务=post["职位名称"], 拟任职务层次=self.pick("", *LEVELS[1:5]),
            推荐日期=self.maybe_day(0.8), 考察日期=self.maybe_day(0.8), 档案审核日期=self.maybe_day(0.8),
            个人事项查核日期=self.maybe_day(0.8), 纪检意见日期=self.maybe_day(0.8), 信访核查日期=self.maybe_day(0.8),
            廉洁双签=self.pick("", "是", "否"), 讨论决定日期=self.maybe_day(0.8), 应到会=self.pick("", 9, 12), 到会=self.pick("", 6, 8, 9),
            同意=self.pick("", 4, 5, 6, 7), 公示起=self.text(begun, 0) if self.chance(0.8) else "",
            公示止=self.text(begun + timedelta(days=self.pick(4, 5, 6, 7, 8)), 0) if self.chance(0.8) else "",
            任职谈话日期=self.maybe_day(0.5), 任职日期=self.maybe_day(0.7), 是否破格=self.pick("", "是"),
        )  # fmt: skip

    def draw_family(self, person: str) -> None:
        self.add(
            "family", 人员标识=person, 称谓=self.pick(*RELATIONS), 姓名=self.pick("甲", "乙", "丙", "丁", "戊"),
            出生年月=self.pick("", "1980-01", "1980-01-09", "1975-06", "1990", "1985-03"),
            成员身份证号=self.pick("", "", *self.people, "X1"),
        )  # fmt: skip

    def draw_approval(self, person: str) -> None:
        accepted = self.day()
        self.add(
            "approvals", 办件编号=f"办{self.rng.randrange(10**6)}", 事项编码=self.pick("A", "B", "C"), 经办人标识=person,
            审核人标识=self.pick("", person, *self.people), 申请人证件号=self.pick("", "", *self.people, "X1"),
            申请人信用代码=self.pick("", "91A", "91B"), 受理日期=self.text(accepted, 0.02), 暂停工作日=self.pick("", "", 0, 3),
            办结日期=self.maybe_day(0.5, accepted),
        )  # fmt: skip

    # -- the rest -----------------------------------------------------------------------------------------------

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
                "key_tasks", 任务编号=f"任{number}", 任务名称="任务", 责任人标识=self.pick(*self.people),
                类别=self.pick("", "攻坚", "重大项目", "民生"), 计划进度=self.pick("", 50, "50%", 80), 实际进度=self.pick("", 30, "30.5%", 60, 29),
                截止日期=self.text(self.pick(self.day(0.5), self.on + timedelta(days=self.pick(0, 89, 90, 91)))),
                批准延期至=self.maybe_day(0.3), 完成日期=self.maybe_day(0.4), 状态=self.pick("", "进行中", "完成", "完成", "终止"),
                督查评价=self.pick("", "好", "好", "一般"),
            )  # fmt: skip

    def draw_powers(self) -> None:
        for unit in self.units:
            for code in "ABC":
                if self.chance(0.4):
                    self.add(
                        "powers", 单位编码=unit, 事项编码=code, 事项名称="事", 责任职位编码=self.pick("", "X"), 风险等级=self.pick("", "高"),
                        负面清单=self.pick("", "有"), 公开方式=self.pick("", "网站"), 法定时限=self.pick("", 5, 10, 20),
                    )  # fmt: skip

    def draw_recognitions(self, share: float = 0.06) -> None:
        for feed, key in sorted(self.seen):
            if self.chance(share):
                self.add(
                    "recognitions", 原记录类别=feed, 原记录键=key, 认定类型=self.pick("容错", "容错", "撤销", "澄清", "不予容错", "无需澄清"),
                    认定日期=self.text(self.day(0.15)),
                )  # fmt: skip

    def county(self, managed: Sequence[str] | None) -> County:
        self.draw_units()
        for person in self.people:
            self.draw_roster(person)
        per_person: list[tuple[int, Callable[[str], None]]] = [
            (1, self.draw_career), (1, self.draw_ranks), (5, self.draw_training), (2, self.draw_practice), (1, self.draw_results),
            (2, self.draw_award), (1, self.draw_sanction), (4, self.draw_talk), (1, self.draw_inquiry), (3, self.draw_petition),
            (1, self.draw_audit), (4, self.draw_declaration), (3, self.draw_verification), (1, self.draw_selection),
            (2, self.draw_family), (1, self.draw_approval),
        ]  # fmt: skip
        for person in self.people:
            for most, draw in per_person:
                self.times(most, draw, person)
        self.draw_ledger()
        self.draw_tasks()
        self.draw_powers()
        self.draw_recognitions()
        return County(self.records, frozenset(managed) if managed else None)


def random_county(seed: int, people: int = 40) -> tuple[County, date]:
    drawer = Drawer(seed, people)
    managed = ["县管"] if seed % 5 == 0 else None
    return drawer.county(managed), drawer.on
