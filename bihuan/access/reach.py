"""Facts about whom an account may know anything at all: its scope, and what nobody reads about themselves."""

from django.db.models import Q

from bihuan.access.roles import Scope
from bihuan.access.sight import Sight, subtree
from bihuan.dossier.projection import CurrentCadre
from bihuan.facts.kinds import Kind
from bihuan.facts.models import Fact, FactSet


def within_scope(sight: Sight, kind: type[Fact], queryset: FactSet) -> FactSet:
    """Facts of one kind about whom the account may know anything at all."""
    if kind.kind.sensitivity == "sealed":
        queryset = _without_own(sight, kind.kind, queryset)
    if sight.scope == Scope.ALL or (kind.kind.sensitivity == "open" and sight.role):
        return queryset
    return queryset.filter(_about_somebody_in_scope(sight, kind))


def _about_somebody_in_scope(sight: Sight, kind: type[Fact]) -> Q:
    """Of several concerned cadres one in scope is enough; a unit's own rows are its head's too."""
    wanted = Q(pk__in=[])
    for column in kind.kind.concerns:
        wanted |= Q(**{f"{column}_id__in": sight.cadres().values("cadre_id")})
        if sight.joined_numbers:
            wanted |= Q(**{f"{column}_id__in": sight.joined_numbers})
    columns = {field.name for field in kind.stated_fields()}
    if sight.scope in {Scope.UNIT, Scope.SUBTREE} and "unit_code" in columns:
        wanted |= Q(unit_code__in=sight.units)
    return wanted


def _without_own(sight: Sight, kind: Kind, queryset: FactSet) -> FactSet:
    """Nobody reads sealed rows about themselves; reports never reach the unit they are about, whatever the office."""
    for column in kind.concerns:
        if sight.own_numbers:
            queryset = queryset.exclude(**{f"{column}_id__in": sight.own_numbers})
        if kind.domain == "petition" and sight.account.unit_code:
            theirs = CurrentCadre.objects.filter(unit_code__in=subtree(sight.account.unit_code))
            queryset = queryset.exclude(**{f"{column}_id__in": theirs.values("cadre_id")})
    return queryset
