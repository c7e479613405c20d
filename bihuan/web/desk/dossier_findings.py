"""Findings on a dossier: today's as stored; of another day or known time, asked anew, which stores nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bihuan.access.audience import sees_check, visible_findings
from bihuan.access.models import Account
from bihuan.calendar import clock
from bihuan.dossier.identity import members
from bihuan.facts.kinds import reference_of
from bihuan.facts.models import Fact
from bihuan.loop.matter import Matter
from bihuan.policy.evaluation import evaluate
from bihuan.policy.findings.sentences import sentence_of
from bihuan.policy.models import Finding
from bihuan.policy.packs.shapes import Check
from bihuan.policy.versions import current_library
from bihuan.ui.shapes import Chip
from bihuan.ui.templatetags.ui import due_in, due_tone
from bihuan.web.desk.asof import Standpoint

GRAVEST_FIRST = ("red", "yellow", "blue", "green")
FEW = 4


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding as a dossier shows it. `evidence`: the facts that this reader may read; `more`: how many others.

    `number` names the stored finding; one that was only asked for has none.
    """

    severity: str
    title: str
    mechanism: str
    sentence: str
    clause: str
    state: str = ""
    tone: str = ""
    number: int | None = None
    evidence: Sequence[Chip] = ()
    more: int = 0


def findings_of(
    account: Account, cadre: int, stand: Standpoint, facts: Iterable[Fact], matters: Iterable[Matter]
) -> list[FindingLine]:
    """The findings about a cadre on the day, as known then, that this reader may see; the gravest first."""
    readable = {reference_of(fact): fact for fact in facts}
    lines = _stored(account, cadre, readable, matters) if stand.is_now else _asked(account, cadre, stand, readable)
    return sorted(lines, key=lambda line: GRAVEST_FIRST.index(line.severity))


def _stored(account: Account, cadre: int, readable: Mapping[int, Fact], matters: Iterable[Matter]) -> list[FindingLine]:
    about = Finding.objects.filter(people__in=members(cadre), holds=True).exclude(subject_kind="unit")
    rows = visible_findings(account, about).distinct()
    worked = {matter.finding_id: matter for matter in matters if matter.is_open}
    checks = current_library().checks
    return [_line(finding, checks.get(finding.check_id), worked.get(finding.pk), readable) for finding in rows]


def _line(finding: Finding, check: Check | None, matter: Matter | None, readable: Mapping[int, Fact]) -> FindingLine:
    state, tone = _state(finding, matter)
    return FindingLine(
        severity=finding.severity,
        title=check.title if check else finding.check_id,
        mechanism=finding.mechanism,
        sentence=finding.sentence,
        clause="；".join(f"《{one['document']}》{one['article']}" for one in finding.clause),
        state=state,
        tone=tone,
        number=finding.pk,
        evidence=_chips(finding.evidence, readable),
        more=_more(finding.evidence, readable),
    )


def _state(finding: Finding, matter: Matter | None) -> tuple[str, str]:
    if matter is not None:
        said = " · ".join(word for word in (_("办理中"), due_in(matter.due_on, clock.today())) if word)
        return said, due_tone(matter.due_on, clock.today())
    if finding.state == "settled":
        return _("已有处理决定"), "green"
    if finding.needs_confirmation and finding.confirmed_at is None:
        return _("待研判"), "yellow"
    return _("尚未立项"), ""


def _asked(account: Account, cadre: int, stand: Standpoint, readable: Mapping[int, Fact]) -> list[FindingLine]:
    """`known_at` is always given, so that looking back can never store anything."""
    checks = current_library().checks
    told = evaluate(stand.on, stand.known_at, cadre).told
    said = [one.said for one in told if cadre in one.said.cadres]
    return [
        FindingLine(
            severity=one.severity,
            title=checks[one.check].title,
            mechanism=checks[one.check].mechanism,
            sentence=sentence_of(checks[one.check], one),
            clause="；".join(citation.text for citation in checks[one.check].clauses),
            evidence=_chips(one.evidence, readable),
            more=_more(one.evidence, readable),
        )
        for one in said
        if one.check in checks
        and checks[one.check].subject != "unit"
        and sees_check(account, one.check, checks[one.check].audience, cadre)
    ]


def _chips(evidence: Sequence[int], readable: Mapping[int, Fact]) -> list[Chip]:
    shown = [readable[reference] for reference in evidence if reference in readable][:FEW]
    return [Chip(_where(fact), hint=fact.kind.label) for fact in shown]


def _where(fact: Fact) -> str:
    source = str(fact.entry.source)
    return _("%(file)s 第 %(line)s 行") % {"file": source, "line": fact.line} if fact.line else source


def _more(evidence: Sequence[int], readable: Mapping[int, Fact]) -> int:
    """What is shown elsewhere on the page; what the reader may not read is not even counted."""
    return max(0, sum(1 for reference in evidence if reference in readable) - FEW)
