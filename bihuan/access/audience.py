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
from bihuan.dossier.projection import CurrentCadre

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
    return _apart(sight, seen, "cadres", "confirmed_on")


def visible_findings(account: Somebody, queryset: QuerySet[M]) -> QuerySet[M]:
    """Findings: of one's domain or handled by one's office; about oneself or one's people as told to them."""
    sight = sight_of(account)
    if sight.role is None or sight.scope == Scope.NOBODY:
        return queryset.none()
    if sight.role == Role.CADRE:
        return queryset.filter(_own(sight, "people"), told("confirmed_at")).distinct()
    seen = queryset.filter(_by_domain(sight, "check_id", "people", "confirmed_at"))
    return _apart(sight, seen, "people", "confirmed_at")


def sees_check(account: Somebody, check: str, audience: str, cadre: int) -> bool:
    """The same of a finding that is not stored (a day that lies back), about a cadre whom the account sees."""
    sight = sight_of(account)
    if sight.role is None:
        return False
    if sight.role == Role.CADRE or sight.scope != Scope.ALL:
        return audience == "subject" and (sight.role == Role.CADRE or check not in out_of_reach(sight.role))
    apart = audience == "never" and (cadre in sight.own_numbers or _is_of_own_unit(sight, cadre))
    return not apart and check not in out_of_reach(sight.role)


def _is_of_own_unit(sight: Sight, cadre: int) -> bool:
    units = subtree(sight.account.unit_code)
    return CurrentCadre.objects.filter(cadre_id=cadre, unit_code__in=units).exists()


def _own(sight: Sight, cadres: str) -> Q:
    """What is about oneself. What is said of a unit touches all its people, and is for none of them."""
    return Q(**{f"{cadres}__in": sight.own_numbers}) & ~Q(subject_kind="unit") if sight.own_numbers else Q(pk__in=[])


def _by_domain(sight: Sight, check: str, cadres: str, confirmed: str) -> Q:
    assert sight.role is not None
    reached = ~Q(**{f"{check}__in": out_of_reach(sight.role)})
    if sight.scope == Scope.ALL:
        return reached
    theirs = Q(**{f"{cadres}__in": sight.cadres().values("cadre_id")}) | Q(unit_code__in=sight.units)
    return reached & theirs & told(confirmed)


def _apart(sight: Sight, queryset: QuerySet[M], cadres: str, confirmed: str) -> QuerySet[M]:
    """An officer is told no more about themselves than any subject; of their unit nothing that is never for it."""
    everything = queryset.model._default_manager
    if sight.own_numbers:
        own = everything.filter(**{f"{cadres}__in": sight.own_numbers}).exclude(told(confirmed))
        queryset = queryset.exclude(pk__in=own.values("pk"))
    if sight.account.unit_code:
        units = subtree(sight.account.unit_code)
        theirs = CurrentCadre.objects.filter(unit_code__in=units).values("cadre_id")
        about = Q(unit_code__in=units) | Q(**{f"{cadres}__in": theirs})
        queryset = queryset.exclude(pk__in=everything.filter(about, audience="never").values("pk"))
    return queryset.distinct()
