"""What incentive gives to the loop: forms, papers, and what its steps record."""

import datetime
from typing import Any

from bihuan.crypto.index import keyed_index
from bihuan.dossier.kinds import Rank, Recognition
from bihuan.exchange.works import key_text
from bihuan.facts.entries import Writing
from bihuan.loop.registry import register_form, register_handler, register_paper
from bihuan.loop.stating import state
from bihuan.loop.step_context import StepContext
from bihuan.mechanisms.incentive import clarification_forms as clarification
from bihuan.mechanisms.incentive import forms
from bihuan.mechanisms.incentive.papers import clarification_letter, rank_approval

PETITIONS = "petitions"


def record_rank(context: StepContext, data: dict[str, Any], writing: Writing) -> None:
    """The new rank, where it was approved."""
    if data["outcome"] != "批准":
        return
    for cadre in context.cadre_ids:
        columns = {name: data[name] for name in ("rank", "begun_on", "document")}
        state(writing, Rank, cadre_id=cadre, **columns)


def record_clarified(context: StepContext, data: dict[str, Any], writing: Writing) -> None:
    _recognise(context, writing, "澄清", data["delivered_on"], data["organ"], data["document"])


def record_not_wanted(context: StepContext, data: dict[str, Any], writing: Writing) -> None:
    """Whoever does not want it gets none: 无需澄清, on record, so that nobody asks again."""
    if data["outcome"] == "不愿澄清":
        _recognise(context, writing, "无需澄清", data["asked_on"], context.matter.office.name, data["document"])


def record_not_due(context: StepContext, data: dict[str, Any], writing: Writing) -> None:
    if data["outcome"] == "不符合澄清条件":
        _recognise(context, writing, "无需澄清", context.today, data["verified_by"], "")


def _recognise(
    context: StepContext, writing: Writing, category: str, day: datetime.date, organ: str, document: str
) -> None:
    """About the petition that the matter names; by the same index that the petition's delivery carries."""
    number = context.matter.subject_ref
    state(
        writing,
        Recognition,
        target_feed=PETITIONS,
        target_key=number,
        category=category,
        recognised_on=day,
        organ=organ,
        document=document,
        target_index=keyed_index("text", key_text(PETITIONS, [number])).hex(),
    )


register_form("incentive.quota", forms.QuotaForm)
register_form("incentive.promotion_plan", forms.PromotionPlanForm)
register_form("incentive.recommendation", forms.RecommendationForm)
register_form("incentive.discipline_opinion", forms.DisciplineOpinionForm)
register_form("incentive.study", forms.StudyForm)
register_form("incentive.public_notice", forms.PublicNoticeForm)
register_form("incentive.rank_approval", forms.RankApprovalForm)
register_form("incentive.wish", clarification.WishForm)
register_form("incentive.verified", clarification.VerifiedForm)
register_form("incentive.scope", clarification.ScopeForm)
register_form("incentive.clarified", clarification.ClarifiedForm)
register_form("incentive.aftercare", clarification.AftercareForm)
register_handler("incentive.rank", record_rank)
register_handler("incentive.clarified", record_clarified)
register_handler("incentive.not_wanted", record_not_wanted)
register_handler("incentive.not_due", record_not_due)
register_paper("incentive.rank_approval", "公务员职级晋升审批表", rank_approval)
register_paper("incentive.clarification_letter", "澄清函", clarification_letter)
