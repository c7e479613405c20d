"""Words of findings: states, and the figures that the packs observe and require.

Figures belong to the rules, so like sentences they stay Chinese; one that is not listed shows under its own name.
"""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

STATES = {
    "opened": _("新出现"),
    "persists": _("持续"),
    "changed": _("有变化"),
    "settled": _("已有处理决定"),
    "lapsed": _("因时间经过不再出现"),
    "remedied": _("已解决"),
    "withdrawn": _("依据已撤销"),
    "rule changed": _("因制度变化不再出现"),
    "confirmed": _("经人工确认"),
}
STATE_TONES = {"opened": "yellow", "persists": "yellow", "changed": "yellow", "settled": "green", "remedied": "green"}
BASES = {
    "text": _("已核对原文"),
    "secondary": _("转引自其他文件，未核对原文"),
    "memory": _("原文待核实"),
    "local": _("本地设置"),
}

FIGURES = {
    "accepted": "受理日期",
    "actual": "实际进度",
    "ahead_days": "提前天数",
    "amount": "金额",
    "area": "面积",
    "areas": "敏感领域数",
    "audits": "离任审计数",
    "awards": "奖励数",
    "behind": "落后幅度",
    "category": "类别",
    "circumstance": "情形",
    "class": "职务类别",
    "closed": "办结日期",
    "conclusion": "结论",
    "days": "天数",
    "days_before": "上年度学时（天）",
    "days_late": "迟报天数",
    "days_over": "超期天数",
    "decided": "决定日期",
    "decided_on": "决定日期",
    "declared_amount": "申报金额",
    "declared_area": "申报面积",
    "declared_rows": "申报项数",
    "delivered": "送达日期",
    "due": "期限",
    "due_month": "应出结果月份",
    "due_on": "期限",
    "education": "警示教育次数",
    "ended": "结束日期",
    "ended_on": "结束日期",
    "excellent": "优秀次数",
    "extension": "延长天数",
    "followed": "跟踪次数",
    "found": "核查结果",
    "from_days": "起算天数",
    "from_on": "起算日期",
    "good": "好等次人数",
    "grade": "考核等次",
    "grade_order": "等次序（越大越好）",
    "grades": "已定等次数",
    "hours": "学时",
    "hours_before": "上年度学时",
    "kind": "类型",
    "kinship": "亲属关系",
    "least_people": "最少人数",
    "left_out": "不计入的年度",
    "limit": "时限",
    "matched": "相符项数",
    "matters": "件数",
    "missing": "缺项",
    "missing_count": "缺项数",
    "months": "月数",
    "overdue_days": "超期天数",
    "penalty": "处分或处理",
    "people": "人数",
    "percent": "比例（%）",
    "persons": "人数",
    "planned": "计划进度",
    "points": "节点",
    "poor_results": "一般或较差次数",
    "poor_results_most": "一般或较差次数上限",
    "quota": "名额",
    "rank": "职级",
    "recognitions": "认定数",
    "relation": "职务关系",
    "reports": "报告数",
    "result": "结果",
    "results": "结果数",
    "review": "复核",
    "reviews": "评价数",
    "risk": "风险等级",
    "rule": "规则",
    "sanctions": "处分处理件数",
    "short_before": "上年度不足",
    "since": "起始日期",
    "state": "状态",
    "status": "状态",
    "studies": "研究次数",
    "submitted": "报送日期",
    "suspended": "暂停天数",
    "talks": "谈话次数",
    "term": "期限",
    "to_days": "截止天数",
    "training": "培训数",
    "used": "用时",
    "visit_days": "回访天数",
    "visit_from": "回访起始日",
    "visits": "回访次数",
    "within_days": "期限（天）",
    "work": "一线工作",
    "working_days": "工作日数",
    "years": "年数",
}


def figure_word(name: str) -> str:
    return FIGURES.get(name, name)


def spoken(value: Any) -> str:
    """A value as a person reads it."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float | Decimal):
        return f"{value:f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"
    if isinstance(value, list):
        return "、".join(spoken(one) for one in value) or "—"
    return str(value)
