"""The drawing of a procedure: every step once, every outcome an arrow, no two boxes on one place."""

from collections.abc import Callable

import pytest

from bihuan.loop import library
from bihuan.loop.diagram import END, HEIGHT, WIDTH, draw_procedure
from bihuan.loop.matter import Matter
from bihuan.loop.working import procedure_of
from tests.loop.county import County
from tests.loop.test_admonition import HEARD, VERIFIED

NAMES = sorted(library.whole_procedures())


@pytest.mark.parametrize("name", NAMES)
def test_every_step_is_a_box_and_every_outcome_an_arrow(name: str) -> None:
    procedure = library.whole_procedures()[name]
    drawn = draw_procedure(procedure)
    assert [node.id for node in drawn.nodes] == [*(step.id for step in procedure.steps), END]
    wanted = [(step.id, outcome.to or END) for step in procedure.steps for outcome in step.outcomes]
    assert [(edge.source, edge.target) for edge in drawn.edges] == wanted


@pytest.mark.parametrize("name", NAMES)
def test_no_two_boxes_share_a_place_and_all_are_inside(name: str) -> None:
    drawn = draw_procedure(library.whole_procedures()[name])
    assert len({(node.column, node.row) for node in drawn.nodes}) == len(drawn.nodes)
    assert all(node.x + WIDTH <= drawn.width and node.y + HEIGHT <= drawn.height for node in drawn.nodes)
    assert drawn.view_box == f"0 0 {drawn.width} {drawn.height}"


@pytest.mark.parametrize("name", NAMES)
def test_forward_arrows_go_right_and_back_arrows_are_marked(name: str) -> None:
    drawn = draw_procedure(library.whole_procedures()[name])
    column = {node.id: node.column for node in drawn.nodes}
    assert all(edge.back == (column[edge.target] <= column[edge.source]) for edge in drawn.edges)
    assert all(edge.path.startswith("M") for edge in drawn.edges)


def test_a_box_says_who_and_how_long() -> None:
    nodes = {node.id: node for node in draw_procedure(library.whole_procedures()["admonition"]).nodes}
    assert (nodes["statement"].who, nodes["statement"].within) == ("本人或所涉单位", "10 个工作日")
    assert nodes["approve"].who == "党委（党组）负责人（另一人）"
    assert nodes["approve"].adverse
    assert nodes["notice"].statement
    assert nodes["follow_up"].within == "6 个月"


def test_a_matter_shows_what_is_done_and_where_it_stands(
    opened: Callable[..., Matter], walk: Callable[..., Matter]
) -> None:
    matter = walk(opened("admonition"), *VERIFIED, *HEARD[:2])
    drawn = draw_procedure(procedure_of(matter), matter, matter.runs.all())
    states = {node.id: node.state for node in drawn.nodes}
    assert [name for name, state in states.items() if state == "done"] == ["verify", "notice", "delivery"]
    assert [name for name, state in states.items() if state == "now"] == ["statement"]
    taken = [(edge.source, edge.target) for edge in drawn.edges if edge.taken]
    assert taken == [("verify", "notice"), ("notice", "delivery"), ("delivery", "statement")]


def test_the_review_and_the_end_are_drawn(
    opened: Callable[..., Matter], walk: Callable[..., Matter], county: County
) -> None:
    matter = walk(opened("supervision"), ("2026-03-03", "li", {"outcome": "不需办理", "basis": "材料"}))
    end = draw_procedure(procedure_of(matter), matter, matter.runs.all()).nodes[-1]
    assert (end.title, end.state, end.note) == ("复核办结", "now", "经核实不需办理")
    matter = walk(matter, ("2026-03-04", "xu", {"outcome": "同意办结"}))
    drawn = draw_procedure(procedure_of(matter), matter, matter.runs.all())
    assert (drawn.nodes[-1].title, drawn.nodes[-1].state) == ("办结", "done")
    assert {node.state for node in drawn.nodes} == {"done", "skipped"}
