"""What departments send once, and again when it changes: units, posts, roster, appointments, ranks, family, powers."""

import datetime
import random

from bihuan.demo.files import Record
from bihuan.demo.names import ITEMS, UNITS
from bihuan.demo.people import Population, SomeCadre


def units() -> list[Record]:
    return [
        {"单位编码": code, "单位名称": name, "简称": short, "曾用名": former, "上级单位编码": "" if code == "Y01" else "Y01", "单位类别": category, "行政区划代码": division}
        for code, name, short, former, category, division, _ in UNITS
    ]  # fmt: skip


def posts(population: Population) -> list[Record]:
    return [
        {
            "职位编码": post.code, "单位编码": post.unit, "职位名称": post.name, "职务层次": post.level,
            "职位类别": "领导" if post.team else "综合管理", "是否主要领导": "是" if post.chief else "否",
            "是否班子成员": "是" if post.team else "否", "重点岗位": post.area or "无", "直接上级职位编码": post.superior, "职数": 1,
        }
        for post in population.posts
    ]  # fmt: skip


def roster(population: Population, day: datetime.date) -> list[Record]:
    return [_line(cadre, day) for cadre in population.cadres]


def _line(cadre: SomeCadre, day: datetime.date) -> Record:
    holding, (rank, since) = cadre.holding, (cadre.ranks[-1] if cadre.ranks else ("", None))
    return {
        "姓名": cadre.name, "身份证号": cadre.number, "性别": cadre.sex, "出生年月": f"{cadre.born:%Y.%m}", "人员类别": "公务员",
        "民族": "汉族", "政治面貌": "中共党员" if cadre.weight > 0.3 else "群众", "参加工作时间": f"{cadre.began:%Y.%m}",
        "现任单位编码": cadre.unit, "现任职位编码": holding.post.code if holding else "", "现任职务": holding.post.name if holding else "干部",
        "职务层次": holding.post.level if holding else "无", "职级": rank, "任现职时间": holding.since if holding else None,
        "任现职级时间": since, "全日制学历": "大学" if cadre.weight > 0.2 else "大专", "管理权限": "市管" if cadre.leader else "县管",
        "人员状态": "退休" if (day - cadre.born).days > 60 * 365.25 else "在职", "数据日期": day.isoformat(),
    }  # fmt: skip


def appointments(cadres: list[SomeCadre]) -> list[Record]:
    return [
        {
            "身份证号": cadre.number, "单位编码": holding.post.unit, "职位编码": holding.post.code, "职务名称": holding.post.name,
            "职务层次": holding.post.level, "任职日期": holding.since, "免职日期": holding.until, "任职方式": holding.mode,
        }
        for cadre in cadres
        for holding in cadre.holdings
    ]  # fmt: skip


def ranks(cadres: list[SomeCadre]) -> list[Record]:
    return [
        {"身份证号": cadre.number, "职级": rank, "起始日期": since} for cadre in cadres for rank, since in cadre.ranks
    ]


def family(cadres: list[SomeCadre]) -> list[Record]:
    return [
        {"身份证号": cadre.number, "称谓": word, "姓名": name, "出生年月": f"{born:%Y-%m}", "成员身份证号": number}
        for cadre in cadres
        for word, name, born, number in cadre.family
    ]


def powers(chance: random.Random) -> list[Record]:
    records = []
    for code, _, _, _, category, *_ in UNITS:
        if category not in {"部门", "公安"}:
            continue
        for place, item in enumerate(ITEMS, start=1):
            risk = chance.choice("高中低")
            gap = chance.random() < 0.06
            records.append(
                {
                    "单位编码": code, "事项编码": f"{code}-S{place}", "事项名称": item, "领域": "行政审批", "责任职位编码": "" if gap else f"{code}-08",
                    "风险等级": risk, "负面清单": "不得指定中介" if risk == "高" else "", "公开方式": "政务网", "法定时限": chance.choice((7, 10, 15)),
                }
            )  # fmt: skip
    return records
