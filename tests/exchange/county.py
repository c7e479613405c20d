"""A small synthetic county in files: what tests of deliveries, linking and dossiers load."""

import csv
from collections.abc import Iterable, Mapping
from io import StringIO
from pathlib import Path

from bihuan.exchange.loading import Loaded, load
from bihuan.exchange.reading.identity_number import check_character

Cells = Mapping[str, str]


def number(serial: int, born: str = "19800706", area: str = "330299") -> str:
    """A synthetic 身份证号 with a right check character; `born` as YYYYMMDD."""
    seventeen = f"{area}{born}{serial:03d}"
    return seventeen + check_character(seventeen)


def text_of(rows: Iterable[Cells]) -> str:
    """The rows as CSV; the header holds every column that any of them has, in the order in which they appear."""
    given = list(rows)
    columns = list(dict.fromkeys(name for row in given for name in row))
    stream = StringIO(newline="")
    writer = csv.DictWriter(stream, columns, restval="")
    writer.writeheader()
    writer.writerows(given)
    return stream.getvalue()


def write(folder: Path, name: str, rows: Iterable[Cells]) -> Path:
    path = folder / name
    path.write_text(text_of(rows), encoding="utf-8")
    return path


def send(folder: Path, name: str, *rows: Cells, **options: object) -> Loaded:
    """Write one CSV of these rows and load it."""
    [loaded] = load([write(folder, name, rows)], **options)  # type: ignore[arg-type]
    return loaded


UNITS: tuple[Cells, ...] = (
    {"单位编码": "U01", "单位名称": "县财政局", "简称": "财政局", "曾用名": "县财政科；财税局", "单位类别": "部门"},
    {"单位编码": "U02", "单位名称": "县水利局", "简称": "水利局", "单位类别": "部门"},
    {"单位编码": "U03", "单位名称": "县纪委监委", "简称": "纪委", "单位类别": "纪委监委"},
)
POSTS: tuple[Cells, ...] = (
    {
        "职位编码": "P01",
        "单位编码": "U01",
        "职位名称": "局长",
        "职务层次": "乡科级正职",
        "是否主要领导": "是",
        "是否班子成员": "是",
    },
    {"职位编码": "P02", "单位编码": "U02", "职位名称": "副局长", "职务层次": "乡科级副职", "是否班子成员": "是"},
    {"职位编码": "P03", "单位编码": "U03", "职位名称": "书记", "职务层次": "县处级副职", "是否主要领导": "是"},
)


def person(
    serial: int, name: str, *, born: str = "19800706", unit: str = "U01", sex: str = "男", **more: str
) -> dict[str, str]:
    """One line of the roster."""
    return {
        "姓名": name,
        "身份证号": number(serial, born),
        "性别": sex,
        "出生年月": f"{born[:4]}-{born[4:6]}",
        "现任单位编码": unit,
        "人员状态": "在职",
        **more,
    }


ROSTER: tuple[dict[str, str], ...] = (
    person(1, "陈明远", unit="U01", 现任职位编码="P01", 现任职务="局长"),
    person(3, "林晓", born="19851123", unit="U02", sex="女"),
    person(5, "吴恒", born="19600101", unit="U01", 人员状态="退休"),
)


def settle(folder: Path, *people: Cells) -> None:
    """Units, posts and a roster: the three of ROSTER, and more people."""
    send(folder, "units.csv", *UNITS)
    send(folder, "posts.csv", *POSTS)
    loaded = send(folder, "roster.csv", *ROSTER, *people)
    assert loaded.counts["accepted"] == len(ROSTER) + len(people), loaded.reasons


def training(who: str = "", **more: str) -> dict[str, str]:
    """One line of 培训记录, by number unless `more` says otherwise."""
    named = {"身份证号": who} if who else {}
    return {**named, "班次名称": "科级干部进修班", "开始日期": "2026-03-02", "学时": "40", **more}
