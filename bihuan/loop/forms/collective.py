"""A collective decision (集体研究): who had to come, who came, who agreed."""

from typing import Any, ClassVar

from bihuan.loop.forms.base import ClosingForm, PastDay, Whole

QUORUM = "到会不足应到会人数的三分之二，不能作出决定"
MAJORITY = "同意人数未超过应到会人数的半数，不能选择“{outcome}”"


class CollectiveForm(ClosingForm):
    """Two thirds present; more than half of those entitled agree (党政领导干部选拔任用工作条例 的议事规则)."""

    agreeing: ClassVar[frozenset[str]] = frozenset()

    met_on = PastDay("会议日期")
    members = Whole("应到会人数", least=3)
    attended = Whole("到会人数")
    agreed = Whole("同意人数")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        members, attended, agreed = (cleaned.get(name) for name in ("members", "attended", "agreed"))
        if members is None or attended is None or agreed is None:
            return cleaned
        if attended > members:
            self.add_error("attended", f"到会 {attended} 人，多于应到会 {members} 人")
        if agreed > attended:
            self.add_error("agreed", f"同意 {agreed} 人，多于到会 {attended} 人")
        if attended * 3 < members * 2:
            self.add_error("attended", QUORUM)
        if self.outcome in self.agreeing and agreed * 2 <= members:
            self.add_error("agreed", MAJORITY.format(outcome=self.outcome))
        return cleaned
