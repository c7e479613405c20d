"""Querysets cut down to what an account may see. Lists, counts, charts, exports and search all begin here."""

from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet

from bihuan.access.decision import Grain, grain_of_kind
from bihuan.access.models import Account
from bihuan.access.reach import within_scope
from bihuan.access.roles import Scope
from bihuan.access.sight import sight_of
from bihuan.dossier.projection import CurrentCadre
from bihuan.facts.models import Fact, FactSet

M = TypeVar("M", bound=Model)
Somebody = Account | AnonymousUser


def visible_cadres(account: Somebody, queryset: QuerySet[M]) -> QuerySet[M]:
    """Rows of CurrentCadre, or of Cadre, that are in the account's scope."""
    sight = sight_of(account)
    if queryset.model is CurrentCadre:
        return queryset.filter(sight.cadre_filter())
    if sight.scope == Scope.ALL:
        return queryset
    return queryset.filter(pk__in=sight.cadres().values("cadre_id"))


def visible_facts(account: Somebody, kind: type[Fact], queryset: FactSet) -> FactSet:
    """Facts of one kind whose contents the account may read."""
    sight = sight_of(account)
    if grain_of_kind(sight, kind.kind) < Grain.WHOLE:
        return queryset.none()
    return within_scope(sight, kind, queryset)
