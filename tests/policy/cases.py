"""Worked examples of checks (policies/**/cases/*.yaml) as counties of the oracle."""

from pathlib import Path
from typing import Any

from tests.oracle.county import County, Record
from tests.policy.known_tables import ROOT, read_yaml

BASE = {
    "姓名": "合成",
    "性别": "男",
    "出生年月": "1980-01-01",
    "人员类别": "公务员",
    "人员状态": "在职",
    "现任单位编码": "U1",
}


def case_files() -> list[Path]:
    return sorted((ROOT / "policies").glob("*/*/cases/*.yaml"))


def check_of(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = read_yaml(path.parent.parent / "checks" / path.name)
    return found


def county_of(case: dict[str, Any]) -> County:
    records: dict[str, list[Record]] = {}
    for feed, rows in case["facts"].items():
        for row in rows:
            cells = {name: spoken(value) for name, value in row.items() if value is not None}
            if feed == "roster":
                cells = {**BASE, **cells}
                if "数据日期" in cells:
                    cells["_from"] = cells.pop("数据日期")
            listed = records.setdefault(feed, [])
            listed.append(Record(feed, f"{feed}.csv", len(listed) + 2, {k: v for k, v in cells.items() if v}))
    managed = case.get("manages")
    return County(records, frozenset(managed) if managed else None)


def spoken(value: Any) -> str:
    if value is True or value is False:
        return "是" if value else "否"
    return str(value)


def expected(case: dict[str, Any]) -> set[tuple[str, Any, tuple[str, ...]]]:
    return {
        (
            one["severity"],
            tuple(one["subject"]) if isinstance(one["subject"], list) else str(one["subject"]),
            tuple(str(part) for part in one.get("key") or ()),
        )
        for one in case["expect"]
    }
