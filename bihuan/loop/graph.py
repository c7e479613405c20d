"""A procedure as a graph: every step reachable, every path ends, an adverse step never without the person heard."""

from collections.abc import Iterator

from bihuan.loop import registry
from bihuan.loop.procedure import PART_WORDS, PARTS, Procedure, Step, Within
from bihuan.loop.reading import BadProcedure

MOMENTS = ("opened", "confirmed", "previous")


def check_graph(procedure: Procedure, file: str) -> None:
    """Raise BadProcedure for the first thing wrong."""
    for check in (_names, _reachable, _every_path_ends, _others, _heard):
        for step, wrong, wanted in check(procedure):
            raise BadProcedure(file, step.line, f"步骤“{step.title}”{wrong}", wanted)


Fault = tuple[Step, str, str]


def _names(procedure: Procedure) -> Iterator[Fault]:
    seen: set[str] = set()
    known = {step.id for step in procedure.steps}
    for step in procedure.steps:
        if step.id in seen:
            yield step, f"的 id“{step.id}”与前面重复", "每一步的 id 各不相同"
        seen.add(step.id)
    for step in procedure.steps:
        labels = [outcome.label for outcome in step.outcomes]
        if len(labels) != len(set(labels)):
            yield step, "有两个同名的办理结果", "办理结果的 label 各不相同"
        for outcome in step.outcomes:
            if outcome.to and outcome.to not in known:
                yield (
                    step,
                    f"的办理结果“{outcome.label}”转往不存在的步骤“{outcome.to}”",
                    f"可用：{'、'.join(sorted(known))}",
                )


def _reachable(procedure: Procedure) -> Iterator[Fault]:
    reached = {procedure.first.id}
    waiting = [procedure.first]
    while waiting:
        for outcome in waiting.pop().outcomes:
            if outcome.to and outcome.to not in reached:
                reached.add(outcome.to)
                waiting.append(procedure.step(outcome.to))
    for step in procedure.steps:
        if step.id not in reached:
            yield step, "没有任何步骤转到它", "请从某一步的 outcomes 转到它，或删去它"


def _every_path_ends(procedure: Procedure) -> Iterator[Fault]:
    ending = {step.id for step in procedure.steps if any(outcome.ends for outcome in step.outcomes)}
    while True:
        more = {
            step.id
            for step in procedure.steps
            if step.id not in ending and any(outcome.to in ending for outcome in step.outcomes)
        }
        if not more:
            break
        ending |= more
    for step in procedure.steps:
        if step.id not in ending:
            yield step, "之后永远不能办结", "至少要有一条路通往 close"


def _others(procedure: Procedure) -> Iterator[Fault]:
    known = {step.id for step in procedure.steps}
    for step in procedure.steps:
        for other in step.by.another_than:
            if other not in known or other == step.id:
                yield step, f"的 another_than 写了“{other}”", "应为本程序另一步的 id"
        if step.id != procedure.second and any(outcome.settles for outcome in step.outcomes):
            yield step, "在此作出决定（settles），却没有第二人", "settles 只能写在 second 所指的步骤"
    if procedure.second and procedure.second not in known:
        yield procedure.first, f"所在程序的 second 写了“{procedure.second}”", "应为本程序一步的 id"
    if procedure.second and procedure.second in known:
        step = procedure.step(procedure.second)
        if not step.by.another_than and step.by.office == "own":
            yield step, "被列为复核人步骤，却可由经办人自己办理", "写明 another_than，或交其他科室办理"


def _heard(procedure: Procedure) -> Iterator[Fault]:
    """Walk every way through, counting the parts of the statement that have been done."""
    start = (procedure.first.id, 0)
    seen, waiting = {start}, [start]
    while waiting:
        step_id, heard = waiting.pop()
        step = procedure.step(step_id)
        if step.adverse and heard < len(PARTS):
            missing = PART_WORDS[PARTS[heard]]
            yield step, f"对本人不利，却可以不经“{missing}”到达", "之前须依次有 part: notice、delivery、text、answer"
        heard = after(step, heard)
        for outcome in step.outcomes:
            if outcome.to and (outcome.to, heard) not in seen:
                seen.add((outcome.to, heard))
                waiting.append((outcome.to, heard))


def after(step: Step, heard: int) -> int:
    """How many parts are done after a step: a new notice begins again, a part out of its turn does not count."""
    if step.part == "notice":
        return 1
    if step.part and heard < len(PARTS) and PARTS[heard] == step.part:
        return heard + 1
    return heard


def check_registered(procedure: Procedure, file: str) -> None:
    """Forms, papers and handlers exist; a deadline starts at a moment or at a date that an earlier form asks for."""
    for step in procedure.steps:
        if not registry.has_form(step.form):
            raise BadProcedure(file, step.line, f"没有登记名为“{step.form}”的表单", "请用机制登记过的表单名")
        for paper in sorted(step.papers):
            if not registry.has_paper(paper):
                raise BadProcedure(file, step.line, f"没有登记名为“{paper}”的文书", "请用机制登记过的文书名")
        if step.records and not registry.has_handler(step.records):
            raise BadProcedure(file, step.line, f"没有登记名为“{step.records}”的入账处理", "请用机制登记过的名称")
        if (
            any(outcome.close for outcome in step.outcomes)
            and "basis" not in registry.form_class(step.form).base_fields
        ):
            raise BadProcedure(
                file, step.line, f"步骤“{step.title}”可以办结，表单却不问办结依据", "表单须有 basis 一栏"
            )
    for step in procedure.steps:
        for within in (step.within, step.earliest):
            if within is not None:
                _check_start(procedure, step, within, file)


def _check_start(procedure: Procedure, step: Step, within: Within, file: str) -> None:
    if within.start in MOMENTS:
        return
    field = f"{within.start}_on"
    asked = [other for other in procedure.steps if field in registry.form_class(other.form).base_fields]
    if not any(other.id != step.id for other in asked):
        wanted = f"写 {'、'.join(MOMENTS)}，或前面某步表单所问日期（{field}）的名称"
        raise BadProcedure(file, step.line, f"期限从“{within.start}”起算，却没有步骤记录这一日期", wanted)
