"""Findings and matters that an account may see. By names of columns, so that floors above bring their own tables.

An office sees by domain; a unit's head what its people may see too; a cadre what is meant for them (`audience`). What
is never for the subject is for its own offices alone, and there for nobody whom it concerns or whose unit it concerns.
"""

from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, Q, QuerySet

from bihuan.access.check_domains import out_of_reach
from bihuan.access.models import Account
from bihuan.access.roles import Role, Scope
from bihuan.access.sight import Sight, sight_of, subtree

M = TypeVar("M", bound=Model)
Somebody = Account | AnonymousUser

FOR_SUBJECT = Q(audience="subject")
"""What a subject may know at once; *later* joins it when a person has confirmed."""


def told(confirmed: str) -> Q:
    """Rows that their subject may see. `confirmed`: the column that says when a person confirmed."""
    return FOR_SUBJECT | Q(audience="later", **{f"{confirmed}__isnull": False})


def visible_matters(account: Somebody, queryset: QuerySet[M]) -> QuerySet[M]:
    """Matters: an office's own, those of one's domain, those about oneself or one's people that one may know."""
    sight = sight_of(account)
    if sight.role is None or sight.scope == Scope.NOBODY:
        return queryset.none()
    if sight.role == Role.CADRE:
        return queryset.filter(_own(sight, "cadres"), told("confirmed_on"))
    own = Q(office__members__account=sight.account)
    seen = queryset.filter(own | _by_domain(sight, "check_id", "cadres", "confirmed_on"))
    return _apart(sight, seen, "cadres")


def _own(sight: Sight, cadres: str) -> Q:
    return Q(**{f"{cadres}__in": sight.own_numbers}) if sight.own_numbers else Q(pk__in=[])


def _by_domain(sight: Sight, check: str, cadres: str, confirmed: str) -> Q:
    assert sight.role is not None
    reached = ~Q(**{f"{check}__in": out_of_reach(sight.role)})
    if sight.scope == Scope.ALL:
        return reached
    theirs = Q(**{f"{cadres}__in": sight.cadres().values("cadre_id")}) | Q(unit_code__in=sight.units)
    return reached & theirs & told(confirmed)


def _apart(sight: Sight, queryset: QuerySet[M], cadres: str) -> QuerySet[M]:
    """Nobody sees what is never for its subject when they, or their unit, are what it is about."""
    never = queryset.model._default_manager.filter(audience="never")
    if sight.own_numbers:
        queryset = queryset.exclude(pk__in=never.filter(**{f"{cadres}__in": sight.own_numbers}).values("pk"))
    if sight.account.unit_code:
        units = subtree(sight.account.unit_code)
        queryset = queryset.exclude(pk__in=never.filter(unit_code__in=units).values("pk"))
    return queryset.distinct()
