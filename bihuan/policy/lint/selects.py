"""What the SELECT of a check may not hold. The tree is parsed; its line is found by the text that it stands in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from bihuan.policy.engine.graph import Graph
from bihuan.policy.engine.tables import kind_tables
from bihuan.policy.packs.library import Library
from bihuan.policy.packs.shapes import Check

STRUCTURAL = frozenset({"0", "1", "2", "3", "4", "5", "6", "7", "10", "12", "31", "50", "100"})
"""Numbers that shape a SELECT (a place, a quarter, a year's months, its last day, per cent, rounding half up)."""
MUST_NOT_DECIDE = {"ethnicity": "民族", "sex": "性别", "religion": "宗教信仰", "health": "健康状况"}
REACHING_OUT = re.compile(
    r"^(read_?|write_?|glob|sniff|getenv|parquet_|duckdb_|pragma_|query|http|iceberg|sqlite|postgres|mysql|delta|copy)",
    re.IGNORECASE,
)
GIVEN = frozenset({"workday", "setting_manages", "official_day"})
"""Tables of the engine itself; `official_day` is what the macros about working days read."""


@dataclass(frozen=True, slots=True)
class Objection:
    """`near`: the text in the SELECT that it is about."""

    near: str
    what: str
    right: str


def objections(library: Library, graph: Graph, check: Check) -> Iterator[Objection]:
    yield from table_objections(library, graph, check.id, is_check=True)
    try:
        tree = sqlglot.parse_one(check.select, dialect="duckdb")
    except SqlglotError as error:
        yield Objection("", f"SELECT 无法解析：{str(error).splitlines()[0]}", "请核对语法")
        return
    yield from _numbers(tree)
    yield from _attributes(tree, check)
    yield from _functions(tree)


def table_objections(library: Library, graph: Graph, name: str, is_check: bool) -> Iterator[Objection]:
    """Tables that nobody knows; and facts that a check reads past the definitions."""
    for table in sorted(graph.tables[name]):
        kind = table.removeprefix("known.")
        if table.startswith("known.") and kind not in kind_tables():
            yield Objection(table, f"没有表 {table}", "表见 docs/tables.md")
        elif table.startswith("known.") and is_check:
            yield Objection(table, f"规则不得直接读 {table}", "请读同名的定义，它已按所问之日和认定处理")
        elif (
            not table.startswith("known.") and table not in GIVEN | library.definitions.keys() | library.by_table.keys()
        ):
            yield Objection(table, f"没有定义或参数 {table}", "更正名称，或在 definitions.yaml 中写出")


def _numbers(tree: exp.Expr) -> Iterator[Objection]:
    for literal in tree.find_all(exp.Literal):
        if not literal.is_string and literal.this not in STRUCTURAL:
            yield Objection(literal.this, f"数字 {literal.this} 没有日期和条款", "写成 parameters.yaml 中的参数")


def _attributes(tree: exp.Expr, check: Check) -> Iterator[Objection]:
    for column in tree.find_all(exp.Column):
        if column.name in MUST_NOT_DECIDE and column.name not in check.allows:
            label = MUST_NOT_DECIDE[column.name]
            yield Objection(column.name, f"{label}不得作为判断依据", "法规另有规定的，在 allows 中写明条款")


def _functions(tree: exp.Expr) -> Iterator[Objection]:
    for function in tree.find_all(exp.Func):
        name = str(function.this) if isinstance(function, exp.Anonymous) else function.sql_name()
        if REACHING_OUT.match(name):
            yield Objection(name.lower(), f"不得使用函数 {name.lower()}", "规则只能计算，不能读写文件或网络")
