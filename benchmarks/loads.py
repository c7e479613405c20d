"""Load rows/s by feed, through real files and the real `load`."""

import csv
from pathlib import Path

from benchmarks.measuring import show, timed
from benchmarks.population import number_of
from bihuan.exchange.loading import load

ROWS = 20_000


def write(folder: Path, feed: str, columns: list[str], rows: list[list[str]]) -> Path:
    path = folder / f"{feed}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *rows])
    return path


def measure_loads(database: str, folder: Path) -> None:
    """Roster, training and assessments of five thousand people; the second load of the last, all unchanged."""
    people = [number_of(place) for place in range(5000)]
    load([write(folder, "units", ["单位编码", "单位名称"], [[f"U{n}", f"单位{n}"] for n in range(50)])])
    roster = [
        [f"合成{n}", number, "男", f"{number[6:10]}.{number[10:12]}", f"U{n % 50}", "在职"]
        for n, number in enumerate(people)
    ]
    files = [
        write(folder, "roster", ["姓名", "身份证号", "性别", "出生年月", "现任单位编码", "人员状态"], roster),
        write(
            folder, "training", ["身份证号", "班次名称", "类别", "开始日期", "学时"],
            [[people[n % 5000], f"班{n}", "专题", f"2025-{1 + n % 12:02d}-05", str(8 + n % 30)] for n in range(ROWS)],
        ),
        write(
            folder, "assessments", ["身份证号", "考核类型", "期间", "等次"],
            [[people[n % 5000], "平时", f"{2020 + n // 5000}Q{1 + n % 4}", "较好"] for n in range(ROWS)],
        ),
    ]  # fmt: skip
    for path in [*files, files[-1]]:
        with timed() as clock:
            [loaded] = load([path])
        outcome = "unchanged" if loaded.counts["unchanged"] else "accepted"
        show(database, f"load {path.stem}, {outcome}", loaded.rows, f"{loaded.rows / clock.seconds:,.0f} rows/s")
