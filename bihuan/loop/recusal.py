"""Nobody handles a matter about themselves or their kin (公务员法 第七十六条)."""

from django.db.models import Q

from bihuan.access.models import Account
from bihuan.dossier.kinds import Family, IdentityNumber, Person
from bihuan.loop.matter import Matter


def ground_for_recusal(account: Account, matter: Matter) -> str:
    """Why this person must stay away; empty where nothing speaks against them."""
    if account.cadre_id is None:
        return ""
    concerned = set(matter.cadres.values_list("pk", flat=True))
    if account.cadre_id in concerned:
        return "您是本事项的当事人"
    return "您与当事人有亲属关系" if concerned and _are_kin(account.cadre_id, concerned) else ""


def _are_kin(cadre: int, others: set[int]) -> bool:
    """A family row of one names the other, by 身份证号, else by name and birth month."""
    return _names(cadre, others) or any(_names(other, {cadre}) for other in others)


def _names(cadre: int, others: set[int]) -> bool:
    rows = Family.objects.known().filter(cadre_id=cadre)
    numbers = IdentityNumber.objects.known().filter(cadre_id__in=others).values("number_index")
    people = Person.objects.known().filter(cadre_id__in=others).exclude(name_birth_index="").values("name_birth_index")
    return rows.filter(Q(number_index__in=numbers) | Q(number_index="", name_birth_index__in=people)).exists()
