"""A procedure file that cannot be used says where and why, in Chinese, and what would be right."""

import pytest

from bihuan.loop.graph import check_graph
from bihuan.loop.reading import BadProcedure, parse_procedure

GOOD = """\
procedure: trial
title: 试
mechanism: restraint
office: supervision
cites: [某规定 第一条]
steps:
  - id: begin
    title: 开始
    by: officer
    within: {working_days: 5, from: opened, article: 本地设置}
    form: loop.assign
    outcomes:
      - {label: 继续, to: finish}
  - id: finish
    title: 结束
    by: {role: head, another_than: [begin]}
    form: loop.verify
    outcomes:
      - {label: 办结, close: 已办结}
"""


def test_a_good_file_is_read_in_full() -> None:
    procedure = parse_procedure(GOOD)
    assert [step.id for step in procedure.steps] == ["begin", "finish"]
    begin, finish = procedure.steps
    assert begin.within is not None
    assert (begin.within.count, begin.within.unit, begin.within.start, begin.within.words) == (
        5,
        "working_days",
        "opened",
        "5 个工作日",
    )
    assert finish.by.another_than == ("begin",)
    assert finish.outcomes[0].ends


def test_the_digest_is_that_of_the_text() -> None:
    assert parse_procedure(GOOD).digest == parse_procedure(GOOD).digest
    assert parse_procedure(GOOD).digest != parse_procedure(GOOD + "\n").digest


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("mechanism: restraint", "mechanism: 约束", 3, "机制“约束”不认识；应为 cultivation"),
        ("title: 试", "titel: 试", 2, "没有“titel”这一项"),
        ("by: officer", "by: boss", 9, "办理人“boss”不认识"),
        ("working_days: 5, ", "", 10, "没有写明期限"),
        ("working_days: 5", "working_days: -5", 10, "没有写明期限"),
        ("working_days: 5", "working_days: 五", 10, "没有写明期限"),
        ("working_days: 5", "working_days: 5, days: 3", 10, "没有写明期限"),
        (", article: 本地设置", "", 10, "没有写“article”"),
        ("{label: 继续, to: finish}", "{label: 继续}", 13, "没有写明去向"),
        ("{label: 继续, to: finish}", "{label: 继续, to: finish, close: 完}", 13, "没有写明去向"),
        ("{label: 继续, to: finish}", "{label: 继续, to: finish, open: reminder}", 13, "未办结就转办"),
        ("    form: loop.assign\n", "", 7, "没有写“form”"),
        ("form: loop.assign", "form: loop.assign\n    part: talk", 12, "“part”是“talk”"),
        ("form: loop.assign", "form: loop.assign\n    adverse: 是", 12, "“adverse”是“是”；应为 true 或 false"),
        ("cites: [某规定 第一条]", "cites: 某规定", 5, "“cites”应为文字的列表"),
    ],
)
def test_a_fault_names_its_line_and_what_would_be_right(old: str, new: str, line: int, message: str) -> None:
    with pytest.raises(BadProcedure) as fault:
        parse_procedure(GOOD.replace(old, new), "trial.yaml")
    assert fault.value.line == line
    assert str(fault.value).startswith(f"trial.yaml 第 {line} 行：")
    assert message in str(fault.value)


def test_broken_yaml_is_told_without_a_traceback() -> None:
    with pytest.raises(BadProcedure, match="不是有效的 YAML"):
        parse_procedure("procedure: [", "trial.yaml")


def test_a_procedure_without_steps_is_refused() -> None:
    with pytest.raises(BadProcedure, match="没有写步骤"):
        parse_procedure(GOOD.split("steps:")[0] + "steps: []\n")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("to: finish", "to: nowhere", "不存在的步骤“nowhere”"),
        ("id: finish", "id: begin", "与前面重复"),
        ("{label: 办结, close: 已办结}", "{label: 再来, to: begin}", "永远不能办结"),
        ("{label: 继续, to: finish}", "{label: 办结, close: 完}", "没有任何步骤转到它"),
        ("another_than: [begin]", "another_than: [ghost]", "another_than 写了“ghost”"),
        ("another_than: [begin]", "another_than: [finish]", "another_than 写了“finish”"),
        ("office: supervision", "office: supervision\nsecond: ghost", "second 写了“ghost”"),
        ("office: supervision", "office: supervision\nsecond: begin", "可由经办人自己办理"),
        ("close: 已办结}", "close: 已办结, settles: 已定}", "却没有第二人"),
        ("close: 已办结}", "close: 已办结}\n      - {label: 办结, to: begin}", "同名的办理结果"),
    ],
)
def test_a_graph_that_does_not_hold_is_refused(old: str, new: str, message: str) -> None:
    with pytest.raises(BadProcedure, match=message):
        check_graph(parse_procedure(GOOD.replace(old, new)), "trial.yaml")
