"""Who signs in: offices of the organisation department, other departments, heads, cadres, leaders, an administrator."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Role(StrEnum):
    """One account has one role; what a role may see is in grants.py, where it may go in areas.py."""

    SUPERVISION = "supervision"
    CADRE_OFFICE = "cadre_office"
    CIVIL_SERVICE = "civil_service"
    EDUCATION = "education"
    ASSESSMENT = "assessment"
    DISCIPLINE = "discipline"
    AUDIT = "audit"
    PETITION = "petition"
    UNIT_HEAD = "unit_head"
    CADRE = "cadre"
    LEADER = "leader"
    ADMINISTRATOR = "administrator"


LABELS: dict[Role, Promise] = {
    Role.SUPERVISION: _("干部监督科"),
    Role.CADRE_OFFICE: _("干部科"),
    Role.CIVIL_SERVICE: _("公务员科"),
    Role.EDUCATION: _("干部教育科"),
    Role.ASSESSMENT: _("考核办"),
    Role.DISCIPLINE: _("纪检监委"),
    Role.AUDIT: _("审计局"),
    Role.PETITION: _("信访局"),
    Role.UNIT_HEAD: _("单位主要负责人"),
    Role.CADRE: _("干部本人"),
    Role.LEADER: _("领导"),
    Role.ADMINISTRATOR: _("系统管理员"),
}

ORGANISATION = frozenset({Role.SUPERVISION, Role.CADRE_OFFICE, Role.CIVIL_SERVICE, Role.EDUCATION, Role.ASSESSMENT})
DEPARTMENTS = frozenset({Role.DISCIPLINE, Role.AUDIT, Role.PETITION})
OFFICES = ORGANISATION | DEPARTMENTS
READERS = OFFICES | {Role.UNIT_HEAD, Role.LEADER}
EVERYBODY = frozenset(Role)
WITH_BUSINESS = EVERYBODY - {Role.ADMINISTRATOR}


class Scope(StrEnum):
    """Whose rows an account sees, before domain and sensitivity are asked."""

    NOBODY = "nobody"
    SELF = "self"
    UNIT = "unit"
    SUBTREE = "subtree"
    MANAGED = "managed"
    ALL = "all"


ROLES = {role.value: role for role in Role}
SCOPES: dict[Role, Scope] = {
    **dict.fromkeys(OFFICES | {Role.LEADER}, Scope.ALL),
    Role.UNIT_HEAD: Scope.SUBTREE,
    Role.CADRE: Scope.SELF,
    Role.ADMINISTRATOR: Scope.NOBODY,
}


def role_of(word: str) -> Role | None:
    """The role that an account's word names; None for an account that has none, which sees nothing."""
    return ROLES.get(word)
