"""What a finding or a matter gives away: the domain and sensitivity of what its check is about.

A check that is not listed says what its mechanism's own, internal records say. A test demands that every check which
reads sealed or sensitive tables stands here.
"""

from dataclasses import dataclass, field

from bihuan.access.grants import reaches
from bihuan.access.roles import Role
from bihuan.facts.kinds import Sensitivity


@dataclass(frozen=True, slots=True)
class Concern:
    """`handlers`: offices that the regulation has handle it, though their role does not reach the domain."""

    domain: str = "organisation"
    sensitivity: Sensitivity = "internal"
    handlers: frozenset[Role] = field(default_factory=frozenset)


REPORTS = Concern("petition", "sealed")
MEASURES = Concern("discipline", "sealed")
REGISTERS = Concern("declarations", "sealed")
DECLARED = Concern("declarations", "sensitive")
KIN = Concern("organisation", "sensitive")
AUDITED = Concern("audit", "internal")
STUDY_OF_REPORTS = Concern("petition", "sealed", frozenset({Role.SUPERVISION}))
BY_ASSESSMENT = Concern("discipline", "sealed", frozenset({Role.ASSESSMENT}))
BY_CIVIL_SERVICE = Concern("discipline", "sealed", frozenset({Role.CIVIL_SERVICE}))

CHECKS: dict[str, Concern] = {
    "assessment.excellent_barred": BY_ASSESSMENT,
    "assessment.grade_must_be_open": BY_ASSESSMENT,
    "incentive.award_barred": BY_CIVIL_SERVICE,
    "incentive.clarification_due": REPORTS,
    "incentive.influence_ended": MEASURES,
    "incentive.promotion_in_influence": MEASURES,
    "incentive.tolerance_study_due": MEASURES,
    "restraint.admonition_followup": MEASURES,
    "restraint.change_never_reported": DECLARED,
    "restraint.change_report_late": DECLARED,
    "restraint.declaration_late": DECLARED,
    "restraint.declaration_mismatch": REGISTERS,
    "restraint.declaration_missing": DECLARED,
    "restraint.declaration_omitted": REGISTERS,
    "restraint.duty_recusal": KIN,
    "restraint.exit_audit_missing": AUDITED,
    "restraint.inquiry_unanswered": MEASURES,
    "restraint.petition_overdue": REPORTS,
    "restraint.petitions_repeated": STUDY_OF_REPORTS,
    "restraint.rectification_overdue": AUDITED,
    "restraint.recusal_chain": KIN,
    "restraint.recusal_sensitive": KIN,
    "restraint.selection_gate": KIN,
}
DEFAULT = Concern()


def concern_of(check: str) -> Concern:
    return CHECKS.get(check, DEFAULT)


def out_of_reach(role: Role) -> list[str]:
    """The checks whose findings a role does not see of others, and which it does not handle."""
    return sorted(check for check, concern in CHECKS.items() if not _reads(role, concern))


def _reads(role: Role, concern: Concern) -> bool:
    return role in concern.handlers or reaches(role, concern.domain, concern.sensitivity)
