"""What happens in one month of the county's life, as each department would report it."""

import datetime
import random
from dataclasses import dataclass, field

from bihuan.calendar.months import add_months, last_day_of_month
from bihuan.demo.files import Record, person
from bihuan.demo.names import COURSES, ITEMS, PROBLEMS, TASKS, UNITS
from bihuan.demo.people import RANKS, Population, SomeCadre

Monthly = dict[str, list[Record]]
OFFICES = [code for code, _, _, _, category, *_ in UNITS if category in {"部门", "公安"}]


@dataclass(slots=True)
class Story:
    """What has been sent and is not over: told again when it changes."""

    chance: random.Random
    population: Population
    audits: list[Record] = field(default_factory=list)
    petitions: list[Record] = field(default_factory=list)
    tasks: list[Record] = field(default_factory=list)
    practices: list[Record] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, word: str, year: int) -> str:
        key = f"{word}{year}"
        self.numbers[key] = self.numbers.get(key, 0) + 1
        return f"{word}{year}-{self.numbers[key]:04d}"

    def some(self, share: float) -> list[SomeCadre]:
        return [cadre for cadre in self.population.cadres if self.chance.random() < share]

    def one(self) -> SomeCadre:
        return self.chance.choice(self.population.cadres)

    def head(self, unit: str) -> SomeCadre:
        return next(cadre for cadre in self.population.cadres if cadre.unit == unit and cadre.holding)


def month_of(story: Story, first: datetime.date, detailed: bool) -> Monthly:
    """Everything that the departments send at the end of a month; `detailed`: the ledgers and cases too."""
    last = last_day_of_month(first)
    sent: Monthly = {
        "training": _training(story, first, last),
        "talks": _talks(story, first),
        "audits": _audits(story, first),
        "petitions": _petitions(story, first),
        "key_tasks": _tasks(story, first, last),
        "practice": _practice(story, first, last),
        "sanctions": _sanctions(story, first),
        "inquiries": _inquiries(story, first),
        "assessments": _assessments(story, first, last),
        "awards": _awards(story, first),
        "declarations": _declarations(story, first),
        "verifications": _verifications(story, first),
        "selection": _selection(story, first),
        "ranks": _ranks(story, first),
    }
    if detailed:
        sent |= {"ledger": _ledger(story, first), "approvals": _approvals(story, first, last)}
    return sent


def _day(story: Story, first: datetime.date) -> datetime.date:
    return first + datetime.timedelta(days=story.chance.randrange((last_day_of_month(first) - first).days + 1))


def _training(story: Story, first: datetime.date, last: datetime.date) -> list[Record]:
    records = []
    for cadre in story.some(0.6):
        if cadre.weight < 0.08 and story.chance.random() < 0.75:
            continue
        kind, name, days, hours = story.chance.choice(COURSES)
        begun = first + datetime.timedelta(days=story.chance.randrange(12))
        ended = min(begun + datetime.timedelta(days=days - 1), last)
        records.append(
            person(story.chance, "training", cadre)
            | {"班次名称": f"{first:%Y}年{name}", "主办单位": "县委党校", "类别": kind, "开始日期": begun, "结束日期": ended, "学时": hours, "是否结业": "是"}
        )  # fmt: skip
    for cadre in story.population.cadres:
        if cadre.holding and cadre.holding.post.area and first.month == 4 and cadre.weight > 0.15:
            records.append(
                person(story.chance, "training", cadre)
                | {"班次名称": f"{first:%Y}年廉政警示教育", "类别": "警示教育", "开始日期": first, "结束日期": first, "学时": 4, "是否结业": "是"}
            )  # fmt: skip
    return records


def _talks(story: Story, first: datetime.date) -> list[Record]:
    chosen = story.some(0.012)
    records = [
        {
            "身份证号": cadre.number,
            "类型": "谈心",
            "日期": _day(story, first),
            "谈话人": "分管领导",
            "要点": "了解思想、工作和生活情况",
        }
        for cadre in chosen
    ]
    for cadre in story.population.cadres:
        if not cadre.holding or not cadre.holding.post.team:
            continue
        if first.month in (3, 9) and cadre.weight > 0.1:
            records.append({"身份证号": cadre.number, "类型": "谈心", "日期": _day(story, first), "谈话人": "组织部"})
        if first.month == 12 and cadre.holding.post.chief and cadre.weight > 0.12:
            records.append({"身份证号": cadre.number, "类型": "述职述廉", "日期": _day(story, first), "谈话人": "县委"})
    return list({(one["身份证号"], one["日期"], one["类型"]): one for one in records}.values())


def _audits(story: Story, first: datetime.date) -> list[Record]:
    changed = []
    for record in story.audits:
        overdue = record["整改状态"] == "整改中" and record["整改期限"] < first
        if record["整改状态"] == "整改中" and story.chance.random() < (0.25 if overdue else 0.45):
            record |= {"整改状态": "已整改", "整改日期": _day(story, first)}
            changed.append(record)
    if first.month in (2, 5, 8, 11):
        unit = story.chance.choice(OFFICES)
        project = story.number("审", first.year)
        for place in range(1, story.chance.randint(2, 4)):
            found = _day(story, first)
            record = {
                "审计项目编号": project, "序号": place, "被审计单位编码": unit, "责任人标识": story.head(unit).number, "审计类型": "任中",
                "问题类别": story.chance.choice(PROBLEMS), "金额(万元)": story.chance.randint(1, 300), "责任类型": story.chance.choice(("直接", "领导")),
                "情形": "先行先试" if story.chance.random() < 0.1 else "", "发现日期": found, "整改期限": add_months(found, 2), "整改状态": "整改中", "整改日期": None,
            }  # fmt: skip
            story.audits.append(record)
            changed.append(record)
    return changed


def _petitions(story: Story, first: datetime.date) -> list[Record]:
    changed = []
    for record in story.petitions:
        if not record["办结日期"] and story.chance.random() < 0.5:
            false = record["反映类别"] == "检举控告" and story.chance.random() < 0.6
            result = "失实" if false else ("部分属实" if record["反映类别"] == "检举控告" else "已办结")
            record |= {"办结日期": _day(story, first), "办理结果": result}
            changed.append(record)
    for _ in range(story.chance.randint(2, 5)):
        day, about = _day(story, first), story.chance.random() < 0.45
        subject = story.one() if story.chance.random() < 0.8 else story.population.cadres[400]
        record = {
            "登记编号": story.number("信", first.year), "登记日期": day, "被反映人标识": subject.number if about else "", "办结日期": None,
            "反映类别": "检举控告" if about else "申诉求决", "是否实名": story.chance.choice("是否"), "来源": "来信", "受理日期": day, "办理结果": "",
        }  # fmt: skip
        story.petitions.append(record)
        changed.append(record)
    return changed


def _tasks(story: Story, first: datetime.date, last: datetime.date) -> list[Record]:
    changed = []
    for record in story.tasks:
        if record["状态"] == "进行中":
            record["实际进度"] = min(100, record["实际进度"] + story.chance.randint(2, 16))
            record["计划进度"] = min(100, record["计划进度"] + 10)
            if record["实际进度"] == 100:
                record |= {
                    "状态": "完成",
                    "完成日期": _day(story, first),
                    "督查评价": story.chance.choice(("好", "较好")),
                }
            changed.append(record)
    if story.chance.random() < 0.6:
        unit = story.chance.choice(OFFICES)
        record = {
            "任务编号": story.number("任", first.year), "任务名称": story.chance.choice(TASKS), "责任人标识": story.head(unit).number, "责任单位编码": unit,
            "类别": story.chance.choice(("重大项目", "攻坚", "民生")), "计划进度": 10, "实际进度": 8, "截止日期": add_months(last, 10), "状态": "进行中",
            "完成日期": None, "督查评价": "",
        }  # fmt: skip
        story.tasks.append(record)
        changed.append(record)
    return changed


def _practice(story: Story, first: datetime.date, last: datetime.date) -> list[Record]:
    changed = []
    for record in story.practices:
        if record["结束日期"] <= last and not record["结束评价"] and story.chance.random() < 0.7:
            record["结束评价"] = story.chance.choice(("优秀", "良好"))
            changed.append(record)
    if first.month in (3, 9):
        for cadre in story.chance.sample(story.population.cadres, 4):
            record = {
                "身份证号": cadre.number, "锻炼类型": story.chance.choice(("乡村振兴", "项目建设", "信访维稳")), "接收单位": "青溪镇", "岗位": "驻村工作队员",
                "开始日期": first, "结束日期": add_months(first, 6), "中期评价": "", "结束评价": "",
            }  # fmt: skip
            story.practices.append(record)
            changed.append(record)
    return changed


def _sanctions(story: Story, first: datetime.date) -> list[Record]:
    weak = [cadre for cadre in story.population.cadres if cadre.weight < 0.1]
    records = []
    if weak and story.chance.random() < 0.5:
        kind, penalty = story.chance.choice(
            (("诫勉", "诫勉"), ("党纪处分", "警告"), ("政务处分", "记过"), ("批评教育", "批评教育"))
        )
        subject = story.chance.choice(weak)
        tried = "无意过失" if kind == "批评教育" else ""
        records.append(
            {"身份证号": subject.number, "类别": kind, "种类": penalty, "决定日期": _day(story, first), "文号": story.number("云纪", first.year), "形态": "一", "情形": tried}
        )  # fmt: skip
    return records


def _inquiries(story: Story, first: datetime.date) -> list[Record]:
    if story.chance.random() > 0.35:
        return []
    sent = _day(story, first)
    answered = sent + datetime.timedelta(days=12) if story.chance.random() < 0.7 else None
    number = story.number("函", first.year)
    return [{"函询编号": number, "身份证号": story.one().number, "路径": "组织", "送达日期": sent, "回复日期": answered, "办理结果": "了结" if answered else ""}]  # fmt: skip


def _assessments(story: Story, first: datetime.date, last: datetime.date) -> list[Record]:
    records: list[Record] = []
    if first.month in (3, 6, 9, 12):
        period = f"{first.year}Q{first.month // 3}"
        for cadre in story.population.cadres:
            chance = cadre.weight + story.chance.uniform(-0.3, 0.3)
            grade = "好" if chance > 0.68 else "较好" if chance > 0.06 else "一般"
            records.append(
                {"身份证号": cadre.number, "考核类型": "平时", "期间": period, "等次": grade, "确定日期": last}
            )
    if first.month == 2:
        year = first.year - 1
        for cadre in story.population.cadres:
            if story.chance.random() > 0.004:
                records.append(_annual(story, cadre, year, first))
    return records


def _annual(story: Story, cadre: SomeCadre, year: int, first: datetime.date) -> Record:
    luck = cadre.weight + story.chance.uniform(-0.15, 0.15)
    grade = "优秀" if luck > 0.84 else "称职" if luck > -0.06 else "基本称职" if luck > -0.12 else "不称职"
    notified = first + datetime.timedelta(days=12) if story.chance.random() > 0.01 else None
    score = round(max(58.0, min(98.0, 70 + 26 * luck)), 1)
    return {"身份证号": cadre.number, "考核类型": "年度", "期间": year, "应参加考核": "是", "得分": score, "等次": grade, "确定日期": first, "书面通知日期": notified}  # fmt: skip


def _awards(story: Story, first: datetime.date) -> list[Record]:
    if first.month != 5:
        return []
    good = [cadre for cadre in story.population.cadres if cadre.weight > 0.8]
    return [
        {
            "身份证号": cadre.number, "奖励名称": f"{first.year - 1}年度嘉奖", "类别": "嘉奖", "奖励方式": "定期", "依据年度": first.year - 1,
            "授予日期": first, "授予机关": "云泽县委、县政府", "奖金(元)": 1500, "发放日期": add_months(first, 1) if story.chance.random() > 0.05 else None,
        }
        for cadre in good
        if story.chance.random() > 0.1
    ]  # fmt: skip


def _declarations(story: Story, first: datetime.date) -> list[Record]:
    if first.month != 1:
        return []
    records: list[Record] = []
    for place, cadre in enumerate(cadre for cadre in story.population.cadres if cadre.leader):
        if place == 5 and first.year % 2:
            continue
        for number, (item, text, area) in enumerate(
            (("婚姻", "已婚", None), ("房产", f"云泽县幸福路{place + 1}号", 96 + place), ("工资收入", "工资", None)),
            start=1,
        ):
            records.append(
                {
                    "身份证号": cadre.number, "报告年度": first.year - 1, "报告类型": "年度", "提交日期": first + datetime.timedelta(days=14 + place % 14),
                    "事项类别": item, "序号": number, "内容": text, "面积(平方米)": area, "金额(万元)": 14 if item == "工资收入" else None,
                }
            )  # fmt: skip
    return records


def _verifications(story: Story, first: datetime.date) -> list[Record]:
    if first.month != 6:
        return []
    records: list[Record] = []
    for place, cadre in enumerate(cadre for cadre in story.population.cadres if cadre.leader):
        if place % 3:
            continue
        base = {
            "身份证号": cadre.number, "核查年度": first.year - 1, "事项类别": "房产", "核查单位": "不动产登记中心",
            "核查日期": _day(story, first), "核查类型": "随机抽查",
        }  # fmt: skip
        records.append(
            base
            | {
                "序号": 2,
                "核查值": f"云泽县幸福路{place + 1}号",
                "面积(平方米)": 96 + place,
                "取得日期": datetime.date(2015, 5, 1),
            }
        )
        if place % 9 == 3:
            records.append(
                base
                | {
                    "序号": 3,
                    "核查值": f"云泽县滨河路{place}号",
                    "面积(平方米)": 89.5,
                    "取得日期": datetime.date(2019, 9, 1),
                }
            )
    return records


def _selection(story: Story, first: datetime.date) -> list[Record]:
    if first.month not in (4, 10):
        return []
    unit = story.chance.choice(OFFICES)
    subject = story.chance.choice([cadre for cadre in story.population.cadres if cadre.unit == unit])
    day = first + datetime.timedelta(days=20)
    missing = story.chance.random() < 0.3
    return [
        {
            "选任编号": story.number("选", first.year), "身份证号": subject.number, "拟任单位编码": unit, "拟任职务": "副局长", "拟任职务层次": "乡科级副职",
            "动议日期": first, "推荐日期": first + datetime.timedelta(days=3), "考察日期": first + datetime.timedelta(days=8),
            "档案审核日期": first + datetime.timedelta(days=5), "个人事项查核日期": None, "纪检意见日期": None if missing else first + datetime.timedelta(days=9),
            "信访核查日期": first + datetime.timedelta(days=9), "廉洁双签": "是", "讨论决定日期": day, "应到会": 11, "到会": 10, "同意": 9,
            "公示起": day + datetime.timedelta(days=1), "公示止": day + datetime.timedelta(days=9),
        }
    ]  # fmt: skip


def _ranks(story: Story, first: datetime.date) -> list[Record]:
    """Who has been long enough in a rank mostly gets the next; the weak wait."""
    records = []
    for cadre in story.population.cadres:
        if not cadre.ranks or cadre.weight < 0.12:
            continue
        rank, since = cadre.ranks[-1]
        place = RANKS.index(rank)
        if place + 1 < len(RANKS) and add_months(since, 23) <= first and story.chance.random() < 0.6:
            cadre.ranks.append((RANKS[place + 1], first))
            records.append({"身份证号": cadre.number, "职级": RANKS[place + 1], "起始日期": first})
    return records


def _ledger(story: Story, first: datetime.date) -> list[Record]:
    idle = story.chance.choice(OFFICES)
    return [
        {
            "身份证号": cadre.number,
            "月份": f"{first:%Y-%m}",
            "事项": "月度重点工作",
            "完成率": f"{story.chance.randint(70, 100)}%",
            "审核人": "科室负责人",
        }
        for cadre in story.population.cadres
        if story.chance.random() < (0.6 if cadre.unit == idle else 0.97)
    ]


def _approvals(story: Story, first: datetime.date, last: datetime.date) -> list[Record]:
    records = []
    for _ in range(50):
        unit = story.chance.choice(OFFICES)
        staff = [cadre for cadre in story.population.cadres if cadre.unit == unit][5:12]
        handler, reviewer = story.chance.sample(staff, 2)
        taken = _day(story, first)
        closed = taken + datetime.timedelta(
            days=story.chance.choices((1, 2, 3, 4, 6, 30), weights=(5, 5, 5, 4, 3, 1))[0]
        )
        number = story.number("办", first.year)
        records.append(
            {
                "办件编号": number, "事项编码": f"{unit}-S{story.chance.randint(1, len(ITEMS))}", "经办人标识": handler.number,
                "审核人标识": handler.number if story.chance.random() < 0.004 else reviewer.number, "申请人": "某公司", "受理日期": taken,
                "办结日期": closed if closed <= last else None, "结果": "准予",
            }
        )  # fmt: skip
    return records
