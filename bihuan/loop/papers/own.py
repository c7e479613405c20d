"""The papers of the loop itself."""

from typing import Any

from bihuan.loop.papers.letter import Letter, chinese_day
from bihuan.loop.papers.parts import letter
from bihuan.loop.step_context import StepContext


def statement_notice(context: StepContext, data: dict[str, Any]) -> Letter:
    """听取陈述申辩告知书."""
    paragraphs = (
        f"经核实：{data['grounds']}",
        f"依据{data['articles']}，拟作出如下处理：{data['proposal']}",
        f"在作出决定之前，你有权陈述和申辩。请自收到本告知书之日起{data['answer_days']}个工作日内提出书面意见；"
        "逾期未提出的，视为放弃。陈述申辩不会导致更重的处理。",
    )
    return letter(context, "听取陈述申辩告知书", paragraphs)


def objection_answer(context: StepContext, data: dict[str, Any]) -> Letter:
    """异议答复书."""
    decided = context.given.get("decide", {})
    filed = context.given.get("file", {})
    paragraphs = (
        f"你就“{context.matter.title}”提出的异议（{filed.get('grounds', '')}）收悉。",
        f"经来源部门核实并研究，认定：{decided.get('outcome', '')}。理由：{decided.get('reason', '')}",
        str(data["answer"]),
        f"本答复于{chinese_day(context.date('delivered'))}送达。对答复不服的，可以向上级组织人事部门反映。",
    )
    return letter(context, "异议答复书", paragraphs)
