"""What one account sees, worked out once a request: its role, its units, the cadre numbers inside its scope."""

from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from bihuan.access.models import Account
from bihuan.access.roles import Role, Scope
from bihuan.dossier.identity import canonical_map
from bihuan.dossier.kinds import UnitState
from bihuan.dossier.projection import CurrentCadre


class Sight:
    """One account's view. Ask `sight_of`, which keeps it with the account object of the request."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.role: Role | None = account.present_role
        self.scope: Scope = account.present_scope

    @cached_property
    def units(self) -> frozenset[str]:
        """The units whose people are in scope, for scopes *unit* and *subtree*."""
        return subtree(self.account.unit_code) if self.scope == Scope.SUBTREE else self.own_unit

    @cached_property
    def own_unit(self) -> frozenset[str]:
        return frozenset({self.account.unit_code} - {""})

    @cached_property
    def own_cadre(self) -> int | None:
        """The canonical number of the account's own dossier."""
        number = self.account.cadre_id
        return self._canonical.get(number, number) if number else None

    @cached_property
    def _canonical(self) -> dict[int, int]:
        return canonical_map()

    @cached_property
    def own_numbers(self) -> frozenset[int]:
        """Every number that the account's own rows may stand under."""
        if self.own_cadre is None:
            return frozenset()
        others = {old for old, new in self._canonical.items() if new == self.own_cadre}
        return frozenset({self.own_cadre, *others})

    def cadre_filter(self) -> Q:
        """The rows of CurrentCadre inside the scope."""
        match self.scope:
            case Scope.ALL:
                return Q()
            case Scope.SELF:
                return Q(cadre_id=self.own_cadre) if self.own_cadre else Q(pk__in=[])
            case Scope.UNIT | Scope.SUBTREE:
                return Q(unit_code__in=self.units)
            case Scope.MANAGED if self.account.manages:
                return Q(management=self.account.manages)
            case _:
                return Q(pk__in=[])

    def cadres(self) -> QuerySet[CurrentCadre]:
        return CurrentCadre.objects.filter(self.cadre_filter())

    @cached_property
    def joined_numbers(self) -> frozenset[int]:
        """Numbers that were judged to be another's dossier, where that one is in scope: its rows stand under both."""
        if not self._canonical:
            return frozenset()
        seen = set(self.cadres().filter(cadre_id__in=self._canonical.values()).values_list("cadre_id", flat=True))
        return frozenset(old for old, new in self._canonical.items() if new in seen)


def sight_of(account: Account | AnonymousUser) -> Sight:
    """The view of an account, worked out once for each account object."""
    if not isinstance(account, Account):
        return Sight(Account(is_active=False))
    found = account.__dict__.get("_sight")
    if not isinstance(found, Sight):
        found = account.__dict__["_sight"] = Sight(account)
    return found


def subtree(code: str) -> frozenset[str]:
    """A unit and all below it, as units stand now; nothing for an empty code."""
    if not code:
        return frozenset()
    children: dict[str, list[str]] = {}
    for child, parent in UnitState.objects.known().values_list("unit_code", "parent_code"):
        children.setdefault(parent, []).append(child)
    found, waiting = {code}, [code]
    while waiting:
        below = [child for child in children.get(waiting.pop(), []) if child not in found]
        found.update(below)
        waiting += below
    return frozenset(found)
