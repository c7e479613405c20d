"""Role × domain → the highest sensitivity it may read. What is not in the table is not seen."""

from bihuan.access.roles import Role
from bihuan.facts.kinds import Sensitivity

ORDER: tuple[Sensitivity, ...] = ("open", "internal", "sensitive", "sealed")

# Sealed rows go to the office whose own they are: sanctions, inquiries and reports to discipline, reports also to the
# petition office, and to supervision sanctions and inquiries, and the register's answers that it asked for itself.
GRANTS: dict[Role, dict[str, Sensitivity]] = {
    Role.SUPERVISION: {
        "organisation": "sensitive",
        "discipline": "sealed",
        "audit": "sealed",
        "declarations": "sealed",
    },
    Role.CADRE_OFFICE: {"organisation": "sensitive", "discipline": "internal", "audit": "internal"},
    Role.CIVIL_SERVICE: {"organisation": "internal", "discipline": "internal"},
    Role.EDUCATION: {"organisation": "internal"},
    Role.ASSESSMENT: {"organisation": "sensitive", "discipline": "internal", "audit": "internal"},
    Role.DISCIPLINE: {"organisation": "internal", "discipline": "sealed", "petition": "sealed", "audit": "internal"},
    Role.AUDIT: {"organisation": "internal", "audit": "sealed"},
    Role.PETITION: {"organisation": "internal", "petition": "sealed"},
    Role.UNIT_HEAD: {"organisation": "internal", "audit": "internal"},
    Role.LEADER: {"organisation": "sensitive", "discipline": "internal", "audit": "internal"},
    Role.CADRE: {
        "organisation": "sensitive",
        "discipline": "internal",
        "audit": "internal",
        "declarations": "sensitive",
    },
    Role.ADMINISTRATOR: {},
}

# What is about a cadre but was never meant for them: who rated how, studies of a candidate, the talker's notes,
# judgements of identity. Whatever is sealed is withheld from them by GRANTS.
WITHHELD_FROM_SELF = frozenset({"rating", "selection", "talk", "same_person"})


def reaches(role: Role, domain: str, sensitivity: Sensitivity) -> bool:
    """Whether a role may read a domain up to this sensitivity."""
    ceiling = GRANTS[role].get(domain)
    return ceiling is not None and ORDER.index(sensitivity) <= ORDER.index(ceiling)


def is_adjacent(role: Role, domain: str, sensitivity: Sensitivity) -> bool:
    """Sensitive rows of a domain whose internal ones a role reads: it may know that they are there."""
    return sensitivity == "sensitive" and GRANTS[role].get(domain) == "internal"
