"""The papers of incentive (激励)."""

from typing import Any

from bihuan.loop.papers.letter import Letter, chinese_day
from bihuan.loop.papers.parts import letter, names_of
from bihuan.loop.step_context import StepContext


def rank_approval(context: StepContext, data: dict[str, Any]) -> Letter:
    """职级晋升审批表."""
    study = context.given.get("study", {})
    notice = context.given.get("notice", {})
    consult = context.given.get("consult", {})
    rows = (
        ("姓名", names_of(context.matter).replace("同志", "")),
        ("拟晋升职级", str(data.get("rank", ""))),
        ("起算日期", chinese_day(context.date("begun"))),
        (
            "集体研究",
            f"{study.get('met_on', '')} 应到{study.get('members', '')}人，"
            f"到会{study.get('attended', '')}人，同意{study.get('agreed', '')}人",
        ),
        ("纪检监察机关意见", f"{consult.get('outcome', '')}（{consult.get('opinion_on', '')}）"),
        ("公示", f"{notice.get('notice_from', '')} 至 {notice.get('notice_to', '')}，{notice.get('outcome', '')}"),
        ("审批意见", f"{data.get('outcome', '')} {data.get('opinion', '')}"),
        ("批准文号", str(data.get("document", ""))),
    )
    return letter(context, "公务员职级晋升审批表", (), rows, addressee="")


def clarification_letter(context: StepContext, data: dict[str, Any]) -> Letter:
    """澄清函: says that the thing reported was untrue, never who reported it."""
    scope = context.given.get("scope", {})
    paragraphs = (
        "前期有关反映你的问题，经核实不属实。现根据有关规定，予以澄清。",
        f"澄清方式：{scope.get('mode', '')}。范围：{scope.get('audience_of_it', '')}。",
        "希望你放下包袱，继续担当作为。",
    )
    return letter(context, "澄清函", paragraphs)
