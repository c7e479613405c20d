"""The forms of rank promotion (职级晋升), from the quota to the approval."""

from typing import Any, ClassVar

from bihuan.calendar import clock, workdays
from bihuan.dossier.projection import CurrentCadre
from bihuan.loop.forms.base import Choice, ClosingForm, Day, Figure, Line, Lines, PastDay, StepForm, Whole
from bihuan.loop.forms.collective import CollectiveForm
from bihuan.loop.step_context import StepContext

LADDER = [
    "二级科员", "一级科员", "四级主任科员", "三级主任科员", "二级主任科员", "一级主任科员",
    "四级调研员", "三级调研员", "二级调研员", "一级调研员", "二级巡视员", "一级巡视员",
]  # fmt: skip
NOTICE_WORKING_DAYS = 5
VACANT = "有空缺职数"


def next_rank(rank: str) -> str:
    """The rank above; empty at the top or where the rank is unknown."""
    place = LADDER.index(rank) + 1 if rank in LADDER else len(LADDER)
    return LADDER[place] if place < len(LADDER) else ""


class QuotaForm(ClosingForm):
    """Whether there is a place: reaching the least years is no claim (公务员职务与职级并行规定)."""

    base = Whole("综合管理类职位数", least=1)
    percent = Figure("职级职数比例（%）")
    quota = Whole("核定职数")
    held = Whole("已占用职数")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        base, percent, quota, held = (cleaned.get(name) for name in ("base", "percent", "quota", "held"))
        if None in (base, percent, quota, held):
            return cleaned
        assert base is not None
        assert percent is not None
        assert quota is not None
        assert held is not None
        if quota > base * percent / 100:
            self.add_error("quota", f"超过 {base} × {percent}% = {base * percent / 100:.2f}")
        if self.outcome == VACANT and held >= quota:
            self.add_error("held", f"已占用 {held}，核定 {quota}，没有空缺")
        return cleaned


class PromotionPlanForm(StepForm):
    """The plan: to which rank, whom, on what conditions."""

    rank = Choice("拟晋升职级", LADDER)
    places = Whole("拟晋升人数", least=1)
    conditions = Lines("资格条件")
    approved_by = Line("方案审批单位")
    document = Line("方案文号", required=False)

    def known(self, context: StepContext) -> dict[str, Any]:
        current = CurrentCadre.objects.filter(pk__in=context.cadre_ids).first()
        return {"rank": next_rank(current.rank) if current else "", "places": 1}


class RecommendationForm(ClosingForm):
    """民主推荐: the count is a reference, never the only ground."""

    met_on = PastDay("推荐日期")
    voters = Whole("参加推荐人数", least=1)
    votes = Whole("推荐票数")
    comment = Lines("推荐情况")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        voters, votes = cleaned.get("voters"), cleaned.get("votes")
        if voters is not None and votes is not None and votes > voters:
            self.add_error("votes", f"多于参加推荐的 {voters} 人")
        return cleaned


class DisciplineOpinionForm(ClosingForm):
    """The discipline office's opinion, signed by both (廉洁双签)."""

    needed_for: ClassVar[dict[str, tuple[str, ...]]] = {"不同意": ("opinion",)}

    opinion = Lines("意见", required=False)
    influence = Choice("是否在影响期内", ["否", "是"])
    filed = Choice("是否立案审查调查", ["否", "是"])
    opinion_on = PastDay("意见日期")
    signers = Line("签字人（纪委书记、组织部门负责人）")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        barred = [label for label in ("influence", "filed") if cleaned.get(label) == "是"]
        if self.outcome == "无不同意见" and barred:
            self.add_error(barred[0], "存在不得晋升的情形，不能出具“无不同意见”")
        return cleaned


class StudyForm(CollectiveForm):
    agreeing: ClassVar[frozenset[str]] = frozenset({"同意，予以公示"})
    decision = Lines("研究决定")


class PublicNoticeForm(ClosingForm):
    """At least five working days (职务与职级并行规定 第二十条)."""

    needed_for: ClassVar[dict[str, tuple[str, ...]]] = {"有影响晋升的问题": ("objections",)}

    notice_from = PastDay("公示起始日期")
    notice_to = PastDay("公示截止日期")
    place = Line("公示范围和方式")
    objections = Lines("收到的反映", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        begins, ends = cleaned.get("notice_from"), cleaned.get("notice_to")
        if begins and ends:
            days = noticed_days(begins, ends)
            if days < NOTICE_WORKING_DAYS:
                self.add_error("notice_to", f"只有 {days} 个工作日，公示不得少于 {NOTICE_WORKING_DAYS} 个工作日")
        return cleaned


def noticed_days(begins: Any, ends: Any) -> int:
    """Working days in [first, last]."""
    days = workdays.working_days_between(begins, ends)
    return days + (1 if begins <= ends and workdays.is_working_day(begins) else 0)


class RankApprovalForm(ClosingForm):
    """The approval: the rank counts from the day that it names."""

    needed_for: ClassVar[dict[str, tuple[str, ...]]] = {"批准": ("rank", "begun_on", "document")}

    rank = Choice("批准职级", LADDER, required=False)
    begun_on = Day("起算日期", required=False)
    document = Line("批准文号", required=False)
    opinion = Lines("审批意见", required=False)

    def known(self, context: StepContext) -> dict[str, Any]:
        return {"rank": context.value("rank"), "begun_on": context.today}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        begun = cleaned.get("begun_on")
        if begun and begun > clock.today():
            self.add_error("begun_on", "起算日期不能晚于批准当日")
        return cleaned
