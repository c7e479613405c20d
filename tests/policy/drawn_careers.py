"""Units, posts, the roster and careers."""

from datetime import date, timedelta
from typing import Any

from tests.oracle.terms import add_months
from tests.policy.drawing import Drawing

LEVELS = ["无", "乡科级副职", "乡科级正职", "县处级副职", "县处级正职", "厅局级副职", "厅局级正职"]
RANKS = [
    "二级科员",
    "一级科员",
    "四级主任科员",
    "三级主任科员",
    "二级主任科员",
    "一级主任科员",
    "四级调研员",
    "三级调研员",
    "二级调研员",
    "一级调研员",
    "二级巡视员",
    "一级巡视员",
]
UNIT_KINDS = ["党委", "政府", "纪委监委", "组织", "公安", "部门", "乡镇", "乡镇", "街道", ""]
KEY_AREAS = ["", "", "无", "组织", "人事、财务", "审批", "工程", "纪检"]
RELATIONS = ["妻子", "丈夫", "儿子", "父亲", "姐姐", "表哥", "岳父", "亲家", "朋友"]


class DrawnCareers(Drawing):
    """Who is where, since when, at which level."""

    def draw_units(self) -> None:
        for index, unit in enumerate(self.units):
            self.add(
                "units",
                单位编码=unit,
                单位名称=unit + "局",
                单位类别=self.pick(*UNIT_KINDS),
                上级单位编码=self.units[0] if index else "",
                行政区划代码=self.pick("110101", "110100", "110101001", ""),
            )
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
            "身份证号": person,
            "姓名": self.pick("甲", "乙", "丙", "丁"),
            "性别": "男",
            "出生年月": born,
            "人员类别": self.pick("公务员", "公务员", "公务员", "参公", "", "事业管理", "公务员"),
            "成长地区划代码": self.pick("", "110101", "110101001", "110102"),
            "参加工作时间": self.text(self.day()) if self.chance(0.3) else self.pick("2001-07-01", "2010-01", ""),
            "现任单位编码": unit,
            "现任职位编码": post["职位编码"] if self.chance(0.5) else "",
            "现任职务": post["职位名称"] if self.chance(0.6) else self.pick("", "科员"),
            "职务层次": self.pick("", *LEVELS[:5], "正处"),
            "职级": self.pick("", *RANKS, "见习"),
            "任现职时间": self.maybe_day(0.7),
            "任现职务层次时间": self.maybe_day(0.7),
            "任现职级时间": self.maybe_day(0.7),
            "任现级别时间": self.maybe_day(0.5),
            "任现档次时间": self.maybe_day(0.5),
            "管理权限": self.pick("", "县管", "县管", "市管"),
            "人员状态": self.pick("在职", "在职", "在职", "在职", "在职", "在职", "退休", "调出", "去世", ""),
        }
        states = [cells]
        while self.chance(0.2):
            states.append(
                dict(
                    states[-1],
                    现任单位编码=self.pick(*self.units),
                    任现职时间=self.maybe_day(0.7),
                    人员状态=self.pick("在职", "退休"),
                    职级=self.pick("", *RANKS),
                )
            )
        for index, state in enumerate(states):
            begun = self.day(0.3).isoformat() if index or self.chance(0.3) else ""
            if (person, begun) not in self.seen_states:
                self.seen_states.add((person, begun))
                self.add("roster", **state, _from=begun)

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
                "appointments",
                人员标识=person,
                单位编码=post["单位编码"] if self.chance(0.9) else self.pick(*self.units),
                职位编码=post["职位编码"] if self.chance(0.6) else "",
                职务名称=post["职位名称"] if self.chance(0.9) else "调研员",
                职务层次=LEVELS[level] if self.chance(0.75) else self.pick("", "", "正处"),
                任职日期=self.text(begun),
                免职日期=self.text(ended, 0.02),
                任职方式=self.pick("", "委任", "选任", "试用", "试用", "挂职"),
                是否破格=self.pick("", "", "否", "是"),
                是否主持工作=self.pick("", "", "", "否", "是"),
            )
            before = post
            begun = (ended or begun) + timedelta(days=self.pick(-40, 0, 0, 0, 1, 1, 2, 30))
            begun = self.pick(begun, begun, self.day())

    def draw_ranks(self, person: str) -> None:
        begun, rank = add_months(self.day(), -self.pick(0, 12, 24, 36, 60)), self.rng.randrange(0, 8)
        for _ in range(self.rng.randrange(0, 5)):
            self.add(
                "ranks", 人员标识=person, 职级=RANKS[rank] if self.chance(0.95) else "见习", 起始日期=self.text(begun)
            )
            rank = max(0, min(11, rank + self.pick(-1, 0, 1, 1, 1, 2)))
            begun = self.pick(begun, add_months(begun, self.pick(12, 23, 24, 36)), self.day())

    def draw_family(self, person: str) -> None:
        self.add(
            "family",
            人员标识=person,
            称谓=self.pick(*RELATIONS),
            姓名=self.pick("甲", "乙", "丙", "丁", "戊"),
            出生年月=self.pick("", "1980-01", "1980-01-09", "1975-06", "1990", "1985-03"),
            成员身份证号=self.pick("", "", *self.people, "X1"),
        )
