"""The one decision: may this account see, or do, this, and at which grain. The default is no.

Role × domain × sensitivity stand in grants.py, role × area in areas.py, scope in sight.py. Everything that shows or
changes something asks here or through scoping.py, which cuts whole querysets by the same tables.
"""

from enum import IntEnum

from django.contrib.auth.models import AnonymousUser

from bihuan.access.areas import Action, Area, opens
from bihuan.access.grants import WITHHELD_FROM_SELF, is_adjacent, reaches
from bihuan.access.models import Account
from bihuan.access.reach import within_scope
from bihuan.access.roles import Role, Scope
from bihuan.access.sight import Sight, sight_of
from bihuan.dossier.models import Cadre
from bihuan.dossier.projection import CurrentCadre
from bihuan.facts.kinds import Kind
from bihuan.facts.models import Fact

Thing = Area | Kind | Fact | type[Fact] | Cadre | CurrentCadre


class Grain(IntEnum):
    """How much: nothing (as if it were not there), that it is there and of which day, or all of it."""

    NOTHING = 0
    HEADER = 1
    WHOLE = 2


def may(account: Account | AnonymousUser, action: Action, thing: Thing) -> Grain:
    """What the account gets of a thing: an area, a kind of fact, one fact, one cadre's dossier."""
    sight = sight_of(account)
    if sight.role is None:
        return Grain.NOTHING
    if isinstance(thing, Area):
        return Grain.WHOLE if opens(sight.role, thing, action) else Grain.NOTHING
    if isinstance(thing, Cadre | CurrentCadre):
        return _of_cadre(sight, thing.pk) if opens(sight.role, Area.DOSSIER, action) else Grain.NOTHING
    if isinstance(thing, Kind):
        return grain_of_kind(sight, thing)
    if isinstance(thing, Fact):
        return _of_fact(sight, thing)
    return grain_of_kind(sight, thing.kind)


def grain_of_kind(sight: Sight, kind: Kind) -> Grain:
    """What a role gets of a kind of fact, of anybody in its scope."""
    if sight.role is None:
        return Grain.NOTHING
    if sight.role == Role.CADRE and kind.name in WITHHELD_FROM_SELF:
        return Grain.NOTHING
    if reaches(sight.role, kind.domain, kind.sensitivity):
        return Grain.WHOLE
    return Grain.HEADER if is_adjacent(sight.role, kind.domain, kind.sensitivity) else Grain.NOTHING


def _of_cadre(sight: Sight, number: int) -> Grain:
    if sight.scope == Scope.ALL:
        return Grain.WHOLE
    return Grain.WHOLE if sight.cadres().filter(cadre_id=number).exists() else Grain.NOTHING


def _of_fact(sight: Sight, fact: Fact) -> Grain:
    kind = type(fact)
    if not within_scope(sight, kind, kind.objects.filter(pk=fact.pk)).exists():
        return Grain.NOTHING
    return grain_of_kind(sight, fact.kind)
