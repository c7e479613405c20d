"""A procedure drawn from its YAML: boxes and arrows with their places; the page only paints them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bihuan.loop.matter import REVIEW
from bihuan.loop.procedure import ROLE_WORDS, Procedure, Step

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bihuan.loop.matter import Matter, StepRun

END = "end"
COLUMN, ROW, WIDTH, HEIGHT, MARGIN = 190, 96, 150, 60, 20


@dataclass(frozen=True, slots=True)
class Node:
    """`state`: done, now, coming, or skipped once the matter has ended. `who`: the office or role that owes it."""

    id: str
    title: str
    who: str
    within: str
    column: int
    row: int
    x: int
    y: int
    adverse: bool = False
    statement: bool = False
    state: str = "coming"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """`back`: to an earlier step. `path`: SVG, from box to box."""

    source: str
    target: str
    label: str
    back: bool
    path: str
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Diagram:
    title: str
    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"


def draw_procedure(procedure: Procedure, matter: "Matter | None" = None, runs: "Iterable[StepRun]" = ()) -> Diagram:
    """The diagram of a procedure; with a matter and its runs, what is done and where it stands."""
    done = list(runs)
    places = _places(procedure)
    nodes = [_node(step, *places[step.id], matter, done) for step in procedure.steps]
    nodes.append(_end_node(*places[END], matter))
    at = {node.id: node for node in nodes}
    edges = _edges(procedure, at, done)
    columns, rows = (max(getattr(node, name) for node in nodes) + 1 for name in ("column", "row"))
    return Diagram(
        procedure.title, columns * COLUMN + MARGIN, rows * ROW + 2 * MARGIN + ROW // 2, tuple(nodes), tuple(edges)
    )


def _places(procedure: Procedure) -> dict[str, tuple[int, int]]:
    """Column: the longest way forward from the first step. Row: the next that is free in that column."""
    order = {step.id: place for place, step in enumerate(procedure.steps)}
    column = dict.fromkeys(order, 0)
    for step in procedure.steps:
        for outcome in step.outcomes:
            if outcome.to and order[outcome.to] > order[step.id]:
                column[outcome.to] = max(column[outcome.to], column[step.id] + 1)
    taken: dict[int, int] = {}
    places = {}
    for step in procedure.steps:
        row = taken.get(column[step.id], 0)
        taken[column[step.id]] = row + 1
        places[step.id] = (column[step.id], row)
    places[END] = (max(column.values()) + 1, 0)
    return places


def _xy(column: int, row: int) -> tuple[int, int]:
    return MARGIN + column * COLUMN, MARGIN + row * ROW


def _node(step: Step, column: int, row: int, matter: "Matter | None", runs: "list[StepRun]") -> Node:
    x, y = _xy(column, row)
    last = next((run for run in reversed(runs) if run.step == step.id and run.completed_at), None)
    state = _state(step, matter, last is not None)
    return Node(
        step.id, step.title, _who(step), step.within.words if step.within else "", column, row, x, y, step.adverse,
        bool(step.part), state, last.outcome if last else "",
    )  # fmt: skip


def _state(step: Step, matter: "Matter | None", done: bool) -> str:
    if matter is not None and matter.state != "ended" and matter.step == step.id:
        return "now"
    if done:
        return "done"
    return "skipped" if matter is not None and matter.state == "ended" else "coming"


def _end_node(column: int, row: int, matter: "Matter | None") -> Node:
    x, y = _xy(column, row)
    if matter is not None and matter.step == REVIEW and matter.state == "review":
        return Node(END, "复核办结", "另一人", "", column, row, x, y, state="now", note=matter.proposed)
    ended = matter is not None and matter.state == "ended"
    return Node(
        END,
        "办结",
        "",
        "",
        column,
        row,
        x,
        y,
        state="done" if ended else "coming",
        note=matter.reason if matter else "",
    )


def _who(step: Step) -> str:
    from bihuan.loop.office import DUTIES

    place = {"own": "", "unit": "责任单位", "source": "来源部门", "superior": "上级科室"}
    office = place.get(step.by.office, DUTIES.get(step.by.office, step.by.office))
    if step.by.role == "subject":
        return ROLE_WORDS["subject"]
    another = "（另一人）" if step.by.another_than else ""
    return f"{office}{ROLE_WORDS[step.by.role]}{another}"


def _edges(procedure: Procedure, at: dict[str, Node], runs: "list[StepRun]") -> list[Edge]:
    taken = {(run.step, run.outcome) for run in runs if run.completed_at}
    edges = []
    for step in procedure.steps:
        for outcome in step.outcomes:
            source, target = at[step.id], at[outcome.to or END]
            back = target.column <= source.column
            label = outcome.label if len(step.outcomes) > 1 else ""
            edges.append(
                Edge(source.id, target.id, label, back, _path(source, target), (step.id, outcome.label) in taken)
            )
    return edges


def _path(source: Node, target: Node) -> str:
    """Forward: from the right side to the left side; back: a bow underneath."""
    middle = HEIGHT // 2
    if target.column > source.column:
        x1, y1, x2, y2 = source.x + WIDTH, source.y + middle, target.x, target.y + middle
        bend = (x2 - x1) // 2
        if source.row == target.row and target.column > source.column + 1:
            low = y1 + ROW // 2 + middle // 2
            return f"M{x1} {y1} C{x1 + 20} {low} {x2 - 20} {low} {x2} {y2}"
        return f"M{x1} {y1} C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
    x1, y1, x2, y2 = source.x + WIDTH // 2, source.y + HEIGHT, target.x + WIDTH // 2, target.y + HEIGHT
    low = max(y1, y2) + 28
    return f"M{x1} {y1} C{x1} {low} {x2} {low} {x2} {y2}"
