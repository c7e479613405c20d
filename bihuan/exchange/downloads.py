"""What goes back to a department: the empty workbook of a feed, and the rejected rows of a delivery with the reason."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from bihuan.exchange.feeds import ACT, DATA_DATE, Feed, PersonColumns
from bihuan.exchange.feeds import Column as FeedColumn
from bihuan.exchange.models import Batch, Row
from bihuan.exchange.staging import row_cells
from bihuan.exchange.works import WITHHELD
from bihuan.exchange.writing.rejected import rejected_workbook
from bihuan.exchange.writing.sheet_spec import Column, Spec
from bihuan.exchange.writing.template import template_workbook

Form = Literal["xlsx", "csv"]
KINDS = {"identity": "identity_number", "year": "integer", "raw": "text", "name": "text", "identity_text": "text"}
TOO_LONG = frozenset({"表格"})
"""The whole text of a form: nobody mends it in a cell."""


def template(feed: Feed) -> bytes:
    """The .xlsx that a department fills in."""
    return template_workbook(spec_of(feed))


def spec_of(feed: Feed) -> Spec:
    """A feed as a sheet: persons spread over the columns that may name them, then the two columns of every feed."""
    columns = [made for column in feed.columns.values() for made in _columns(feed, column)]
    act = Column(ACT, codes=("新增", "更正", "撤销"), note="一般不填；撤销表示此记录不再成立")
    day = Column(DATA_DATE, kind="date", note="数据截至哪一天；不填则为收到的那一天")
    names = {column.name for column in columns}
    return Spec(feed.name, (*columns, *(extra for extra in (act, day) if extra.name not in names)))


def _columns(feed: Feed, column: FeedColumn) -> Iterator[Column]:
    if column.person:
        persons = next(columns for one, columns in feed.persons() if one is column)
        yield from _person_columns(column, persons)
        return
    kind = "month" if column.precision == "month" else KINDS.get(column.type, column.type)
    kind = "identity_number" if column.role == "identity" else kind
    yield Column(column.headers()[0], column.required, kind, column.codes, _note(feed, column), column.several)


def _person_columns(column: FeedColumn, persons: PersonColumns) -> Iterator[Column]:
    number = "身份证号" if "身份证号" in persons.numbers else persons.numbers[0]
    group = f"{persons.name}、{persons.unit}、{persons.born}"
    yield Column(number, column.required, "identity_number", note=f"没有身份证号时，改填{group}三列")
    for name, kind, note in (
        (persons.name, "text", ""),
        (persons.unit, "text", "全称、简称、曾用名或单位编码均可"),
        (persons.born, "month", "写到月，如 1980-07"),
    ):
        yield Column(name, False, kind, note=note or f"没有{number}时必填")
    yield Column(persons.sex, False, codes=("男", "女"), note="可不填；填写时须与名册一致")


def _note(feed: Feed, column: FeedColumn) -> str:
    said = [column.note] if column.note else []
    if column.name in feed.key:
        said.append("与其他关键列一起确定是哪一条记录")
    if column.open:
        said.append("可用各单位习惯的用语；不认识的用语由经办人认定")
    if column.not_before:
        said.append(f"不得早于{column.not_before}")
    return "；".join(said)


def rejected_file(batch: Batch) -> tuple[bytes, Form]:
    """The rejected rows of a batch in the form of its file (a JSON Lines file's as .xlsx), why in the last column."""
    form: Form = "csv" if batch.file.lower().endswith(".csv") else "xlsx"
    rejected = dict(Row.objects.filter(batch=batch, outcome="rejected").order_by("line").values_list("line", "reasons"))
    staged = row_cells(batch, rejected)
    rows = [(_kept(staged[line].cells if line in staged else {}), words_of(why)) for line, why in rejected.items()]
    names = list(batch.columns) or list(dict.fromkeys(name for cells, _ in rows for name in cells))
    return rejected_workbook(names, rows, form), form


def _kept(cells: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in cells.items() if name != WITHHELD and name not in TOO_LONG}


def reasons_of(stored: str) -> list[dict[str, Any]]:
    """field, value, reason of each fault of a row."""
    return list(json.loads(stored)) if stored else []


def words_of(stored: str) -> str:
    """All faults of a row in one sentence."""
    return "；".join(_words(reason) for reason in reasons_of(stored))


def _words(reason: Mapping[str, Any]) -> str:
    value = str(reason["value"])
    shown = value if len(value) <= 40 else value[:40] + "…"
    where = f"「{reason['field']}」" if reason["field"] else ""
    return f"{where}{f'“{shown}”' if shown and where else ''}{'：' if where else ''}{reason['reason']}"
