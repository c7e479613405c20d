"""Roster lines of people whom no dossier knows yet: a dossier is opened, and the number recorded."""

from bihuan.dossier.kinds import IdentityNumber
from bihuan.dossier.models import Cadre
from bihuan.exchange.feeds import Feed
from bihuan.exchange.plans import Plan
from bihuan.exchange.roster import Roster
from bihuan.facts.entries import Writing


def admit(feed: Feed, plans: list[Plan], writing: Writing, roster: Roster) -> None:
    """Give every roster plan its cadre, opening dossiers for numbers that are new."""
    column = feed.identity_column
    if not column:
        return
    owners = [(plan, roster.owner(plan.work.row.values[column])) for plan in plans]
    made = iter(Cadre.objects.bulk_create([Cadre() for _, owner in owners if owner is None]))
    for plan, owner in owners:
        cadre = owner if owner is not None else _open_dossier(plan, column, next(made), writing)
        for change in plan.changes:
            if change.new is not None:
                change.new.cadre_id = cadre  # type: ignore[attr-defined]


def _open_dossier(plan: Plan, column: str, opened: Cadre, writing: Writing) -> int:
    identity = IdentityNumber(cadre_id=opened.pk, number=plan.work.row.values[column])
    identity.derive()
    writing.record(identity, plan.work.row.line)
    return opened.pk
