"""How each department spells its files: names, encodings, dates, and how it says who is meant."""

import csv
import datetime
import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

from bihuan.demo.names import UNITS
from bihuan.demo.people import SomeCadre

Record = dict[str, Any]
DATES: dict[str, Callable[[datetime.date], str]] = {
    "iso": lambda day: day.isoformat(),
    "dots": lambda day: f"{day:%Y.%m.%d}",
    "slashes": lambda day: f"{day.year}/{day.month}/{day.day}",
    "solid": lambda day: f"{day:%Y%m%d}",
    "chinese": lambda day: f"{day.year}年{day.month}月{day.day}日",
}


@dataclass(frozen=True, slots=True)
class Style:
    """One department's way: `form` csv, gbk or xlsx; `by_name` without 身份证号; `title` above the header."""

    department: str
    form: str = "xlsx"
    dates: str = "iso"
    by_name: bool = False
    title: bool = False


STYLES = {
    "units": Style("编办", "xlsx"), "posts": Style("编办", "xlsx"), "roster": Style("组织部", "xlsx", "dots", title=True),
    "appointments": Style("组织部", "xlsx", "dots"), "ranks": Style("组织部", "csv", "dots"),
    "family": Style("组织部", "csv"), "training": Style("县委党校", "gbk", "chinese", by_name=True, title=True),
    "practice": Style("组织部", "xlsx"), "ledger": Style("各科室", "csv", "iso"),
    "key_tasks": Style("督查室", "xlsx", "slashes"), "assessments": Style("考核办", "xlsx"),
    "awards": Style("人社局", "xlsx", "dots"), "sanctions": Style("县纪委监委", "gbk", "solid"),
    "inquiries": Style("县纪委监委", "gbk", "solid"), "petitions": Style("信访局", "csv", "slashes"),
    "audits": Style("审计局", "xlsx", "chinese"), "declarations": Style("组织部", "xlsx"),
    "verifications": Style("核查中心", "csv"), "talks": Style("组织部", "xlsx", "dots"),
    "selection": Style("组织部", "xlsx"), "powers": Style("司法局", "xlsx"), "approvals": Style("政务数据局", "csv", "iso"),
    "recognitions": Style("县纪委监委", "xlsx"),
}  # fmt: skip
SHORT = {code: short for code, _, short, *_ in UNITS}
FORMER = {code: former for code, _, _, former, *_ in UNITS}


def person(chance: random.Random, feed: str, cadre: SomeCadre, role: str = "人员标识") -> Record:
    """A cadre as this department names them: by number, or by name, unit in some spelling, and birth month."""
    if not STYLES[feed].by_name:
        return {"身份证号" if role == "人员标识" else role: cadre.number}
    unit = SHORT[cadre.unit]
    if FORMER[cadre.unit] and chance.random() < 0.08:
        unit = FORMER[cadre.unit]
    name = cadre.name if chance.random() > 0.004 else cadre.name[:-1] + "某"
    if len(name) == 2 and chance.random() < 0.3:
        name = f"{name[0]}　{name[1]}"
    return {"姓名": name, "单位": unit, "出生年月": f"{cadre.born:%Y.%m}", "性别": cadre.sex}


def write(folder: Path, feed: str, label: str, month: str, records: Sequence[Record]) -> Path | None:
    """Write one department's file; nothing where it has nothing to send."""
    if not records:
        return None
    style = STYLES[feed]
    spelled = [{name: _spell(value, style) for name, value in record.items()} for record in records]
    columns = list(dict.fromkeys(name for record in spelled for name in record))
    rows = [[record.get(name, "") for name in columns] for record in spelled]
    title = [[f"{style.department}{label}（{month}）合成数据"]] if style.title else []
    folder.mkdir(parents=True, exist_ok=True)
    ending = "xlsx" if style.form == "xlsx" else "csv"
    path = folder / f"{month} {style.department} {label}.{ending}"
    if style.form == "xlsx":
        _write_xlsx(path, [*title, columns, *rows])
    else:
        _write_csv(path, [*title, columns, *rows], "gb18030" if style.form == "gbk" else "utf-8-sig")
    return path


def _spell(value: Any, style: Style) -> str:
    if value is None:
        return ""
    return DATES[style.dates](value) if isinstance(value, datetime.date) else str(value)


def _write_xlsx(path: Path, rows: Sequence[Sequence[str]]) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_numbers": False}) as book:
        sheet = book.add_worksheet("数据")
        for number, row in enumerate(rows):
            for place, text in enumerate(row):
                sheet.write_string(number, place, text)


def _write_csv(path: Path, rows: Sequence[Sequence[str]], encoding: str) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
