"""The parts of the house that have a door: who may enter, and who may do what there."""

from enum import StrEnum
from typing import Literal

from bihuan.access.roles import EVERYBODY, OFFICES, ORGANISATION, READERS, WITH_BUSINESS, Role

Action = Literal["see", "export", "load", "decide", "manage"]


class Area(StrEnum):
    """Every page belongs to one (guarding.py); a page without one fails the routes test."""

    WORKBENCH = "workbench"
    CADRES = "cadres"
    DOSSIER = "dossier"
    FINDINGS = "findings"
    TRIAGE = "triage"
    MATTERS = "matters"
    FEEDS = "feeds"
    REVIEW = "review"
    POLICY = "policy"
    ACCOUNTS = "accounts"


DOORS: dict[Area, dict[Action, frozenset[Role]]] = {
    Area.WORKBENCH: {"see": EVERYBODY},
    Area.CADRES: {"see": READERS, "export": READERS},
    Area.DOSSIER: {"see": WITH_BUSINESS, "export": READERS | {Role.CADRE}},
    Area.FINDINGS: {"see": WITH_BUSINESS, "export": READERS},
    Area.TRIAGE: {"see": OFFICES, "decide": OFFICES, "export": OFFICES},
    Area.MATTERS: {"see": WITH_BUSINESS, "export": READERS},
    Area.FEEDS: {"see": OFFICES | {Role.UNIT_HEAD}, "load": OFFICES | {Role.UNIT_HEAD}, "export": OFFICES},
    Area.REVIEW: {"see": ORGANISATION, "decide": ORGANISATION, "export": ORGANISATION},
    Area.POLICY: {"see": WITH_BUSINESS, "manage": frozenset({Role.SUPERVISION})},
    Area.ACCOUNTS: {"see": frozenset({Role.ADMINISTRATOR}), "manage": frozenset({Role.ADMINISTRATOR})},
}


def opens(role: Role, area: Area, action: Action) -> bool:
    """Whether a role may do this in an area; the default is no."""
    return role in DOORS[area].get(action, frozenset())
