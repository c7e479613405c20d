"""Roster lines of people whom no dossier knows yet: a dossier is opened, and the number recorded."""

from bihuan.dossier.kinds import IdentityNumber
from bihuan.dossier.models import Cadre
from bihuan.exchange.feeds import Feed
from bihuan.exchange.linking import read_roster
from bihuan.exchange.plans import Plan
from bihuan.facts.entries import Writing


def admit(feed: Feed, plans: list[Plan], writing: Writing) -> None:
    """Give every roster plan its cadre, opening dossiers for numbers that are new."""
    column = next((one.name for one in feed.columns.values() if one.role == "identity"), None)
    if column is None:
        return
    roster = read_roster()
    new = [plan for plan in plans if roster.find(str(plan.work.row.values[column])) is None]
    made = iter(Cadre.objects.bulk_create([Cadre() for _ in new]))
    for plan in plans:
        number = str(plan.work.row.values[column])
        cadre = roster.find(number)
        if cadre is None:
            opened = next(made)
            cadre = opened.pk
            identity = IdentityNumber(cadre_id=cadre, number=number)
            identity.derive()
            writing.record(identity, plan.work.row.line)
        for change in plan.changes:
            if change.new is not None:
                change.new.cadre_id = cadre  # type: ignore[attr-defined]
